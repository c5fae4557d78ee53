using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Media;

/// <summary>A picture that is replaced everywhere it is used.</summary>
public class ReplacePictureTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task whatever_shows_a_picture_shows_the_one_in_its_place_and_old_addresses_lead_there(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(640, 480));
        var paths = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            string story = await Paper.DoneAsync(new FileStory("en", new StoryWords($"Story {i}", Shots.Body(picture)), Filing: new StoryFiling(Picture: picture)).RunAsync(paper.Desk, "anna"));
            paths.Add(await paper.PublishAsync(story));
        }
        var before = await Shots.OriginalAsync(paper, picture);
        string old = (await Shots.AddressesAsync(paper, picture))[0];
        Assert.Contains(before.Stamp, await paper.ReadAsync("/"), StringComparison.Ordinal);
        string earlier = await ReplaceAsync(paper, picture, Shots.Jpeg(900, 600), "Boon");
        var after = await Shots.OriginalAsync(paper, picture);
        foreach (string path in paths.Append("/"))
        {
            string page = await paper.ReadAsync(path);
            Assert.Contains(after.Stamp, page, StringComparison.Ordinal);
            Assert.DoesNotContain(before.Stamp, page, StringComparison.Ordinal);
        }
        Assert.Contains("Boon", await paper.ReadAsync(paths[0]), StringComparison.Ordinal);
        var led = await paper.AskAsync(old);
        Assert.Equal((302, "no-store"), ((int)led.StatusCode, led.Headers.CacheControl!.ToString()));
        Assert.Equal((await Shots.AddressesAsync(paper, picture))[0], led.Headers.Location!.OriginalString);
        // Other proportions have a focal point of their own; the words stay, and no revision was written.
        Assert.Equal((900, 600, FocalPoint.Usual), (after.Width, after.Height, after.Focal));
        Assert.Equal(2, await CountAsync<RevisionRow>(paper));
        await Paper.DoneAsync(new ReplacePicture(picture, Earlier: earlier).RunAsync(paper.Desk, "anna"));
        Assert.Equal(before.Stamp, (await Shots.OriginalAsync(paper, picture)).Stamp);
        Assert.Contains(before.Stamp, await paper.ReadAsync(paths[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_picture_of_the_same_proportions_keeps_its_focal_point_and_an_expired_one_stays_expired()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(640, 480), new AddPicture(Credit: "Jane Doe", Focal: new FocalPoint(100, 900), Words: []));
        await ReplaceAsync(paper, picture, Shots.Jpeg(800, 600));
        Assert.Equal((new FocalPoint(100, 900), "Jane Doe"), ((await Shots.OriginalAsync(paper, picture)).Focal, (await Shots.OriginalAsync(paper, picture)).Credit));
        await Paper.DoneAsync(new SetPictureExpiry(picture, DateTimeOffset.UtcNow.AddDays(-1)).RunAsync(paper.Desk, "anna"));
        await ReplaceAsync(paper, picture, Shots.Jpeg(400, 300));
        Assert.Null(await Originals.FindAsync(paper.Desk.Database, Shots.Id(picture)));
        Assert.Equal(400, (await Originals.KeptAsync(paper.Desk.Database, Shots.Id(picture)))!.Width);
    }

    [Theory, BothDatabases]
    public async Task of_two_that_replace_it_at_once_one_is_shown_and_the_other_is_kept(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
        await Task.WhenAll(new[] { 303, 306 }.Select(width => Task.Run(() => ReplaceAsync(paper, picture, Shots.Jpeg(width, 200)))));
        int shown = (await Shots.OriginalAsync(paper, picture)).Width;
        var earlier = await paper.Desk.Database.LookAsync(context => context.Set<EarlierOriginalRow>().AsNoTracking().Select(row => row.Width).ToListAsync());
        Assert.Equal([300, 303, 306], earlier.Append(shown).Order());
    }

    [Fact]
    public async Task what_cannot_be_put_in_its_place_is_refused_and_changes_nothing()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        byte[] file = Shots.Jpeg(300, 200);
        string picture = await Shots.AddAsync(paper, file), other = await Shots.AddAsync(paper, Shots.Jpeg(303, 200));
        string earlierOfOther = await ReplaceAsync(paper, other, Shots.Jpeg(306, 200));
        string paperId = (await Paper.DoneAsync(new AddFile("Minutes").RunAsync(paper.Desk, "anna", new MemoryStream("%PDF-1.4\n%%EOF\n"u8.ToArray())))).Split('/')[3];
        Assert.Equal("same-picture", await CodeAsync(new ReplacePicture(picture), file));
        Assert.Equal("unknown-picture", await CodeAsync(new ReplacePicture(PublicId.Text(1)), Shots.Jpeg(309, 200)));
        Assert.Equal("no-picture", await CodeAsync(new ReplacePicture(paperId), Shots.Jpeg(309, 200)));
        Assert.Equal("not-a-picture", await CodeAsync(new ReplacePicture(picture), "%PDF-1.4\n%%EOF\n"u8.ToArray()));
        Assert.Equal("wrong-focal-point", await CodeAsync(new ReplacePicture(picture, Focal: new FocalPoint(1001, 0)), Shots.Jpeg(309, 200)));
        foreach (string wrong in new[] { earlierOfOther, "nothing", PublicId.Text(1) }) Assert.Equal("unknown-original", (await new ReplacePicture(picture, Earlier: wrong).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("no-file", (await new ReplacePicture(picture).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal((300, 1), ((await Shots.OriginalAsync(paper, picture)).Width, await CountAsync<EarlierOriginalRow>(paper)));

        async Task<string?> CodeAsync(ReplacePicture act, byte[] bytes) => (await act.RunAsync(paper.Desk, "anna", new MemoryStream(bytes))).Refusal?.Code;
    }

    private static Task<string> ReplaceAsync(Paper paper, string picture, byte[] file, string? credit = null) =>
        Paper.DoneAsync(new ReplacePicture(picture, Credit: credit).RunAsync(paper.Desk, "anna", new MemoryStream(file)));

    private static Task<int> CountAsync<T>(Paper paper) where T : class => paper.Desk.Database.LookAsync(context => context.Set<T>().CountAsync());
}
