using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StopPress.Site.Pages;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

/// <summary>Every kind of page of the sample newspaper, as a reader's browser gets it.</summary>
public partial class DemoPagesTests(DemoPaper demo, Browser browser)
{
    // The first round trip of a TCP connection carries ten segments of 1460 bytes (RFC 6928).
    private const int FirstRoundTrip = 14 * 1024;

    /// <summary>Each surface's name, in both languages and both schemes.</summary>
    public static TheoryData<string, string, ColorScheme> Views()
    {
        var views = new TheoryData<string, string, ColorScheme>();
        foreach (var surface in Surface.All.Where(surface => surface.Make is not null))
        {
            foreach (string home in new[] { "/", "/th/" })
            {
                views.Add(surface.Name, home, ColorScheme.Light);
                views.Add(surface.Name, home, ColorScheme.Dark);
            }
        }
        return views;
    }

    [Theory, MemberData(nameof(Views))]
    public async Task a_page_is_accessible_fits_a_small_phone_and_asks_nobody_else(string surface, string home, ColorScheme scheme)
    {
        var paper = await demo.OpenAsync();
        await using var window = await browser.OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 320, Height = 640 } });
        var page = await window.NewPageAsync();
        var wrong = new List<string>();
        page.Console += (_, message) => wrong.Add(message.Text);
        page.PageError += (_, fault) => wrong.Add(fault);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(paper.Address.ToString(), StringComparison.Ordinal)) wrong.Add("asks " + request.Url);
        };
        await page.GotoAsync(new Uri(paper.Address, await AddressAsync(paper, surface, home)).ToString(), new() { WaitUntil = WaitUntilState.Load });
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})"));
        // A page that is not there says so on the console of any browser.
        bool missing = surface is "not-found" or "gone";
        Assert.DoesNotContain(wrong, text => !missing || !text.Contains("status of 4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/", ColorScheme.Light), InlineData("/", ColorScheme.Dark), InlineData("/th/", ColorScheme.Light), InlineData("/th/", ColorScheme.Dark)]
    public async Task a_corrected_story_is_accessible(string home, ColorScheme scheme)
    {
        var paper = await demo.OpenAsync();
        string story = First(await paper.ReadAsync(home + "corrections/"), $"<a href=\"({home}[0-9]{{4}}/[^\"]+)\"");
        await using var window = await browser.OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 320, Height = 640 } });
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(paper.Address, story).ToString(), new() { WaitUntil = WaitUntilState.Load });
        Assert.Equal(1, await page.Locator(".corrected p").CountAsync());
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
    }

    [Fact]
    public async Task every_story_arrives_with_the_first_round_trip()
    {
        var paper = await demo.OpenAsync();
        foreach (string path in await StoriesAsync(paper))
        {
            int length = (await (await paper.AskAsync(path, "gzip")).Content.ReadAsByteArrayAsync()).Length;
            Assert.True(length <= FirstRoundTrip, $"{path} takes {length} bytes.");
        }
    }

    [Fact]
    public async Task every_link_and_picture_of_the_newspaper_leads_somewhere()
    {
        var paper = await demo.OpenAsync();
        var seen = new HashSet<string>();
        var ahead = new Queue<string>(["/", "/th/"]);
        while (ahead.TryDequeue(out string? path))
        {
            if (!seen.Add(path)) continue;
            var answer = await paper.AskAsync(path);
            if (path.StartsWith("/-/share/", StringComparison.Ordinal))
            {
                Assert.Equal((303, "https"), ((int)answer.StatusCode, answer.Headers.Location?.Scheme));
                continue;
            }
            Assert.True((int)answer.StatusCode == 200, $"{path} answers {(int)answer.StatusCode}.");
            if (answer.Content.Headers.ContentType!.MediaType != "text/html") continue;
            foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync())) ahead.Enqueue(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
        }
        Assert.True(seen.Count > 200, $"Only {seen.Count} addresses were found.");
    }

    [Fact]
    public async Task a_browser_reads_a_joined_page_to_its_last_byte()
    {
        var paper = await demo.OpenAsync();
        string path = (await StoriesAsync(paper))[0];
        // Others have read it, perhaps so often that there is only the smallest form by now.
        paper.Site.Press.DropEverything();
        string plain = await paper.ReadAsync(path);
        var encodings = new HashSet<string?>();
        for (var i = 0; i < 20 && !encodings.Contains("br"); i++)
        {
            // A window that has seen nothing yet: one that has would be told that nothing has changed.
            await using var window = await browser.OpenAsync();
            var page = await window.NewPageAsync();
            var answer = (await page.GotoAsync(new Uri(paper.Address, path).ToString()))!;
            encodings.Add(await answer.HeaderValueAsync("content-encoding"));
            Assert.Equal(plain, await answer.TextAsync());
        }
        Assert.Contains("gzip", encodings);
        Assert.Contains("br", encodings);
    }

    private static async Task<string> AddressAsync(Paper paper, string surface, string home)
    {
        string front = await paper.ReadAsync(home);
        string story = (await StoriesAsync(paper, home))[0];
        return surface switch
        {
            "front" => home,
            "section" => First(front, $"<a href=\"({home}[^\"/]+/)\""),
            "list-archive" => First(front, $"<a href=\"({home}[^\"/]+/)\"") + story.Split('/')[^4] + "/" + story.Split('/')[^3] + "/",
            "storyline" or "author" or "tag" => First(await paper.ReadAsync(story), $"href=\"({home}{surface}/[^\"]+)\""),
            "archive" => home + story.Split('/')[^4] + "/" + story.Split('/')[^3] + "/",
            "story" => story,
            "corrections" => home + "corrections/",
            "corrections-archive" => home + "corrections/" + First(await paper.ReadAsync(home + "corrections/"), "<li><time datetime=\"([0-9]{4}-[0-9]{2})").Replace('-', '/') + "/",
            "api-guide" => StopPress.Site.Api.ApiAddress.Guide,
            "gone" => await WithdrawnAsync(paper, home),
            _ => home + "nowhere/",
        };
    }

    private static async Task<string> WithdrawnAsync(Paper paper, string home)
    {
        string edition = home == "/" ? "en" : "th";
        string story = await paper.FileAsync("Withdrawn at once", edition: edition);
        string path = await paper.PublishAsync(story, edition);
        await Paper.DoneAsync(new StopPress.Newsroom.Stories.UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        return path;
    }

    private static async Task<List<string>> StoriesAsync(Paper paper, string home = "/") =>
        [.. Regex.Matches(await paper.ReadAsync(home), $"href=\"({home}[0-9]{{4}}/[0-9]{{2}}/[^\"/]+/)\"").Select(match => match.Groups[1].Value).Distinct()];

    private static string First(string page, string pattern) => Regex.Match(page, pattern).Groups[1].Value;

    [GeneratedRegex("""(?:href|src)="(/[^"]*)""")]
    private static partial Regex Link();
}
