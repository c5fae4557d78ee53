using System.Globalization;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sitemaps;

/// <summary>The short files at the root: what machines may ask for, whom to tell of a hole, who may sell advertising.</summary>
public class RootFileTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task whoever_finds_a_hole_learns_whom_to_tell(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        Assert.Equal(404, (int)(await paper.AskAsync("/.well-known/security.txt")).StatusCode);
        await Paper.DoneAsync(new SetSecurityContact(" security@courier.example ", "https://courier.example/security/").RunAsync(paper.Desk, "anna"));
        string[] lines = (await paper.ReadAsync("/.well-known/security.txt")).TrimEnd('\n').Split('\n');
        var expires = DateTimeOffset.Parse(lines[1]["Expires: ".Length..], CultureInfo.InvariantCulture);
        Assert.InRange(expires, house.Clock.GetUtcNow().AddDays(150), house.Clock.GetUtcNow().AddDays(365));
        Assert.Equal(
            ["Contact: mailto:security@courier.example", "Preferred-Languages: en, th", "Canonical: https://courier.example/.well-known/security.txt", "Policy: https://courier.example/security/"],
            lines.Where((_, at) => at != 1));
        Assert.Equal("/.well-known/security.txt", (await paper.AskAsync("/security.txt")).Headers.Location?.OriginalString);
        house.Clock.Advance(TimeSpan.FromDays(300));
        Assert.True(DateTimeOffset.Parse((await paper.ReadAsync("/.well-known/security.txt")).Split('\n')[1]["Expires: ".Length..], CultureInfo.InvariantCulture) > house.Clock.GetUtcNow());
        await Paper.DoneAsync(new SetSecurityContact().RunAsync(paper.Desk, "anna"));
        Assert.Equal(404, (int)(await paper.AskAsync("/.well-known/security.txt")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task a_contact_that_nobody_could_use_is_refused(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        foreach (var (contact, policy, code) in new[]
        {
            ("somebody", "", "wrong-email"), ("a@b\nContact: c", "", "wrong-email"), ("https://", "", "wrong-address"), ("https://me@courier.example/", "", "wrong-address"), ("http://courier.example/", "", "wrong-email"),
            ("a@courier.example", "javascript:alert(1)", "wrong-address"), ("a@courier.example", "https://" + new string('x', 600), "wrong-address"), ("", "https://courier.example/", "empty"),
        }) Assert.Equal((contact, code), (contact, (await new SetSecurityContact(contact, policy).RunAsync(paper.Desk, "anna")).Refusal?.Code));
        await Paper.DoneAsync(new SetSecurityContact("https://courier.example/tell-us").RunAsync(paper.Desk, "anna"));
        Assert.StartsWith("Contact: https://courier.example/tell-us\n", await paper.ReadAsync("/.well-known/security.txt"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task buyers_of_advertising_learn_who_may_sell_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        Assert.Equal(404, (int)(await paper.AskAsync("/ads.txt")).StatusCode);
        const string Lines = "# Ours\n\ngreenadexchange.example, 12345, DIRECT, d75815a79\nsilverssp.example, 9675, reseller # as agreed\nsubdomain=news.courier.example\nOWNERDOMAIN=courier.example";
        await Paper.DoneAsync(new KeepAdsTxt(Lines.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n").RunAsync(paper.Desk, "anna"));
        var answer = await paper.AskAsync("/ads.txt");
        Assert.Equal((Lines + "\n", "text/plain; charset=utf-8"), (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType!.ToString()));
        foreach (string wrong in new[] { "seller.example 17 DIRECT", "seller.example, 17, BOTH", "seller, 17, DIRECT", "seller.example, , DIRECT", "<html>", "WHO=me", "OWNERDOMAIN=", "a.example, 1, DIRECT, x, y" })
        {
            Refusal refusal = (await new KeepAdsTxt("# first\n" + wrong).RunAsync(paper.Desk, "anna")).Refusal!;
            Assert.Equal((wrong, "wrong-line"), (wrong, refusal.Code));
            Assert.StartsWith("Line 2 ", refusal.Message, StringComparison.Ordinal);
        }
        Assert.Equal("too-long", (await new KeepAdsTxt(new string('#', 200_001)).RunAsync(paper.Desk, "anna")).Refusal?.Code);
        Assert.Equal(Lines + "\n", await paper.ReadAsync("/ads.txt"));
        await Paper.DoneAsync(new KeepAdsTxt().RunAsync(paper.Desk, "anna"));
        Assert.Equal(404, (int)(await paper.AskAsync("/ads.txt")).StatusCode);
    }
}
