using System.Globalization;
using StopPress.Benchmarks;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Importing;
using StopPress.Benchmarks.Picturing;
using StopPress.Benchmarks.Pressing;
using StopPress.Benchmarks.Publishing;
using StopPress.Benchmarks.Remembering;
using StopPress.Benchmarks.Searching;
using StopPress.Benchmarks.Serving;
using StopPress.Benchmarks.Starting;
using StopPress.Benchmarks.Writing;
using StopPress.Store.Database;

LeftBehind.TidyOnSignals();
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Dictionary<string, Func<Order, Task<Verdict>>> benchmarks = new()
{
    ["serve"] = ServeBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
    ["publish"] = PublishBenchmark.RunAsync,
    ["press"] = PressBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["pictures"] = PicturesBenchmark.RunAsync,
    ["editor"] = EditorBenchmark.RunAsync,
    ["import"] = ImportBenchmark.RunAsync,
    ["search"] = SearchBenchmark.RunAsync,
};
if (Order.Read(args) is { Name: "fill" } wish)
{
    await using var database = HouseDatabase.OnSqlite(Path.Combine(Directory.CreateDirectory(wish.Words("data", "data")[0]).FullName, "newsroom.db"));
    await ArchiveFiller.FillAsync(database, new NewsArchive(wish.Number("stories", 10_000), wish.Number("drafts", 0)));
    return 0;
}
if (Order.Read(args) is not { } order || !benchmarks.TryGetValue(order.Name, out var benchmark))
{
    Console.Error.WriteLine($"bench: say which benchmark: {string.Join(", ", benchmarks.Keys)}. docs/benchmarks.md tells what each measures and takes.");
    return 2;
}
Console.WriteLine(Machine.Describe());
Console.WriteLine(await benchmark(order));
return 0;
