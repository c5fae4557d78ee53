using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>How a tab that has nothing to send looks for news.</summary>
public class LookingTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task whoever_looks_is_told_only_what_is_new_in_their_own_wording_and_makes_no_draft(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string story = await paper.FileAsync("Headline");
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = visitor.Cookies }) { BaseAddress = new Uri($"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/en/draft") };
        Assert.Equal(HttpStatusCode.OK, (await LookAsync(browser, "", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await LookAsync(browser, "", 1)).StatusCode);
        Assert.False((await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value.IsNew);
        foreach (string tab in new[] { "annaannaannaanna", "boonboonboonboon" }) Assert.Null((await new KeepDraft(story, "en", tab, 1, 1, new DraftFields($"By {tab[..4]}")).RunAsync(paper.Desk, tab)).Refusal);
        var told = await (await LookAsync(browser, "?tab=boonboonboonboon", 1)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((3, "By boon"), (told.GetProperty("version").GetInt32(), told.GetProperty("fields").GetProperty("headline").GetString()));
        Assert.Equal(HttpStatusCode.NotModified, (await LookAsync(browser, "?tab=boonboonboonboon", 3)).StatusCode);
    }

    private static async Task<HttpResponseMessage> LookAsync(HttpClient browser, string tab, long seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, tab);
        request.Headers.TryAddWithoutValidation("If-None-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        return await browser.SendAsync(request);
    }
}
