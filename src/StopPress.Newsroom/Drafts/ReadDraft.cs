using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;

namespace StopPress.Newsroom.Drafts;

/// <summary>What is written of a text just now: its draft, or its newest revision where nobody has written since.</summary>
/// <param name="Version">The draft's version; the revision's number where there is no draft.</param>
/// <param name="Revision">The number of the text's newest revision.</param>
/// <param name="IsNew">Whether anything is written since that revision.</param>
/// <param name="Fields">All fields.</param>
/// <param name="Conflicts">Those that two have worded differently, each with all its wordings.</param>
/// <param name="Body">The document, as ProseMirror JSON.</param>
public sealed record DraftText(long Version, int Revision, bool IsNew, DraftFields Fields, IReadOnlyDictionary<string, IReadOnlyList<string>> Conflicts, JsonElement Body);

/// <summary>Reads what is written of a text just now; also of one that was killed, which the desk may look at.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Tab">The tab that reads it: a field in conflict is told as that tab has worded it. Null for the first wording.</param>
/// <param name="AsReaders">Whether only the revision that readers have is told, for somebody who sees no more; refused where they have none.</param>
public sealed record ReadDraft(string Story, string Edition, string? Tab = null, bool AsReaders = false)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<DraftText>> RunAsync(NewsDesk desk, CancellationToken cancel = default) => desk.Database.ReadAsync<Outcome<DraftText>>(async (connection, snapshot) =>
    {
        await using var context = desk.Database.NewContext(connection);
        await context.Database.UseTransactionAsync(snapshot, cancel);
        var found = await context.FindTextAsync(Story, Edition);
        if (found.Refusal is { } unknown) return unknown;
        if (AsReaders)
        {
            if (found.Value.Text.PublishedRevisionId is not { } published) return new Refusal("not-out", "Readers do not have this story.");
            var revision = await context.RevisionAsync(published);
            return Told(Draft.Of(revision), revision.Number, isNew: false);
        }
        var open = (await OpenDraft.ForAsync(context, found.Value)).Value;
        return Told(open.Draft, found.Value.Latest!.Number, open.IsNew);
    }, cancel);

    private DraftText Told(Draft draft, int revision, bool isNew) => new(
        draft.Version, revision, isNew, DraftFields.Of(Draft.FieldNames.ToDictionary(name => name, name => draft.WordedFor(Tab, name).Text)), draft.FieldConflicts, DraftAnswer.Node(draft.Body));
}
