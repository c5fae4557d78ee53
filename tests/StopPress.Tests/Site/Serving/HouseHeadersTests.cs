using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

/// <summary>What each answer tells the browser to refuse, whoever gives it.</summary>
public partial class HouseHeadersTests(Houses houses)
{
    [Fact]
    public async Task every_route_and_every_refusal_tells_the_browser_what_to_refuse()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Withdrawn");
        string path = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        string gone = await paper.PublishAsync(story);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        string[] known = ["/", path, path, path, path.TrimEnd('/'), gone, "/nowhere/", "/-/", "/-/nothing", "/-/assets/embed.js", "/-/media/x", "/-/desk", "/-/desk/sign-in", "/-/desk/nothing"];
        var routes = Addresses(paper.Site.Routes, "").Concat(Addresses(paper.Site.DeskRoutes, "/-/desk")).ToList();
        Assert.True(routes.Count > 30, "The routes were not found.");
        var statuses = new HashSet<int>();
        foreach (string address in known.Concat(routes))
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Options })
            {
                using var answer = await paper.AskAsync(address, method: method);
                statuses.Add((int)answer.StatusCode);
                Assert.True(Refuses(answer), $"{method} {address} is answered {(int)answer.StatusCode} with\n{answer.Headers}");
            }
        }
        Assert.Superset(new HashSet<int> { 200, 301, 401, 404, 405, 410 }, statuses);
    }

    [Fact]
    public async Task browsers_are_told_to_come_encrypted_only_where_readers_do()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house.Folder, "", TimeProvider.System, null, port: Paper.FreePort());
        foreach (string address in new[] { "/", "/", "/", "/?x", "/nowhere/", "/-/desk/sign-in" })
        {
            using var answer = await paper.AskAsync(address);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
            Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task an_answer_that_says_that_something_broke_refuses_as_much()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        paper.Site.Press.DropEverything();
        await using (var database = house.OpenDatabase())
        {
            var connection = await database.RentAsync();
            await connection.ExecuteAsync(null, "ALTER TABLE permalinks RENAME TO lost");
            await database.Return(connection);
        }
        using var answer = await paper.AskAsync(path);
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.True(Refuses(answer), $"{answer.Headers}");
    }

    private static bool Refuses(HttpResponseMessage answer) =>
        Has(answer, "X-Content-Type-Options", "nosniff") && Has(answer, "Strict-Transport-Security", "max-age=63072000") && Has(answer, "Permissions-Policy", "camera=()")
        && Has(answer, "Content-Security-Policy", "default-src 'none'") && Has(answer, "Content-Security-Policy", "frame-ancestors ")
        && (Has(answer, "Referrer-Policy", "strict-origin-when-cross-origin") || Has(answer, "Referrer-Policy", "same-origin"));

    private static bool Has(HttpResponseMessage answer, string name, string words) =>
        answer.Headers.TryGetValues(name, out var values) && values.Single().Contains(words, StringComparison.Ordinal);

    // Whatever is to stand in a place of the pattern: nothing is found there, which must be said as carefully.
    private static IEnumerable<string> Addresses(IEnumerable<Microsoft.AspNetCore.Http.Endpoint> routes, string below) =>
        routes.OfType<RouteEndpoint>().Select(route => $"{below}/{Place().Replace(route.RoutePattern.RawText!.TrimStart('/'), "x")}").Distinct();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
