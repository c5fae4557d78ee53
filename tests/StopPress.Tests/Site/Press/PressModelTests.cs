using System.Globalization;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Tests.Site.Sitemaps;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Press;

/// <summary>Random acts and readers on every surface: each answer is compared with an independent model in memory.</summary>
public class PressModelTests(Houses houses)
{
    // "./soak press" sets it to 10,000.
    private static readonly int Acts = int.Parse(Environment.GetEnvironmentVariable("SOAK_ACTS") ?? "500", CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Every kind of touch there is.</summary>
    public static TheoryData<string> Touches() => ["house", "editions", "sections", "menus", "storylines", "breaking:", "pages:", "lead:", "today:", "story:", "storyline:", "tag:", "staff:", "media:", "likes:", "most-read:", "month:", "months:", "corrections:", "list:front", "list:section", "list:storyline", "list:tag", "list:staff"];

    [Theory, BothDatabases]
    public async Task whatever_the_desk_does_no_reader_gets_what_was_before(DatabaseKind kind)
    {
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}");
        await using var house = await houses.OpenAsync(kind);
        ProbeTheme.Put(house.Folder);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var driver = new PressDriver(paper, house.Clock, Seed);
        await driver.SetUpAsync();
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(number => Task.Run(() => ReadAsync(paper, driver, Seed + number, stop.Token))).ToList();
        try
        {
            for (var i = 1; i <= Acts && readers.TrueForAll(reader => !reader.IsFaulted); i++)
            {
                await driver.ActAsync();
                if (i % 50 == 0) await SweepAsync(paper, driver);
            }
            await SweepAsync(paper, driver);
        }
        finally
        {
            await stop.CancelAsync();
        }
        int answers = (await Task.WhenAll(readers)).Sum();
        Assert.True(answers > Acts, $"Only {answers} answers were read.");
    }

    [Theory, MemberData(nameof(Touches))]
    public async Task a_touch_that_is_taken_out_is_noticed(string touch)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        ProbeTheme.Put(house.Folder);
        await using var paper = await Paper.OpenAsync(house, house.Clock, entry => entry with { Subjects = [.. entry.Subjects.Where(subject => !Is(subject, touch))] });
        var driver = new PressDriver(paper, house.Clock, 7);
        await driver.SetUpAsync();
        var noticed = false;
        var acts = 0;
        for (; acts < 2500 && !noticed; acts++)
        {
            await driver.ActAsync();
            noticed = acts % 3 == 0 && await FirstWrongAsync(paper, driver) is not null;
        }
        TestContext.Current.SendDiagnosticMessage($"{touch}: noticed after {acts} acts");
        Assert.True(noticed, $"{touch} can be left out and nobody notices.");
    }

    private static bool Is(string subject, string touch) => touch switch
    {
        "list:front" => subject.StartsWith("list:", StringComparison.Ordinal) && subject.EndsWith("/" + Subject.FrontList, StringComparison.Ordinal),
        _ when touch.StartsWith("list:", StringComparison.Ordinal) => subject.StartsWith("list:", StringComparison.Ordinal) && subject.Contains($"/{touch[5..]}:", StringComparison.Ordinal),
        _ when touch.EndsWith(':') => subject.StartsWith(touch, StringComparison.Ordinal),
        _ => subject == touch,
    };

    private static async Task<int> ReadAsync(Paper paper, PressDriver driver, int seed, CancellationToken stop)
    {
        var chance = new Random(seed);
        var answers = 0;
        while (!stop.IsCancellationRequested)
        {
            var paths = driver.StateAfter(driver.Answered).PathsAndFeeds().ToList();
            for (var i = 0; i < 20 && !stop.IsCancellationRequested; i++)
            {
                string path = chance.Next(4) == 0 ? "/" : paths[chance.Next(paths.Count)];
                int from = driver.Answered;
                string answer = await AnswerAsync(paper, path);
                int until = driver.Begun;
                answers++;
                bool known = Enumerable.Range(from, until - from + 1).Any(act => driver.StateAfter(act).Answer(path) == answer);
                Assert.True(known, $"seed {Seed}, acts {from} to {until}, {path}:\n{answer}\nwas to be\n{driver.StateAfter(from).Answer(path)}");
            }
        }
        return answers;
    }

    private static async Task SweepAsync(Paper paper, PressDriver driver)
    {
        string? wrong = await FirstWrongAsync(paper, driver);
        Assert.True(wrong is null, $"seed {Seed}, act {driver.Answered}, {wrong}");
        foreach (var (path, expected) in driver.StateAfter(driver.Answered).Searches())
        {
            string answer = await AnswerAsync(paper, path);
            Assert.True(answer == expected, $"seed {Seed}, act {driver.Answered}, {path}:\n{answer}\nwas to be\n{expected}");
        }
        var (mapped, known) = (await SitemapReader.PathsAsync(paper), driver.StateAfter(driver.Answered).Mapped());
        Assert.True(mapped.SetEquals(known), $"seed {Seed}, act {driver.Answered}, the sitemap has too much: {string.Join(' ', mapped.Except(known))}\nand lacks: {string.Join(' ', known.Except(mapped))}");
    }

    private static async Task<string?> FirstWrongAsync(Paper paper, PressDriver driver)
    {
        var state = driver.StateAfter(driver.Answered);
        foreach (string path in state.PathsAndFeeds().Distinct())
        {
            string answer = await AnswerAsync(paper, path);
            if (answer != state.Answer(path)) return $"{path}:\n{answer}\nwas to be\n{state.Answer(path)}";
        }
        return null;
    }

    private static async Task<string> AnswerAsync(Paper paper, string path)
    {
        var answer = await paper.AskAsync(path);
        return answer.Headers.Location is { } moved
            ? $"{(int)answer.StatusCode} {moved.OriginalString}"
            : answer.Content.Headers.ContentType!.MediaType == "application/feed+json" ? PressModel.FeedFacts(await answer.Content.ReadAsStringAsync())
            : answer.Content.Headers.ContentType!.MediaType == "application/json" ? PressModel.ApiFacts(await answer.Content.ReadAsStringAsync())
            : answer.Content.Headers.ContentType!.MediaType == "application/problem+json" ? $"{(int)answer.StatusCode}"
            : ProbeTheme.Facts($"{(int)answer.StatusCode}\n{await answer.Content.ReadAsStringAsync()}");
    }
}
