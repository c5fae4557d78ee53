using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Which pictures are found at the picture desk, by whom, and what comes in there.</summary>
public partial class PictureDeskTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task pictures_are_found_by_all_that_is_known_of_them(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await paper.OpenThaiAsync();
        using var anna = await DeskVisitor.ComeAsync(paper, Role.PhotoEditor);
        string flood = await AddAsync(paper, 300, new AddPicture(Credit: "José Müller", Copyright: "Courant", City: "Talat Noi", Country: "Siam", Keywords: ["monsoon"], FileName: "C:\\cards\\DSC_0042.JPG", Words: [new("en", "Boats in a street", "The market under water"), new("th", "เรือบนถนน", "น้ำท่วมตลาดน้อย")]));
        string wall = await AddAsync(paper, 303, new AddPicture(Credit: "", FileName: "wall_50%.jpg"));
        string gone = await AddAsync(paper, 306, new AddPicture(Credit: "Agency", ExpiresAt: DateTimeOffset.UtcNow.AddDays(-1)));
        string dated = await Shots.AddAsync(paper, Shots.WithNotes(Shots.Jpeg(309, 200)), new AddPicture());
        await paper.PublishAsync(await Shots.FileAsync(paper, "Harbour flooded", flood));
        foreach (string words in new[] { "jose muller", "JOSÉ", "courant", "noi", "Siam", "monsoon", "dsc_0042", "market  water", "boats", "น้ำท่วม", "นํ้าทวม", "ตลาดน้อย", "ｍｏｎｓｏｏｎ" }) Assert.Equal((words, flood), (words, await FoundAsync(anna, "q=" + Uri.EscapeDataString(words))));
        Assert.Equal(wall, await FoundAsync(anna, "q=50%25"));
        Assert.Equal("", await FoundAsync(anna, "q=cards"));
        Assert.Equal("", await FoundAsync(anna, "q=jose+agency"));
        Assert.Equal(flood, await FoundAsync(anna, "used=HARBOUR"));
        Assert.Equal(wall, await FoundAsync(anna, "only=no-credit"));
        Assert.Equal($"{dated} {gone} {wall}", await FoundAsync(anna, "only=no-alt"));
        Assert.Equal($"{dated} {gone} {wall}", await FoundAsync(anna, "only=unused"));
        Assert.Equal(gone, await FoundAsync(anna, "only=expired"));
        Assert.Equal("", await FoundAsync(anna, "only=own"));
        // By when it was taken, and where nobody knows that, by when it came in.
        Assert.Equal(dated, await FoundAsync(anna, "from=2026-03-01&until=2026-03-01"));
        Assert.Equal("", await FoundAsync(anna, "from=2026-02-01&until=2026-02-28"));
        Assert.Equal($"{gone} {wall} {flood}", await FoundAsync(anna, $"from={DateTimeOffset.UtcNow.AddDays(-1):yyyy-MM-dd}&until={DateTimeOffset.UtcNow.AddDays(1):yyyy-MM-dd}&q="));
        Assert.Equal($"{dated} {gone} {wall} {flood}", await FoundAsync(anna, ""));
        await Paper.DoneAsync(new DescribePicture(wall, "Somchai", Words: [new("th", "", "กำแพงริมน้ำ")]).RunAsync(paper.Desk, "anna"));
        Assert.Equal(wall, await FoundAsync(anna, "q=" + Uri.EscapeDataString("กําแพง somchai")));
    }

    [Theory, BothDatabases]
    public async Task whoever_may_not_see_the_story_does_not_find_its_picture(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Reporter, "owner@example.org");
        string actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("owner@example.org"))!.Id);
        string stock = await AddAsync(paper, 300, new AddPicture(Credit: "A"));
        string own = await AddAsync(paper, 303, new AddPicture(Credit: "B", ForDesk: false), actor);
        string embargoed = await AddAsync(paper, 306, new AddPicture(Credit: "C"));
        string drafted = await AddAsync(paper, 309, new AddPicture(Credit: "D"));
        string held = await AddAsync(paper, 312, new AddPicture(Credit: "E"), actor);
        await Paper.DoneAsync(new FileStory("en", new StoryWords("Secret", Shots.Body(embargoed, held)), EmbargoedUntil: DateTimeOffset.UtcNow.AddHours(1)).RunAsync(paper.Desk, "anna"));
        string draft = await Paper.DoneAsync(new FileStory("en", new StoryWords("Draft", Shots.Body(drafted))).RunAsync(paper.Desk, "anna"));
        // What was brought for the house is everybody's, what came with a text is its writer's; then whoever sees a text that uses it.
        string Newest(params string[] ids) => string.Join(' ', ids.OrderByDescending(id => id, StringComparer.Ordinal));
        foreach (var role in new[] { Role.Reporter, Role.PhotoEditor, Role.Translator, Role.CopyEditor, Role.Editor, Role.Administrator })
        {
            using var visitor = await DeskVisitor.ComeAsync(paper, role);
            string[] seen = role switch
            {
                Role.Reporter or Role.PhotoEditor => [stock],
                Role.Translator => [stock, drafted],
                _ => [stock, own, embargoed, drafted, held],
            };
            Assert.Equal((role, Newest(seen)), (role, await FoundAsync(visitor, "")));
            foreach (string picture in new[] { stock, own, embargoed, drafted, held })
            {
                int expected = seen.Contains(picture) ? 200 : 404;
                foreach (string page in new[] { $"pictures/{picture}", $"pictures/{picture}/view", $"pictures/{picture}/view?size=small", $"uploads/{picture}" }) Assert.Equal((role, page, expected), (role, page, (await visitor.ReadAsync(page)).Status));
                if (role.May(Right.KeepPictures)) Assert.Equal((role, picture, expected), (role, picture, (await visitor.ReadAsync($"pictures/{picture}/original")).Status));
                Assert.Equal((role, picture, seen.Contains(picture)), (role, picture, (await visitor.ReadAsync("uploads")).Text.Contains(picture, StringComparison.Ordinal)));
            }
            Assert.Equal((role, role.May(Right.SeeEmbargoed)), (role, (await FoundAsync(visitor, "used=Secret")).Length > 0));
            if (!role.May(Right.SeeEmbargoed)) Assert.DoesNotContain("Secret", (await visitor.ReadAsync($"pictures/{stock}")).Text, StringComparison.Ordinal);
            if (role.May(Right.KeepPictures) && !seen.Contains(embargoed)) Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync("account", new() { ["until"] = "" }, $"pictures/{embargoed}?handler=Expiry")).StatusCode);
        }
        // Whoever brought it has it, and is not told where it is used.
        Assert.Equal(Newest(stock, own, held), await FoundAsync(owner, ""));
        Assert.Equal(Newest(stock, own, held), await FoundAsync(owner, "only=unused"));
        Assert.DoesNotContain("Secret", (await owner.ReadAsync($"pictures/{held}")).Text, StringComparison.Ordinal);
        await paper.PublishAsync(draft);
        Assert.Equal(Newest(stock, own, held, drafted), await FoundAsync(owner, ""));
    }

    [Fact]
    public async Task whoever_brought_a_picture_describes_it_until_readers_have_it_and_then_those_who_keep_pictures_do()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Reporter, "owner@example.org");
        using var other = await DeskVisitor.ComeAsync(paper, Role.Reporter, "other@example.org");
        using var keeper = await DeskVisitor.ComeAsync(paper, Role.PhotoEditor);
        string picture = await AddAsync(paper, 300, new AddPicture(Credit: "A"), PublicId.Text((await paper.Desk.Database.FindByEmailAsync("owner@example.org"))!.Id));
        Assert.Equal((302, 422, 302), (await DescribeAsync(owner, "B"), await DescribeAsync(other, "C"), await DescribeAsync(keeper, "D")));
        Assert.Equal(403, (int)(await owner.SendAsync("account", [], $"pictures/{picture}?handler=PutBack")).StatusCode);
        await paper.PublishAsync(await Shots.FileAsync(paper, "Out", picture));
        Assert.Equal((422, 302), (await DescribeAsync(owner, "E"), await DescribeAsync(keeper, "F")));
        Assert.Equal("F", (await Shots.OriginalAsync(paper, picture)).Credit);
        // What was typed is there again after a refusal.
        var refused = await keeper.SendAsync($"pictures/{picture}", new() { ["until"] = "tomorrow at noon" }, $"pictures/{picture}?handler=Expiry");
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("tomorrow at noon", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        async Task<int> DescribeAsync(DeskVisitor visitor, string credit) => (int)(await visitor.SendAsync("account", new() { ["credit"] = credit }, $"pictures/{picture}?handler=Describe")).StatusCode;
    }

    [Fact]
    public async Task of_many_files_in_one_form_each_is_taken_or_refused_for_itself()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = anna.Cookies }) { BaseAddress = new Uri($"http://localhost:{paper.Address.Port}/-/desk/") };
        string token = FormToken().Match((await anna.ReadAsync("pictures")).Text).Groups[1].Value;
        var answer = await SendAsync(("one.jpg", Shots.Jpeg(300, 200)), ("<notes>.txt", "Some notes."u8.ToArray()), ("two.jpg", Shots.Jpeg(303, 200)));
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("&lt;notes&gt;.txt</strong>: Pictures are JPEG", page, StringComparison.Ordinal);
        Assert.Equal(2, Tile().Count(page));
        Assert.Contains("value=\"Jane\"", page, StringComparison.Ordinal);
        Assert.Equal("/-/desk/pictures?taken=1", (await SendAsync(("three.jpg", Shots.Jpeg(306, 200)))).Headers.Location!.OriginalString);
        Assert.Equal(3, Tile().Count((await anna.ReadAsync("pictures?only=own&q=jane")).Text));
        // A page of elsewhere cannot bring anything in: not by a form, and not by a script.
        token = "";
        Assert.Equal(400, (int)(await SendAsync(("four.jpg", Shots.Jpeg(309, 200)))).StatusCode);
        using var bare = new MultipartFormDataContent { { new ByteArrayContent(Shots.Jpeg(309, 200)), "file", "four.jpg" } };
        Assert.Equal(400, (int)(await browser.PostAsync("uploads", bare)).StatusCode);

        async Task<HttpResponseMessage> SendAsync(params (string Name, byte[] Bytes)[] files)
        {
            using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("Jane"), "credit" } };
            foreach (var (name, bytes) in files)
            {
                var part = new ByteArrayContent(bytes);
                part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"files\"", FileName = $"\"{name}\"" };
                form.Add(part);
            }
            return await browser.PostAsync("pictures?handler=Add", form);
        }
    }

    [Fact]
    public async Task the_wall_goes_on_page_by_page_and_names_none_twice()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Editor);
        for (var i = 0; i < 50; i++) await AddAsync(paper, 100 + i, new AddPicture(Credit: "Jane"));
        string first = (await anna.ReadAsync("pictures?q=jane")).Text;
        string older = WebUtility.HtmlDecode(Older().Match(first).Groups[1].Value);
        string second = (await anna.ReadAsync(older["/-/desk/".Length..])).Text;
        Assert.Equal((48, 2), (Tile().Count(first), Tile().Count(second)));
        Assert.Equal(50, Tile().Matches(first + second).Select(match => match.Groups[1].Value).Distinct().Count());
        Assert.DoesNotMatch(Older(), second);
    }

    private static async Task<string> FoundAsync(DeskVisitor visitor, string query) => string.Join(' ', Tile().Matches((await visitor.ReadAsync("pictures?" + query)).Text).Select(match => match.Groups[1].Value));

    private static async Task<string> AddAsync(Paper paper, int width, AddPicture act, string actor = "anna") =>
        (await Paper.DoneAsync(act.RunAsync(paper.Desk, actor, new MemoryStream(Shots.Jpeg(width, 200))))).Id;

    [GeneratedRegex("<a href=\"/-/desk/pictures/([0-9A-Za-z]{13})\">")]
    private static partial Regex Tile();

    [GeneratedRegex("href=\"([^\"]+)\" data-older")]
    private static partial Regex Older();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
