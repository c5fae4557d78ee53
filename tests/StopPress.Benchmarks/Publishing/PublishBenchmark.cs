using System.Diagnostics;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Serving;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Publishing;

/// <summary>What publishing costs beside the bare saving of the same rows, and how soon the front shows it.</summary>
internal static class PublishBenchmark
{
    // Until what runs in every act has been compiled for good.
    private const int Warmups = 150;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(1);

    // What is left of the one before is done by then, so that neither kind is measured in the other's wake.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(15);

    /// <summary>Runs it; takes <c>databases</c>, <c>stories</c> and <c>pairs</c>.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        var databases = order.Databases();
        if (databases.Length > 1) return await InTurnAsync(order, databases);
        var ratios = new List<double>();
        foreach (int stories in order.Numbers("stories", 10_000, 100_000)) ratios.Add(await MeasureAsync(databases[0], stories, order.Number("pairs", 300)));
        return Verdict.Of("publish", ratios);
    }

    // Each database in a process of its own: what one has warmed must not help the other.
    private static async Task<Verdict> InTurnAsync(Order order, DatabaseKind[] databases)
    {
        var verdicts = new List<Verdict>();
        foreach (var kind in databases)
        {
            string[] command = ["dotnet", typeof(PublishBenchmark).Assembly.Location, .. order.With("databases", kind.ToString().ToLowerInvariant())];
            string[] lines = (await BoundProcess.RunAsync(LongestRun, command[0], command[1..])).TrimEnd().Split('\n');
            foreach (string line in lines.Skip(1)) Console.WriteLine(line);
            verdicts.Add(Verdict.Read(lines[^1]));
        }
        return new Verdict("publish", new Sample(verdicts.Select(verdict => verdict.Ratio)).Median, verdicts.Min(verdict => verdict.Min), verdicts.Max(verdict => verdict.Max));
    }

    private static async Task<double> MeasureAsync(DatabaseKind kind, int stories, int pairs)
    {
        var archive = new NewsArchive(stories, 2 * (pairs + Warmups));
        await using var house = await ArchiveHouse.OpenAsync(kind, archive);
        int next = stories;
        var wake = new Wake([], []);
        Func<Task<double>> publish = () => InPeaceAsync(house, archive, () => PublishAsync(house, archive.Story(next++), wake));
        Func<Task<double>> bare = () => InPeaceAsync(house, archive, () => SaveAsync(house, archive.Story(next++)));
        _ = await Pairs.MeasureAsync(Warmups, publish, bare);
        wake.Pressed.Clear();
        wake.Found.Clear();
        var runs = await Pairs.MeasureAsync(pairs, publish, bare);
        Tell($"publish on {kind} at {stories} stories", runs, wake);
        return new Sample(runs.Select(run => run.First)).Median / new Sample(runs.Select(run => run.Second)).Median;
    }

    private static void Tell(string what, List<(double Publish, double Bare)> runs, Wake wake)
    {
        var (publish, bare, more) = (new Sample(runs.Select(run => run.Publish)), new Sample(runs.Select(run => run.Bare)), new Sample(runs.Select(run => run.Publish - run.Bare)));
        Console.WriteLine($"{what}: {publish.Median:0.00} ms, bare {bare.Median:0.00} ms; {more.Median:+0.00;-0.00} ms at the median of the pairs, "
            + $"{publish.Percentile(95) - bare.Percentile(95):+0.00;-0.00} ms between the 95th percentiles ({publish.Percentile(95):0.00} and {bare.Percentile(95):0.00})");
        foreach (var (done, times) in new[] { ("the front was pressed again", new Sample(wake.Pressed)), ("the story could be found", new Sample(wake.Found)) })
            Console.WriteLine($"{what}: {done} {times.Median:0.0} ms (median), {times.Percentile(99):0.0} ms (p99) after the act was answered");
    }

    // Readers have looked at every list before each act, so all that it touches is pressed again at once, the front among the rest.
    private static async Task<double> InPeaceAsync(ArchiveHouse house, NewsArchive archive, Func<Task<double>> act)
    {
        foreach (string path in archive.ListPaths)
        {
            for (var reader = 0; reader < 5 && house.Site.Press.Ready(path, brotli: false) is null; reader++) _ = await house.Site.Press.GetAsync(path);
        }
        await house.Site.Clerk.InStepAsync(CancellationToken.None);
        await Task.Delay(Rest);
        return await act();
    }

    private static async Task<double> PublishAsync(ArchiveHouse house, ArchiveStory story, Wake wake)
    {
        var clock = Stopwatch.StartNew();
        var published = await new PublishStory(PublicId.Text(story.Id), story.Texts[0].Edition.Language).RunAsync(house.House.Desk, "bench");
        double took = clock.Elapsed.TotalMilliseconds;
        var found = FoundAsync(house, clock);
        string home = story.Texts[0].Edition.Home;
        while (house.Site.Press.Ready(home, brotli: false) is null)
        {
            if (clock.Elapsed > Longest) throw new InvalidOperationException("The front was not pressed again.");
            await Task.Delay(1);
        }
        wake.Pressed.Add(clock.Elapsed.TotalMilliseconds - took);
        wake.Found.Add(await found - took);
        var front = (await house.Site.Press.GetAsync(home)).Page!;
        if (front.Plain.Bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(published.Value.Result)) < 0) throw new InvalidOperationException("The front does not show what was published.");
        return took;
    }

    private static async Task<double> FoundAsync(ArchiveHouse house, Stopwatch clock)
    {
        await house.Site.Clerk.InStepAsync(CancellationToken.None);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> SaveAsync(ArchiveHouse house, ArchiveStory story)
    {
        var now = Instant.Now(house.House.Clock);
        var clock = Stopwatch.StartNew();
        await BarePublication.SaveAsync(house.House.Database, story, now);
        return clock.Elapsed.TotalMilliseconds;
    }

    // How long after an act was answered the front was pressed again, and search had followed.
    private sealed record Wake(List<double> Pressed, List<double> Found);
}
