using StopPress.Newsroom.Import;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Import;

/// <summary>Pictures and files of the old site come in, and stand where they stood.</summary>
public class ImportMediaTests(Houses houses)
{
    private const string Old = "https://courier.example/wp-content/uploads/2024/05/";

    [Theory, BothDatabases]
    public async Task pictures_and_files_come_from_a_folder_and_stand_where_they_stood(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string uploads = Uploads(house.Folder);
        string file = Export().WriteTo(house.Folder);
        var done = await Paper.DoneAsync(new ImportWordPress(file, uploads).RunAsync(paper.Desk, "anna"));
        Assert.Equal((3, 4), (done.Stories, done.Came["attachment"]));
        Assert.Contains(done.Lines, line => line.Contains("attachment 24 \"Lost\"", StringComparison.Ordinal) && line.Contains("not in the folder", StringComparison.Ordinal));
        Assert.Contains(done.Lines, line => line.Contains("attachment 25 \"Trap\"", StringComparison.Ordinal));
        // In the text in a smaller size, by its number with an address that leads nowhere, in a gallery, at the head.
        string sized = await paper.ReadAsync("/2024/05/1/"), gallery = await paper.ReadAsync("/2024/05/2/"), head = await paper.ReadAsync("/2024/05/3/");
        Assert.Equal(2, Count(sized, "<figure"));
        Assert.Contains("The quay at noon", sized, StringComparison.Ordinal);
        Assert.Contains("alt=\"A quay\"", sized, StringComparison.Ordinal);
        Assert.Contains("/-/media/", Between(sized, "<p><a href=\"", "\">Minutes"), StringComparison.Ordinal);
        Assert.Equal(2, Count(Between(gallery, "<div class=\"text\">", "</article>"), "<img"));
        Assert.Contains("class=\"opener\"", head, StringComparison.Ordinal);
        // Old addresses of the files, in each size; and of the pages that showed them.
        foreach (string path in new[] { "quay.jpg", "quay-300x200.jpg", "minutes.pdf" })
        {
            using var moved = await paper.AskAsync("/wp-content/uploads/2024/05/" + path);
            Assert.Equal(301, (int)moved.StatusCode);
            using var there = await paper.AskAsync(moved.Headers.Location!.OriginalString);
            Assert.Equal((path, 200, path.EndsWith("pdf", StringComparison.Ordinal) ? "application/pdf" : "image/jpeg"), (path, (int)there.StatusCode, there.Content.Headers.ContentType?.MediaType));
        }
        Assert.Equal("/2024/05/1/", (await paper.AskAsync("/?attachment_id=21")).Headers.Location?.OriginalString);
        // What no story shows is nobody's to see, here as everywhere.
        Assert.Equal(404, (int)(await paper.AskAsync("/wp-content/uploads/2024/05/unused.png")).StatusCode);

        var again = await Paper.DoneAsync(new ImportWordPress(file, uploads).RunAsync(paper.Desk, "anna"));
        Assert.Equal((0, 3, 0, 4), (again.Stories, again.Known, again.Renewed, again.Came["attachment"]));
    }

    [Fact]
    public async Task pictures_that_come_later_are_put_into_the_stories_that_were_not_edited_since()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string file = Export().WriteTo(house.Folder);
        var first = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        Assert.Contains(first.Lines, line => line.Contains("--media", StringComparison.Ordinal));
        Assert.DoesNotContain("<figure", await paper.ReadAsync("/2024/05/1/"), StringComparison.Ordinal);
        // While the file is not here its address leads to where it was shown.
        Assert.Equal("/2024/05/1/", (await paper.AskAsync("/wp-content/uploads/2024/05/quay-300x200.jpg")).Headers.Location?.OriginalString);
        var later = await Paper.DoneAsync(new ImportWordPress(file, Uploads(house.Folder)).RunAsync(paper.Desk, "anna"));
        Assert.Equal((0, 3), (later.Stories, later.Renewed));
        Assert.Equal(2, Count(await paper.ReadAsync("/2024/05/1/"), "<figure"));
        using var moved = await paper.AskAsync("/wp-content/uploads/2024/05/quay-300x200.jpg");
        Assert.Equal(301, (int)moved.StatusCode);
        Assert.StartsWith("/-/media/", moved.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_folder_that_is_not_there_is_refused_before_anything_is_read()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var refused = await new ImportWordPress(Export().WriteTo(house.Folder), "/no/such/folder").RunAsync(paper.Desk, "anna");
        Assert.Equal("no-folder", refused.Refusal?.Code);
    }

    private static WordPressExport Export() => new WordPressExport()
        .Post(1, "Quay", $"""
            <!-- wp:image --><figure class="wp-block-image"><img src="{Old}quay-300x200.jpg" alt="A quay"><figcaption>The quay at noon</figcaption></figure><!-- /wp:image -->
            <!-- wp:image --><figure class="wp-block-image"><img class="wp-image-21" src="https://elsewhere.example/q.jpg" alt=""></figure><!-- /wp:image -->
            <!-- wp:paragraph --><p><a href="{Old}minutes.pdf">Minutes</a></p><!-- /wp:paragraph -->
            """)
        .Post(2, "Gallery", "[gallery ids=\"21,22\"]")
        .Post(3, "Head", "Words.", more: "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>22</wp:meta_value></wp:postmeta>")
        .Attachment(21, "Quay", Old + "quay.jpg", parent: 1)
        .Attachment(22, "Crane", Old + "crane.jpg", parent: 2)
        .Attachment(23, "Minutes", Old + "minutes.pdf", parent: 1)
        .Attachment(24, "Lost", Old + "lost.jpg")
        .Attachment(25, "Trap", Old + "../../../../../../../../etc/hostname")
        .Attachment(26, "Unused", Old + "unused.png");

    private static string Uploads(string folder)
    {
        string uploads = Directory.CreateDirectory(Path.Combine(folder, "uploads", "2024", "05")).FullName;
        File.Copy(Corpus.PathOf("images/Landscape_3.jpg"), Path.Combine(uploads, "quay.jpg"));
        File.Copy(Corpus.PathOf("images/Landscape_3.jpg"), Path.Combine(uploads, "crane.jpg"));
        File.WriteAllText(Path.Combine(uploads, "minutes.pdf"), "%PDF-1.4\n%%EOF");
        File.Copy(Corpus.PathOf("images/Landscape_3.jpg"), Path.Combine(uploads, "unused.png"));
        return Path.Combine(folder, "uploads");
    }

    private static int Count(string text, string what) => text.Split(what).Length - 1;

    private static string Between(string text, string from, string to) => text.IndexOf(from, StringComparison.Ordinal) is >= 0 and var begin && text.IndexOf(to, begin, StringComparison.Ordinal) is >= 0 and var end ? text[begin..end] : "";
}
