using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>A message as whoever it is for reads it.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="At">When it was written.</param>
/// <param name="By">Who caused it; empty when the clock did.</param>
/// <param name="Note">What they wrote with it.</param>
/// <param name="Story">The story's public id; null when they may not see it any more, and when it is about several.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Headline">The story's headline; empty when there is none, or it is not theirs to see.</param>
/// <param name="IsRead">Whether it was read.</param>
public sealed record MessageLine(string Id, MessageKind Kind, Instant At, string By, string Note, string? Story, string Edition, string Headline, bool IsRead);

/// <content>Messages about stories.</content>
public sealed partial class StoryBoard
{
    /// <summary>What whoever looks was told, the newest first.</summary>
    /// <param name="before">Only what was told before this message; null for the newest.</param>
    /// <param name="most">How many at most.</param>
    public Task<IReadOnlyList<MessageLine>> MessagesAsync(long? before, int most) => database.LookAsync<IReadOnlyList<MessageLine>>(async context =>
    {
        long me = who.Account.Id, last = before ?? long.MaxValue;
        var rows = await context.Set<MessageRow>().AsNoTracking().Where(row => row.AccountId == me && row.Id < last).OrderByDescending(row => row.Id).Take(most).ToListAsync();
        long[] stories = [.. rows.Select(row => row.StoryId).Distinct()];
        // What was theirs when they were told may not be now.
        var seen = (await Written(context).Where(line => stories.Contains(line.Story.Id)).ToListAsync()).ToLookup(line => (line.Story.Id, line.Edition.Id));
        var languages = await context.Set<EditionRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Language);
        long[] actors = [.. rows.Select(row => PublicId.TryRead(row.Actor, out long id) ? id : 0).Where(id => id > 0).Distinct()];
        var people = await context.Set<AccountRow>().AsNoTracking().Where(row => actors.Contains(row.Id)).ToDictionaryAsync(row => PublicId.Text(row.Id), row => row.Name);
        return [.. rows.Select(row =>
        {
            var line = seen[(row.StoryId, row.EditionId)].FirstOrDefault();
            return new MessageLine(
                PublicId.Text(row.Id), row.Kind, row.At, people.GetValueOrDefault(row.Actor) ?? "", line is null && row.StoryId != 0 ? "" : row.Note, line is null ? null : PublicId.Text(row.StoryId),
                languages.GetValueOrDefault(row.EditionId) ?? "", line?.Draft?.Headline ?? line?.Latest.Headline ?? "", row.ReadAt is not null);
        })];
    });
}
