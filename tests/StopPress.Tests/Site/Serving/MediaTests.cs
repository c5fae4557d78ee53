using System.Net.Http.Headers;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

/// <summary>Who gets pictures and files, and how.</summary>
public class MediaTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task nobody_sees_a_picture_unless_a_text_that_readers_have_shows_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string canary = await Shots.AddAsync(paper, Shots.Jpeg(700, 500));
        await AssertSeenAsync(paper, canary, false);
        string story = await Shots.FileAsync(paper, "With a picture", canary);
        string other = await Paper.DoneAsync(new FileStory("en", new StoryWords("Over a picture", Paper.Body("Text.")), Filing: new StoryFiling(Picture: canary)).RunAsync(paper.Desk, "anna"));
        await AssertSeenAsync(paper, canary, false);
        await paper.PublishAsync(story);
        await AssertSeenAsync(paper, canary, true);
        // One text after the other: the picture is seen as long as one has it.
        await paper.PublishAsync(other);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        await AssertSeenAsync(paper, canary, true);
        await Paper.DoneAsync(new ChangeFiling(other, new StoryFiling(Picture: "")).RunAsync(paper.Desk, "anna"));
        await AssertSeenAsync(paper, canary, false);
        await paper.PublishAsync(story);
        await AssertSeenAsync(paper, canary, true);
        // A draft without it changes nothing until it is out.
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Without", Paper.Body("None."))).RunAsync(paper.Desk, "anna"));
        await AssertSeenAsync(paper, canary, true);
        await paper.PublishAsync(story);
        await AssertSeenAsync(paper, canary, false);
    }

    [Fact]
    public async Task whoever_waits_for_a_rendition_does_not_get_it_after_the_kill()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string canary = await Shots.AddAsync(paper, Shots.Jpeg(5000, 4000));
        string story = await Shots.FileAsync(paper, "With a picture", canary);
        await paper.PublishAsync(story);
        string address = (await Shots.AddressesAsync(paper, canary)).Last(one => one.EndsWith(".webp", StringComparison.Ordinal));
        var waiting = paper.AskAsync(address);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        // A picture of twenty megapixels is not made in the time that a kill takes.
        Assert.False(waiting.IsCompleted);
        var answer = await waiting;
        Assert.Equal((404, "no-store"), ((int)answer.StatusCode, answer.Headers.CacheControl!.ToString()));
    }

    [Theory, BothDatabases]
    public async Task an_embargoed_picture_is_at_no_address_before_its_hour(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string canary = await Shots.AddAsync(paper, Shots.Jpeg(640, 480));
        string story = await Paper.DoneAsync(new FileStory(
            "en", new StoryWords("Under embargo", Shots.Body(canary)), Filing: new StoryFiling(Picture: canary), EmbargoedUntil: DateTimeOffset.UtcNow.AddHours(1)).RunAsync(paper.Desk, "anna"));
        Assert.Equal("embargoed", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await AssertSeenAsync(paper, canary, false);
    }

    [Theory, BothDatabases]
    public async Task an_expired_picture_leaves_every_page_and_address_at_its_hour_and_leaves_no_hole(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(700, 500), new AddPicture(Credit: "Agency", ExpiresAt: house.Clock.GetUtcNow().AddMinutes(3), Words: [new PictureWords("en", "Fields", "Fields from above.")]));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Rights end", Shots.Body(picture)), Filing: new StoryFiling(Picture: picture)).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(story);
        foreach (string page in new[] { "/", path }) Assert.Contains(picture, await paper.ReadAsync(page), StringComparison.Ordinal);
        await AssertSeenAsync(paper, picture, true);
        house.Clock.Advance(TimeSpan.FromMinutes(4));
        await Eventually.AnswersAsync(async () => !(await paper.ReadAsync("/")).Contains(picture, StringComparison.Ordinal), "the picture left the front");
        string bare = await paper.ReadAsync(path);
        foreach (string word in new[] { picture, "<figure", "Fields from above.", "Agency", "/-/media/" }) Assert.DoesNotContain(word, bare, StringComparison.Ordinal);
        await AssertSeenAsync(paper, picture, false);
        // The agency gives another year.
        Assert.True(await Paper.DoneAsync(new SetPictureExpiry(picture, house.Clock.GetUtcNow().AddYears(1)).RunAsync(paper.Desk, "anna")));
        Assert.Contains(picture, await paper.ReadAsync(path), StringComparison.Ordinal);
        await AssertSeenAsync(paper, picture, true);
        // And takes it back at once.
        Assert.False(await Paper.DoneAsync(new SetPictureExpiry(picture, house.Clock.GetUtcNow()).RunAsync(paper.Desk, "anna")));
        await AssertSeenAsync(paper, picture, false);
    }

    [Theory, BothDatabases]
    public async Task a_picture_that_is_cropped_or_credited_anew_has_new_addresses_and_the_old_ones_lead_there(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(900, 600));
        string path = await paper.PublishAsync(await Shots.FileAsync(paper, "Cropped", picture));
        var before = await Shots.AddressesAsync(paper, picture);
        await Paper.DoneAsync(new SetFocalPoint(picture, new FocalPoint(0, 0)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new DescribePicture(picture, Credit: "John Roe", Words: [new PictureWords("en", "Fields", "Seen anew.")]).RunAsync(paper.Desk, "anna"));
        var after = await Shots.AddressesAsync(paper, picture);
        Assert.Empty(before.Intersect(after));
        var moved = await paper.AskAsync(before[0]);
        Assert.Equal((302, after[0], "no-store"), ((int)moved.StatusCode, moved.Headers.Location!.OriginalString, moved.Headers.CacheControl!.ToString()));
        string page = await paper.ReadAsync(path);
        Assert.Contains("Seen anew.", page, StringComparison.Ordinal);
        Assert.Contains("John Roe", page, StringComparison.Ordinal);
        Assert.Equal("wrong-focal-point", (await new SetFocalPoint(picture, new FocalPoint(0, 1001)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task what_is_said_of_a_picture_is_said_at_once_on_every_page_and_a_touch_that_is_taken_out_is_noticed(bool takenOut)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house, null, entry => entry with { Subjects = [.. entry.Subjects.Where(subject => !takenOut || Subject.KindOf(subject) != "media")] });
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(900, 600));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Described", Shots.Body(picture)), Filing: new StoryFiling(Picture: picture)).RunAsync(paper.Desk, "anna"));
        string[] pages = ["/", await paper.PublishAsync(story)];
        foreach (string page in pages) Assert.Contains(picture, await paper.ReadAsync(page), StringComparison.Ordinal);
        await Paper.DoneAsync(new DescribePicture(picture, Words: [new PictureWords("en", "Fields anew", "Seen anew.")]).RunAsync(paper.Desk, "anna"));
        foreach (string page in pages) Assert.Equal(!takenOut, (await paper.ReadAsync(page)).Contains("anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_crop_keeps_the_focal_point()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        // Red and green above, blue and white below: a card of an upright picture shows one of the two.
        string above = await Shots.AddAsync(paper, Shots.Jpeg(300, 900), new AddPicture(Focal: new FocalPoint(500, 0)));
        string below = await Shots.AddAsync(paper, Shots.Jpeg(300, 900), new AddPicture(Focal: new FocalPoint(500, 1000)));
        await paper.PublishAsync(await Shots.FileAsync(paper, "Crops", above, below));
        foreach (var (id, red, blue) in new[] { (above, 255, 0), (below, 0, 255) })
        {
            using var card = NetVips.Image.NewFromBuffer(await Shots.ReadAsync(paper, id, Crop.Card, RenditionFormat.Jpeg));
            Assert.Equal((300, 200), (card.Width, card.Height));
            double[] corner = card.Getpoint(20, 100);
            Assert.InRange(corner[0], red - 20, red + 20);
            Assert.InRange(corner[2], blue - 20, blue + 20);
        }
    }

    [Fact]
    public async Task a_rendition_is_sent_to_be_kept_for_ever_and_no_other_size_is_ever_made()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(700, 500));
        await paper.PublishAsync(await Shots.FileAsync(paper, "Kept", picture));
        var original = await Shots.OriginalAsync(paper, picture);
        string address = Addresses.OfRendition(original, Rendition.Find(original, "640.jpg")!);
        var answer = await paper.AskAsync(address);
        Assert.Equal((200, "image/jpeg"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        Assert.Equal(("nosniff", "media:" + picture), (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.GetValues("Surrogate-Key").Single()));
        Assert.Equal(304, (int)(await paper.AskAsync(address, holds: answer.Headers.ETag!.ToString())).StatusCode);
        foreach (string wrong in new[] { "641.jpg", "1280.jpg", "701.jpg", "640.png", "0640.jpg", "card640.gif", "social640.webp", "original.jpg", "640.jpg.bak", "..%2f640.jpg" })
        {
            Assert.Equal(404, (int)(await paper.AskAsync($"/-/media/{picture}-{original.Stamp}-{wrong}")).StatusCode);
        }
        // The original is nobody's, by no name.
        foreach (string name in new[] { original.Blob.Hex, picture, picture + ".jpg", $"{picture}/{original.Blob.Hex}.jpg", $"{picture}/" }) Assert.Equal(404, (int)(await paper.AskAsync("/-/media/" + name)).StatusCode);
    }

    [Fact]
    public async Task a_reader_never_waits_for_avif_and_in_the_end_everything_is_there()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        string picture;
        await using (var paper = await Paper.OpenAsync(house))
        {
            picture = await Shots.AddAsync(paper, Shots.Jpeg(1000, 700));
            await paper.PublishAsync(await Shots.FileAsync(paper, "Slowly", picture));
        }
        // The house closed before the worker was done, or even began; somebody throws away besides what it made.
        string renditions = Directory.CreateDirectory(Path.Combine(house.Folder, "media", "renditions")).FullName;
        Directory.Delete(renditions, recursive: true);
        await using var again = await Paper.OpenAsync(house);
        var original = await Shots.OriginalAsync(again, picture);
        string avif = Addresses.OfRendition(original, Rendition.Find(original, "960.avif")!);
        var answer = await again.AskAsync(avif);
        if ((int)answer.StatusCode != 200) Assert.Equal((302, avif.Replace(".avif", ".webp", StringComparison.Ordinal), "no-store"), ((int)answer.StatusCode, answer.Headers.Location!.OriginalString, answer.Headers.CacheControl!.ToString()));
        await Eventually.AnswersAsync(async () => (int)(await again.AskAsync(avif)).StatusCode == 200, "the AVIF is ready");
        var all = Rendition.Formats.SelectMany(format => Rendition.Crops.SelectMany(crop => Rendition.Of(original, crop, format))).ToList();
        await Eventually.HoldsAsync(() => all.All(one => again.Desk.Darkroom.IsReady(original, one)), "every rendition is there", TimeSpan.FromSeconds(30));
        Assert.All(await Task.WhenAll((await Shots.AddressesAsync(again, picture)).Select(address => again.AskAsync(address))), one => Assert.Equal(200, (int)one.StatusCode));
        // Thrown away while the house is open, they come back for whoever asks.
        Directory.Delete(renditions, recursive: true);
        Assert.Equal(200, (int)(await again.AskAsync(avif.Replace(".avif", ".jpg", StringComparison.Ordinal))).StatusCode);
        await Eventually.AnswersAsync(async () => (int)(await again.AskAsync(avif)).StatusCode == 200, "the AVIF is there again");
    }

    [Fact]
    public async Task what_fifty_readers_ask_for_at_once_is_made_once()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(1600, 1200));
        await paper.PublishAsync(await Shots.FileAsync(paper, "Wanted by all", picture));
        var original = await Shots.OriginalAsync(paper, picture);
        var wanted = Rendition.Find(original, "card960.webp")!;
        // A darkroom of its own, whose worker does not run.
        await using var darkroom = new Darkroom(paper.Desk.Blobs, Path.Combine(house.Folder, "elsewhere"), paper.Desk.Database, NullLogger<Darkroom>.Instance);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => darkroom.MakeAsync(original, wanted)))), Assert.True);
        Assert.Equal(1, darkroom.Made);
        string address = Addresses.OfRendition(original, wanted);
        byte[][] bodies = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await (await paper.AskAsync(address)).Content.ReadAsByteArrayAsync()));
        Assert.All(bodies, body => Assert.Equal(File.ReadAllBytes(darkroom.PathOf(original, wanted)), body));
    }

    [Theory, BothDatabases]
    public async Task a_file_is_read_by_those_who_may_read_the_text_that_links_it_and_in_parts(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        byte[] pdf = [.. "%PDF-1.7\n"u8, .. new byte[5000]];
        string address = await Paper.DoneAsync(new AddFile("Budget 2026").RunAsync(paper.Desk, "anna", new MemoryStream(pdf)));
        Assert.EndsWith("/budget-2026.pdf", address, StringComparison.Ordinal);
        string body = ProseMirrorJson.Write(new Document([new Paragraph(BlockId.New(), [new TextRun("The budget", Marks.None with { Link = Href.Read(address) })])]));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Budget", body)).RunAsync(paper.Desk, "anna"));
        Assert.Equal(404, (int)(await paper.AskAsync(address)).StatusCode);
        await paper.PublishAsync(story);
        using var reader = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(paper.Address, address)) { Headers = { Range = new RangeHeaderValue(0, 8) } };
        var part = await reader.SendAsync(request);
        Assert.Equal((206, "application/pdf", "%PDF-1.7\n"), ((int)part.StatusCode, part.Content.Headers.ContentType!.ToString(), await part.Content.ReadAsStringAsync()));
        Assert.Equal(404, (int)(await paper.AskAsync(address + "x")).StatusCode);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal(404, (int)(await paper.AskAsync(address)).StatusCode);
        Assert.Equal("wrong-file", (await new AddFile("Page").RunAsync(paper.Desk, "anna", new MemoryStream("<html>"u8.ToArray()))).Refusal!.Code);
        Assert.Equal("wrong-file", (await new AddFile("Picture").RunAsync(paper.Desk, "anna", new MemoryStream(Shots.Jpeg(20, 20)))).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task media_without_use_are_listed_and_kept(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string used = await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
        string unused = await Shots.AddAsync(paper, Shots.Jpeg(320, 200));
        await Shots.FileAsync(paper, "A draft", used);
        Assert.Equal([unused], (await new ListUnusedMedia().RunAsync(paper.Desk)).Select(one => one.Id));
        Assert.Empty(await new ListUnusedMedia(unused).RunAsync(paper.Desk));
        string story = await Shots.FileAsync(paper, "Another", unused);
        Assert.Empty(await new ListUnusedMedia().RunAsync(paper.Desk));
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Another", Paper.Body("Without."))).RunAsync(paper.Desk, "anna"));
        Assert.Equal([unused], (await new ListUnusedMedia().RunAsync(paper.Desk)).Select(one => one.Id));
    }

    // At every address that it has: seen by all means seen or led on to another format of itself, and by nobody means 404.
    private static async Task AssertSeenAsync(Paper paper, string picture, bool seen)
    {
        var expired = await Originals.FindAsync(paper.Desk.Database, Shots.Id(picture)) is null;
        var addresses = expired ? Known[picture] : Known[picture] = [.. await Shots.AddressesAsync(paper, picture)];
        foreach (string address in addresses)
        {
            int status = (int)(await paper.AskAsync(address)).StatusCode;
            if (!seen) Assert.Equal(404, status);
            else Assert.Contains(status, address.EndsWith(".avif", StringComparison.Ordinal) ? new[] { 200, 302 } : [200]);
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, IReadOnlyList<string>> Known = [];
}
