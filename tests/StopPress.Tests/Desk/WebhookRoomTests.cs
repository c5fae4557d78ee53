using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Webhooks;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The rooms in which webhooks are set up and looked after.</summary>
public class WebhookRoomTests(Houses houses, Browser browser)
{
    [Theory, BothDatabases]
    public async Task a_webhook_is_set_up_tried_and_sent_again_without_a_script_and_its_secret_is_seen_once(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await DeskVisitor.OpenAsync(house, way: Receiver.Here);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        string refused = await (await AddAsync(owner, "Mirror", "http//nothing")).Content.ReadAsStringAsync();
        Assert.Contains("no address that a webhook can be sent to", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"http//nothing\"", refused, StringComparison.Ordinal);
        string added = await (await AddAsync(owner, "Mirror", receiver.Address)).Content.ReadAsStringAsync();
        string secret = System.Text.RegularExpressions.Regex.Match(added, "<textarea[^>]* readonly[^>]*>([^<]+)<").Groups[1].Value;
        string room = "house/webhooks/" + PublicId.Text((await paper.Desk.Database.LookAsync(context => context.Set<WebhookRow>().SingleAsync())).Id);

        receiver.Answer = (context, _) => Refuse(context, "<script>alert(1)</script> out of paper");
        string story = await paper.FileAsync("Harbour wall holds");
        await paper.PublishAsync(story);
        var first = (await receiver.WaitAsync(1))[0];
        Assert.True(Receiver.IsSigned(first, secret));
        string page = await ShowsAsync(owner, room, "The receiver answered 500.");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; out of paper", page, StringComparison.Ordinal);
        Assert.Contains($"/stories/{story}/en", page, StringComparison.Ordinal);
        receiver.Answer = (context, _) => context.Response.WriteAsync("taken");
        string entry = first.Id.Split('-')[1];
        Assert.Equal($"/-/desk/{room}?said=again&count=1", (await owner.SendAsync(room, new() { ["entry"] = entry }, room + "?handler=Again")).Headers.Location?.OriginalString);
        Assert.Equal(first.Id, (await receiver.WaitAsync(2))[1].Id);
        Assert.Equal($"/-/desk/{room}?said=tried", (await owner.SendAsync(room, [], room + "?handler=Test")).Headers.Location?.OriginalString);
        Assert.Equal("webhook.test", (await receiver.WaitAsync(3))[2].Event);
        await ShowsAsync(owner, room, "answered 200");
        await Site.Webhooks.WebhookTests.IdleAsync(paper);
        Assert.Equal($"/-/desk/{room}?said=again&count=2", (await owner.SendAsync(room, new() { ["since"] = "2020-01-01T00:00" }, room + "?handler=Since")).Headers.Location?.OriginalString);
        await receiver.WaitAsync(5);

        foreach (string handler in new[] { "Pause", "Resume" }) Assert.Equal(302, (int)(await owner.SendAsync(room, [], $"{room}?handler={handler}")).StatusCode);
        Assert.Contains("nothing to be sent again", await (await owner.SendAsync(room, [], room + "?handler=Failed")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("is not paused", await (await owner.SendAsync(room, [], room + "?handler=Resume")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(302, (int)(await owner.SendAsync(room, new() { ["name"] = "Mirror two", ["address"] = receiver.Address, ["events"] = "story.killed" }, room + "?handler=Change")).StatusCode);
        string rolled = await (await owner.SendAsync(room, [], room + "?handler=Roll")).Content.ReadAsStringAsync();
        string second = System.Text.RegularExpressions.Regex.Match(rolled, "<textarea[^>]* readonly[^>]*>([^<]+)<").Groups[1].Value;
        Assert.True(second.Length > 40 && second != secret);
        foreach (string shown in new[] { room, "house/webhooks", "audit", "audit?handler=Export" })
        {
            string text = (await owner.ReadAsync(shown)).Text;
            Assert.False(text.Contains(secret, StringComparison.Ordinal) || text.Contains(second, StringComparison.Ordinal), shown);
        }
        Assert.Contains("Mirror two", (await owner.ReadAsync("audit")).Text, StringComparison.Ordinal);
        Assert.Equal("/-/desk/house/webhooks?said=ended", (await owner.SendAsync(room, [], room + "?handler=End")).Headers.Location?.OriginalString);
        Assert.Equal(404, (await owner.ReadAsync(room)).Status);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.Equal(403, (await editor.ReadAsync("house/webhooks")).Status);
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("en-GB", ColorScheme.Dark, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    [InlineData("en-GB", ColorScheme.Light, 390)]
    [InlineData("th-TH", ColorScheme.Light, 1280)]
    public async Task an_owner_looks_after_webhooks_in_a_browser(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await DeskVisitor.OpenAsync(house, way: Receiver.Here);
        await paper.OpenThaiAsync();
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        string name = $"{language}-{scheme}-{width}".ToLowerInvariant();
        var page = await DeskScreen.OpenAsync(window, paper, owner, "house/webhooks");
        await DeskScreen.LookAsync(page, $"webhooks-none-{name}");
        await page.FillAsync("#webhook-name", "The mirror of the harbour library, where the reading room shows what is new");
        await page.FillAsync("#webhook-address", receiver.Address + "/a-long-path-without-a-place-to-break-it-anywhere-that-goes-on-and-on-and-on");
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync("section.said textarea[readonly]");
        await DeskScreen.LookAsync(page, $"webhooks-made-{name}");

        receiver.Answer = (context, one) => one.Text.Contains("Second", StringComparison.Ordinal) ? Refuse(context, "out of paper") : context.Response.WriteAsync("taken");
        await paper.PublishAsync(await paper.FileAsync("Harbour wall holds through the highest tide in forty years, and the ferries sail again"));
        await paper.PublishAsync(await paper.FileAsync("Second story"));
        await receiver.WaitAsync(2);
        await Eventually.AnswersAsync(async () => await paper.Desk.Database.LookAsync(context => context.Set<WebhookDeliveryRow>().CountAsync(row => row.Tries > 0)) >= 2, "both are in the log");
        await page.ClickAsync("table.list a");
        await page.WaitForSelectorAsync("#the-log");
        await DeskScreen.LookAsync(page, $"webhook-{name}");
        await page.ClickAsync("form[action$='handler=Pause'] button");
        await page.WaitForSelectorAsync("p.said");
        await DeskScreen.LookAsync(page, $"webhook-paused-{name}");
    }

    private static Task<HttpResponseMessage> AddAsync(DeskVisitor owner, string name, string address) =>
        owner.SendAsync("house/webhooks", new() { ["name"] = name, ["address"] = address, ["events"] = "story.published" }, "house/webhooks?handler=Add");

    private static async Task<string> ShowsAsync(DeskVisitor owner, string room, string words)
    {
        var page = "";
        await Eventually.AnswersAsync(async () => (page = (await owner.ReadAsync(room)).Text).Contains(words, StringComparison.Ordinal), $"the room shows \"{words}\"");
        return page;
    }

    private static Task Refuse(HttpContext context, string words)
    {
        context.Response.StatusCode = 500;
        return context.Response.WriteAsync(words);
    }
}
