using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Stories;
using StopPress.Site.Api;
using StopPress.Site.Feeds;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Site.Press;

/// <summary>Nothing of a story is at any address before its hour or after it was killed, and all of it is everywhere in between.</summary>
public class CanaryTests(Houses houses)
{
    private const string Reason = "A court has ordered it.";
    private static readonly string[] Encodings = ["identity", "gzip", "br"];

    [Theory, BothDatabases]
    public async Task an_embargoed_story_is_on_no_page_before_its_hour_and_on_every_page_from_then_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var canary = await Canary.FileAsync(paper, house.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(Surface.All.Select(surface => surface.Name).Order(), canary.Surfaces.Keys.Order());
        Assert.Equal(Canary.Patterns(paper).Order(), canary.Routes.Keys.Order());
        await TypeAsync(paper, canary, "en", "th");
        foreach (string language in new[] { "en", "th" }) await Paper.DoneAsync(new SchedulePublish(canary.Story, language, house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        await AssertNowhereAsync(paper, canary);
        foreach (string path in canary.Paths.Concat(canary.Renditions)) Assert.Equal(404, (await Canary.TellAsync(paper, path)).Status);
        house.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        await paper.Desk.Deadlines.FireDueAsync();
        await AssertNowhereAsync(paper, canary);

        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        while (await paper.Desk.Deadlines.FireDueAsync() > 0)
        {
        }
        await CorrectAsync(paper, canary);
        await AssertEverywhereAsync(paper, canary);
    }

    [Theory, BothDatabases]
    public async Task a_killed_story_is_nowhere_and_its_addresses_tell_why_also_after_a_restart(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        Canary canary;
        IReadOnlyDictionary<(string, string), string> held;
        await using (var paper = await Paper.OpenAsync(house, house.Clock))
        {
            canary = await PublishedAsync(paper);
            await AssertEverywhereAsync(paper, canary);
            held = await HoldAsync(paper, canary);
            await TypeAsync(paper, canary, "en", "th");
            await KillAsync(paper, canary);
            await AssertKilledAsync(paper, canary, held);
            paper.Site.Press.DropEverything();
            await AssertKilledAsync(paper, canary, held);
        }
        await using var again = await Paper.OpenAsync(house, house.Clock);
        await AssertKilledAsync(again, canary, held);
        await Soundness.HoldsAsync(again.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task the_addresses_of_a_killed_story_wait_for_no_press(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        // The press hears nothing of the kill: all that lay ready lies ready still.
        await using var paper = await Paper.OpenAsync(house, house.Clock, entry => entry.Kind == "StoryKilled" ? entry with { Subjects = [] } : entry);
        var canary = await PublishedAsync(paper);
        var held = await HoldAsync(paper, canary);
        await KillAsync(paper, canary);
        await AssertAddressesTellAsync(paper, canary, held);
    }

    [Theory, BothDatabases]
    public async Task what_is_typed_is_on_no_page_until_it_is_let_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var canary = await Canary.FileAsync(paper);
        await TypeAsync(paper, canary, "en", "th");
        await AssertNowhereAsync(paper, canary);
        canary.Paths[0] = await paper.PublishAsync(canary.Story);
        long version = await TypeAsync(paper, canary, "en");
        foreach (string path in canary.Everything) Assert.DoesNotContain("canary-typed-en", (await Canary.TellAsync(paper, path)).Told, StringComparison.Ordinal);
        await Paper.DoneAsync(new PublishStory(canary.Story, "en", version).RunAsync(paper.Desk, "anna"));
        Assert.Contains("canary-typed-en", (await Canary.TellAsync(paper, canary.Paths[0])).Told, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task a_note_to_the_desk_is_on_no_surface_when_the_story_is_out_and_changes_nothing_for_readers(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var canary = await Canary.FileAsync(paper);
        var read = (await new ReadDraft(canary.Story, "en").RunAsync(paper.Desk)).Value;
        Paragraph[] typed =
        [
            new(BlockId.New(), [new TextRun("canary-note alone", Marks.None.With(MarkSet.Note))]),
            new(BlockId.New(), [new TextRun("Said by canary-typed-en", Marks.None), new TextRun(" canary-note within", Marks.None.With(MarkSet.Note))]),
        ];
        string[] order = [.. typed.Select(block => block.Id.ToString()), .. ProseMirrorJson.Read(read.Body.GetRawText()).Value.Blocks.Select(block => block.Id.ToString())];
        var kept = await new KeepDraft(canary.Story, "en", "tabwithanoteinit", read.Version, 1, null, null, DraftAnswer.Nodes(typed), order).RunAsync(paper.Desk, "anna");
        Assert.Null(kept.Refusal);
        canary.Paths[0] = await Paper.DoneAsync(new PublishStory(canary.Story, "en", kept.Value.Version).RunAsync(paper.Desk, "anna"));
        Assert.Contains("canary-note", (await new ReadDraft(canary.Story, "en").RunAsync(paper.Desk)).Value.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("canary-typed-en", (await Canary.TellAsync(paper, canary.Paths[0])).Told, StringComparison.Ordinal);
        foreach (string path in canary.Everything) Assert.DoesNotContain("canary-note", (await Canary.TellAsync(paper, path)).Told, StringComparison.Ordinal);
        // Another note, and nothing else, is no update that readers are told of.
        Assert.False(ReaderChange.IsOne(Revision("Words."), Revision("Words.", "a note")));
    }

    private static RevisionRow Revision(string words, string? note = null) => new()
    {
        Actor = "anna",
        Kicker = "",
        Headline = "Headline",
        Standfirst = "",
        Dateline = "",
        Body = ProseMirrorJson.Write(new Document([new Paragraph(BlockId.New(), [new TextRun(words, Marks.None), .. note is null ? Array.Empty<Inline>() : [new TextRun(note, Marks.None.With(MarkSet.Note))]])])),
    };

    [Fact]
    public async Task a_killed_story_is_nowhere_on_another_node_within_a_second()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        using var folders = new TwoFolders();
        Directory.CreateDirectory(Path.Combine(house.Folder, "media"));
        Directory.CreateSymbolicLink(Path.Combine(folders.Second, "media"), Path.Combine(house.Folder, "media"));
        await using var paper = await Paper.OpenAsync(house);
        await using var other = await Paper.OpenAsync(folders.Second, house.Connection, TimeProvider.System, null);
        var canary = await PublishedAsync(paper);
        await Eventually.AnswersAsync(async () => (await Canary.TellAsync(other, canary.Paths[1])).Status == 200, "the other node has the story");
        // What lies ready there is what it must not send.
        var held = await HoldAsync(other, canary);
        await KillAsync(paper, canary);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await AssertKilledAsync(other, canary, held);
    }

    // Out in both editions, and once more under another address.
    private static async Task<Canary> PublishedAsync(Paper paper)
    {
        var canary = await Canary.FileAsync(paper);
        Assert.Equal(canary.Paths[0], await paper.PublishAsync(canary.Story));
        await Paper.DoneAsync(new EditStory(canary.Story, "en", Canary.Text("en", "canary-slug-anew", canary.Picture)).RunAsync(paper.Desk, "anna"));
        canary.Paths.Add(await paper.PublishAsync(canary.Story));
        Assert.Equal(canary.Paths[1], await paper.PublishAsync(canary.Story, "th"));
        await CorrectAsync(paper, canary);
        return canary;
    }

    // What stands in no revision.
    private static async Task<long> TypeAsync(Paper paper, Canary canary, params string[] languages)
    {
        long version = 0;
        foreach (string language in languages)
        {
            var read = (await new ReadDraft(canary.Story, language).RunAsync(paper.Desk)).Value;
            var typed = new Paragraph(BlockId.New(), [new TextRun($"canary-typed-{language}", Marks.None)]);
            string[] order = [.. ProseMirrorJson.Read(read.Body.GetRawText()).Value.Blocks.Select(block => block.Id.ToString()), typed.Id.ToString()];
            version = (await new KeepDraft(
                canary.Story, language, $"tab{read.Version:0000000000000}", read.Version, 1, new DraftFields(Standfirst: $"canary-typed-{language}"), null, DraftAnswer.Nodes([typed]), order)
                .RunAsync(paper.Desk, "anna")).Value.Version;
        }
        return version;
    }

    private static async Task CorrectAsync(Paper paper, Canary canary)
    {
        foreach (string language in new[] { "en", "th" }) await Paper.DoneAsync(new CorrectStory(canary.Story, language, $"canary-correction-{language}").RunAsync(paper.Desk, "anna"));
    }

    private static Task KillAsync(Paper paper, Canary canary) => Paper.DoneAsync(new KillStory(canary.Story, [new KillReason("en", Reason)]).RunAsync(paper.Desk, "anna"));

    private static async Task AssertNowhereAsync(Paper paper, Canary canary)
    {
        foreach (string path in canary.Everything)
        {
            foreach (string encoding in Encodings) Assert.Equal((path, ""), (path, Leak(canary, await Canary.TellAsync(paper, path, encoding))));
            Assert.Equal((path, ""), (path, Leak(canary, await Canary.TellAsync(paper, path, method: HttpMethod.Head))));
        }
    }

    private static async Task AssertEverywhereAsync(Paper paper, Canary canary)
    {
        string[] whole = [.. canary.Surfaces["story"].Where(path => path.Contains(Canary.Mark, StringComparison.Ordinal))];
        foreach (string path in canary.Surfaces.Where(surface => surface.Key is not ("gone" or "api-guide")).SelectMany(surface => surface.Value).Where(path => !path.Contains("about", StringComparison.Ordinal)))
        {
            string language = (FeedAddress.Read(path)?.Page ?? path).StartsWith("/th/", StringComparison.Ordinal) || ApiAddress.Read(path)?.Language == "th" ? "th" : "en";
            var (status, told, _) = await Canary.TellAsync(paper, path);
            if (status == 301) continue;
            Assert.Contains($"canary-headline-{language}", told, StringComparison.Ordinal);
            if (whole.Contains(path)) Assert.All(canary.WordsOf(language), word => Assert.Contains(word, told, StringComparison.Ordinal));
        }
        var lead = (await Canary.TellAsync(paper, "/")).Told;
        Assert.All(new[] { "kicker", "headline", "standfirst" }, word => Assert.Contains($"canary-{word}-en", lead, StringComparison.Ordinal));
        string rail = (await Canary.TellAsync(paper, "/th/")).Told;
        Assert.Contains("canary-headline-th", rail[rail.IndexOf("class=\"rail\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("<aside class=\"related\">", (await Canary.TellAsync(paper, canary.Surfaces["story"][0])).Told, StringComparison.Ordinal);
        foreach (string path in canary.Routes["/-/search"]) Assert.Contains("headline</mark>-en", (await Canary.TellAsync(paper, path)).Told.Replace("canary-headline-en", "headline</mark>-en", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (string path in canary.Routes["/{prefix}/-/search"]) Assert.Contains("-th", (await Canary.TellAsync(paper, path)).Told, StringComparison.Ordinal);
        foreach (string rendition in canary.Renditions) Assert.Contains((await Canary.TellAsync(paper, rendition)).Status, new[] { 200, 302 });
    }

    // What a reader's browser keeps of every page and picture: the marks by which it asks whether it is still so.
    private static async Task<IReadOnlyDictionary<(string, string), string>> HoldAsync(Paper paper, Canary canary)
    {
        var held = new Dictionary<(string, string), string>();
        foreach (string path in canary.Everything)
        {
            foreach (string encoding in Encodings)
            {
                // Asked twice: a page that is asked for again lies ready from then on.
                await Canary.TellAsync(paper, path, encoding);
                var (status, told, tag) = await Canary.TellAsync(paper, path, encoding);
                if (status == 200 && tag.Length > 0 && (canary.Renditions.Contains(path) || told.Contains(Canary.Mark, StringComparison.Ordinal))) held[(path, encoding)] = tag;
            }
        }
        Assert.True(canary.Renditions.Count(rendition => held.ContainsKey((rendition, "identity"))) > canary.Renditions.Count / 2, "Hardly any picture was made.");
        return held;
    }

    private static async Task AssertKilledAsync(Paper paper, Canary canary, IReadOnlyDictionary<(string, string), string> held)
    {
        await AssertNowhereAsync(paper, canary);
        foreach (var (asked, tag) in held) await AssertNotHeldAsync(paper, canary, asked, tag);
        await AssertAddressesTellAsync(paper, canary, held);
        foreach (string rendition in canary.Renditions) Assert.Equal((rendition, 404), (rendition, (await Canary.TellAsync(paper, rendition)).Status));
        foreach (string page in canary.Surfaces["front"]) Assert.Equal((page, 200), (page, (await Canary.TellAsync(paper, page)).Status));
    }

    private static async Task AssertAddressesTellAsync(Paper paper, Canary canary, IReadOnlyDictionary<(string, string), string> held)
    {
        foreach (string path in canary.Paths)
        {
            foreach (string encoding in Encodings)
            {
                var answer = await Canary.TellAsync(paper, path, encoding);
                Assert.Equal((path, 410, ""), (path, answer.Status, Leak(canary, answer)));
                Assert.Equal(!path.StartsWith("/th/", StringComparison.Ordinal), answer.Told.Contains(Reason, StringComparison.Ordinal));
                if (held.TryGetValue((path, encoding), out string? tag)) await AssertNotHeldAsync(paper, canary, (path, encoding), tag);
            }
        }
    }

    private static async Task AssertNotHeldAsync(Paper paper, Canary canary, (string Path, string Encoding) asked, string tag)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var answer = await Canary.TellAsync(paper, asked.Path, asked.Encoding, tag, method);
            Assert.NotEqual((asked.Path, 304), (asked.Path, answer.Status));
            Assert.Equal((asked.Path, ""), (asked.Path, Leak(canary, answer)));
        }
    }

    // What an answer betrays; empty when it is nothing.
    private static string Leak(Canary canary, (int Status, string Told, string ETag) answer)
    {
        string? found = new[] { Canary.Mark, canary.Picture, canary.Story }.FirstOrDefault(word => answer.Told.Contains(word, StringComparison.OrdinalIgnoreCase));
        return found is null ? "" : $"{answer.Status} with {found}: {answer.Told}";
    }
}
