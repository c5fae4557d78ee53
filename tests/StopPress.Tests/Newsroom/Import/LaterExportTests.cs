using StopPress.Newsroom.Import;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Import;

/// <summary>The day of moving: the old site went on after the first export, and so did the desk here.</summary>
public class LaterExportTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_later_export_brings_what_is_new_or_has_changed_there_and_leaves_what_was_edited_here(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string first = new WordPressExport().Post(1, "Ferry", "<p>It runs.</p>").Post(2, "Bridge", "<p>It stands.</p>").Post(3, "Market", "<p>It is open.</p>").Post(4, "Tide", "<p>It rises.</p>", "draft").Post(5, "Quay", "<p>Old.</p>").WriteTo(house.Folder);
        var brought = await Paper.DoneAsync(new ImportWordPress(first).RunAsync(paper.Desk, "anna"));
        Assert.Equal((4, 1, 0), (brought.Stories, brought.Unpublished, brought.Renewed));
        var here = await StoriesAsync(paper);
        await Paper.DoneAsync(new EditStory(here["2"], "en", new StoryWords("Bridge closed", Paper.Body("It is shut."))).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new KillStory(here["5"]).RunAsync(paper.Desk, "anna"));

        string later = new WordPressExport().Post(1, "Ferry late", "<p>It runs late.</p>").Post(2, "Bridge", "<p>It fell.</p>").Post(4, "Tide", "<p>It rises.</p>").Post(5, "Quay", "<p>New.</p>").Post(6, "Crane", "<p>It turns.</p>").WriteTo(house.Folder, "later.xml");
        var moved = await Paper.DoneAsync(new ImportWordPress(later).RunAsync(paper.Desk, "anna"));
        Assert.Equal((1, 0, 2, 2, 1), (moved.Stories, moved.Known, moved.Renewed, moved.Edited, moved.Gone));
        Assert.Contains("It runs late.", await paper.ReadAsync("/2024/05/1/"), StringComparison.Ordinal);
        Assert.Contains("It stands.", await paper.ReadAsync("/2024/05/2/"), StringComparison.Ordinal);
        Assert.Contains("It is open.", await paper.ReadAsync("/2024/05/3/"), StringComparison.Ordinal);
        Assert.Contains("It rises.", await paper.ReadAsync("/2024/05/4/"), StringComparison.Ordinal);
        Assert.Equal(410, (int)(await paper.AskAsync("/2024/05/5/")).StatusCode);
        Assert.Contains("It turns.", await paper.ReadAsync("/2024/05/6/"), StringComparison.Ordinal);
        // Four of the first, one edited here, two renewed, one new: nothing lies about.
        Assert.Equal(9, await CountAsync(paper, "revisions"));
        string front = await paper.ReadAsync("/");
        foreach (string headline in new[] { "Ferry late", "Crane", "Tide", "Market" }) Assert.Contains(headline, front, StringComparison.Ordinal);
        Assert.Contains("post 2 \"Bridge\": It has changed there, and was edited here as well: it stays as it is here.", moved.Lines);
        Assert.Contains("post 3 \"Market\": It is not in the file any more, and stays here.", moved.Lines);

        var again = await Paper.DoneAsync(new ImportWordPress(later).RunAsync(paper.Desk, "anna"));
        Assert.Equal((0, 3, 0, 2), (again.Stories, again.Known, again.Renewed, again.Edited));
        Assert.Equal(front, await paper.ReadAsync("/"));
    }

    [Theory, BothDatabases]
    public async Task what_is_made_ready_is_seen_by_nobody_until_it_is_adopted(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string front = await paper.ReadAsync("/");
        var export = new WordPressExport();
        for (var id = 1; id <= 250; id++) export.Post(id, $"Ferry {id}", "<p>It runs.</p>");
        string file = export.WriteTo(house.Folder);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ImportWordPress(file).RunAsync(paper.Desk, "anna", stop.Token, (done, _) =>
        {
            if (done == 200) stop.Cancel();
        }));
        Assert.Empty(await StoriesAsync(paper));
        Assert.Equal(front, await paper.ReadAsync("/"));
        // It clears away what it has made ready.
        Assert.Equal((0, 0), (await StagedAsync(paper), await CountAsync(paper, "revisions")));
        Assert.Equal(250, (await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"))).Stories);
        Assert.Equal(250, (await StoriesAsync(paper)).Count);
        // What a run has left that was killed is swept up when nobody can be at it any more.
        var connection = await paper.Desk.Database.RentAsync();
        await connection.ExecuteAsync(null, "INSERT INTO revisions (id, text_id, number, at, actor, kicker, headline, standfirst, dateline, body) VALUES (1, 1, 1, 0, 'anna', '', 'Killed', '', '', '')");
        await connection.ExecuteAsync(null, "INSERT INTO import_stage (run, place, source, fingerprint, item, revision_id) VALUES (1, 0, 'killed', '', '', 1)");
        await paper.Desk.Database.Return(connection);
        await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        Assert.Equal(0, await StagedAsync(paper));
        // The words that it had made ready are gone with it, and those that came in are here.
        Assert.Equal(250, await CountAsync(paper, "revisions"));
        Assert.Contains("It runs.", await paper.ReadAsync("/2024/05/7/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_was_adopted_stays_although_its_stage_was_never_emptied(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string file = new WordPressExport().Post(1, "Ferry", "<p>It runs.</p>").WriteTo(house.Folder);
        await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        // As a kill between the adoption and the proof leaves it.
        var connection = await paper.Desk.Database.RentAsync();
        await connection.ExecuteAsync(null, "INSERT INTO import_stage (run, place, source, fingerprint, item, revision_id, words) SELECT 1, 0, source, fingerprint, '', revision_id, '' FROM imported");
        await paper.Desk.Database.Return(connection);
        await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        Assert.Equal((0, 1), (await StagedAsync(paper), await CountAsync(paper, "revisions")));
        Assert.Contains("It runs.", await paper.ReadAsync("/2024/05/1/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task of_posts_with_one_number_the_first_comes_in_however_far_apart_they_stand(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var export = new WordPressExport();
        for (var id = 1; id <= 350; id++) export.Post(id is 50 or 150 or 340 ? 7 : id, id == 7 ? "The first" : $"Ferry {id}", "<p>It runs.</p>");
        string file = export.WriteTo(house.Folder);
        var brought = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        Assert.Equal((347, 3, 0), (brought.Stories, brought.Known, brought.Renewed));
        Assert.Equal(3, brought.Lines.Count(line => line.Contains("another one of the file has its number", StringComparison.Ordinal)));
        Assert.Contains("The first", await paper.ReadAsync("/2024/05/7/"), StringComparison.Ordinal);
        Assert.Equal(347, await CountAsync(paper, "revisions"));
        var again = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        Assert.Equal((0, 0, 0), (again.Stories, again.Renewed, again.Edited));
        Assert.Equal(347, await CountAsync(paper, "revisions"));
    }

    [Theory, BothDatabases]
    public async Task the_proof_tells_which_words_did_not_come_in(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        // A film that names no file takes what stands in it with it; a text may be of letters that take two units.
        const string Adlam = "\ud83a\udd22\ud83a\udd23\ud83a\udd24";
        string file = new WordPressExport().Post(1, "Whole", "<p>All <b>of</b> it &amp; more.</p>").Post(2, "Lost", "<p>Before.</p>[video]taken away[/video]<p>After.</p>").Post(3, "Lost letters", $"<p>Before.</p>[video]{Adlam}[/video]")
            .Post(4, "Glued", "<p>See.</p>[video]https://films.example/1ข้อความ[/video]").Post(5, "Two units", $"<p>{Adlam}</p>").WriteTo(house.Folder);
        var proof = (await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"))).Proof!;
        Assert.Equal(2, proof.Same);
        Assert.Equal([("2", "taken away"), ("3", Adlam), ("4", "ข้อความ")], proof.Differences.Select(one => (one.Id, one.Missing)));
    }

    [Fact]
    public async Task a_rehearsal_says_what_would_come_in_and_keeps_nothing()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string file = new WordPressExport().Post(1, "Ferry", "<p>It runs.</p>").Post(2, "About", "<p>Us.</p>", kind: "page").Post(3, "Tide", "<p>It rises.</p>", "draft").Post(4, "Boat", "", kind: "attachment").WriteTo(house.Folder);
        var told = new ImportWordPress(file).Rehearse().Value;
        Assert.Equal((1, 1, 1), (told.Stories, told.Pages, told.Unpublished));
        Assert.Equal(("1", "1", "2"), (told.Found["attachment"].ToString(System.Globalization.CultureInfo.InvariantCulture), told.Found["page"].ToString(System.Globalization.CultureInfo.InvariantCulture), told.Found["post"].ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(await StoriesAsync(paper));
    }

    // The stories that came from the old site, by their number there.
    private static async Task<Dictionary<string, string>> StoriesAsync(Paper paper) => (await paper.House.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
        snapshot, "SELECT source, id FROM stories WHERE source IS NOT NULL", row => (Source: row.GetString(0), Id: row.GetInt64(1))))).ToDictionary(row => row.Source[(row.Source.LastIndexOf(':') + 1)..], row => PublicId.Text(row.Id));

    private static Task<long> StagedAsync(Paper paper) => CountAsync(paper, "import_stage");

    private static Task<long> CountAsync(Paper paper, string table) => paper.House.Database.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, $"SELECT COUNT(*) FROM {table}"))!);
}
