using System.Globalization;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Drafts;

/// <summary>Several people write in one text at once, and the network does what it likes: no word is lost that was kept.</summary>
public class DraftChaosTests(Houses houses)
{
    private const string Story = "0000000000001";
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("SOAK_DRAFTS") ?? "100", CultureInfo.InvariantCulture);
    private const int Steps = 120;

    [Fact]
    public void no_word_that_was_kept_is_lost_whatever_becomes_of_the_answers()
    {
        int first = Seed();
        for (int seed = first; seed < first + Runs; seed++) Chaos(seed);
    }

    [Theory, BothDatabases]
    public async Task no_word_that_was_kept_is_lost_when_all_write_at_once(DatabaseKind kind)
    {
        int seed = Seed();
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Headline", "Beginning");
        var words = new WordsTyped();
        var tabs = Enumerable.Range(0, 4).Select(number => Tab(story, number, new Random(seed + number), words)).ToList();
        await Task.WhenAll(tabs.Select((tab, number) => Task.Run(() => WriteAsync(paper, story, tab, new Random(-seed - number)))));
        string version = "";
        for (var round = 0; version != (version = (await DraftAsync(paper, story)).Version.ToString(CultureInfo.InvariantCulture)) || round < 2; round++)
        {
            foreach (var tab in tabs) await SendAsync(paper, tab, new Random(0));
        }
        var draft = await DraftAsync(paper, story);
        string told = draft.Body.GetRawText() + draft.Fields + string.Join(' ', draft.Conflicts.Values.SelectMany(both => both));
        Assert.Equal((seed, ""), (seed, string.Join(' ', words.Owed.Except(WritingTab.In(told)))));
        Assert.True(words.Owed.Count() > 20, "Hardly anything was typed.");
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    private static int Seed()
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next(1_000_000).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        return seed;
    }

    private static WritingTab Tab(string story, int number, Random chance, WordsTyped words) => new(story, $"tab{number:0000000000000}", chance, words);

    private static async Task<DraftText> DraftAsync(Paper paper, string story) => (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value;

    private static async Task WriteAsync(Paper paper, string story, WritingTab tab, Random chance)
    {
        tab.Open(await DraftAsync(paper, story));
        for (var step = 0; step < 40; step++)
        {
            tab.Write();
            if (chance.Next(2) == 0) await SendAsync(paper, tab, chance);
            // Somebody keeps a checkpoint, or writes past the draft.
            if (chance.Next(15) == 0) await new FileDraft(story, "en").RunAsync(paper.Desk, tab.Name);
            if (chance.Next(15) == 0 && await DraftAsync(paper, story) is var seen) await new EditStory(story, "en", new StoryWords(seen.Fields.Headline, seen.Body.GetRawText(), Standfirst: seen.Fields.Standfirst), seen.Revision).RunAsync(paper.Desk, tab.Name);
        }
    }

    private static async Task SendAsync(Paper paper, WritingTab tab, Random chance)
    {
        var posted = tab.Post();
        var asked = posted.Act.RunAsync(paper.Desk, tab.Name);
        // Somebody types while the answer is under way; and some answers never come.
        if (chance.Next(3) == 0) tab.Write();
        var answer = await asked;
        if (chance.Next(4) != 0) tab.Take(posted, answer.Value);
    }

    private static void Chaos(int seed)
    {
        var chance = new Random(seed);
        var words = new WordsTyped();
        var desk = new DeskInMemory(seed, words);
        var tabs = Enumerable.Range(0, chance.Next(2, 5)).Select(number => Tab(Story, number, new Random(seed * 31 + number), words)).ToList();
        foreach (var tab in tabs) tab.Open(TextOf(desk.Draft));
        var delayed = new List<Posted>();
        for (var step = 0; step < Steps; step++)
        {
            var tab = tabs[chance.Next(tabs.Count)];
            tab.Write();
            if (chance.Next(2) == 0) continue;
            var posted = tab.Post();
            switch (chance.Next(8))
            {
                case 0: break;
                case 1: delayed.Add(posted); break;
                case 2: desk.Keep(posted); break;
                default:
                    var answer = desk.Keep(posted);
                    if (chance.Next(3) == 0) tab.Write();
                    tab.Take(posted, answer);
                    desk.Found();
                    break;
            }
            if (delayed.Count > 0 && chance.Next(3) == 0)
            {
                desk.Keep(delayed[0]);
                delayed.RemoveAt(0);
            }
        }
        for (var quiet = 0; quiet < 2 * tabs.Count; quiet++)
        {
            long version = desk.Draft.Version;
            var tab = tabs[quiet % tabs.Count];
            var posted = tab.Post();
            Assert.True(tab.Take(posted, desk.Keep(posted)), $"seed {seed}: an answer was thrown away though nobody typed");
            if (desk.Draft.Version > version) quiet = -1;
        }
        desk.Found();
        Assert.All(tabs, tab => Assert.True(tab.Text.SequenceEqual(desk.Draft.Body.Blocks), $"seed {seed}: {tab.Name} does not show what is kept"));
    }

    private static DraftText TextOf(Draft draft) => new(
        draft.Version, 1, true, DraftFields.Of(Draft.FieldNames.ToDictionary(name => name, draft.Field)), draft.FieldConflicts, DraftAnswer.Node(draft.Body));

    private sealed class DeskInMemory(int seed, WordsTyped words)
    {
        public Draft Draft { get; private set; } = Draft.Of(new RevisionRow { Number = 1, Actor = "anna", Kicker = "", Headline = "Headline", Standfirst = "", Dateline = "", Body = Paper.Body("One", "Two", "Three") });

        // Kept as a row in between, as the newspaper does.
        public DraftAnswer Keep(Posted posted)
        {
            var kept = DraftMerge.Keep(Draft, DraftChange.Read(posted.Act).Value);
            if (kept.Refusal is { } refusal) Assert.Fail($"seed {seed}: {refusal.Message}");
            var row = new DraftRow { Actor = "anna", Headline = "", Body = "", Memory = "" };
            DraftMemory.Write(kept.Value.Draft, row);
            if (StopPress.Newsroom.Documents.ProseMirrorJson.Read(row.Body).Refusal is { } broken) Assert.Fail($"seed {seed}: {broken.Message}");
            Draft = DraftMemory.Read(row);
            return kept.Value.Answer;
        }

        public void Found()
        {
            var told = TextOf(Draft);
            var there = WritingTab.In(told.Body.GetRawText() + told.Fields + string.Join(' ', told.Conflicts.Values.SelectMany(both => both))).ToHashSet();
            Assert.Equal((seed, ""), (seed, string.Join(' ', words.Owed.Where(word => !there.Contains(word)))));
        }
    }
}
