using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Editions;

/// <summary>Old addresses lead to where the house says, and to nothing else.</summary>
public class RedirectTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_reader_is_sent_to_the_end_of_a_chain_at_once_and_no_more_when_it_is_removed(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new("en", "World")]).RunAsync(paper.Desk, "anna"));
        await AddAsync(paper, "/old/", "/older");
        await AddAsync(paper, "/older", "/world/");
        await AddAsync(paper, "/shop", "https://shop.example/a?b=c");
        await AddAsync(paper, "/thai", "https://ข่าว.example/เก่า");
        Assert.Equal((301, "https://xn--22c8e6a1f.example/%E0%B9%80%E0%B8%81%E0%B9%88%E0%B8%B2"), await AskAsync(paper, "/thai"));
        await AddAsync(paper, "/ours", "https://courier.example/world/");
        await Paper.DoneAsync(new RenameSection(section, "en", "Globe", "globe").RunAsync(paper.Desk, "anna"));
        foreach (string path in new[] { "/old", "/old/", "/older/", "/ours" }) Assert.Equal((301, "/globe/"), await AskAsync(paper, path));
        Assert.Equal((301, "/globe/?page=2"), await AskAsync(paper, "/old?page=2"));
        Assert.Equal((301, "https://shop.example/a?b=c"), await AskAsync(paper, "/shop/?from=mail"));
        Assert.True((await paper.AskAsync("/old")).Headers.CacheControl!.NoCache);

        await Paper.DoneAsync(new RemoveRedirect("/old").RunAsync(paper.Desk, "anna"));
        Assert.Equal((404, null), await AskAsync(paper, "/old/"));
        Assert.Equal("unknown-redirect", (await new RemoveRedirect("/old").RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task no_redirect_stands_over_what_the_newspaper_has_or_had_and_what_comes_later_goes_before(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("Out"));
        await Paper.DoneAsync(new OpenSection(null, true, [new("en", "World")]).RunAsync(paper.Desk, "anna"));
        foreach (string taken in new[] { path, path.TrimEnd('/'), "/world", "/world/", "/corrections", "/2019/05/", "/world/2019/05", "/2019/05/07" })
        {
            Assert.Equal((taken, "address-taken"), (taken, (await new AddRedirect(taken, "https://elsewhere.example/").RunAsync(paper.Desk, "anna")).Refusal?.Code));
        }
        await AddAsync(paper, "/about", "https://elsewhere.example/");
        Assert.Equal(301, (await AskAsync(paper, "/about/")).Status);
        await paper.PublishAsync(await paper.FileAsync("About", kind: StoryKind.Page));
        Assert.Equal((200, null), await AskAsync(paper, "/about/"));
        Assert.Equal((301, "/about/"), await AskAsync(paper, "/about"));
    }

    [Theory, BothDatabases]
    public async Task circles_and_what_is_no_address_are_refused(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await AddAsync(paper, "/a", "/b");
        await AddAsync(paper, "/b", "/c/");
        foreach (var (from, to) in new[] { ("/c", "/a"), ("/c/", "/b/"), ("/d", "/d/"), ("/c", "https://courier.example/a") })
        {
            Assert.Equal((from, to, "loop"), (from, to, (await new AddRedirect(from, to).RunAsync(paper.Desk, "anna")).Refusal?.Code));
        }
        foreach (string from in new[] { "", "/", "old", "//evil.example", "/-/desk", "/-", "/old?p=1", "/old#x", "/a\\b", "https://courier.example/a", "/" + new string('x', 2000) })
        {
            Assert.Equal((from, "wrong-path"), (from, (await new AddRedirect(from, "/").RunAsync(paper.Desk, "anna")).Refusal?.Code));
        }
        foreach (string to in new[] { "", "x", "http://example.org/", "//evil.example/", "javascript:alert(1)", "data:text/html,x", "https://user:word@example.org/", "/-/desk/", "/\\evil.example", "https://courier.example/-/desk/" })
        {
            Assert.Equal((to, "wrong-target"), (to, (await new AddRedirect("/x", to).RunAsync(paper.Desk, "anna")).Refusal?.Code));
        }
        // Two at once, of which each alone would be right.
        var raced = await Task.WhenAll(new[] { ("/left", "/right"), ("/right", "/left") }.Select(pair => Task.Run(() => new AddRedirect(pair.Item1, pair.Item2).RunAsync(paper.Desk, "anna"))));
        Assert.Equal("loop", Assert.Single(raced, one => one.Refusal is not null).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task a_table_comes_in_whole_or_not_at_all(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await AddAsync(paper, "/one", "https://elsewhere.example/before");
        Assert.Equal(3, await Paper.DoneAsync(new ImportRedirects("from,to\r\n/one,/two\r\n\r\n\"/two\",\"https://elsewhere.example/a,b\"\n/ข่าว/เก่า/,/\n").RunAsync(paper.Desk, "anna")));
        Assert.Equal((301, "https://elsewhere.example/a,b"), await AskAsync(paper, "/one"));
        Assert.Equal((301, "/"), await AskAsync(paper, "/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/%E0%B9%80%E0%B8%81%E0%B9%88%E0%B8%B2/"));
        foreach (var (table, line) in new[]
        {
            ("/new,/\n/odd", 2), ("/new,/\n\n/odd,ftp://x", 3), ("from,to\n/new,/\n/corrections/,/", 3), ("/new,/x\n/x,/new", 1), ("/new,/\n/new/,/one", 2), ("/new,/\n\"/open,/", 2), ("/new,/\n/a?b,/", 2),
        })
        {
            var refusal = (await new ImportRedirects(table).RunAsync(paper.Desk, "anna")).Refusal;
            Assert.Equal((table, "wrong-line", true), (table, refusal?.Code, refusal?.Message.StartsWith($"Line {line}: ", StringComparison.Ordinal)));
        }
        Assert.Equal("empty", (await new ImportRedirects("from,to\n").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal((404, null), await AskAsync(paper, "/new"));
        string many = string.Concat(Enumerable.Range(0, 5001).Select(number => $"/many-{number},/\n"));
        Assert.Contains("5000 are the most", (await new ImportRedirects(many).RunAsync(paper.Desk, "anna")).Refusal!.Message, StringComparison.Ordinal);
    }

    private static Task<string> AddAsync(Paper paper, string from, string to) => Paper.DoneAsync(new AddRedirect(from, to).RunAsync(paper.Desk, "anna"));

    private static async Task<(int Status, string? To)> AskAsync(Paper paper, string path)
    {
        var answer = await paper.AskAsync(path);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
    }
}
