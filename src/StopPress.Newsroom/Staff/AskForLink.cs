using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Sends somebody who has forgotten their password a link by mail. Whoever asks is nobody that the house knows, so they are not told what came of it.</summary>
/// <param name="Email">The address that was typed.</param>
public sealed record AskForLink(string Email)
{
    // Long enough for a mail that comes late, short enough that one which is found later lets nobody in.
    internal static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    // A person asks again when a mail is late; more only fills their letter box.
    private const int Most = 3;

    /// <summary>Does it; the result is the account's public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, CancellationToken cancel = default)
    {
        string token = Token.New();
        // A seal may need a new key, which is written before the act begins.
        string sealedLink = desk.Seals.Seal(LetterDesk.Purpose, token);
        return await desk.Journal.WriteAsync<string>("link", async context =>
        {
            if (!await context.Set<MailServerRow>().AnyAsync(cancel)) return MailDesk.NoServer;
            var found = await AccountDesk.FindAsync(context, Email, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var now = Instant.Now(desk.Clock);
            long id = found.Value.Id;
            if (await context.Set<LinkRow>().CountAsync(row => row.AccountId == id && row.Kind == LinkKind.Reset && row.EndsAt > now, cancel) >= Most) return new Refusal("too-many-links", "There are several links to this account already.", "Use the newest, or wait an hour.");
            context.Add(new LinkRow { Hash = Token.Hash(token), Kind = LinkKind.Reset, AccountId = id, EndsAt = now.Plus(Lasts) });
            context.Add(LetterRow.New(desk, id, sealedLink: sealedLink));
            return (new EntryDraft("LinkAskedFor", [], new { account = PublicId.Text(id) }), PublicId.Text(id));
        }, cancel);
    }
}
