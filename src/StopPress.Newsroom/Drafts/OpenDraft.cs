using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Drafts;

/// <summary>A text's draft, read in the transaction of an act.</summary>
internal sealed class OpenDraft
{
    private readonly HouseContext context;
    private readonly TextCopy copy;
    private readonly DraftRow? row;

    private OpenDraft(HouseContext context, TextCopy copy, DraftRow? row, Draft draft) => (this.context, this.copy, this.row, Draft) = (context, copy, row, draft);

    /// <summary>The draft; where nobody has written since the newest revision, that one as a draft.</summary>
    public Draft Draft { get; }

    /// <summary>Whether anything is written in it since the newest revision.</summary>
    public bool IsNew => row is not null && row.Version > row.FiledVersion;

    /// <summary>Reads a text's draft.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text with its newest revision.</param>
    /// <param name="seen">The version that somebody has seen: before there is a draft, that is the number of a revision.</param>
    public static async Task<Outcome<OpenDraft>> ForAsync(HouseContext context, TextCopy copy, long seen = 0)
    {
        if (await RowAsync(context, copy.Text.Id) is { } row) return new OpenDraft(context, copy, row, DraftMemory.Read(row));
        var latest = copy.Latest!;
        if (seen <= 0 || seen >= latest.Number) return new OpenDraft(context, copy, null, Draft.Of(latest));
        // Revisions were kept since, and whoever began with the older one has not seen them.
        var before = await context.Set<RevisionRow>().AsNoTracking().FirstAsync(one => one.TextId == copy.Text.Id && one.Number == seen);
        var followed = DraftMerge.Follow(Draft.Of(before) with { Version = latest.Number - 1 }, DraftChange.Of(seen, before, latest));
        return new OpenDraft(context, copy, null, followed with { Version = latest.Number });
    }

    /// <summary>Keeps the draft as it is now; or the refusal, when it has grown too large.</summary>
    public async Task<Refusal?> PutAsync(NewsDesk desk, string actor, Draft now, CancellationToken cancel)
    {
        if (ReferenceEquals(now, Draft)) return null;
        var kept = row ?? new DraftRow { TextId = copy.Text.Id, FiledVersion = Draft.Version, Revision = copy.Latest!.Number, Actor = actor, Headline = "", Body = copy.Latest.Body, Memory = "" };
        string before = kept.Body;
        DraftMemory.Write(now, kept);
        if (ProseMirrorJson.Read(kept.Body).Refusal is { } refusal) return refusal;
        if (now.Version > Draft.Version || row is null) (kept.At, kept.Actor) = (Instant.Now(desk.Clock), actor);
        if (row is null) context.Add(kept);
        await PutMediaAsync(before, kept.Body, cancel);
        return null;
    }

    /// <summary>Lets a draft follow a revision that was kept past it: what is written in it stays, what the revision changed changes.</summary>
    public static async Task<Refusal?> FollowAsync(HouseContext context, TextCopy copy, RevisionRow before, RevisionRow revision)
    {
        if (await RowAsync(context, copy.Text.Id) is not { } row) return null;
        bool isNew = row.Version > row.FiledVersion;
        var followed = DraftMerge.Follow(DraftMemory.Read(row), DraftChange.Of(row.FiledVersion, before, revision));
        string body = row.Body;
        DraftMemory.Write(followed, row);
        if (ProseMirrorJson.Read(row.Body).Refusal is { } refusal) return refusal;
        row.Revision = revision.Number;
        if (!isNew) row.FiledVersion = row.Version;
        await new OpenDraft(context, copy, row, followed).PutMediaAsync(body, row.Body, CancellationToken.None);
        return null;
    }

    /// <summary>Makes a draft the text's newest revision, which the answer holds; where nothing is written since, the answer is the text as it was.</summary>
    /// <param name="desk">What acts work with.</param>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text.</param>
    /// <param name="actor">Who files it.</param>
    /// <param name="seen">The version that was looked at; null does not look.</param>
    public static async Task<Outcome<TextCopy>> FileAsync(NewsDesk desk, HouseContext context, TextCopy copy, string actor, long? seen)
    {
        var latest = copy.Latest!;
        var row = await RowAsync(context, copy.Text.Id);
        if (seen is { } version && version != (row?.Version ?? latest.Number))
        {
            string who = row is { } other && other.Version > other.FiledVersion ? other.Actor : latest.Actor;
            return new Refusal("edited-meanwhile", $"{who} has written in this text since you looked.", "Look at what is there now first.");
        }
        if (row is null || row.Version == row.FiledVersion) return copy;
        var draft = DraftMemory.Read(row);
        if (draft.FieldConflicts.Count > 0)
        {
            string field = draft.FieldConflicts.Keys.First().Replace('_', ' ');
            return new Refusal("conflict", $"Two people have written the {field} differently.", "Choose between the two first.");
        }
        // A slug is asked for once: what the desk has changed in another way since stays.
        string? slug = draft.Fields["url_slug"][0] is { } asked && asked.Version > row.FiledVersion ? asked.Text : null;
        var words = new StoryWords(draft.Field("headline"), row.Body, draft.Field("kicker"), draft.Field("standfirst"), draft.Field("dateline"), slug, draft.Field("search_headline"), draft.Field("social_headline"));
        var checks = new Checks();
        var revision = words.Read(checks, desk, actor);
        if (checks.Fault is { } fault) return fault;
        row.FiledVersion = row.Version;
        if (string.IsNullOrWhiteSpace(slug) && latest.SaysWhat(revision)) return copy;
        if (await BodyReferences.MissingAsync(context, revision) is { } missing) return missing;
        NextRevision.Put(context, copy, words, revision);
        row.Revision = revision.Number;
        return copy with { Latest = revision };
    }

    private static Task<DraftRow?> RowAsync(HouseContext context, long text) => context.Set<DraftRow>().FirstOrDefaultAsync(row => row.TextId == text);

    private async Task PutMediaAsync(string before, string after, CancellationToken cancel)
    {
        var shown = MediaUses.In(after).ToHashSet();
        if (shown.Count == 0 && !MediaUses.In(before).Any()) return;
        var present = await context.Set<DraftMediaRow>().Where(use => use.TextId == copy.Text.Id).ToListAsync(cancel);
        context.RemoveRange(present.Where(use => !shown.Contains(use.MediaId)));
        context.AddRange(shown.Except(present.Select(use => use.MediaId)).Select(id => new DraftMediaRow { MediaId = id, TextId = copy.Text.Id }));
    }
}
