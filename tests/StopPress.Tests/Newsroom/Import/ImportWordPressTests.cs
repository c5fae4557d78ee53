using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Sections;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Import;

public partial class ImportWordPressTests(Houses houses)
{
    private const string ThemeUnitTest = "wxr/theme-unit-test.xml";

    [Theory, BothDatabases]
    public async Task every_published_post_and_page_answers_at_its_old_path_with_its_text(DatabaseKind kind)
    {
        string file = Corpus.PathOf(ThemeUnitTest);
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var result = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        var items = Items(file).ToList();
        var open = items.Where(item => item is { Status: "publish", Password: "" }).ToList();
        Assert.Equal((48, 21), (result.Stories, result.Pages));
        foreach (var (counted, count) in new Dictionary<string, int> { ["post"] = 51, ["page"] = 21, ["attachment"] = 38, ["category"] = 67, ["tag"] = 110, ["comment"] = 32 }) Assert.Equal((counted, count), (counted, result.Found[counted]));
        // Two tags are named by posts alone.
        Assert.Equal((67, 112, 32), (result.Came["category"], result.Came["tag"], result.Came["comment"]));
        Assert.Equal(open.Count, result.Stories + result.Pages);
        foreach (var item in open)
        {
            var answer = await paper.AskAsync(item.Path);
            // Two slashes, where the old site answered at one.
            if (item.Path.StartsWith("//", StringComparison.Ordinal)) answer = await paper.AskAsync(answer.Headers.Location!.OriginalString);
            Assert.True((int)answer.StatusCode == 200, $"{item.Path} answers {(int)answer.StatusCode}.");
            var missing = WordsOf(item.Body).Except(WordsOf(await answer.Content.ReadAsStringAsync())).ToList();
            Assert.True(missing.Count == 0, $"{item.Path} lacks: {string.Join(' ', missing.Take(20))}");
        }
    }

    [Fact]
    public async Task a_protected_posts_text_is_nowhere()
    {
        string file = Corpus.PathOf(ThemeUnitTest);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        var hidden = Items(file).Where(item => item.Password.Length > 0 || item.Status != "publish").ToList();
        Assert.Equal(3, hidden.Count);
        var seen = new HashSet<string>();
        var ahead = new Queue<string>(["/", .. Items(file).Select(item => item.Path)]);
        while (ahead.TryDequeue(out string? path))
        {
            if (!seen.Add(path)) continue;
            string page = await paper.ReadAsync(path);
            foreach (var item in hidden) Assert.DoesNotContain(item.Body.Trim(), page, StringComparison.Ordinal);
            foreach (Match link in Link().Matches(page)) ahead.Enqueue(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
        }
        foreach (var item in hidden.Where(item => !item.Path.Contains('?'))) Assert.Equal(404, (int)(await paper.AskAsync(item.Path)).StatusCode);
    }

    [Fact]
    public async Task an_import_that_is_run_again_changes_nothing()
    {
        string file = Corpus.PathOf(ThemeUnitTest);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var first = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        string front = await paper.ReadAsync("/");
        var second = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        Assert.Equal((0, 0, 0, first.Stories + first.Pages + first.Unpublished), (second.Stories, second.Pages, second.Unpublished, second.Known));
        Assert.Equal(front, await paper.ReadAsync("/"));
    }

    [Fact]
    public async Task sections_that_were_renamed_since_are_found_again_and_not_opened_twice()
    {
        string file = Corpus.PathOf(ThemeUnitTest);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        const string Above = "/category/parent-category/", Below = Above + "child-category-01/";
        await RenameAsync(paper, Below, "child");
        await RenameAsync(paper, Above, "above");
        await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        foreach (var (path, now) in new[] { (Above, "/above/"), (Below, "/above/child/") }) Assert.Equal(now, (await paper.AskAsync(path)).Headers.Location?.OriginalString);
        Assert.Equal(404, (int)(await paper.AskAsync("/above/child-category-01/")).StatusCode);
    }

    private static async Task RenameAsync(Paper paper, string path, string slug)
    {
        string subject = await paper.House.Database.ReadAsync(async (connection, snapshot) =>
            (await connection.ListAsync(snapshot, "SELECT subject FROM permalinks WHERE path = @path", row => row.GetString(0), ("path", path))).Single());
        await Paper.DoneAsync(new RenameSection(subject["section:".Length..], "en", slug, slug).RunAsync(paper.Desk, "anna"));
    }

    [Theory, BothDatabases]
    public async Task posts_of_exports_that_do_not_say_of_which_site_they_are_are_not_taken_for_one_another(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        // Both hold a post with the number 1, and no address of a site.
        string[] files = [.. new[] { "blank-lines.xml", "cdata-edge.xml" }.Select(name => Corpus.PathOf("wxr/wordpress-importer/phpunit/data/" + name))];
        foreach (string file in files)
        {
            var result = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
            Assert.Equal((1, 0), (result.Stories, result.Known));
        }
        string front = await paper.ReadAsync("/");
        Assert.Contains("Post with blanks", front, StringComparison.Ordinal);
        Assert.Contains("Edge", front, StringComparison.Ordinal);
        var again = await Paper.DoneAsync(new ImportWordPress(files[1]).RunAsync(paper.Desk, "anna"));
        Assert.Equal((0, 1), (again.Stories, again.Known));
        Assert.Empty(again.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml at all")]
    [InlineData("<rss><channel><title>x</title></channel></rss>")]
    [InlineData("<rss><channel><wp:wxr_version xmlns:wp='http://wordpress.org/export/1.2/'>1.2</wp:wxr_version><item></channel></rss>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>]><rss><channel>&a;</channel></rss>")]
    public void a_file_that_is_no_sound_export_is_refused_whole(string text)
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Contains(WordPressFile.Read(file).Refusal!.Code, new[] { "not-xml", "not-an-export" });
    }

    [Fact]
    public void the_importers_own_fixtures_are_read_or_refused_in_plain_words()
    {
        var files = Directory.GetFiles(Corpus.PathOf("wxr"), "*.xml", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            var read = ImportWordPress.Read(file);
            if (read.Refusal is { } refusal) Assert.True(refusal.Message.Length > 20, file);
            else Assert.Equal((file, read.Value.Posts + read.Value.Pages), (file, new ImportWordPress(file).Rehearse().Value is var all ? all.Stories + all.Pages + all.Unpublished : 0));
        }
    }

    // Another way than the importer's: the file as XML, the body as the words that a browser would show.
    private static IEnumerable<(string Path, string Status, string Password, string Body)> Items(string file)
    {
        XNamespace wp = "https://wordpress.org/export/1.2/";
        XNamespace content = "http://purl.org/rss/1.0/modules/content/";
        return XDocument.Load(file).Descendants("item").Where(item => (string?)item.Element(wp + "post_type") is "post" or "page").Select(item => (
            new Uri(item.Element("link")!.Value).PathAndQuery, (string)item.Element(wp + "status")!, (string?)item.Element(wp + "post_password") ?? "", item.Element(content + "encoded")!.Value));
    }

    private static HashSet<string> WordsOf(string html)
    {
        string open = Shortcode().Replace(html, " ");
        // Two words in neighbouring elements are two words.
        var page = new HtmlParser().ParseDocument(open.Replace("<", " <", StringComparison.Ordinal));
        foreach (var hidden in page.QuerySelectorAll("script, style")) hidden.Remove();
        // An address that stood alone has become a video or a post to be shown, under the provider's own form of its address.
        return [.. Word().Matches(BareAddress().Replace(page.DocumentElement.TextContent, " ").Normalize()).Select(match => match.Value.ToLowerInvariant())];
    }

    [GeneratedRegex(@"\[/?(?:gallery|caption|wp_caption|audio|video|embed)\b[^\]]*\]")]
    private static partial Regex Shortcode();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex BareAddress();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex("""(?:href|src)="(/[^"]*)""")]
    private static partial Regex Link();
}
