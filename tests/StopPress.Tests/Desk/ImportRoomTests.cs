using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using StopPress.Desk.Rooms.Import;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>How a WordPress site is brought: when the newspaper is set up, and later in the house's room.</summary>
public partial class ImportRoomTests(Houses houses, Browser browser)
{
    private const string ThemeUnitTest = "wxr/theme-unit-test.xml";

    [Theory]
    [InlineData("en-GB", ColorScheme.Dark, 390)]
    [InlineData("th-TH", ColorScheme.Light, 1280)]
    public async Task an_owner_brings_a_wordpress_site_by_keys_when_the_newspaper_is_set_up(string language, ColorScheme scheme, int width)
    {
        string file = Corpus.PathOf(ThemeUnitTest);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string link = (await SetUpNewspaper.LinkAsync(paper.Desk)).Value!;
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var page = await window.NewPageAsync();
        string desk = $"http://localhost:{paper.Address.Port}/-/desk", name = $"{language[..2]}-{width}";
        await page.GotoAsync($"{desk}/set-up?link={link}");
        await DeskScreen.LookAsync(page, $"set-up-ways-{name}");
        await page.ClickAsync(".ways a[href$='way=sample']");
        await DeskScreen.LookAsync(page, $"set-up-sample-{name}");
        await page.FocusAsync(".ways a[href$='way=wordpress']");
        await page.Keyboard.PressAsync("Enter");
        // Half a file is refused in words that say where.
        await SendAsync(new FilePayload { Name = "half.xml", MimeType = "text/xml", Buffer = Encoding.UTF8.GetBytes((await File.ReadAllTextAsync(file))[..5000]) });
        await page.WaitForSelectorAsync(".refused");
        Assert.Matches("(in line|ที่บรรทัด) [0-9]+", await page.InnerTextAsync(".refused"));
        await DeskScreen.LookAsync(page, $"set-up-refused-{name}");
        await SendAsync(new FilePayload { Name = "site.xml", MimeType = "text/xml", Buffer = await File.ReadAllBytesAsync(file) });
        await page.WaitForSelectorAsync(".said");
        await DeskScreen.LookAsync(page, $"set-up-brought-{name}");
        Assert.NotEqual("", await page.InputValueAsync("#name"));
        Assert.Equal("en-GB", await page.InputValueAsync("#locale"));
        await page.FillAsync("#owner", "Anna Weber");
        await page.FillAsync("#email", "anna@example.org");
        await page.FocusAsync("form:has(#owner) button.main");
        await page.Keyboard.PressAsync("Enter");
        await page.FillAsync("#password", DeskVisitor.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("a[href$='/house/import'] >> nth=-1");
        await page.WaitForSelectorAsync(".counted", new() { Timeout = 120_000 });
        await DeskScreen.LookAsync(page, $"import-done-{name}");
        // As many come out as went in.
        Assert.Equal(["72", "48", "21", "3", "0", "67", "112", "2", "32"], await page.Locator(".counted dd").AllInnerTextsAsync());
        await page.CloseAsync();

        async Task SendAsync(FilePayload payload)
        {
            await page.SetInputFilesAsync("#file", payload);
            // The old site of this export is not to be asked.
            await page.UncheckAsync("input[name=pictures]");
            await page.FocusAsync("form:has(#file) button");
            await page.Keyboard.PressAsync("Enter");
        }
    }

    [Fact]
    public async Task an_administrator_brings_an_export_later_and_nobody_else_and_no_form_of_elsewhere()
    {
        byte[] export = await File.ReadAllBytesAsync(Corpus.PathOf(ThemeUnitTest));
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        using var stranger = new DeskVisitor(paper);
        Assert.Equal((403, 302), ((await editor.ReadAsync("house/import")).Status, (await stranger.ReadAsync("house/import")).Status));
        Assert.Equal(HttpStatusCode.Forbidden, (await BringAsync(paper, editor, "house/import/file", export, "account")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await BringAsync(paper, stranger, "house/import/file", export, "sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await BringAsync(paper, stranger, "set-up/import?link=guessed", export, "sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BringAsync(paper, owner, "house/import/file", export, null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.PostAsync("house/import/file", [])).StatusCode);
        Assert.False(Directory.Exists(Path.Combine(house.Folder, "import")));
        foreach (var (bytes, says) in new[] { (Encoding.UTF8.GetBytes("<rss><channel>\n<title>Old</channel></rss>"), "The file is broken in line 2, at column"), (Encoding.UTF8.GetBytes("<rss><channel><title>Old</title></channel></rss>"), "no WordPress export") })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await BringAsync(paper, owner, "house/import/file", bytes, "house/import")).StatusCode);
            Assert.Contains(says, (await owner.ReadAsync("house/import")).Text, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFiles(Path.Combine(house.Folder, "import")));
        Assert.Equal(HttpStatusCode.Redirect, (await BringAsync(paper, owner, "house/import/file", export, "house/import")).StatusCode);
        string done = await EndedAsync(owner);
        Assert.Matches(@"<dd>48</dd>.*<dd>21</dd>", done.ReplaceLineEndings(""));
        // Once it is read it is no news any more; brought again, nothing is doubled.
        Assert.DoesNotContain("house/import", (await owner.ReadAsync("")).Text.Split("<main")[1], StringComparison.Ordinal);
        await BringAsync(paper, owner, "house/import/file", export, "house/import");
        Assert.Matches(@"<dd>72</dd>.*<dd>0</dd>.*<dd>0</dd>.*<dd>0</dd>.*<dd>72</dd>", (await EndedAsync(owner)).ReplaceLineEndings(""));
        Assert.Contains("brought in a newspaper", (await owner.ReadAsync("audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_was_stopped_is_told_and_goes_on_or_is_thrown_away()
    {
        string file = Corpus.PathOf(ThemeUnitTest);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        // As a kill leaves it: the file, and nobody who reads it.
        string kept = Path.Combine(Directory.CreateDirectory(Path.Combine(house.Folder, "import")).FullName, "wordpress.xml");
        File.Copy(file, kept);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.Contains("/house/import", (await owner.ReadAsync("")).Text.Split("<main")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("/house/import", (await editor.ReadAsync("")).Text.Split("<main")[1], StringComparison.Ordinal);
        Assert.Contains("was not finished", (await owner.ReadAsync("house/import")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (int)(await owner.SendAsync("house/import", [], "house/import?handler=GoOn")).StatusCode);
        Assert.Matches(@"<dd>48</dd>", await EndedAsync(owner));
        Assert.False(File.Exists(kept));
        File.Copy(file, kept);
        await owner.SendAsync("house/import", [], "house/import?handler=Drop");
        Assert.False(File.Exists(kept));
    }

    [Fact]
    public async Task a_file_that_is_too_large_is_refused_in_words_and_leaves_nothing_on_the_disk()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string folder = Path.Combine(house.Folder, "taken");
        await using var desk = new ImportDesk(paper.Desk, folder, NullLogger<ImportDesk>.Instance, most: 1024 * 1024);
        byte[] large = new byte[1024 * 1024 + 1];
        var refusal = await desk.TakeAsync(new MemoryStream(large), withPictures: false, TestContext.Current.CancellationToken);
        Assert.Equal(("export-too-large", "The file is larger than 1 MB."), (refusal?.Code, refusal?.Message));
        Assert.Empty(Directory.GetFiles(folder));
        Assert.False(desk.Begin("owner"));
    }

    private static async Task<string> EndedAsync(DeskVisitor visitor)
    {
        string text = "";
        // Longer than it takes on a machine that does much else.
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!(text = (await visitor.ReadAsync("house/import")).Text).Contains("class=\"known counted\"", StringComparison.Ordinal))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), text);
            await Task.Delay(100);
        }
        return text;
    }

    // As a browser sends the form: the token of the page, and then the file.
    private static async Task<HttpResponseMessage> BringAsync(Paper paper, DeskVisitor visitor, string action, byte[] file, string? tokenOf)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = visitor.Cookies }) { BaseAddress = new Uri($"http://localhost:{paper.Address.Port}/-/desk/") };
        using var form = new MultipartFormDataContent();
        if (tokenOf is not null) form.Add(new StringContent(FormToken().Match((await visitor.ReadAsync(tokenOf)).Text).Groups[1].Value), "\"__RequestVerificationToken\"");
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        form.Add(content, "\"file\"", "\"site.xml\"");
        return await browser.PostAsync(action, form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
