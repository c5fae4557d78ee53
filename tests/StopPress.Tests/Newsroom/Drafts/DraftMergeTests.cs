using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Stories;

namespace StopPress.Tests.Newsroom.Drafts;

/// <summary>What becomes of what two tabs write.</summary>
public class DraftMergeTests
{
    private const string Anna = "annaannaannaanna", Boon = "boonboonboonboon";
    private Draft draft = Draft.Of(new RevisionRow
    {
        Number = 1,
        Actor = "anna",
        Kicker = "",
        Headline = "Flood",
        Standfirst = "",
        Dateline = "",
        Body = ProseMirrorJson.Write(new Document([Block("a", "one"), Block("b", "two"), Block("c", "three")])),
    });

    [Fact]
    public void changes_of_different_blocks_merge()
    {
        Keep(Anna, 1, "a b c", ("a", "one more"));
        var answer = Keep(Boon, 1, "a b d c", ("d", "new"), ("c", "third"));
        Assert.Equal("a:one more b:two d:new c:third", Shown());
        Assert.Equal(["a"], answer.Blocks.Select(IdOf));
        Assert.Equal(["a", "b", "d", "c"], answer.Order);
    }

    [Fact]
    public void a_block_that_two_have_changed_keeps_both_texts_and_each_goes_on_in_its_own()
    {
        Keep(Anna, 1, "a b c", ("a", "anna's"));
        Keep(Boon, 1, "a b c", ("a", "boon's"));
        Assert.Equal("[a:anna's|a:boon's] b:two c:three", Shown());
        Keep(Boon, 1, "a b c", ("a", "boon's words"));
        Keep(Anna, 2, "a b c", ("a", "anna's words"));
        Assert.Equal("[a:anna's words|a:boon's words] b:two c:three", Shown());
        Keep("thirdthirdthird3", 1, "a b c", ("a", "a third"));
        Assert.Equal("[a:anna's words|a:boon's words a third] b:two c:three", Ids("a").Replace("x:", "", StringComparison.Ordinal));
    }

    [Fact]
    public void whoever_chooses_ends_the_conflict()
    {
        Keep(Anna, 1, "a b c", ("a", "anna's"));
        Keep(Boon, 1, "a b c", ("a", "boon's"));
        Keep(Anna, 3, "a b c", ("a", "boon's"));
        Assert.Equal("a:boon's b:two c:three", Shown());
        // Who has seen only the conflict and chooses otherwise, chooses against a choice.
        Keep(Boon, 3, "a b c", ("a", "anna's"));
        Assert.Equal("[a:boon's|a:anna's] b:two c:three", Shown());
    }

    [Fact]
    public void what_one_deletes_and_another_changes_stays_and_what_nobody_changes_goes()
    {
        Keep(Anna, 1, "a c");
        Keep(Boon, 1, "a b c", ("b", "two more"));
        Assert.Equal("a:one b:two more c:three", Shown());
        Keep(Anna, 2, "a", ("a", "one"));
        Assert.Equal("a:one b:two more", Shown());
        Keep(Boon, 3, "b c");
        Assert.Equal("b:two more", Shown());
    }

    [Fact]
    public void an_answer_that_was_lost_is_asked_for_again_with_newer_words()
    {
        Keep(Anna, 1, "a b c d", ("a", "o"), ("d", "new"));
        Keep(Anna, 1, "a b c d", ("a", "once"), ("d", "new words"));
        Assert.Equal("a:once b:two c:three d:new words", Shown());
        Keep(Anna, 1, "a b c", ("a", "once"));
        Assert.Equal("a:once b:two c:three", Shown());
        Keep(Anna, 1, "a b c d", ("a", "once"));
        Assert.Equal("a:once b:two c:three d:new words", Shown());
    }

    [Fact]
    public void a_request_that_comes_after_a_later_one_changes_nothing()
    {
        Keep(Anna, 1, "a b c", 2, ("a", "newer"));
        long version = draft.Version;
        Keep(Anna, 1, "a b c", 1, ("a", "older"));
        Assert.Equal(("newer", version), (Shown()[2..7], draft.Version));
    }

    [Fact]
    public void what_one_moves_is_moved_and_what_another_adds_follows_what_it_followed()
    {
        Keep(Anna, 1, "c a b");
        Keep(Boon, 1, "a b d c e", ("d", "new"), ("e", "last"));
        Assert.Equal("c:three e:last a:one b:two d:new", Shown());
    }

    [Fact]
    public void a_field_that_two_have_changed_keeps_both_wordings_until_one_is_chosen()
    {
        Assert.Empty(Field(Anna, 1, "Floods").Conflicts);
        var answer = Field(Boon, 1, "Flooding");
        Assert.Equal(["Floods", "Flooding"], answer.Conflicts["headline"]);
        Assert.Null(answer.Fields.Headline);
        Assert.Equal(["Floods", "Flooding again"], Field(Boon, 3, "Flooding again").Conflicts["headline"]);
        Assert.Equal(["Floods", "Flooding again"], Field(Anna, 2, "Floods").Conflicts["headline"]);
        Assert.Empty(Field(Anna, 4, "Flooding again", settles: true).Conflicts);
        Assert.Equal("Flooding again", draft.Field("headline"));
    }

    [Fact]
    public void a_block_that_stands_in_two_places_after_a_merge_gets_another_id_in_one()
    {
        Keep(Anna, 1, "a b c", ("a", "changed"));
        var quote = new BlockQuote(Id("q"), [Block("a", "one")], []);
        Keep(Boon, 1, "q b c", 0, [quote]);
        Assert.Equal("changed", Assert.IsType<Paragraph>(draft.Body.Blocks.Single(block => block.Id == Id("a"))).Text.OfType<TextRun>().Single().Text);
        Assert.NotEqual(Id("a"), Assert.Single(draft.Body.Blocks.OfType<BlockQuote>()).Blocks[0].Id);
        Assert.Null(ProseMirrorJson.Read(ProseMirrorJson.Write(draft.Body)).Refusal);
    }

    [Fact]
    public void who_has_seen_nothing_of_the_draft_overwrites_nothing()
    {
        Keep(Anna, 0, "a d", ("a", "another"), ("d", "four"));
        Assert.Equal("[a:one|a:another] b:two c:three d:four", string.Join(' ', Shown().Split(' ').OrderBy(word => word.TrimStart('['), StringComparer.Ordinal)));
    }

    [Fact]
    public void what_a_closed_tab_has_left_after_a_backup_was_put_back_deletes_nothing_and_overwrites_nobody()
    {
        Keep(Anna, 1, "a b c d", 1, ("d", "four"));
        Keep(Boon, 2, "a b c d", 1, ("b", "boon's"));
        Keep(Anna, 0, "b d e", 9, ("b", "anna's"), ("d", "four and more"), ("e", "five"));
        Assert.Equal("a:one [b:boon's|b:anna's] c:three d:four and more e:five", Shown());
    }

    [Fact]
    public void whoever_reads_is_told_a_field_in_conflict_as_the_tab_has_worded_it()
    {
        Field(Anna, 1, "Floods");
        Field(Boon, 1, "Flooding");
        Assert.Equal(("Floods", "Flooding", "Floods"), (draft.WordedFor(Anna, "headline").Text, draft.WordedFor(Boon, "headline").Text, draft.WordedFor(null, "headline").Text));
    }

    private static BlockId Id(string id) => BlockId.TryParse(id, out var read) ? read : throw new ArgumentException(id);

    private static Paragraph Block(string id, string text) => new(Id(id), [new TextRun(text, Marks.None)]);

    private static string IdOf(System.Text.Json.JsonElement node) => node.GetProperty("attrs").GetProperty("id").GetString()!;

    private DraftAnswer Keep(string tab, long seen, string order, params (string Id, string Text)[] blocks) => Keep(tab, seen, order, 0, blocks);

    private DraftAnswer Keep(string tab, long seen, string order, int sent, params (string Id, string Text)[] blocks) => Keep(tab, seen, order, sent, [.. blocks.Select(block => Block(block.Id, block.Text))]);

    private DraftAnswer Keep(string tab, long seen, string order, int sent, Block[] blocks) => Kept(new KeepDraft("", "en", tab, seen, sent, null, null, DraftAnswer.Nodes(blocks), order.Split(' ')));

    private DraftAnswer Field(string tab, long seen, string headline, bool settles = false) => Kept(new KeepDraft("", "en", tab, seen, 0, new DraftFields(headline), settles ? ["headline"] : null));

    private DraftAnswer Kept(KeepDraft act)
    {
        (draft, var answer) = DraftMerge.Keep(draft, DraftChange.Read(act).Value).Value;
        return answer;
    }

    private string Shown() => string.Join(' ', draft.Body.Blocks.Select(Shown));

    // As shown, with ids that nobody wrote as x.
    private string Ids(string known) => System.Text.RegularExpressions.Regex.Replace(Shown(), $@"(?<=[| \[])(?!{known}:|b:|c:)[\w-]+:", "x:");

    private static string Shown(Block block) => block is Conflict both
        ? $"[{string.Join(' ', both.Ours.Select(Shown))}|{string.Join(' ', both.Theirs.Select(Shown))}]"
        : $"{block.Id}:{string.Concat(((Paragraph)block).Text.OfType<TextRun>().Select(run => run.Text))}";
}
