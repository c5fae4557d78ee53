using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>The hour at which the right to show a picture or a file ends.</summary>
internal static class PictureExpiry
{
    /// <summary>The kind of the deadline.</summary>
    public const string Kind = "expire-picture";

    /// <summary>Sets it on a row, in place of an earlier one; an hour that has come ends it at once.</summary>
    public static async Task SetAsync(NewsDesk desk, HouseContext context, MediaRow row, Instant? hour)
    {
        row.ExpiresAt = hour;
        row.Expired = hour is { } at && at <= Instant.Now(desk.Clock);
        await desk.Deadlines.MoveAsync(context, row.Expired ? null : hour, Kind, Subject.Media(row.Id));
    }

    /// <summary>What happens at the hour.</summary>
    public static async Task<Outcome<EntryDraft>> FallDueAsync(HouseContext context, DeadlineRow deadline)
    {
        long id = Subject.IdOf(deadline.Subject);
        var row = await context.Set<MediaRow>().FirstOrDefaultAsync(media => media.Id == id);
        if (row is null) return new Refusal("unknown-picture", "The picture is not there any more.");
        row.Expired = true;
        return new EntryDraft("PictureExpired", [Subject.Media(id)], new { media = PublicId.Text(id) });
    }
}
