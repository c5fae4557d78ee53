using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>Whether what a body shows is there: a figure of nothing would be missing from the page without a word.</summary>
internal static class BodyReferences
{
    /// <summary>The refusal that names the first picture or story that is not there, or null.</summary>
    public static async Task<Refusal?> MissingAsync(HouseContext context, RevisionRow revision)
    {
        // Reading a body takes a tenth of a millisecond, and most show nothing; bodies are written canonically.
        if (!revision.Body.Contains("\"media\":", StringComparison.Ordinal) && !revision.Body.Contains("\"story\":", StringComparison.Ordinal)) return null;
        var body = ProseMirrorJson.Read(revision.Body).Value;
        var (pictures, stories) = (body.MediaIds, body.StoryIds);
        var there = pictures.Count == 0 ? [] : await context.Set<MediaRow>().Where(row => pictures.Contains(row.Id) && row.Kind == MediaKind.Picture).Select(row => row.Id).ToListAsync();
        foreach (long picture in pictures.Except(there)) return new Refusal("unknown-picture", $"There is no picture with the id {PublicId.Text(picture)}.", "Take the figure out, or choose another picture.");
        var told = stories.Count == 0 ? [] : await context.Set<StoryRow>().Where(row => stories.Contains(row.Id)).Select(row => row.Id).ToListAsync();
        foreach (long story in stories.Except(told)) return new Refusal("unknown-story", $"There is no story with the id {PublicId.Text(story)}.", "Take it out, or choose another story.");
        return null;
    }
}
