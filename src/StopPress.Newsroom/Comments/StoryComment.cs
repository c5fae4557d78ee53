using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Comments;

/// <summary>A comment as readers of its story see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Depth">How many comments it answers, one within the other: 0 for one that answers the story.</param>
/// <param name="At">When it was written.</param>
/// <param name="Author">Who wrote it, or empty.</param>
/// <param name="Link">The address that they gave, or empty.</param>
/// <param name="Body">What it says.</param>
/// <param name="IsMention">Whether it only says that another site has linked the story.</param>
/// <param name="Source">What it was called where it came from, or empty: links to it end with that.</param>
public sealed record StoryComment(long Id, int Depth, Instant At, string Author, string Link, Document Body, bool IsMention, string Source)
{
    /// <summary>The comments of a story that were approved, oldest first, answers behind what they answer; noting the story.</summary>
    public static async Task<IReadOnlyList<StoryComment>> OfStoryAsync(Reads reads, long story)
    {
        reads.Note(Subject.Story(story));
        var rows = await reads.ListAsync(
            "SELECT id, parent_id, at, author, link, body, is_mention, source FROM comments WHERE story_id = @story AND is_shown ORDER BY at, id",
            row => (Parent: row.NumberOrNull(1), Comment: new StoryComment(
                row.GetInt64(0), 0, new Instant(row.GetInt64(2)), row.GetString(3), row.GetString(4), ProseMirrorJson.Read(row.GetString(5)).Value, row.GetBoolean(6), row.GetString(7))), ("story", story));
        return Threaded(rows);
    }

    // An answer to what is not shown stands by itself. Answers that go round in a circle would be found from nowhere, so that each is begun with once.
    private static List<StoryComment> Threaded(IReadOnlyList<(long? Parent, StoryComment Comment)> rows)
    {
        var shown = rows.Select(row => row.Comment.Id).ToHashSet();
        var answers = rows.Where(row => row.Parent is { } parent && shown.Contains(parent)).ToLookup(row => row.Parent!.Value, row => row.Comment);
        var placed = new HashSet<long>();
        var threaded = new List<StoryComment>(rows.Count);
        var ahead = new Stack<StoryComment>();
        foreach (var first in rows.Where(row => row.Parent is not { } parent || !shown.Contains(parent)).Concat(rows).Select(row => row.Comment))
        {
            ahead.Push(first);
            while (ahead.TryPop(out var comment))
            {
                if (!placed.Add(comment.Id)) continue;
                threaded.Add(comment);
                foreach (var answer in answers[comment.Id].Reverse()) ahead.Push(answer with { Depth = comment.Depth + 1 });
            }
        }
        return threaded;
    }
}
