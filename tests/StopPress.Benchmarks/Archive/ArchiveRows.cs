using System.Globalization;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;

namespace StopPress.Benchmarks.Archive;

/// <summary>Writes the archive as rows: the same that the newsroom's acts would have left.</summary>
internal static class ArchiveRows
{
    private const string Actor = "archive";

    /// <summary>The house, its editions, places and pictures.</summary>
    public static void AddFurniture(RowBatch batch, ArchiveCopy copy)
    {
        var source = copy.Source;
        batch.Add("house", 1L, source.Name);
        for (var i = 0; i < copy.Editions.Count; i++)
        {
            var edition = copy.Editions[i];
            batch.Add("editions", edition.Id, edition.Language, edition.Locale, edition.Prefix, edition.Name, edition.Tagline, edition.OwnName,
                edition.TimeZone, edition.Calendar, edition.Direction, i);
        }
        for (var i = 0; i < copy.Sections.Count; i++) batch.Add("sections", copy.Sections[i].Id, copy.Sections[i].Parent?.Id, i, true);
        foreach (var storyline in copy.Storylines) batch.Add("storylines", storyline.Id, 0L);
        foreach (var tag in copy.Tags) batch.Add("tags", tag.Id);
        foreach (var staff in copy.Staff) batch.Add("staff", staff.Id, staff.Noun.Email);
        foreach (var place in copy.Places) AddNames(batch, copy, place);
        foreach (long picture in copy.PictureIds) AddPicture(batch, copy, picture);
    }

    /// <summary>A story with its texts.</summary>
    public static void AddStory(RowBatch batch, ArchiveCopy copy, ArchiveStory story)
    {
        // Two in three have a picture.
        long? picture = story.Number % 3 == 0 ? null : copy.PictureIds[story.Picture];
        batch.Add("stories", story.Id, (int)StoryKind.Story, copy.Editions[0].Id, $"archive-{story.Number}", (int)WorkStage.Ready, picture, story.At.Microseconds);
        var filings = story.Filings.ToList();
        for (var i = 0; i < filings.Count; i++) batch.Add("filings", story.Id, filings[i], i);
        for (var i = 0; i < story.Staff.Count; i++) batch.Add("bylines", story.Id, i, story.Staff[i].Id, "", (int)BylineRole.Reporting);
        foreach (var text in story.Texts) AddText(batch, story, text);
        if (picture is not { } head) return;
        foreach (var text in story.Texts) batch.Add("media_uses", head, text.Id, story.IsOut);
    }

    private static void AddText(RowBatch batch, ArchiveStory story, ArchiveText text)
    {
        long revision = text.Id + 1;
        batch.Add("revisions", revision, text.Id, 1, story.At.Microseconds, Actor, text.Words.Kicker, text.Words.Headline, text.Words.Standfirst, text.Words.Dateline, text.Body);
        if (!story.IsOut)
        {
            batch.Add("story_texts", text.Id, story.Id, text.Edition.Id, text.Slug, null, (int)PubStatus.Unpublished, revision, null, null);
            return;
        }
        batch.Add("story_texts", text.Id, story.Id, text.Edition.Id, text.Slug, text.Path, (int)PubStatus.Usable, revision, revision, story.At.Microseconds);
        batch.Add("permalinks", text.Path, text.Edition.Id, Subject.Text(text.Id), true);
        foreach (string list in story.Lists) batch.Add("listings", text.Edition.Id, list, story.At.Microseconds, story.Id);
    }

    private static void AddNames(RowBatch batch, ArchiveCopy copy, ArchivePlace place)
    {
        foreach (var edition in copy.Editions)
        {
            var name = place.Noun.Names.First(one => one.Language == edition.Language);
            batch.Add("local_names", place.Subject, edition.Id, name.Name, name.Title, name.Description, place.Paths[edition.Language]);
            batch.Add("permalinks", place.Paths[edition.Language], edition.Id, place.Subject, true);
        }
    }

    private static void AddPicture(RowBatch batch, ArchiveCopy copy, long picture)
    {
        string blob = picture.ToString("x64", CultureInfo.InvariantCulture);
        batch.Add(
            "media", picture, (int)MediaKind.Picture, blob, "image/jpeg", "", 0L, 2400, 1600, "#8090a0", FocalPoint.Usual.X, FocalPoint.Usual.Y,
            "The archive", "", "", "", "", "", "", "", false, 0L);
        batch.Add("media_arrivals", picture, "", "bay.jpg", true, "bay.jpg the archive a view of the bay from the harbour wall.");
        foreach (var edition in copy.Editions) batch.Add("media_texts", picture, edition.Id, "A view of the bay from the harbour wall.", "The bay, seen from the harbour wall.");
    }
}
