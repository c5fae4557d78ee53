using System.Text.RegularExpressions;
using SkiaSharp;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Stories;
using StopPress.Site.LinkCards;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

/// <summary>Who gets cards for links, and how.</summary>
public partial class CardTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_story_without_a_picture_has_a_card_that_changes_its_address_with_its_words(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Ferry late");
        string path = await paper.PublishAsync(story);
        string first = await CardOfAsync(paper, path);
        var answer = await paper.AskAsync(first);
        Assert.Equal((200, "image/png", "public, max-age=31536000, immutable"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString()));
        byte[] png = await answer.Content.ReadAsByteArrayAsync();
        using (var image = SKBitmap.Decode(png)) Assert.Equal((LinkCard.Width, LinkCard.Height), (image.Width, image.Height));
        Assert.Equal(304, (int)(await paper.AskAsync(first, holds: answer.Headers.ETag!.ToString())).StatusCode);
        var head = await paper.AskAsync(first, method: HttpMethod.Head);
        Assert.Equal((200, png.Length), ((int)head.StatusCode, (int)head.Content.Headers.ContentLength!));

        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Ferry later still", Paper.Body("It is late."))).RunAsync(paper.Desk, "anna"));
        // What is written is nobody's before it is out.
        Assert.Equal(first, await CardOfAsync(paper, path));
        await paper.PublishAsync(story);
        string second = await CardOfAsync(paper, path);
        Assert.NotEqual(first, second);
        await AssertLedAsync(paper, first, second);
        await Paper.DoneAsync(new NameEdition("en", "The Evening Courier", "").RunAsync(paper.Desk, "anna"));
        string third = await CardOfAsync(paper, path);
        Assert.NotEqual(second, third);
        await AssertLedAsync(paper, first, third);
        await AssertLedAsync(paper, second, third);
        Assert.Equal(200, (int)(await paper.AskAsync(third)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task a_story_that_readers_do_not_have_has_no_card(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Ferry late");
        string never = $"/-/card/{story}-en-0123456789abcdef.png";
        await AssertNothingAsync(paper, never);
        string card = await CardOfAsync(paper, await paper.PublishAsync(story));
        await AssertLedAsync(paper, never, card);
        await AssertNothingAsync(paper, $"/-/card/{story}-th-0123456789abcdef.png");
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        await AssertNothingAsync(paper, card);
        await paper.PublishAsync(story);
        Assert.Equal(200, (int)(await paper.AskAsync(card)).StatusCode);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        await AssertNothingAsync(paper, card);
        foreach (string nowhere in new[] { "/-/card/", "/-/card/x", "/-/card/.png", "/-/card/-0123456789abcdef.png", "/-/card/zz-0123456789abcdef.png", $"/-/card/{story}.png", $"/-/card/{story}-en.png" })
        {
            Assert.Equal(404, (int)(await paper.AskAsync(nowhere)).StatusCode);
        }
    }

    [Fact]
    public async Task a_card_is_set_once_however_many_ask_and_a_picture_stands_in_its_place()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string front = await CardOfAsync(paper, "/");
        Assert.StartsWith("/-/card/en-", front, StringComparison.Ordinal);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => paper.AskAsync(front)));
        Assert.All(answers, answer => Assert.Equal(200, (int)answer.StatusCode));
        Assert.Equal(1, paper.Site.Cards.Made);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(1600, 1000));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Seen", Paper.Body("Text.")), Filing: new StoryFiling(Picture: picture)).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(story);
        Assert.StartsWith($"/-/media/{picture}-", await CardOfAsync(paper, path), StringComparison.Ordinal);
        await Paper.DoneAsync(new ChangeFiling(story, new StoryFiling(Picture: "")).RunAsync(paper.Desk, "anna"));
        Assert.StartsWith($"/-/card/{story}-en-", await CardOfAsync(paper, path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_headline_for_passing_on_stands_on_the_card_and_the_house_prints_it_in_its_colours()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        string style = Path.Combine(house.Folder, OpenSite.ThemeFolder, "style.css");
        Directory.CreateDirectory(Path.GetDirectoryName(style)!);
        await File.WriteAllTextAsync(style, ":root { --paper: #123; --ink: #ffffff; --accent: rgb(1 2 3); }\n@media (prefers-color-scheme: dark) { :root { --paper: #000000; } }");
        await using var paper = await Paper.OpenAsync(house);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Ferry", Paper.Body("Text."), SocialHeadline: "Why the ferry was late")).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(story);
        Assert.Contains("<meta property=\"og:image:alt\" content=\"Why the ferry was late\">", await paper.ReadAsync(path), StringComparison.Ordinal);
        using var card = SKBitmap.Decode(await (await paper.AskAsync(await CardOfAsync(paper, path))).Content.ReadAsByteArrayAsync());
        Assert.Equal(new SKColor(0x11, 0x22, 0x33), card.GetPixel(2, 2));
    }

    private static async Task<string> CardOfAsync(Paper paper, string path) => new Uri(Shown().Match(await paper.ReadAsync(path)).Groups[1].Value).AbsolutePath;

    private static async Task AssertLedAsync(Paper paper, string from, string to)
    {
        var answer = await paper.AskAsync(from);
        Assert.Equal((302, to, "no-store"), ((int)answer.StatusCode, answer.Headers.Location!.OriginalString, answer.Headers.CacheControl!.ToString()));
    }

    private static async Task AssertNothingAsync(Paper paper, string card)
    {
        var answer = await paper.AskAsync(card);
        Assert.Equal((404, "no-store"), ((int)answer.StatusCode, answer.Headers.CacheControl!.ToString()));
    }

    [GeneratedRegex("<meta property=\"og:image\" content=\"([^\"]+)\">")]
    private static partial Regex Shown();
}
