using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using StopPress.Newsroom.Staff;

namespace StopPress.Tests.Support;

/// <summary>Somebody who comes to the desk with a browser of their own, without a screen.</summary>
internal sealed partial class DeskVisitor : IDisposable
{
    public const string Password = "heron tide lantern copper";

    private readonly HttpClient browser;

    public DeskVisitor(Paper paper, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new Uri($"http://localhost:{paper.Address.Port}/-/desk/") };
    }

    public CookieContainer Cookies { get; }

    /// <summary>A newspaper at an address that browsers trust: passkeys and cookies need its port.</summary>
    public static Task<Paper> OpenAsync(House house, TimeProvider? clock = null, StopPress.Store.Settings.WayOut? way = null) =>
        Paper.OpenAsync(house.Folder, house.Connection, clock ?? TimeProvider.System, null, port: Paper.FreePort(), way: way);

    /// <summary>An account in a role, and the visitor who has signed in to it.</summary>
    public static async Task<DeskVisitor> ComeAsync(Paper paper, Role role, string? email = null)
    {
        string address = email ?? $"{role}@example.org".ToLowerInvariant();
        string token = await Paper.DoneAsync(new AddAccount(address, $"The {role}", role).RunAsync(paper.Desk, "tests"));
        var visitor = new DeskVisitor(paper);
        var answer = await visitor.SendAsync($"link?t={token}", new() { ["t"] = token, ["password"] = Password });
        Assert.Equal("/-/desk/", answer.Headers.Location?.OriginalString);
        return visitor;
    }

    public async Task<(int Status, string Text, HttpResponseMessage Answer)> ReadAsync(string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("Accept", "text/html");
        var answer = await browser.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    /// <summary>Fills in a form of a page and sends it, as a browser does: with the token that is in the page.</summary>
    /// <param name="page">The page with the form, and where it is sent unless <paramref name="action"/> says otherwise.</param>
    /// <param name="fields">What is filled in.</param>
    /// <param name="action">Where the form is sent.</param>
    public async Task<HttpResponseMessage> SendAsync(string page, Dictionary<string, string> fields, string? action = null)
    {
        string text = (await ReadAsync(page)).Text;
        if (FormToken().Match(text) is { Success: true } token) fields["__RequestVerificationToken"] = token.Groups[1].Value;
        return await browser.PostAsync(action ?? page, new FormUrlEncodedContent(fields));
    }

    public Task<HttpResponseMessage> PostAsync(string action, Dictionary<string, string> fields) => browser.PostAsync(action, new FormUrlEncodedContent(fields));

    /// <summary>Sends a form as a browser does for whoever looks at the page that it was in.</summary>
    public async Task<(int Status, string Text)> SubmitAsync(string room, string action, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Accept", "text/html");
        request.Headers.Referrer = new Uri(browser.BaseAddress!, room);
        var answer = await browser.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The answer to a script of a page that was opened by an account.</summary>
    public async Task<int> AskAsScriptAsync(string address, string person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Person", person);
        return (int)(await browser.SendAsync(request)).StatusCode;
    }

    /// <summary>What stands in the form of a page that is sent to an address which ends so, but for what is asked after it.</summary>
    public static Dictionary<string, string> FormOf(string page, string action)
    {
        var form = new HtmlParser().ParseDocument(page).QuerySelectorAll("main form").FirstOrDefault(form => $"{form.GetAttribute("action")}&".Contains(action + "&", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"No form is sent to {action}.");
        return form.QuerySelectorAll("input[name], textarea[name]").GroupBy(field => field.GetAttribute("name")!)
            .ToDictionary(group => group.Key, group => group.First() is var field && field.LocalName == "textarea" ? field.TextContent : field.GetAttribute("value") ?? "");
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string? back = null) =>
        SendAsync("sign-in", new() { ["email"] = email, ["password"] = password, ["back"] = back ?? "" });

    /// <summary>Lets a browser with a screen in as the same person.</summary>
    public Task SignInAsync(Microsoft.Playwright.IBrowserContext window) => window.AddCookiesAsync(Cookies.GetAllCookies()
        .Select(one => new Microsoft.Playwright.Cookie { Name = one.Name, Value = one.Value, Domain = "localhost", Path = one.Path, HttpOnly = one.HttpOnly }));

    public void Dispose() => browser.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
