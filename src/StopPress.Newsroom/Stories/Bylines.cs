using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>One name of a byline as readers of an edition see it.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="Role">What was done.</param>
/// <param name="Name">The name.</param>
/// <param name="Title">The person's job, or empty.</param>
/// <param name="Path">The page of the person's stories in this edition; null for guests and agencies.</param>
public sealed record BylineName(long StoryId, BylineRole Role, string Name, string Title, string? Path);

/// <summary>Reads bylines, of many stories at once.</summary>
public static class Bylines
{
    /// <summary>The names, story by story in their order; every member of staff among them is noted.</summary>
    public static async Task<List<BylineName>> ReadAsync(Reads reads, Edition edition, IEnumerable<long> storyIds)
    {
        var rows = await reads.ListAsync(
            "SELECT story_id, role, staff_id, guest_name FROM bylines WHERE story_id IN @stories ORDER BY story_id, position",
            row => (Story: row.GetInt64(0), Role: (BylineRole)row.GetInt32(1), Staff: row.NumberOrNull(2), Guest: row.GetString(3)), ("stories", storyIds.ToArray()));
        var names = await LocalNames.ReadAsync(reads, rows.Where(row => row.Staff is not null).Select(row => Subject.Staff(row.Staff!.Value)));
        return [.. rows.Select(row => Name(row.Story, row.Role, row.Staff, row.Guest)).OfType<BylineName>()];

        // Somebody without a name in this edition stands here under the name of another one, without an address.
        BylineName? Name(long story, BylineRole role, long? staff, string guest) =>
            staff is not { } id ? new BylineName(story, role, guest, "", null)
            : names.InOrElsewhere(edition.Id, Subject.Staff(id)) is { } name ? new BylineName(story, role, name.Name, name.Title, name.EditionId == edition.Id ? name.Path : null)
            : null;
    }
}
