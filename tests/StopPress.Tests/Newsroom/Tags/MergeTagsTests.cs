using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Tags;

/// <summary>Two tags that become one.</summary>
public class MergeTagsTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task stories_and_addresses_go_over_and_nothing_is_there_twice(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string kiev = await AddAsync(paper, new NewName("en", "Kiev"), new NewName("th", "เคียฟ")), kyiv = await AddAsync(paper, new NewName("en", "Kyiv"));
        await Paper.DoneAsync(new NameInEdition("tag:" + kiev, new NewName("en", "Kiev city")).RunAsync(paper.Desk, "anna"));
        string old = await paper.FileAsync("Only the old one", filing: new StoryFiling(Tags: [kiev]));
        string both = await paper.FileAsync("Both of them", filing: new StoryFiling(Tags: [kiev, kyiv]));
        string path = await paper.PublishAsync(old);
        await paper.PublishAsync(both);
        await Paper.DoneAsync(new AddText(old, "th", new StoryWords("ข่าว", Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
        string thai = await paper.PublishAsync(old, "th");
        string later = await paper.FileAsync("Not out yet", filing: new StoryFiling(Tags: [kiev]));
        Assert.Contains(">Kiev city<", await paper.ReadAsync(path), StringComparison.Ordinal);

        await Paper.DoneAsync(new MergeTags(kiev, kyiv).RunAsync(paper.Desk, "anna"));

        foreach (string had in new[] { "/tag/kiev/", "/tag/kiev-city/" })
        {
            var answer = await paper.AskAsync(had);
            Assert.Equal((301, "/tag/kyiv/"), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
        string page = await paper.ReadAsync("/tag/kyiv/");
        Assert.Equal(2, page.Split("Both of them</a>").Length);
        Assert.Contains("Only the old one", page, StringComparison.Ordinal);
        foreach (string story in new[] { path, await paper.PublishAsync(later) })
        {
            string text = await paper.ReadAsync(story);
            Assert.Contains("\"/tag/kyiv/\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Kiev", text, StringComparison.Ordinal);
        }
        // It had no name in Thai: there it goes on under the other's, at the same address.
        Assert.Contains("เคียฟ", await paper.ReadAsync(thai), StringComparison.Ordinal);
        Assert.Equal(200, (int)(await paper.AskAsync("/th/tag/" + Uri.EscapeDataString("เคียฟ") + "/")).StatusCode);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task of_two_who_merge_at_once_one_is_told_that_it_is_done(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string one = await AddAsync(paper, new NewName("en", "One")), two = await AddAsync(paper, new NewName("en", "Two")), three = await AddAsync(paper, new NewName("en", "Three"));
        var done = await Task.WhenAll(new[] { (one, two), (two, one), (one, three), (one, two) }.Select(pair => Task.Run(() => new MergeTags(pair.Item1, pair.Item2).RunAsync(paper.Desk, "anna"))));
        Assert.All(done.Where(answer => answer.Refusal is not null), answer => Assert.Equal("unknown-tag", answer.Refusal!.Code));
        Assert.InRange(done.Count(answer => answer.Refusal is null), 1, 2);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_menu_with_both_has_the_one_that_stays_and_no_gap(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string kiev = await AddAsync(paper, new NewName("en", "Kiev"), new NewName("th", "เคียฟ")), kyiv = await AddAsync(paper, new NewName("en", "Kyiv"), new NewName("th", "คียิว"));
        await Paper.DoneAsync(new KeepMenu("en", [new("tag:" + kiev), new(Address: "/", Name: "Home"), new("tag:" + kyiv, Name: "The war")]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new KeepMenu("th", [new(Address: "/", Name: "หน้าแรก"), new("tag:" + kiev, Name: "สงคราม")]).RunAsync(paper.Desk, "anna"));

        await Paper.DoneAsync(new MergeTags(kiev, kyiv).RunAsync(paper.Desk, "anna"));

        var menus = await paper.House.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, "SELECT e.language, m.position, m.subject, m.name FROM menu_links m JOIN editions e ON e.id = m.edition_id ORDER BY e.language, m.position",
            row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3))));
        Assert.Equal([("en", 0, "", "Home"), ("en", 1, "tag:" + kyiv, "The war"), ("th", 0, "", "หน้าแรก"), ("th", 1, "tag:" + kyiv, "สงคราม")], menus);
        Assert.Contains(">The war<", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_is_no_other_tag_is_refused(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string one = await AddAsync(paper, new NewName("en", "One"));
        Assert.Equal("same-tag", (await new MergeTags(one, one).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-tag", (await new MergeTags(one, "nothing").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-tag", (await new MergeTags(one, PublicId.Text(1)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-tag", (await new MergeTags(PublicId.Text(1), one).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal(200, (int)(await paper.AskAsync("/tag/one/")).StatusCode);
    }

    private static Task<string> AddAsync(Paper paper, params NewName[] names) => Paper.DoneAsync(new AddTag(names).RunAsync(paper.Desk, "anna"));
}
