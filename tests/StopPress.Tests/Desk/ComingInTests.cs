using Microsoft.Playwright;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The way of an owner from the link that the program prints to an open newspaper with people in it, in a real browser.</summary>
public class ComingInTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task an_owner_opens_a_newspaper_with_a_passkey_and_lets_others_in(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string link = (await SetUpNewspaper.LinkAsync(paper.Desk)).Value!;
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var page = await window.NewPageAsync();
        await KeepPasskeysAsync(window, page);
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";

        await page.GotoAsync($"{desk}/set-up?link={link}");
        await DeskScreen.LookAsync(page, $"set-up-{width}");
        await page.FillAsync("#name", "The Harbour Post");
        await page.SelectOptionAsync("#locale", language);
        await page.FillAsync("#owner", "Anna Weber");
        await page.FillAsync("#email", "anna@example.org");
        await page.ClickAsync("form button.main");
        await DeskScreen.LookAsync(page, $"link-{width}");
        await page.ClickAsync("form[data-passkey] button");
        await page.WaitForURLAsync($"{desk}/");
        await DeskScreen.LookAsync(page, $"board-empty-{width}");
        Assert.Contains("The Harbour Post", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await paper.AskAsync($"/-/desk/link?t={link}")).StatusCode);

        await page.GotoAsync($"{desk}/people");
        await page.FillAsync("#name", "Boon Chaiyo");
        await page.FillAsync("#email", "boon@example.org");
        await page.SelectOptionAsync("#role", nameof(Role.Editor));
        await page.ClickAsync("button.main");
        string invitation = await page.InputValueAsync("[data-select]");
        await DeskScreen.LookAsync(page, $"people-{width}");
        await page.GotoAsync($"{desk}/account");
        await DeskScreen.LookAsync(page, $"account-{width}");
        await page.GotoAsync($"{desk}/audit");
        Assert.Matches("(invited|เชิญ) Boon Chaiyo", await page.Locator("main").InnerTextAsync());
        await DeskScreen.LookAsync(page, $"audit-{width}");

        await page.ClickAsync(".top form button");
        await DeskScreen.LookAsync(page, $"sign-in-{width}");
        await page.ClickAsync("form[data-passkey] button");
        await page.WaitForURLAsync($"{desk}/");

        await InvitedAsync(paper, desk, invitation);
    }

    // Somebody else, in another browser, with a password and codes.
    private async Task InvitedAsync(Paper paper, string desk, string invitation)
    {
        await using var window = await browser.OpenAsync(new() { Locale = "en-GB" });
        var page = await window.NewPageAsync();
        await page.GotoAsync(invitation);
        await page.FillAsync("#password", DeskVisitor.Password);
        await page.ClickAsync("form:not([data-passkey]) > button");
        await page.WaitForURLAsync($"{desk}/");
        await page.GotoAsync($"{desk}/account");
        string key = (await page.InnerTextAsync("section[aria-labelledby=authenticator] code")).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", Totp.Of(key, DateTimeOffset.UtcNow));
        await page.ClickAsync("section[aria-labelledby=authenticator] button");
        string[] recovery = (await page.InnerTextAsync(".codes")).Split('\n');
        Assert.Equal(10, recovery.Length);
        await DeskScreen.LookAsync(page, "recovery-codes");
        await page.ClickAsync(".top form button");

        Assert.False(await SignInAsync("000000"));
        await DeskScreen.LookAsync(page, "code");
        Assert.True(await SignInAsync(Totp.Of(key, DateTimeOffset.UtcNow.AddSeconds(30))));
        await page.ClickAsync(".top form button");
        Assert.True(await SignInAsync(recovery[3]));
        await page.ClickAsync(".top form button");
        Assert.False(await SignInAsync(recovery[3]));

        async Task<bool> SignInAsync(string code)
        {
            await page.GotoAsync($"{desk}/sign-in");
            await page.FillAsync("#email", "boon@example.org");
            await page.FillAsync("#password", DeskVisitor.Password);
            await page.ClickAsync("form:not([data-passkey]) button");
            await page.FillAsync("#code", code);
            await page.ClickAsync("button.main");
            await page.WaitForSelectorAsync(".top form button:visible, .refused:visible");
            return page.Url == $"{desk}/";
        }
    }

    // A key that Chromium keeps itself and opens unasked, as a phone does with a finger.
    private static async Task KeepPasskeysAsync(IBrowserContext window, IPage page)
    {
        var session = await window.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
