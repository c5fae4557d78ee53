using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Sections;

/// <summary>Sections that are called something else, and whatever stands below them.</summary>
public class RenameSectionTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task every_address_that_was_ever_given_leads_to_a_page_in_one_step_at_most(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        var given = new HashSet<string>();
        var tree = await TreeAsync(paper);
        var stories = new List<string>();
        foreach (string section in tree)
        {
            string story = await paper.FileAsync("Under " + stories.Count.ToString(CultureInfo.InvariantCulture), filing: new StoryFiling([section]));
            await Paper.DoneAsync(new AddText(story, "th", new StoryWords("ข่าว" + stories.Count.ToString(CultureInfo.InvariantCulture), Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
            await paper.PublishAsync(story);
            await paper.PublishAsync(story, "th");
            stories.Add(story);
        }
        await CrawlAsync(paper, given);
        foreach (var (name, slug) in new[] { ("Abroad", "abroad"), ("Foreign", "foreign"), ("World", "world") })
        {
            Assert.Equal($"/{slug}/", await RenameAsync(paper, tree[0], name, slug));
            await Paper.DoneAsync(new RenameSection(tree[0], "th", "ต่างประเทศ " + name, "ต่างประเทศ-" + slug).RunAsync(paper.Desk, "anna"));
            await Paper.DoneAsync(new ChangeUrlSlug(stories[1], "en", slug).RunAsync(paper.Desk, "anna"));
            await CrawlAsync(paper, given);
            string page = await paper.ReadAsync($"/{slug}/asia/japan/");
            Assert.Contains($"\"/{slug}/asia/\"", page, StringComparison.Ordinal);
            Assert.Contains(name, page, StringComparison.Ordinal);
        }
        Assert.Equal(200, (int)(await paper.AskAsync("/world/asia/japan/")).StatusCode);
        Assert.True(given.Count > 40, $"Only {given.Count} addresses were given.");
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task menu_kicker_crumbs_and_links_follow_at_once_and_old_archives_lead_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var tree = await TreeAsync(paper);
        string path = await paper.PublishAsync(await paper.FileAsync("From Asia", filing: new StoryFiling([tree[1]])));
        string month = path[..9];
        string[] pages = ["/", path, month];
        foreach (string page in pages.Concat(["/world/", "/world/asia/", "/world/asia" + month])) Assert.Contains("\"/world/\"", await paper.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("\"/world/asia/\"", await paper.ReadAsync(path), StringComparison.Ordinal);
        await RenameAsync(paper, tree[0], "Abroad", "abroad");
        foreach (string page in pages.Concat(["/abroad/", "/abroad/asia/", "/abroad/asia" + month]))
        {
            string text = await paper.ReadAsync(page);
            Assert.DoesNotContain("/world/", text, StringComparison.Ordinal);
            Assert.DoesNotContain(">World<", text, StringComparison.Ordinal);
            Assert.Contains("\"/abroad/\"", text, StringComparison.Ordinal);
            Assert.Contains(">Abroad<", text, StringComparison.Ordinal);
        }
        Assert.Contains("\"/abroad/asia/\"", await paper.ReadAsync(path), StringComparison.Ordinal);
        await LeadsAsync(paper, "/world" + month, "/abroad" + month);
        await LeadsAsync(paper, "/world/asia" + month, "/abroad/asia" + month);
        await LeadsAsync(paper, "/world/asia", "/abroad/asia/");
        await RenameAsync(paper, tree[1], "The East", "east");
        await LeadsAsync(paper, "/world/asia/japan/", "/abroad/east/japan/");
        await RenameAsync(paper, tree[1], "Asia", "asia");
        await LeadsAsync(paper, "/abroad/east/japan/", "/abroad/asia/japan/");
    }

    [Theory, BothDatabases]
    public async Task without_a_slug_only_the_name_changes_and_without_a_description_that_stays(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "World", Description: "All that is far.")]).RunAsync(paper.Desk, "anna"));
        Assert.Equal("/world/", await RenameAsync(paper, section, "Abroad", null));
        Assert.Contains("All that is far.", await paper.ReadAsync("/world/"), StringComparison.Ordinal);
        Assert.Contains(">Abroad<", await paper.ReadAsync("/"), StringComparison.Ordinal);
        await Paper.DoneAsync(new RenameSection(section, "en", "Abroad", Description: "All that is near.").RunAsync(paper.Desk, "anna"));
        Assert.Contains("All that is near.", await paper.ReadAsync("/world/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task an_address_that_is_taken_or_kept_is_refused_whole_even_for_a_section_below(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        var tree = await TreeAsync(paper);
        string local = await OpenAsync(paper, null, "Local");
        await paper.PublishAsync(await paper.FileAsync("About", kind: StoryKind.Page));
        string there = await OpenAsync(paper, null, "There");
        await RenameAsync(paper, there, "Elsewhere", "elsewhere");
        Assert.Equal("address-taken", await RefusedAsync(paper, tree[0], "local"));
        Assert.Equal("address-taken", await RefusedAsync(paper, tree[0], "about"));
        Assert.Equal("address-taken", await RefusedAsync(paper, tree[0], "there"));
        Assert.Equal("address-reserved", await RefusedAsync(paper, tree[0], "th"));
        Assert.Equal("address-reserved", await RefusedAsync(paper, tree[0], "tag"));
        Assert.Equal("address-reserved", await RefusedAsync(paper, tree[0], "2026"));
        // Below a section stand the months of its archive.
        Assert.Equal("address-reserved", await RefusedAsync(paper, tree[1], "2026"));
        Assert.Equal("address-reserved", (await new OpenSection(tree[0], true, [new NewName("en", "2026")]).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("no-slug", await RefusedAsync(paper, tree[0], "!"));
        Assert.Equal("empty", (await new RenameSection(tree[0], "en", " ").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("too-long", (await new RenameSection(tree[0], "en", new string('a', 201)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-section", await RefusedAsync(paper, "nothing", "x"));
        Assert.Equal("unknown-section", await RefusedAsync(paper, PublicId.Text(1), "x"));
        Assert.Equal("unknown-edition", (await new RenameSection(tree[0], "xx", "World").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unnamed", (await new RenameSection(local, "th", "ท้องถิ่น").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("section-named", (await new NameInEdition("section:" + tree[0], new NewName("en", "World")).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        foreach (string path in new[] { "/world/", "/world/asia/", "/world/asia/japan/" }) Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
        Assert.DoesNotContain(">Refused<", await paper.ReadAsync("/"), StringComparison.Ordinal);
        await Paper.DoneAsync(new NameInEdition("section:" + local, new NewName("th", "ท้องถิ่น")).RunAsync(paper.Desk, "anna"));
        Assert.Equal(200, (int)(await paper.AskAsync("/th/ท้องถิ่น/")).StatusCode);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_section_below_that_would_collide_keeps_the_one_above_where_it_is(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string world = await OpenAsync(paper, null, "World"), first = await OpenAsync(paper, world, "Asia");
        await RenameAsync(paper, first, "East", "east");
        await RenameAsync(paper, world, "Abroad", "abroad");
        // Back below /world/ it would need the address that is the first one's for ever.
        await OpenAsync(paper, world, "Asia");
        long before = await LastAsync(paper);
        Assert.Equal("address-taken", await RefusedAsync(paper, world, "world"));
        Assert.Equal(before, await LastAsync(paper));
        foreach (string path in new[] { "/abroad/", "/abroad/east/", "/abroad/asia/" }) Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
        Assert.DoesNotContain("Refused", await paper.ReadAsync("/abroad/"), StringComparison.Ordinal);
        await LeadsAsync(paper, "/world/asia/", "/abroad/east/");
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task of_two_renames_at_once_both_are_done_whole_and_no_address_is_lost(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var tree = await TreeAsync(paper);
        string other = await OpenAsync(paper, null, "Other");
        var given = new HashSet<string>();
        await CrawlAsync(paper, given);
        for (var round = 0; round < 6; round++)
        {
            string[] slugs = [$"a{round}", $"b{round}"];
            var above = slugs.Select(slug => Task.Run(() => RenameAsync(paper, tree[0], slug, slug))).ToList();
            var middle = Task.Run(() => RenameAsync(paper, tree[1], "Middle", $"middle{round}"));
            var opened = Task.Run(() => OpenAsync(paper, tree[1], $"New {round}"));
            var contested = new[] { tree[0], other }.Select(section => Task.Run(() => new RenameSection(section, "en", "Contested", $"contested{round}").RunAsync(paper.Desk, "anna"))).ToList();
            await Task.WhenAll(above);
            await Task.WhenAll(middle, opened);
            var outcomes = await Task.WhenAll(contested);
            Assert.Single(outcomes, outcome => outcome.Refusal is null);
            Assert.Single(outcomes, outcome => outcome.Refusal?.Code == "address-taken");
            await CrawlAsync(paper, given);
        }
        string top = (await paper.AskAsync("/world/")).Headers.Location!.OriginalString;
        Assert.Equal($"{top}middle5/japan/", (await paper.AskAsync("/world/asia/japan/")).Headers.Location!.OriginalString);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_story_that_is_published_while_its_section_is_renamed_stands_under_the_new_name(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var tree = await TreeAsync(paper);
        for (var round = 0; round < 6; round++)
        {
            string slug = $"abroad{round}";
            string story = await paper.FileAsync($"Between {round}", filing: new StoryFiling([tree[2]]));
            var publishing = Task.Run(() => paper.PublishAsync(story));
            string section = await Task.Run(() => RenameAsync(paper, tree[0], $"Abroad {round}", slug));
            string path = await publishing;
            foreach (string page in new[] { path, "/", $"{section}asia/japan/", $"{section}asia/japan{path[..9]}" })
            {
                string text = await paper.ReadAsync(page);
                Assert.Contains($"Between {round}", text, StringComparison.Ordinal);
                Assert.Contains($"\"/{slug}/\"", text, StringComparison.Ordinal);
                if (round > 0) Assert.DoesNotContain($"abroad{round - 1}/", text, StringComparison.Ordinal);
            }
        }
    }

    private static Task<string> OpenAsync(Paper paper, string? parent, string name) => Paper.DoneAsync(new OpenSection(parent, true, [new NewName("en", name)]).RunAsync(paper.Desk, "anna"));

    // World, Asia and Japan below it, with Thai names where there is a Thai edition.
    private static async Task<IReadOnlyList<string>> TreeAsync(Paper paper)
    {
        bool thai = (await paper.AskAsync("/th/")).StatusCode == System.Net.HttpStatusCode.OK;
        var tree = new List<string>();
        foreach (var (english, name) in new[] { ("World", "โลก"), ("Asia", "เอเชีย"), ("Japan", "ญี่ปุ่น") })
        {
            NewName[] names = thai ? [new("en", english), new("th", name)] : [new("en", english)];
            tree.Add(await Paper.DoneAsync(new OpenSection(tree.LastOrDefault(), true, names).RunAsync(paper.Desk, "anna")));
        }
        return tree;
    }

    private static Task<string> RenameAsync(Paper paper, string section, string name, string? slug) => Paper.DoneAsync(new RenameSection(section, "en", name, slug).RunAsync(paper.Desk, "anna"));

    private static async Task<string> RefusedAsync(Paper paper, string section, string slug) => (await new RenameSection(section, "en", "Refused", slug).RunAsync(paper.Desk, "anna")).Refusal!.Code;

    private static async Task<long> LastAsync(Paper paper) => Convert.ToInt64(
        await paper.House.Database.ReadAsync((connection, snapshot) => connection.ScalarAsync(snapshot, "SELECT MAX(sequence) FROM journal")), CultureInfo.InvariantCulture);

    private static async Task LeadsAsync(Paper paper, string from, string to)
    {
        var answer = await paper.AskAsync(from);
        Assert.Equal((301, to), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(200, (int)(await paper.AskAsync(to)).StatusCode);
    }

    // Every address in the book, now and at an earlier time, and the month below each list.
    private static async Task CrawlAsync(Paper paper, HashSet<string> given)
    {
        var book = await paper.House.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, "SELECT p.path, p.subject FROM permalinks p", row => (Path: row.GetString(0), Subject: row.GetString(1))));
        var months = book.Where(link => link.Subject.StartsWith("text:", StringComparison.Ordinal)).Select(link => link.Path[(link.Path.IndexOf("/2", StringComparison.Ordinal) + 1)..][..8]).Distinct().ToList();
        foreach (var (path, subject) in book)
        {
            given.Add(path);
            if (subject.StartsWith("section:", StringComparison.Ordinal)) given.UnionWith(months.Select(month => path + month));
        }
        foreach (string path in given)
        {
            var answer = await paper.AskAsync(path);
            if (answer.Headers.Location is { } moved)
            {
                Assert.Equal(301, (int)answer.StatusCode);
                answer = await paper.AskAsync(moved.OriginalString);
            }
            Assert.True((int)answer.StatusCode == 200, $"{path} answers {(int)answer.StatusCode}");
        }
    }
}
