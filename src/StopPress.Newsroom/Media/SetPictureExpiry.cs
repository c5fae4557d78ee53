using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>Says until when a picture, a sound or a document may be shown: at its hour it leaves every page, and its addresses lead nowhere.</summary>
/// <param name="Picture">Its public id.</param>
/// <param name="ExpiresAt">The hour; one that has passed ends it now, and null lets it be shown for ever, again if it had ended.</param>
public sealed record SetPictureExpiry(string Picture, DateTimeOffset? ExpiresAt)
{
    /// <summary>Does it; the result is whether it may be shown now.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindMediaAsync(Picture, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var row = found.Value;
            bool before = row.Expired;
            await PictureExpiry.SetAsync(desk, context, row, ExpiresAt is { } hour ? Instant.From(hour) : null);
            // An hour that is yet to come changes nothing that readers see.
            string[] touched = row.Expired != before ? [Subject.Media(row.Id)] : [];
            return (new EntryDraft(row.Expired ? "PictureExpired" : "PictureExpirySet", touched, new { media = Picture, at = row.ExpiresAt?.ToString() }), !row.Expired);
        }, cancel);
}
