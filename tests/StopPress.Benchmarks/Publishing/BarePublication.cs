using StopPress.Benchmarks.Archive;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Publishing;

/// <summary>The rows that publishing a story changes, saved by EF and nothing else: no decision, no reading, no journal, no press.</summary>
internal static class BarePublication
{
    /// <summary>Saves them in one transaction.</summary>
    public static async Task SaveAsync(HouseDatabase database, ArchiveStory story, Instant now)
    {
        using var turn = await database.EnterWriterAsync();
        var connection = await database.RentAsync();
        try
        {
            await using var context = database.NewContext(connection);
            Change(context, story, story.Texts[0], now);
            await context.SaveChangesAsync();
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private static void Change(HouseContext context, ArchiveStory story, ArchiveText text, Instant now)
    {
        var row = new StoryTextRow { Id = text.Id, StoryId = story.Id, EditionId = text.Edition.Id, UrlSlug = text.Slug, PubStatus = PubStatus.Unpublished, LatestRevisionId = text.Id + 1 };
        context.Attach(row);
        (row.Path, row.PubStatus, row.PublishedRevisionId, row.FirstPublishedAt) = (text.Path, PubStatus.Usable, row.LatestRevisionId, now);
        context.Add(new PermalinkRow { Path = text.Path, EditionId = text.Edition.Id, Subject = Subject.Text(text.Id), Current = true });
        context.AddRange(story.Lists.Select(list => new ListingRow { EditionId = text.Edition.Id, List = list, ListedAt = now, StoryId = story.Id }));
    }
}
