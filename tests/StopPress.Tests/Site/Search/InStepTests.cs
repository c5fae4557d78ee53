using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Site.Search;
using StopPress.Store.Database;
using StopPress.Tests.Newsroom.Import;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Search;

/// <summary>A story is found when its publication is answered, by what readers have of it, and no longer when they have lost it.</summary>
public class InStepTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_story_is_found_when_it_is_published_and_by_nothing_that_is_not_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Harbour wall holds", "The stones stood.");
        Assert.Empty(await paper.FindAsync("harbour"));
        await paper.PublishAsync(story);
        Assert.Equal(["Harbour wall holds"], await paper.FindAsync("HARBOUR"));
        Assert.Equal(["Harbour wall holds"], await paper.FindAsync("\"stones stood\" wall -storm"));
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Quay holds", Paper.Body("The pebbles stood."))).RunAsync(paper.Desk, "anna"));
        Assert.Empty(await paper.FindAsync("pebbles"));
        Assert.Equal(["Harbour wall holds"], await paper.FindAsync("stones"));
        await paper.PublishAsync(story);
        Assert.Equal(["Quay holds"], await paper.FindAsync("pebbles"));
        Assert.Empty(await paper.FindAsync("stones"));
    }

    [Theory, BothDatabases]
    public async Task a_story_that_leaves_readers_is_not_found_and_comes_back_with_them(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string killed = await paper.FileAsync("Killed lantern"), held = await paper.FileAsync("Held lantern"), withheld = await paper.FileAsync("Unpublished lantern"), expired = await paper.FileAsync("Expired lantern");
        foreach (string story in new[] { killed, held, withheld, expired }) await paper.PublishAsync(story);
        Assert.Equal(4, (await paper.FindAsync("lantern")).Count);
        await Paper.DoneAsync(new KillStory(killed, []).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("Killed lantern", await paper.FindAsync("lantern"));
        await Paper.DoneAsync(new HoldStory(held).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("Held lantern", await paper.FindAsync("lantern"));
        await Paper.DoneAsync(new UnpublishStory(withheld).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Expired lantern"], await paper.FindAsync("lantern"));
        await Paper.DoneAsync(new SetExpiry(expired, house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        house.Clock.Advance(TimeSpan.FromHours(1));
        await paper.Desk.Deadlines.FireDueAsync();
        Assert.Empty(await paper.FindAsync("lantern"));
        await paper.PublishAsync(withheld);
        Assert.Equal(["Unpublished lantern"], await paper.FindAsync("lantern"));
    }

    [Theory, BothDatabases]
    public async Task a_correction_and_a_refile_change_what_is_found(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Kiev talks", "They met in Kiev.");
        await paper.PublishAsync(story);
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Kyiv talks", Paper.Body("They met in Kyiv."))).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new CorrectStory(story, "en", "The city is called otherwise.").RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Kyiv talks"], await paper.FindAsync("Kyiv"));
        Assert.Empty(await paper.FindAsync("Kiev"));
    }

    [Theory, BothDatabases]
    public async Task stories_are_found_under_the_names_of_today(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string rain = await Paper.DoneAsync(new AddTag([new("en", "Heavy rain")]).RunAsync(paper.Desk, "anna")), weather = await Paper.DoneAsync(new AddTag([new("en", "Weather")]).RunAsync(paper.Desk, "anna"));
        string staff = await Paper.DoneAsync(new AddStaff(null, [new("en", "Mina Dahl")]).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(await paper.FileAsync("Wet week", filing: new StoryFiling(null, null, [rain], [new Credit(staff), new Credit(Guest: "Olaf Guest")])));
        foreach (string words in new[] { "rain", "\"heavy rain\"", "dahl", "\"mina dahl\" week", "olaf" }) Assert.Equal((words, "Wet week"), (words, (await paper.FindAsync(words)).SingleOrDefault()));
        Assert.Empty(await paper.FindAsync("week -rain"));
        await Paper.DoneAsync(new MergeTags(rain, weather).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Wet week"], await paper.FindAsync("weather"));
        Assert.Empty(await paper.FindAsync("rain"));
        await Paper.DoneAsync(new StopPress.Newsroom.Editions.NameInEdition("tag:" + weather, new("en", "Climate")).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Wet week"], await paper.FindAsync("climate"));
        Assert.Empty(await paper.FindAsync("weather"));
    }

    [Theory, BothDatabases]
    public async Task a_story_is_found_by_the_captions_that_stand_in_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(90, 60), new AddPicture(Credit: "Jane Doe", Words: [new PictureWords("en", "A gull", "Gull over the quay")]));
        await paper.PublishAsync(await Shots.FileAsync(paper, "Birds", picture));
        Assert.Equal(["Birds"], await paper.FindAsync("\"gull over\""));
        await Paper.DoneAsync(new DescribePicture(picture, Words: [new PictureWords("en", "A tern", "Tern over the quay")]).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Birds"], await paper.FindAsync("tern"));
        Assert.Empty(await paper.FindAsync("gull"));
    }

    [Theory, BothDatabases]
    public async Task a_section_holds_what_is_below_it_wherever_it_stands(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string world = await OpenAsync(null, "World"), asia = await OpenAsync(world, "Asia"), sport = await OpenAsync(null, "Sport");
        await paper.PublishAsync(await paper.FileAsync("Far rally", filing: new StoryFiling([asia])));
        Assert.Equal(["Far rally"], await paper.FindAsync("rally", $"&section={world}"));
        Assert.Empty(await paper.FindAsync("rally", $"&section={sport}"));
        await Paper.DoneAsync(new MoveSection(asia, sport).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Far rally"], await paper.FindAsync("rally", $"&section={sport}"));
        Assert.Equal(["Far rally"], await paper.FindAsync("", $"&section={asia}"));
        Assert.Empty(await paper.FindAsync("rally", $"&section={world}"));

        Task<string> OpenAsync(string? parent, string name) => Paper.DoneAsync(new OpenSection(parent, true, [new("en", name)]).RunAsync(paper.Desk, "anna"));
    }

    [Theory, BothDatabases]
    public async Task an_import_is_found_when_it_is_in(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var export = new WordPressExport();
        for (var i = 1; i <= 260; i++) export.Post(i, $"Imported {i}", $"<p>The quay has number{i}.</p>");
        await Paper.DoneAsync(new ImportWordPress(export.WriteTo(house.Folder)).RunAsync(paper.Desk, "anna"));
        // The newest are found at once, the others behind the act.
        await Eventually.AnswersAsync(async () => (await paper.FindAsync("number1")).Count == 1 && (await paper.FindAsync("number260")).Count == 1, "all are found");
        await Eventually.AnswersAsync(async () => !(await paper.SearchAsync("quay")).Contains("role=\"status\"", StringComparison.Ordinal), "nothing is missing");
    }

    [Theory, BothDatabases]
    public async Task what_was_written_while_nobody_followed_is_followed_at_the_next_start(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        string killed;
        await using (var paper = await Paper.OpenAsync(house))
        {
            killed = await paper.FileAsync("Killed lantern");
            await paper.PublishAsync(killed);
        }
        // As if the newspaper had been killed between its own commit and the index's.
        await using (var database = house.OpenDatabase())
        {
            var opened = await OpenHouse.OpenAsync(new StopPress.Store.Settings.MachineSettings(house.Folder, house.Connection, [], "https://courier.example", 64, Microsoft.Extensions.Logging.LogLevel.Warning), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
            await using var closed = opened.Value;
            await Paper.DoneAsync(new KillStory(killed, []).RunAsync(closed.Desk, "anna"));
            string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("New lantern", Paper.Body("It hangs."))).RunAsync(closed.Desk, "anna"));
            await Paper.DoneAsync(new PublishStory(story, "en").RunAsync(closed.Desk, "anna"));
        }
        await using var again = await Paper.OpenAsync(house);
        Assert.Equal(["New lantern"], await again.FindAsync("lantern"));
    }

    [Fact]
    public async Task what_concerns_no_story_leaves_the_index_not_far_behind()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        for (var i = 0; i < 250; i++) await paper.FileAsync($"Not out {i}");
        Assert.Equal(["Harbour wall holds"], await paper.FindAsync("harbour"));
        await using var index = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(house.Folder, SearchIndex.FileName)};Pooling=false");
        await index.OpenAsync();
        long cursor = (long)(await index.ScalarAsync(null, "SELECT sequence FROM search1_state"))!;
        Assert.InRange(paper.House.Tail.Position - cursor, 0, 100);
    }

    [Fact]
    public async Task an_index_that_is_lost_or_of_another_journal_or_no_index_at_all_is_made_anew()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        string file = Path.Combine(house.Folder, SearchIndex.FileName);
        await using (var paper = await Paper.OpenAsync(house)) await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        await FoundAfterAsync(() =>
        {
            foreach (string part in Directory.GetFiles(house.Folder, SearchIndex.FileName + "*")) File.Delete(part);
        });
        await FoundAfterAsync(() => File.WriteAllText(file, new string('x', 10_000)));
        await FoundAfterAsync(() => Change("UPDATE search1_state SET sequence = 1000000"));
        await FoundAfterAsync(() => Change("UPDATE search1_state SET at = 1; DELETE FROM search1_texts; DELETE FROM search1_words"));
        await FoundAfterAsync(() => Change("PRAGMA user_version = 99; DROP TABLE search1_texts"));

        void Change(string statement)
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        async Task FoundAfterAsync(Action harm)
        {
            harm();
            await using var paper = await Paper.OpenAsync(house);
            Assert.Equal(["Harbour wall holds"], await paper.FindAsync("harbour"));
        }
    }

    [Fact]
    public async Task an_act_is_done_though_search_cannot_follow_and_whoever_keeps_the_house_is_told_why()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await paper.PublishAsync(await paper.FileAsync("First lantern"));
        string file = Path.Combine(house.Folder, SearchIndex.FileName);
        File.Move(file, file + ".aside");
        string second = await paper.PublishAsync(await paper.FileAsync("Second lantern"));
        Assert.Contains("Second lantern", await paper.ReadAsync(second), StringComparison.Ordinal);
        Assert.Contains("role=\"status\"", await paper.SearchAsync("lantern"), StringComparison.Ordinal);
        Assert.Contains(paper.Desk.Worries.Present, worry => worry.Code == SearchClerk.BehindCode && worry.Message.Contains("search is behind, because", StringComparison.Ordinal));
        File.Move(file + ".aside", file);
        await Eventually.AnswersAsync(async () => (await paper.FindAsync("lantern")).Count == 2, "search follows again");
        Assert.DoesNotContain(paper.Desk.Worries.Present, worry => worry.Code == SearchClerk.BehindCode);
    }

    [Fact]
    public async Task another_node_finds_what_this_one_publishes()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        using var second = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(house.Folder, "media"));
        Directory.CreateSymbolicLink(second["media"], Path.Combine(house.Folder, "media"));
        await using var paper = await Paper.OpenAsync(house);
        await using var other = await Paper.OpenAsync(second["."], house.Connection, TimeProvider.System, null);
        for (var i = 0; i < 10; i++)
        {
            var (here, there) = (await paper.FileAsync($"Lantern {i}"), await other.FileAsync($"Other lantern {i}"));
            await Task.WhenAll(paper.PublishAsync(here), other.PublishAsync(there));
            Assert.Equal((2 * i) + 2, (await paper.FindAsync("lantern", "&by=newest")).Count);
            Assert.Equal((2 * i) + 2, (await other.FindAsync("lantern")).Count);
        }
    }
}
