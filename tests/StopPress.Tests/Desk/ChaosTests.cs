using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Desk;

/// <summary>Two people type into one story in real browsers while all that can fail does: no word that was shown as kept is lost.</summary>
public class ChaosTests(Houses houses, Browser browser)
{
    // "./soak chaos" sets it.
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("SOAK_CHAOS") ?? "7", CultureInfo.InvariantCulture));

    [Theory, BothDatabases]
    public async Task no_word_that_was_shown_as_kept_is_lost(DatabaseKind kind)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next(1_000_000).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        await using var house = await houses.OpenAsync(kind);
        var database = house.OpenDatabase();
        var words = new WordsShown();
        var (story, port) = await FileAsync(house);
        var server = await RunningPaper.StartAsync(house.Folder, house.Connection, at: port);
        var kills = 0;
        try
        {
            await using var anna = await browser.OpenAsync(new() { ViewportSize = new() { Width = 1000, Height = 700 } });
            await using var boon = await browser.OpenAsync(new() { ViewportSize = new() { Width = 1000, Height = 700 } });
            ChaosWriter[] writers = [new(anna, 'a', "editor@example.org", port, story, new Random(seed), words, database), new(boon, 'b', "administrator@example.org", port, story, new Random(seed + 1), words, database)];
            await Task.WhenAll(writers.Select(writer => writer.OpenAsync()));
            var lasted = Stopwatch.StartNew();
            var writing = writers.Select(writer => Task.Run(() => writer.WriteAsync(Lasts))).ToList();
            var chance = new Random(-seed);
            while (lasted.Elapsed < Lasts && !writing.Exists(task => task.IsFaulted))
            {
                // Soon, or after it has answered for a while: whoever opens a page or signs in comes through in the end.
                var wait = TimeSpan.FromMilliseconds(kills == 0 || chance.Next(2) == 0 ? chance.Next(500, 4000) : chance.Next(4000, 15_000));
                if (lasted.Elapsed + wait > Lasts) break;
                await Task.Delay(wait);
                await server.KillAsync();
                await server.DisposeAsync();
                kills++;
                await Task.Delay(chance.Next(0, 1500));
                server = await RunningPaper.StartAsync(house.Folder, house.Connection, at: port);
            }
            await Task.WhenAll(writing);
            await QuietAsync(writers, seed);
            string told = await server.DoAsync("ReadDraft", new { story, edition = "en" });
            var there = WordsShown.In(told).ToHashSet();
            string summary = $"seed {seed}, {kind}: {words.Typed} words typed, {words.Kept.Count} shown as kept, {words.Deleted.Count} deleted, {kills} kills, "
                + string.Join(", ", writers.SelectMany(writer => writer.Done).GroupBy(one => one.Key).Select(one => $"{one.Sum(count => count.Value)} {one.Key}"));
            TestContext.Current.SendDiagnosticMessage(summary);
            Report(summary);
            Assert.Equal((seed, ""), (seed, string.Join(' ', words.Owed.Where(word => !there.Contains(word)).Select(word => $"{word} ({words.Kept[word]})"))));
            Assert.True(words.Owed.Count() > Lasts.TotalSeconds, "Hardly anything was typed.");
            foreach (var writer in writers) Assert.Equal((seed, BodyOf(told)), (seed, await writer.BodyAsync()));
        }
        finally
        {
            await server.DisposeAsync();
        }
        await Soundness.HoldsAsync(database, house.Folder);
    }

    // Two accounts that may write in every story, and the story.
    private static async Task<(string Story, int Port)> FileAsync(House house)
    {
        await using var paper = await DeskVisitor.OpenAsync(house);
        foreach (var role in new[] { Role.Editor, Role.Administrator }) (await DeskVisitor.ComeAsync(paper, role)).Dispose();
        return (await paper.FileAsync("Harbour", "The harbour opened."), paper.Address.Port);
    }

    // All is there again, and everything is brought together.
    private static async Task QuietAsync(ChaosWriter[] writers, int seed)
    {
        foreach (var writer in writers) await writer.ComeBackAsync();
        var waited = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 3;)
        {
            var looks = new List<(string State, long Version)>();
            foreach (var writer in writers) looks.Add(await writer.LookAsync());
            quiet = looks.TrueForAll(look => look.State == "kept" && look.Version == looks[0].Version) ? quiet + 1 : 0;
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), $"seed {seed}: not brought together: {string.Join(", ", looks)}");
            await Task.Delay(150);
        }
    }

    private static string BodyOf(string draft) => string.Join(' ', WordsShown.In(JsonDocument.Parse(draft).RootElement.GetProperty("body").GetRawText()));

    private static void Report(string line)
    {
        if (Environment.GetEnvironmentVariable("SOAK_REPORT") is { Length: > 0 } report) File.AppendAllText(report, line + Environment.NewLine);
    }
}
