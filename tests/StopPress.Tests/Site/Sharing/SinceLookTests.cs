using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Stories;
using StopPress.Site.Sharing;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sharing;

/// <summary>Whoever comes back to a story that was updated is shown what is new in it, by what their own browser remembers.</summary>
public class SinceLookTests(Houses houses, Browser browser)
{
    // As long as somebody must look until it was read.
    private const int Reading = 6000;

    [Theory]
    [InlineData("en", 390, ColorScheme.Light), InlineData("th", 390, ColorScheme.Dark), InlineData("en", 1280, ColorScheme.Dark), InlineData("th", 1280, ColorScheme.Light)]
    public async Task who_comes_back_is_shown_what_is_new_and_can_put_it_away(string language, int width, ColorScheme scheme)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        var (story, address) = await PublishAsync(paper, language);
        await using var window = await OpenAsync(width, scheme);
        var page = await window.NewPageAsync();
        var sent = Watch(page);
        await LookAsync(page, address);
        Assert.False(await page.Locator(".since").IsVisibleAsync());

        await EditAsync(paper, story, language, ["The wall holds.", "The harbour opens at noon.", "Boats wait.", "The mayor spoke.", "No one was hurt."]);
        await page.GotoAsync(address);
        await page.Locator(".since").WaitForAsync();
        var marks = page.Locator(".text > .mark");
        // The one that stood there is another now; the others were not there.
        Assert.Equal(language == "en" ? ["Changed Next", "New Next", "New"] : ["แก้ไขแล้ว ถัดไป", "ใหม่ ถัดไป", "ใหม่"], await marks.AllInnerTextsAsync());
        Assert.Equal(["The harbour opens at noon.", "The mayor spoke.", "No one was hurt."], await page.Locator(".text > .fresh").AllInnerTextsAsync());
        Assert.Contains("3", await page.Locator(".since [role=status]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})"));
        await page.Locator(".since a").First.ClickAsync();
        Assert.True(await marks.First.EvaluateAsync<bool>("mark => mark === document.activeElement"));
        await marks.First.Locator("a").ClickAsync();
        Assert.True(await marks.Nth(1).EvaluateAsync<bool>("mark => mark === document.activeElement"));
        await page.Locator(".since button").ClickAsync();
        await page.Locator(".since").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal((0, 0), (await marks.CountAsync(), await page.Locator(".fresh").CountAsync()));
        // Whoever has read it is not shown it again; and nothing of it went anywhere.
        await page.Clock.RunForAsync(Reading);
        await page.GotoAsync(address);
        await page.Clock.RunForAsync(Reading);
        Assert.False(await page.Locator(".since").IsVisibleAsync());
        Assert.Single(sent);
        Assert.Empty(await window.CookiesAsync());
    }

    [Fact]
    public async Task a_slip_that_was_mended_is_not_told_and_a_correction_is_led_to()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        var (story, address) = await PublishAsync(paper, "en");
        await using var window = await OpenAsync(1280, ColorScheme.Light);
        var page = await window.NewPageAsync();
        await LookAsync(page, address);
        await Paper.DoneAsync(new RefileStory(story, "en", Words(["The wall holds.", "The harbour is shutt.", "Boats wait."])).RunAsync(paper.Desk, "anna"));
        await LookAsync(page, address);
        Assert.False(await page.Locator(".since").IsVisibleAsync());
        await Paper.DoneAsync(new CorrectStory(story, "en", "The harbour was never shut.", Words(["The wall holds.", "The harbour is open.", "Boats wait."])).RunAsync(paper.Desk, "anna"));
        await page.GotoAsync(address);
        await page.Locator(".since").WaitForAsync();
        Assert.Equal(["The harbour is open."], await page.Locator(".text > .fresh").AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "What was corrected" }).ClickAsync();
        Assert.EndsWith("#corrected", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_browser_remembers_no_more_than_it_should_and_works_where_it_may_keep_nothing()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        var (_, address) = await PublishAsync(paper, "en");
        await using var window = await OpenAsync(390, ColorScheme.Light);
        var page = await window.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add(fault);
        await page.GotoAsync(address);
        await page.EvaluateAsync(
            """
            () => {
              const today = Math.floor(Date.now() / 864e5);
              for (let i = 0; i < 300; i++) localStorage.setItem(`seen:story${i}`, `${today - 1} - 0 abcdefg`);
              for (let i = 0; i < 20; i++) localStorage.setItem(`seen:old${i}`, `${today - 40} - 0 abcdefg`);
              localStorage.setItem("seen:odd", "<b>?");
              localStorage.setItem("liked:other", "1");
            }
            """);
        await page.Clock.RunForAsync(Reading);
        string[] keys = await page.EvaluateAsync<string[]>("Object.keys(localStorage)");
        Assert.Equal(200, keys.Count(key => key.StartsWith("seen:", StringComparison.Ordinal)));
        Assert.DoesNotContain(keys, key => key.StartsWith("seen:old", StringComparison.Ordinal) || key == "seen:odd");
        Assert.Contains("liked:other", keys);

        await using var closed = await OpenAsync(390, ColorScheme.Light);
        var shut = await closed.NewPageAsync();
        shut.PageError += (_, fault) => faults.Add(fault);
        var sent = Watch(shut);
        await shut.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new Error('nothing may be kept'); } })");
        await LookAsync(shut, address);
        await Eventually.HoldsAsync(() => sent.Count == 1, "it is read all the same");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task who_looks_long_enough_has_read_it_once_a_day_and_no_machine_has()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        var (story, address) = await PublishAsync(paper, "en");
        PublicId.TryRead(story, out long id);
        // As it comes: a browser that nobody sits at.
        await using (var bare = await browser.OpenAsync(new() { JavaScriptEnabled = true }))
        {
            var machine = await bare.NewPageAsync();
            var told = Watch(machine);
            await LookAsync(machine, address);
            Assert.Empty(told);
        }
        await using var window = await OpenAsync(1280, ColorScheme.Light);
        var page = await window.NewPageAsync();
        var sent = Watch(page);
        await page.GotoAsync(address);
        await page.Clock.RunForAsync(2000);
        Assert.Empty(sent);
        await page.GotoAsync(address);
        await page.Clock.RunForAsync(Reading);
        await Eventually.AnswersAsync(async () => await paper.Site.Counts.DayAsync(ReaderCounts.Reads, id) == 1, "it was read");
        await LookAsync(page, address);
        Assert.Single(sent);
        Assert.Equal(1, await paper.Site.Counts.DayAsync(ReaderCounts.Reads, id));
    }

    // A browser that says of itself what a reader's does; its clock stands until it is moved.
    private async Task<IBrowserContext> OpenAsync(int width, ColorScheme scheme)
    {
        var window = await browser.OpenAsync(new() { ColorScheme = scheme, UserAgent = Sharing.Reading.Phone, ViewportSize = new() { Width = width, Height = 800 } });
        await window.AddInitScriptAsync("Object.defineProperty(navigator, 'webdriver', { get: () => false })");
        await window.Clock.InstallAsync();
        return window;
    }

    private static async Task LookAsync(IPage page, string address)
    {
        await page.Clock.InstallAsync();
        await page.GotoAsync(address);
        await page.Clock.RunForAsync(Reading);
    }

    private static List<string> Watch(IPage page)
    {
        var sent = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST") sent.Add(request.Url);
        };
        return sent;
    }

    private static StoryWords Words(string[] paragraphs) => new("Harbour wall holds", ProseMirrorJson.Write(new Document([.. paragraphs.Select(text => new Paragraph(BlockId.New(), [new TextRun(text, Marks.None)]))])));

    private static async Task EditAsync(Paper paper, string story, string language, string[] paragraphs)
    {
        await Paper.DoneAsync(new EditStory(story, language, Words(paragraphs)).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story, language);
    }

    private static async Task<(string Story, string Address)> PublishAsync(Paper paper, string language)
    {
        await paper.OpenThaiAsync();
        string[] first = ["The wall holds.", "The harbour is shut.", "Boats wait."];
        string story = await Paper.DoneAsync(new FileStory(language, Words(first)).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(story, language);
        return (story, $"http://localhost:{paper.Address.Port}{StopPress.Site.Pages.Addresses.Encoded(path)}");
    }
}
