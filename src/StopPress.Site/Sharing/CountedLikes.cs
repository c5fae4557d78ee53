using StopPress.Newsroom.House;
using StopPress.Store.Counts;
using StopPress.Store.Journal;

namespace StopPress.Site.Sharing;

/// <summary>How many readers like each story, as pages are told it.</summary>
/// <param name="book">Where is counted.</param>
public sealed class CountedLikes(CountBook book) : ICounted
{
    // So many stories in one entry; the others come a minute later.
    private const int MostStories = 200;

    /// <inheritdoc/>
    public string Name => "likes";

    /// <inheritdoc/>
    public async Task<CountedNews?> LookAsync()
    {
        var changed = await book.UntoldAsync(ReaderCounts.Likes, MostStories);
        if (changed.Count == 0) return null;
        var entry = new EntryDraft("LikesCounted", changed.Select(one => Subject.Likes(one.Subject)), new { stories = changed.Count });
        return new CountedNews(entry, () => Task.CompletedTask, () => book.TellAsync(ReaderCounts.Likes, changed));
    }
}
