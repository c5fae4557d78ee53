using System.Text;
using StopPress.Newsroom.Import;
using StopPress.Store.Database;
using StopPress.Tests.Newsroom.Export;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Import;

/// <summary>An export that somebody has made to do harm: refused, or made harmless and told.</summary>
public class HostileExportTests(Houses houses)
{
    private const string Old = "https://courier.example/wp-content/uploads/";

    [Theory]
    // Entities that grow, or fetch what lies on the machine.
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>", "", "line 1")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "", "line 1")]
    // What would be held whole, or in as many steps as there are.
    [InlineData("", "deep", "inside one another")]
    [InlineData("", "long", "million letters")]
    public void what_would_fill_the_memory_is_refused_with_its_place(string before, string what, string told)
    {
        string inside = what switch { "deep" => string.Concat(Enumerable.Repeat("<a>", 5000)), "long" => new string('x', 9 * 1024 * 1024), _ => "" };
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($"{before}<rss><channel><item><title>{inside}</title></item></channel></rss>"));
        var refusal = WordPressFile.Read(file).Refusal;
        Assert.Equal("not-xml", refusal?.Code);
        Assert.Contains(told, refusal!.Message, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task whatever_came_in_moves_out_and_in_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string lists = string.Concat(Enumerable.Repeat("<ul><li>", 30)), ends = string.Concat(Enumerable.Repeat("</li></ul>", 30));
        // A tree of so many takes minutes to make.
        string deep = string.Concat(Enumerable.Repeat("<div>", 100_000)), ground = string.Concat(Enumerable.Repeat("</div>", 100_000));
        var export = new WordPressExport().Post(1, "Lists", $"{lists}Words{ends}").Post(2, "Deep", $"{deep}Words{ground}")
            .Post(3, "Number", "Words.", path: "a%00b").Post(4, "Lines", "Words.", path: "a%0D%0Ab").Post(5, "Robots", "Words.", path: "robots.txt").Post(6, "Feed", "Words.", path: "feed");
        string file = export.WriteTo(house.Folder);
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("https://courier.example/2024/05/1/", "javascript:alert(1)", StringComparison.Ordinal).Replace("2024-05-03 10:00:00", "9999-12-31 23:59:59", StringComparison.Ordinal));
        var done = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        Assert.Equal((6, 6), (done.Stories, done.Proof!.Same));
        foreach (var (id, told) in new[] { ("1", "javascript:alert(1)"), ("2", "no date"), ("3", "none that it can have"), ("4", "none that it can have"), ("5", "robots.txt"), ("6", "feed") })
        {
            Assert.Contains(done.Notes, note => note.Id == id && note.Text.Contains(told, StringComparison.Ordinal));
        }
        Assert.StartsWith("User-agent: ", await paper.ReadAsync("/robots.txt"), StringComparison.Ordinal);
        await Moving.ExportAsync(paper, Path.Combine(house.Folder, "out"));
        await using var elsewhere = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var again = await Moving.OpenAsync(elsewhere, Path.Combine(house.Folder, "out"), TimeProvider.System);
        Assert.Equal(await paper.ReadAsync("/"), await again.ReadAsync("/"));
    }

    [Fact]
    public async Task a_report_that_cannot_be_written_is_told_before_anything_comes_in()
    {
        using var folder = new TemporaryFolder();
        string file = new WordPressExport().Post(1, "Quay", "Words.").WriteTo(folder.Path);
        var told = await Terminal.StopPressAsync("import", "wordpress", file, "--data", folder["data"], "--report", folder["nowhere/report.json"]);
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("Nothing was imported", told.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["data/newsroom.db"]));
        Assert.Equal(0, (await Terminal.StopPressAsync("import", "wordpress", file, "--data", folder["data"], "--report", folder["report.json"])).ExitCode);
        // What is under embargo lies in it.
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["data/newsroom.db"]));
    }

    [Theory, BothDatabases]
    public async Task scripts_addresses_and_files_that_harm_are_made_harmless_and_told(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string file = new WordPressExport()
            .Post(1, "Quay &amp; &lt;script&gt;alert(1)&lt;/script&gt;", """
                <p onclick="alert(1)">Words <a href="javascript:alert(1)">here</a>.</p><script>alert(1)</script><svg onload="alert(1)"></svg>
                <iframe src="javascript:alert(1)"></iframe><iframe src="https://evil.example/frame"></iframe><img src="x" onerror="alert(1)"><style>body{display:none}</style>
                """, more: "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Eve</wp:comment_author><wp:comment_author_url>javascript:alert(1)</wp:comment_author_url>"
                    + "<wp:comment_content><![CDATA[<img src=x onerror=alert(1)>Nice <b onmouseover=alert(1)>site</b>]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>")
            // At the program's own addresses, at the key of another post, and longer than any.
            .Post(2, "Desk", "Words.", path: "-/desk").Post(3, "Key", "Words.", path: "%3Fp=1").Post(4, "Long", "Words.", path: new string('a', 5000))
            .Attachment(11, "Own network", "http://169.254.169.254/latest/meta-data/iam.jpg").Attachment(12, "Own disk", "file:///etc/passwd").Attachment(13, "Own machine", "http://localhost:1/x.jpg")
            .WriteTo(house.Folder);
        var done = await Paper.DoneAsync(new ImportWordPress(file, ImportWordPress.Download).RunAsync(paper.Desk, "anna"));
        Assert.Equal((4, 0), (done.Stories, done.Came["attachment"]));
        string page = await paper.ReadAsync("/2024/05/1/");
        foreach (string harm in new[] { "onclick", "javascript:", "<script>alert", "<svg onload", "onerror", "onmouseover", "body{display:none}", "<iframe" }) Assert.DoesNotContain(harm, page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Words", page, StringComparison.Ordinal);
        Assert.Contains("Nice", page, StringComparison.Ordinal);
        Assert.Equal("/2024/05/1/", (await paper.AskAsync("/?p=1")).Headers.Location?.OriginalString);
        foreach (int id in new[] { 2, 3, 4 })
        {
            string at = (await paper.AskAsync($"/?p={id}")).Headers.Location!.OriginalString;
            Assert.Equal((id, 200), (id, (int)(await paper.AskAsync(at)).StatusCode));
        }
        foreach (var (id, told) in new[] { ("11", "own network"), ("12", "no address of the web"), ("13", "own network") })
        {
            Assert.Contains(done.Notes, note => note.Kind == "attachment" && note.Id == id && note.Text.Contains(told, StringComparison.Ordinal));
        }
        foreach (string told in new[] { "javascript:alert(1)", "evil.example" }) Assert.Contains(done.Notes, note => note.Id == "1" && note.Text.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_file_of_the_old_site_is_taken_from_nowhere_but_the_folder()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        File.WriteAllText(Path.Combine(house.Folder, "secret.pdf"), "%PDF-1.4 secret");
        string uploads = Directory.CreateDirectory(Path.Combine(house.Folder, "uploads")).FullName;
        string file = new WordPressExport().Attachment(1, "Above", Old + "..%2Fsecret.pdf").Attachment(2, "Elsewhere", Old + "%2Fetc%2Fhostname").Attachment(3, "Nothing", Old).WriteTo(house.Folder);
        var done = await Paper.DoneAsync(new ImportWordPress(file, uploads).RunAsync(paper.Desk, "anna"));
        Assert.Equal(0, done.Came["attachment"]);
        Assert.Equal(["1", "2", "3"], done.Notes.Where(note => note.Kind == "attachment").Select(note => note.Id));
    }
}
