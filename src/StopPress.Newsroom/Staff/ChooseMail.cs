using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Says whether somebody gets their messages by mail as well.</summary>
/// <param name="Account">The account's public id, or its e-mail address.</param>
/// <param name="Wanted">Whether they want it.</param>
public sealed record ChooseMail(string Account, bool Wanted = true)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel);
            if (found.Refusal is { } unknown) return unknown;
            found.Value.MailSince = Wanted ? found.Value.MailSince ?? Instant.Now(desk.Clock) : null;
            return (new EntryDraft("MailChosen", [], new { account = PublicId.Text(found.Value.Id), wanted = Wanted }), Wanted);
        }, cancel);
}

/// <summary>Says in which language the desk speaks to somebody, and writes to them.</summary>
/// <param name="Account">The account's public id, or its e-mail address.</param>
/// <param name="Language">The language as a BCP 47 tag; null leaves it to the browser.</param>
public sealed record ChooseLanguage(string Account, string? Language)
{
    // RFC 5646, section 4.4.1: no tag need be longer.
    private const int LongestTag = 35;

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        if (Language is not null && (Language.Length > LongestTag || !OpenEdition.IsLanguage(Language))) return new Refusal("unknown-language", $"\"{Language}\" is no language tag.", "Write one such as en, th or zh-Hant.");
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel);
            if (found.Refusal is { } unknown) return unknown;
            found.Value.Language = Language;
            return (new EntryDraft("LanguageChosen", [], new { account = PublicId.Text(found.Value.Id), Language }), true);
        }, cancel);
    }
}
