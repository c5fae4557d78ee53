using Microsoft.EntityFrameworkCore;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <content>What somebody leaves behind.</content>
public sealed partial class StoryBoard
{
    /// <summary>The stories that somebody has still to do with, of those that whoever looks may see; each by one of its texts.</summary>
    /// <param name="account">Whose hands they are in.</param>
    /// <param name="now">What time it is.</param>
    public Task<IReadOnlyList<BoardLine>> InHandsOfAsync(long account, Instant now) => database.LookAsync<IReadOnlyList<BoardLine>>(async context =>
    {
        var stories = context.InHandsOf(account, now).Select(story => story.Id);
        var lines = await ToldAsync(context, await Written(context).Where(line => stories.Contains(line.Story.Id)).OrderByDescending(line => line.Story.Id).ThenBy(line => line.Edition.Position).Select(AsFound).ToListAsync());
        return [.. lines.DistinctBy(line => line.Id)];
    });
}
