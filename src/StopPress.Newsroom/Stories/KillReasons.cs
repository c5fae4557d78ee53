using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Reads what the house says about why stories were killed.</summary>
public static class KillReasons
{
    /// <summary>The reason that readers of an edition are told, noting the story; null when there is none.</summary>
    public static Task<string?> ReadAsync(Reads reads, Edition edition, long story)
    {
        reads.Note(Subject.Story(story));
        return reads.FirstAsync(
            "SELECT reason FROM kill_reasons WHERE story_id = @story AND edition_id = @edition", row => row.GetString(0), ("story", story), ("edition", edition.Id));
    }
}
