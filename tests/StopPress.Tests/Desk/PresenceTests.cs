using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Who is told to have a story open, to whom, and for how long.</summary>
public class PresenceTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task whoever_has_a_story_open_is_there_for_the_others_until_they_leave_or_say_nothing_more(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Editor, "anna@example.org");
        using var boon = await DeskVisitor.ComeAsync(paper, Role.CopyEditor, "boon@example.org");
        using var chai = await DeskVisitor.ComeAsync(paper, Role.Reporter, "chai@example.org");
        string story = await paper.FileAsync("Flood"), other = await paper.FileAsync("Drought");
        Assert.Empty(await AttendAsync(paper, anna, story, "annaannaannaanna", "block1"));
        Assert.Equal(["The Editor block1 False"], await AttendAsync(paper, boon, story, "boonboonboonboon", "headline"));
        Assert.Equal(["The CopyEditor headline False"], await AttendAsync(paper, anna, story, "annaannaannaanna", "block2"));
        Assert.Equal(["The CopyEditor headline False", "The Editor block2 True"], await AttendAsync(paper, anna, story, "annaagainannaagain", null));
        Assert.Empty(await AttendAsync(paper, boon, other, "boonotherboonother", null));
        await AttendAsync(paper, anna, story, "annaagainannaagain", null, leaves: true);
        Assert.Equal(["The Editor block2 False"], await AttendAsync(paper, boon, story, "boonboonboonboon", null));
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await AttendAsync(paper, boon, story, "boonboonboonboon", null));
        // Whoever may not write in it learns neither that it is there nor who is.
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(paper, chai, story, new { tab = "chaichaichaichai" })).StatusCode);
        foreach (object wrong in new object[] { new { tab = "short" }, new { tab = "with a space with a space" }, "words", new { place = "x" } }) Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(paper, boon, story, wrong)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(paper, boon, story, new { tab = "boonboonboonboon" }, own: false)).StatusCode);
    }

    private static async Task<string[]> AttendAsync(Paper paper, DeskVisitor visitor, string story, string tab, string? place, bool leaves = false)
    {
        var told = await (await SendAsync(paper, visitor, story, new { tab, place, leaves })).Content.ReadFromJsonAsync<JsonElement>();
        return [.. told.EnumerateArray().Select(one => $"{one.GetProperty("name").GetString()} {(one.TryGetProperty("place", out var at) ? at.GetString() : null)} {one.GetProperty("own").GetBoolean()}")];
    }

    private static async Task<HttpResponseMessage> SendAsync(Paper paper, DeskVisitor visitor, string story, object where, bool own = true)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = visitor.Cookies, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/en/presence") { Content = JsonContent.Create(where) };
        if (own) request.Headers.Add("X-Requested-With", "fetch");
        return await browser.SendAsync(request);
    }
}
