using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Story;

/// <summary>The stories that somebody sets beside another one.</summary>
/// <param name="board">What whoever asks may see.</param>
internal sealed class RelatedStories(StoryBoard board)
{
    // With more that have the same words in their headlines, nobody can mean one of them.
    private const int Most = 50;

    /// <summary>Those that stand there, by their headlines; what somebody may not see stays, without saying what it is.</summary>
    public async Task<IReadOnlyList<Choice>> ReadAsync(IReadOnlyList<long> ids, string unseen)
    {
        if (ids.Count == 0) return [];
        // A story has a text in each edition, and a headline in each.
        var headlines = (await board.LinksAsync(null, ids, int.MaxValue)).ToLookup(one => one.Id, one => one.Headline);
        return [.. ids.Select(PublicId.Text).Select(id => new Choice(id, headlines[id].FirstOrDefault() ?? unseen, true))];
    }

    /// <summary>The one that has this headline, or that alone has these words in it; null when nothing was typed.</summary>
    public async Task<Outcome<string?>> FindAsync(string? words, string beside)
    {
        if (string.IsNullOrWhiteSpace(words)) return (string?)null;
        var found = (await board.LinksAsync(words.Trim(), null, Most)).Where(one => one.Id != beside).ToList();
        var same = found.Where(one => one.Headline.Equals(words.Trim(), StringComparison.InvariantCultureIgnoreCase)).Select(one => one.Id).Distinct().ToList();
        var ids = same.Count > 0 ? same : found.ConvertAll(one => one.Id).Distinct().ToList();
        return ids.Count switch
        {
            1 => ids[0],
            0 => new Refusal("no-related", $"No headline has the words \"{words.Trim()}\".", "Take words that stand beside each other in it."),
            _ => new Refusal("several-related", $"{ids.Count} stories have these words in their headlines.", "Write more of the headline."),
        };
    }
}
