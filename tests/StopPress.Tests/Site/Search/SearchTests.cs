using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Site.Search;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Search;

/// <summary>What readers find, and how it is shown to them.</summary>
public class SearchTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_word_inside_another_is_found_where_no_spaces_stand_between_words(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        (string Headline, string[] Words)[] compounds =
        [
            ("รถสีแดงจอดอยู่", ["สี", "แดง", "สีแดง", "รถ", "จอด", "ด"]),
            ("แม่นํ้าโขงสูงขึ้น", ["น้ำ", "แม่น้ำ", "นำ", "โขง"]),
            ("ລົດສີແດງຈອດຢູ່", ["ສີ", "ແດງ", "ສີແດງ"]),
            ("红色汽车停在路边", ["红色", "汽车", "车", "色汽"]),
            ("東京都の赤い車とトラック", ["京都", "赤", "車", "トラ", "ﾄﾗｯｸ"]),
            ("រថយន្តពណ៌ក្រហម", ["ពណ៌", "ក្រហម"]),
            ("ကားအနီရောင်", ["အနီ", "ကား"]),
        ];
        foreach (var (headline, _) in compounds) await paper.PublishAsync(await paper.FileAsync(headline, "ไม่มีอะไร", "th"), "th");
        foreach (var (headline, words) in compounds)
        {
            foreach (string word in words) Assert.True((await paper.FindAsync(word, home: "/th/")).Contains(headline), $"{word} is not found in {headline}.");
        }
        Assert.Empty(await paper.FindAsync("แดงสี", home: "/th/"));
        Assert.Equal(2, (await paper.FindAsync("-สีแดง -\"红色\" -赤 -က -ສີ -ក", home: "/th/")).Count + 1);
        Assert.Empty(await paper.FindAsync("สีแดง"));
    }

    [Fact]
    public async Task both_databases_find_the_same_stories_in_the_same_order()
    {
        string[] queries =
        [
            "harbour", "harbour wall", "\"harbour wall\"", "harbour -wall", "-harbour", "walls", "wall storm quay", "สี", "แดง", "สีแดง -รถ", "รถสี", "\"wall quay\"", "2026", "co-operate", "nothing-at-all", "Łódź", "lodz", "\"the harbour\" -\"quay wall\"",
        ];
        var found = new List<List<string>>();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            await using var house = await houses.OpenAsync(kind);
            await using var paper = await Paper.OpenAsync(house, house.Clock);
            var chance = new Random(11);
            string[] parts = ["harbour", "wall", "storm", "quay", "the", "สีแดง", "รถ", "รถสีแดง", "2026", "co-operate", "Łódź", "walls"];
            for (var i = 0; i < 60; i++)
            {
                string Some(int most) => string.Join(' ', Enumerable.Range(0, chance.Next(1, most)).Select(_ => parts[chance.Next(parts.Length)]));
                await paper.PublishAsync(await paper.FileAsync($"{Some(4)} {i}", Some(12)));
                house.Clock.Advance(TimeSpan.FromDays(chance.Next(20)));
            }
            var answers = new List<string>();
            foreach (string query in queries)
            {
                foreach (string order in new[] { "", "&by=newest" }) answers.Add($"{query}{order}: {string.Join(" | ", await AllAsync(paper, query, order))}");
            }
            found.Add(answers);
        }
        Assert.Equal(found[0], found[1]);
        Assert.True(found[0].Count(answer => answer.Split('|').Length > 3) > 10, string.Join('\n', found[0]));
    }

    [Theory, BothDatabases]
    public async Task a_search_is_narrowed_by_author_storyline_and_days(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string staff = await Paper.DoneAsync(new AddStaff(null, [new("en", "Mina Dahl")]).RunAsync(paper.Desk, "anna"));
        string storyline = await Paper.DoneAsync(new StartStoryline([new("en", "The wall")]).RunAsync(paper.Desk, "anna"));
        string first = DateOnly.FromDateTime(house.Clock.GetUtcNow().DateTime).ToString("yyyy-MM-dd");
        await paper.PublishAsync(await paper.FileAsync("Lantern one", filing: new StoryFiling(Byline: [new Credit(staff)])));
        house.Clock.Advance(TimeSpan.FromDays(1));
        await paper.PublishAsync(await paper.FileAsync("Lantern two", filing: new StoryFiling(Storylines: [storyline])));
        Assert.Equal(["Lantern one"], await paper.FindAsync("lantern", $"&author={staff}"));
        Assert.Equal(["Lantern two"], await paper.FindAsync("lantern", $"&storyline={storyline}"));
        Assert.Equal(["Lantern one"], await paper.FindAsync("lantern", $"&until={first}"));
        Assert.Equal(["Lantern two", "Lantern one"], await paper.FindAsync("lantern", $"&from={first}&by=newest"));
        Assert.Empty(await paper.FindAsync("lantern", "&until=2001-01-01"));
        string page = await paper.SearchAsync("lantern", $"&author={staff}");
        Assert.Contains($"<option value=\"{staff}\" selected>Mina Dahl</option>", page, StringComparison.Ordinal);
        Assert.Contains("<details open>", page, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_is_misspelled_is_put_right_and_forms_of_a_word_are_one(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.PublishAsync(await paper.FileAsync("Parliament floods the harbour", "It was running."));
        string page = await paper.SearchAsync("parlament harbor");
        Assert.Empty(Finding.HeadlinesIn(page));
        Assert.Contains("href=\"/-/search?q=parliament%20harbour\">parliament harbour</a>", page, StringComparison.Ordinal);
        Assert.Contains("Parliament floods", page, StringComparison.Ordinal);
        foreach (string form in new[] { "flood", "flooding", "run", "runs", "harbours" }) Assert.Equal((form, 1), (form, (await paper.FindAsync(form)).Count));
        Assert.Empty(await paper.FindAsync("\"flood\""));
        Assert.DoesNotContain("Did you mean", await paper.SearchAsync("xyzzyx"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task a_story_about_something_comes_before_one_that_mentions_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        house.Clock.Advance(TimeSpan.FromDays(1));
        await paper.PublishAsync(await paper.FileAsync("Town news", "Somebody sat on the harbour, by a wall."));
        Assert.Equal(["Harbour wall holds", "Town news"], await paper.FindAsync("harbour wall"));
        Assert.Equal(["Town news", "Harbour wall holds"], await paper.FindAsync("harbour wall", "&by=newest"));
    }

    [Theory, BothDatabases]
    public async Task every_story_stands_on_some_page_of_what_was_found(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        for (var i = 0; i < 45; i++)
        {
            await paper.PublishAsync(await paper.FileAsync($"Lantern {i}"));
            house.Clock.Advance(TimeSpan.FromDays(40));
        }
        foreach (string order in new[] { "", "&by=newest" }) Assert.Equal(Enumerable.Range(0, 45).Select(i => $"Lantern {i}").Order(), (await AllAsync(paper, "lantern", order)).Order());
        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"Lantern {44 - i}"), await AllAsync(paper, "lantern", "&by=newest"));
        Assert.Contains("45 stories found", await paper.SearchAsync("lantern"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_page_of_search_is_kept_by_nobody_and_stands_in_no_search_engine()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        foreach (string path in new[] { "/-/search", "/-/search?q=x" })
        {
            using var answer = await paper.AskAsync(path, "gzip");
            Assert.Equal(("no-store", "noindex", "gzip"), (answer.Headers.CacheControl!.ToString(), Assert.Single(answer.Headers.GetValues("X-Robots-Tag")), Assert.Single(answer.Content.Headers.ContentEncoding)));
            Assert.Null(answer.Headers.ETag);
        }
        Assert.Contains("<meta name=\"robots\" content=\"noindex\">", await paper.ReadAsync("/-/search"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"/-/search\">Search</a>", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await paper.AskAsync("/nowhere/-/search?q=x")).StatusCode);
        Assert.Equal(405, (int)(await paper.AskAsync("/-/search", method: HttpMethod.Post)).StatusCode);
    }

    [Fact]
    public void a_place_in_the_index_sorts_by_edition_and_hour()
    {
        var hours = new[] { "1700-01-01", "1969-12-31", "1970-01-01", "2026-03-01", "2140-01-01" }.Select(day => Instant.From(DateTimeOffset.Parse(day + "T12:00:00Z"))).ToList();
        var places = new[] { 1, 2, 1000 }.SelectMany(edition => hours.Select(hour => IndexPlace.Of(edition, hour))).ToList();
        Assert.Equal(places.Order(), places);
        Assert.Equal([.. hours, .. hours, .. hours], places.Select(IndexPlace.MomentOf));
        Assert.All(places, place => Assert.InRange(place, IndexPlace.StartOf(IndexPlace.BucketOf(place)), IndexPlace.StartOf(IndexPlace.BucketOf(place) + 1) - 1));
    }

    // Page after page, as a reader goes on.
    private static async Task<List<string>> AllAsync(Paper paper, string words, string more)
    {
        var all = new List<string>();
        string page = await paper.SearchAsync(words, more);
        while (true)
        {
            all.AddRange(Finding.HeadlinesIn(page));
            var next = System.Text.RegularExpressions.Regex.Match(page, "rel=\"next\" href=\"([^\"]+)\"");
            if (!next.Success) return all;
            page = await paper.ReadAsync(System.Net.WebUtility.HtmlDecode(next.Groups[1].Value));
        }
    }
}
