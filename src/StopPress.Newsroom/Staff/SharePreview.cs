using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Makes a link with which somebody without an account looks at a text before readers have it.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
public sealed record SharePreview(string Story, string Edition)
{
    // Whoever is asked to look does so within days; a link that is forgotten in a mailbox must not open for good.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <summary>Does it; the result is the link's token.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            if (found.Value.Story.KilledAt is not null) return Withdrawals.ForGood;
            string token = Token.New();
            context.Add(new LinkRow { Hash = Token.Hash(token), Kind = LinkKind.Preview, AccountId = await AccountDesk.IdOfAsync(context, actor, cancel), TextId = found.Value.Text.Id, EndsAt = Instant.From(desk.Clock.GetUtcNow() + Lasts) });
            return (new EntryDraft("PreviewShared", [], new { Story, Edition }), token);
        }, cancel);
}

/// <summary>Ends every link with which a text can be looked at before readers have it.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
public sealed record EndPreviews(string Story, string Edition)
{
    /// <summary>Does it; the result is how many links were ended.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            int ended = await context.Set<LinkRow>().Where(row => row.Kind == LinkKind.Preview && row.TextId == found.Value.Text.Id).ExecuteDeleteAsync(cancel);
            return ended == 0 ? new Refusal("no-preview", "There is no link to look at it.") : (new EntryDraft("PreviewsEnded", [], new { Story, Edition, links = ended }), ended);
        }, cancel);
}
