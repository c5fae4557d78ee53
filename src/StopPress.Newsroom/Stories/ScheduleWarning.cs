using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>An hour before a text goes out it is looked at once more; when it would fail as it stands, those who can mend it are told.</summary>
internal static class ScheduleWarning
{
    /// <summary>The kind of the deadline at which a text is looked at.</summary>
    public const string Kind = "look-ahead";

    // Long enough to mend what is missing, short enough that it will not break again meanwhile.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>Sets when a text is looked at, in place of an earlier hour; what goes out sooner was looked at just now.</summary>
    public static async Task SetAsync(NewsDesk desk, HouseContext context, string text, Instant hour, string actor)
    {
        await DeadlineClerk.CancelAsync(context, Kind, text);
        var look = hour.Plus(-Ahead);
        if (look > Instant.Now(desk.Clock)) desk.Deadlines.Set(context, look, Kind, text, System.Text.Json.JsonSerializer.Serialize(actor));
    }

    /// <summary>What happens at the hour. A text whose schedule was cancelled meanwhile is none of its business.</summary>
    public static async Task<Outcome<EntryDraft>> FallDueAsync(NewsDesk desk, HouseContext context, DeadlineRow deadline)
    {
        long id = Subject.IdOf(deadline.Subject);
        var missing = new List<string>();
        var goes = await context.Set<DeadlineRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Kind == Publication.Kind && row.Subject == deadline.Subject);
        var text = await context.Set<StoryTextRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id);
        if (goes is not null && text is not null)
        {
            var story = await context.Set<StoryRow>().AsNoTracking().FirstAsync(row => row.Id == text.StoryId);
            var edition = await context.Set<EditionRow>().AsNoTracking().FirstAsync(row => row.Id == text.EditionId);
            var copy = new TextCopy(story, text, edition) { Latest = await context.RevisionAsync(text.LatestRevisionId) };
            missing = [.. (await PublishGate.LookAheadAsync(context, copy, goes.DueAt)).Select(one => one.Code)];
            string by = System.Text.Json.JsonSerializer.Deserialize<string>(deadline.Payload) ?? "";
            long?[] concerned = [story.AssigneeId ?? story.OwnerId, PublicId.TryRead(by, out long scheduler) ? scheduler : null];
            foreach (long? one in concerned.Distinct().Where(_ => missing.Count > 0))
            {
                await MessageDesk.TellAsync(desk, context, MessageKind.WouldFail, one, story, edition.Id, DeadlineClerk.Actor, string.Join(' ', missing), CancellationToken.None);
            }
        }
        return new EntryDraft("ScheduleLookedAt", [], new { text = PublicId.Text(id), missing });
    }
}
