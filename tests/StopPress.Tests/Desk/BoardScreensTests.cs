using Microsoft.Playwright;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The board, the calendar and messages as somebody sees them, in a real browser.</summary>
public class BoardScreensTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 1280)]
    [InlineData("en-GB", ColorScheme.Dark, 390)]
    [InlineData("th-TH", ColorScheme.Light, 390)]
    public async Task an_editor_sees_who_works_on_what_turns_the_calendar_by_keys_and_the_board_moves_by_itself(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string soon = await FillAsync(paper);
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var cookie = editor.Cookies.GetCookies(new Uri(desk + "/"))["stoppress-desk"]!;
        await window.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Domain = "localhost", Path = "/-/desk" }]);
        var page = await window.NewPageAsync();
        var wrong = new List<string>();
        page.PageError += (_, fault) => wrong.Add(fault);
        string name = $"{language[..2]}-{width}";

        await page.GotoAsync($"{desk}/");
        await DeskScreen.LookAsync(page, $"board-{name}");
        // It moves without being asked, and says so to whoever does not see it.
        await Paper.DoneAsync(new SetStage(soon, WorkStage.Submitted).RunAsync(paper.Desk, "anna"));
        await page.WaitForSelectorAsync($"section[aria-labelledby=column-submitted] a[href*='{soon}']");
        await page.WaitForFunctionAsync("document.querySelector('[data-moved]').textContent.length > 0");
        await page.ClickAsync(".views a:not([aria-current])");
        await DeskScreen.LookAsync(page, $"board-list-{name}");
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.filter .field')].every(field => { const [label, control] = field.children; const a = label.getBoundingClientRect(), b = control.getBoundingClientRect(); return a.bottom <= b.top + 1 && Math.abs(a.left - b.left) < 2; })"), "A label stands away from its field.");

        await page.GotoAsync($"{desk}/calendar?in=th");
        await DeskScreen.LookAsync(page, $"calendar-{name}");
        if (width > 800) await TurnAsync(page, name);
        await SendBackAsync(page, desk, soon, name);
        await ReadAsync(paper, page, desk, name);
        Assert.Empty(wrong);
        await page.CloseAsync();
    }

    // From day to day by keys, beyond the edge of the month, into a week and back to today.
    private static async Task TurnAsync(IPage page, string name)
    {
        string today = await page.GetAttributeAsync("[aria-current=date]", "data-day") ?? "";
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(today, await FocusedAsync());
        await page.Keyboard.PressAsync("ArrowRight");
        string tomorrow = DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await page.WaitForFunctionAsync($"document.activeElement?.dataset.day === '{tomorrow}'");
        for (var i = 0; i < 7; i++)
        {
            string before = await FocusedAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            await page.WaitForFunctionAsync($"document.activeElement?.dataset.day > '{before}'");
        }
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**view=week**");
        await DeskScreen.LookAsync(page, $"calendar-week-{name}");
        await page.Keyboard.PressAsync("t");
        await page.WaitForSelectorAsync("[aria-current=date]");

        Task<string> FocusedAsync() => page.EvaluateAsync<string>("document.activeElement?.dataset.day ?? ''");
    }

    private static async Task SendBackAsync(IPage page, string desk, string story, string name)
    {
        await page.GotoAsync($"{desk}/stories/{story}/en");
        await DeskScreen.LookAsync(page, $"story-assign-{name}");
        await page.ClickAsync("summary:has(+ form[action$='handler=Back'])");
        await page.FillAsync("#note", "The harbour master is quoted without his name.");
        await page.ClickAsync("form[action$='handler=Back'] button");
        await page.WaitForURLAsync("**said=back");
    }

    private static async Task ReadAsync(Paper paper, IPage page, string desk, string name)
    {
        await page.GotoAsync($"{desk}/messages");
        await DeskScreen.LookAsync(page, $"messages-{name}");
        await page.ClickAsync(".messages .unread button");
        // What is to be seen, not the event of a page that may be over before anybody waits for it.
        await page.WaitForSelectorAsync(".messages .read");
        Assert.Equal(1, await page.Locator(".messages .read").CountAsync());
        // What was on the screen is gone when the session is.
        await Paper.DoneAsync(new EndAccount("editor@example.org").RunAsync(paper.Desk, "tests"));
        await page.WaitForSelectorAsync("#messages .refused");
        Assert.Equal(0, await page.Locator(".messages").CountAsync());
    }

    private static async Task<string> FillAsync(Paper paper)
    {
        await paper.OpenThaiAsync();
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Harbour"), new NewName("th", "ท่าเรือ")]).RunAsync(paper.Desk, "anna"));
        string staff = await Paper.DoneAsync(new AddStaff("boon.c@example.org", [new NewName("en", "Boon Chaiyo")]).RunAsync(paper.Desk, "anna"));
        using var boon = await DeskVisitor.ComeAsync(paper, Role.Reporter, "boon@example.org");
        var filing = new StoryFiling([section], Byline: [new Credit(Staff: staff)]);
        string actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("boon@example.org"))!.Id);
        var now = DateTimeOffset.UtcNow;
        string soon = await Paper.DoneAsync(new FileStory("en", new StoryWords("Harbour wall holds as the storm of the century passes to the north", Paper.Body("It held.")), "harbour-wall", filing).RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new AssignStory(soon, "editor@example.org", now.AddHours(30)).RunAsync(paper.Desk, actor));
        string bare = await paper.FileAsync("Ferry fares rise again");
        await Paper.DoneAsync(new SetStage(bare, WorkStage.Ready).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SchedulePublish(bare, "en", now.AddHours(26)).RunAsync(paper.Desk, "anna"));
        string thai = await Paper.DoneAsync(new FileStory("th", new StoryWords("เขื่อนกันคลื่นท่าเรือต้านพายุใหญ่ไว้ได้ ชาวประมงกลับเข้าฝั่งปลอดภัย", Paper.Body("ปลอดภัย")), "wall-th", filing).RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new SchedulePublish(thai, "th", now.AddHours(50)).RunAsync(paper.Desk, "anna"));
        string kept = await paper.FileAsync("งบประมาณท่าเรือปีหน้า", edition: "th");
        await Paper.DoneAsync(new SetEmbargo(kept, now.AddHours(3)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AssignStory(kept, "editor@example.org").RunAsync(paper.Desk, actor));
        foreach (string headline in new[] { "Mangoes are early this year", "New timetable for the night boats" }) await paper.PublishAsync(await paper.FileAsync(headline, filing: filing));
        await paper.FileAsync("");
        await paper.FileAsync(new string('x', 70));
        return soon;
    }
}
