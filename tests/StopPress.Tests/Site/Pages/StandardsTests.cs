using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

/// <summary>Where a newspaper tells about itself: who works here, by which rules, how it corrects, and who owns it.</summary>
public class StandardsTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task machines_are_told_where_it_is_written_and_readers_where_the_foot_does_not_lead_there_already(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string about = await paper.PublishAsync(await paper.FileAsync("About us", kind: StoryKind.Page));
        string story = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        Assert.Contains("\"correctionsPolicy\":\"https://courier.example/corrections/\"", await paper.ReadAsync(story), StringComparison.Ordinal);
        await Paper.DoneAsync(new KeepStandards("en", [
            new(Standard.Masthead, about), new(Standard.Ethics, "https://courier.example/ethics/"), new(Standard.Ownership, "https://holding.example/owners"), new(Standard.Principles, "/corrections/")]).RunAsync(paper.Desk, "anna"));
        foreach (string page in new[] { await paper.ReadAsync("/"), await paper.ReadAsync(story) })
        {
            // An address of the house's own is a path, however it was written.
            foreach (string told in new[]
            {
                $"\"masthead\":\"https://courier.example{about}\"", "\"ethicsPolicy\":\"https://courier.example/ethics/\"", "\"ownershipFundingInfo\":\"https://holding.example/owners\"",
                "\"publishingPrinciples\":\"https://courier.example/corrections/\"", "\"correctionsPolicy\":\"https://courier.example/corrections/\"",
            }) Assert.Contains(told, page, StringComparison.Ordinal);
            Assert.Contains("<li><a href=\"/ethics/\">Our rules and ethics</a></li>", page, StringComparison.Ordinal);
            Assert.Contains("<li><a href=\"https://holding.example/owners\">Who owns us</a></li>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Who works here", page, StringComparison.Ordinal);
            Assert.DoesNotContain("What we stand for", page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("ethicsPolicy", await paper.ReadAsync("/th/"), StringComparison.Ordinal);
        await Paper.DoneAsync(new KeepStandards("en", [new(Standard.Corrections, "/how-we-correct/")]).RunAsync(paper.Desk, "anna"));
        string after = await paper.ReadAsync(story);
        Assert.Contains("\"correctionsPolicy\":\"https://courier.example/how-we-correct/\"", after, StringComparison.Ordinal);
        Assert.DoesNotContain("ethics", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_leads_nowhere_is_refused_in_plain_words()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        foreach (string address in new[] { "", "about", "http://elsewhere.example/", "javascript:alert(1)", "/-/desk", "//elsewhere.example/", "/a?b", "https://user:word@elsewhere.example/" })
            Assert.Equal((address, "wrong-target"), (address, (await new KeepStandards("en", [new(Standard.Ethics, address)]).RunAsync(paper.Desk, "anna")).Refusal?.Code));
        Assert.Equal("unknown-edition", (await new KeepStandards("fr", []).RunAsync(paper.Desk, "anna")).Refusal?.Code);
        Assert.Equal("said-twice", (await new KeepStandards("en", [new(Standard.Ethics, "/a/"), new(Standard.Ethics, "/b/")]).RunAsync(paper.Desk, "anna")).Refusal?.Code);
    }

    [Fact]
    public async Task the_owner_says_it_in_the_houses_room_and_what_was_typed_is_there_after_a_refusal()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        string room = (await owner.ReadAsync("house")).Text;
        Assert.Contains("Masthead: who works here", room, StringComparison.Ordinal);
        using var kept = await owner.SendAsync("house", new() { ["edition"] = "en", ["Masthead"] = "/about/", ["Ethics"] = " https://courier.example/ethics/ " }, "house?handler=Standards");
        Assert.InRange((int)kept.StatusCode, 200, 303);
        Assert.Contains("value=\"/about/\"", (await owner.ReadAsync("house")).Text, StringComparison.Ordinal);
        using var refused = await owner.SendAsync("house", new() { ["edition"] = "en", ["Masthead"] = "nowhere" }, "house?handler=Standards");
        string answer = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("nothing that can be led to", answer, StringComparison.Ordinal);
        Assert.Contains("value=\"nowhere\"", answer, StringComparison.Ordinal);
    }
}
