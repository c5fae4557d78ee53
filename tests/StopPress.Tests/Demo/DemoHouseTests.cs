using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Demo;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Blobs;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Demo;

public class DemoHouseTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task the_demonstration_fills_an_empty_newspaper(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var (node, blobs) = await FillAsync(house);
        var connection = await node.Database.RentAsync();
        await using var context = node.Database.NewContext(connection);
        var copy = DemoCopy.Read();
        Assert.Equal((2, 10, 8), (await context.Set<EditionRow>().CountAsync(), await context.Set<SectionRow>().CountAsync(), await context.Set<StaffRow>().CountAsync()));
        Assert.Equal((61, 4), (await CountAsync(context, StoryKind.Story), await CountAsync(context, StoryKind.Page)));
        await TextsAreOutAsync(context, copy, house.Clock.GetUtcNow());
        await PicturesAreThereAsync(context, blobs);
        await TheClockIsRightAsync(context, house.Clock.GetUtcNow());
        TheJournalIsInOrder(await NewsJournal.ReadAsync(connection, 0, 2000), house.Clock);
        Assert.All(await context.Set<EditionRow>().ToListAsync(), edition => Assert.NotNull(edition.LeadStoryId));
        Assert.Equal(copy.Stories.Sum(story => story.Related.Count), await context.Set<RelatedRow>().CountAsync());
        // One story was updated and one corrected, both in both languages.
        Assert.Equal(4, await context.Set<RevisionRow>().CountAsync(revision => revision.Number == 2));
        Assert.Equal(copy.Stories.SelectMany(story => story.Texts).Select(text => text.Correction).Where(says => says.Length > 0).Order(), (await context.Set<CorrectionRow>().Select(row => row.Says).ToListAsync()).Order());
        await node.Database.Return(connection);
    }

    private static async Task<(Node Node, BlobStore Blobs)> FillAsync(House house)
    {
        var node = await house.StartNodeAsync();
        var blobs = new BlobStore(Path.Combine(house.Folder, "media"), house.Clock);
        await using var deadlines = new DeadlineClerk(node.Database, node.Journal, new ClockWatch(house.Clock), house.Clock, NullLogger<DeadlineClerk>.Instance);
        await using var darkroom = new Darkroom(blobs, Path.Combine(house.Folder, "media"), node.Database, NullLogger<Darkroom>.Instance);
        await DemoHouse.FillAsync(new NewsDesk(node.Database, node.Journal, deadlines, blobs, darkroom, house.Clock), node.Tail, TestContext.Current.CancellationToken);
        return (node, blobs);
    }

    private static Task<int> CountAsync(HouseContext context, StoryKind kind) => context.Set<StoryRow>().CountAsync(row => row.Kind == kind);

    private static async Task TextsAreOutAsync(HouseContext context, DemoCopy copy, DateTimeOffset now)
    {
        var texts = await context.Set<StoryTextRow>().ToListAsync();
        Assert.Equal(109, texts.Count);
        Assert.All(texts, text => Assert.True(text.PubStatus == PubStatus.Usable && !string.IsNullOrEmpty(text.Path), text.UrlSlug));
        var paths = await context.Set<PermalinkRow>().Select(row => row.Path).ToListAsync();
        Assert.Empty(texts.Select(text => text.Path!).Except(paths));
        var almanac = copy.AlmanacAt(now);
        var sluglines = await context.Set<StoryRow>().ToDictionaryAsync(row => row.Id, row => row.Slugline);
        foreach (var story in copy.Stories)
        {
            var out1 = texts.Where(text => sluglines[text.StoryId] == story.Key).ToList();
            Assert.Equal(story.Texts.Count, out1.Count);
            Assert.All(out1, text =>
            {
                Assert.Equal(Instant.From(almanac.Of(story.Out)), text.FirstPublishedAt);
                Assert.Equal((story.Corrected ?? story.Updated) is { } hour ? Instant.From(almanac.Of(hour)) : null, text.UpdatedAt);
            });
        }
        Assert.All(await context.Set<RevisionRow>().ToListAsync(), revision => Assert.True(ProseMirrorJson.Read(revision.Body).Value.Blocks.Count > 1, revision.Headline));
    }

    private static async Task PicturesAreThereAsync(HouseContext context, BlobStore blobs)
    {
        var pictures = await context.Set<MediaRow>().ToListAsync();
        Assert.Equal(38, pictures.Select(row => row.Blob).Distinct().Count());
        Assert.All(pictures, row => Assert.True(BlobName.TryRead(row.Blob, out var name) && blobs.Exists(name)));
        Assert.All(pictures, row => Assert.Matches("^#[0-9a-f]{6}$", row.Colour));
        // A newspaper's pictures are not all of one shape.
        Assert.Superset(new HashSet<double> { 1.5, 0.8, 1.3, 1.8 }, pictures.Select(row => Math.Round((double)row.Width / row.Height, 1)).ToHashSet());
        Assert.True(await context.Set<MediaUseRow>().AllAsync(row => row.Shown));
        Assert.Equal(46, await context.Set<StoryRow>().CountAsync(row => row.PictureId != null));
    }

    private static async Task TheClockIsRightAsync(HouseContext context, DateTimeOffset now)
    {
        var deadlines = await context.Set<DeadlineRow>().ToListAsync();
        Assert.Equal(["midnight", "midnight"], deadlines.Select(row => row.Kind));
        Assert.All(deadlines, row => Assert.InRange(row.DueAt.ToDateTimeOffset() - now, TimeSpan.Zero, TimeSpan.FromDays(1)));
    }

    private static void TheJournalIsInOrder(List<JournalEntry> entries, TimeProvider clock)
    {
        Assert.Equal(entries.Select(entry => entry.At.Microseconds).Order(), entries.Select(entry => entry.At.Microseconds));
        Assert.True(entries[^1].At <= Instant.Now(clock));
        Assert.All(entries, entry => Assert.Equal(DemoHouse.Actor, entry.Actor));
        Assert.Equal(111, entries.Count(entry => entry.Kind == "StoryPublished"));
    }
}
