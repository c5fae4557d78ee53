using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>What a good desk catches before a text goes out: no headline, byline, section, credit or alternative text, a conflict that is left.</summary>
public static class PublishGate
{
    /// <summary>Everything that is missing, in the order of the page; empty when the text may go out.</summary>
    /// <param name="database">The house.</param>
    /// <param name="story">The story's id.</param>
    /// <param name="edition">The edition's id.</param>
    /// <param name="text">What is written of it.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<IReadOnlyList<Refusal>> LookAsync(HouseDatabase database, long story, long edition, DraftText text, CancellationToken cancel = default) =>
        database.LookAsync(async context => await LookAsync(
            context, await context.Set<StoryRow>().AsNoTracking().FirstAsync(one => one.Id == story, cancel), edition, text.Fields.Headline, text.Body.GetRawText(), text.Conflicts.Count > 0, cancel), cancel);

    /// <summary>The same of a text that goes out at an hour as its newest revision stands: first what would be refused then, whoever looks.</summary>
    internal static async Task<IReadOnlyList<Refusal>> LookAheadAsync(HouseContext context, TextCopy copy, Instant hour, CancellationToken cancel = default)
    {
        var latest = copy.Latest!;
        var missing = await LookAsync(context, copy.Story, copy.Edition.Id, latest.Headline, latest.Body, false, cancel);
        return Publication.Decide(copy, hour) is { } refusal ? [refusal, .. missing.Where(one => one.Code != refusal.Code)] : missing;
    }

    /// <summary>What keeps a text that is scheduled from going out at its hour as it stands, or makes it go out as it should not.</summary>
    /// <param name="context">The house.</param>
    /// <param name="story">The story's id.</param>
    /// <param name="edition">The edition's id.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<Refusal>> LookAheadAsync(HouseContext context, long story, long edition, Instant hour, CancellationToken cancel = default)
    {
        var text = await context.Set<StoryTextRow>().AsNoTracking().FirstAsync(row => row.StoryId == story && row.EditionId == edition, cancel);
        var copy = new TextCopy(await context.Set<StoryRow>().AsNoTracking().FirstAsync(row => row.Id == story, cancel), text, await context.Set<EditionRow>().AsNoTracking().FirstAsync(row => row.Id == edition, cancel));
        return await LookAheadAsync(context, copy with { Latest = await context.RevisionAsync(text.LatestRevisionId) }, hour, cancel);
    }

    private static async Task<IReadOnlyList<Refusal>> LookAsync(HouseContext context, StoryRow row, long edition, string? headline, string written, bool isContested, CancellationToken cancel)
    {
        var found = new List<Refusal>();
        var body = ProseMirrorJson.Read(written);
        if (Checks.Clean(headline).Length == 0) found.Add(new("no-headline", "It has no headline.", "Write one."));
        if (isContested || (body.Refusal is null && body.Value.HasConflict)) found.Add(new("conflict", "Two people have written the same thing differently.", "Choose between the two versions."));
        if (row.Kind == StoryKind.Story && !await context.Set<BylineRow>().AnyAsync(one => one.StoryId == row.Id, cancel)) found.Add(new("no-byline", "Nobody stands in its byline.", "Say who wrote it."));
        if (row.Kind == StoryKind.Story && !await context.Set<FilingRow>().AnyAsync(one => one.StoryId == row.Id && one.Subject.StartsWith("section:"), cancel)) found.Add(new("no-section", "It is in no section.", "Choose one."));
        if (body.Refusal is not null) return found;
        var figures = body.Value.AllBlocks().OfType<Figure>().ToList();
        long[] ids = [.. figures.Select(figure => figure.MediaId).Concat(row.PictureId is { } head ? [head] : []).Distinct()];
        var media = await context.Set<MediaRow>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        var alts = await context.Set<MediaTextRow>().AsNoTracking().Where(one => ids.Contains(one.MediaId) && one.EditionId == edition && one.Alt != "").Select(one => one.MediaId).ToListAsync(cancel);
        bool Shows(long id, Func<Figure, string?> own, Func<long, bool> has) => has(id) || figures.Where(figure => figure.MediaId == id).DefaultIfEmpty().All(figure => !string.IsNullOrWhiteSpace(figure is null ? null : own(figure)));
        if (!ids.All(id => Shows(id, figure => figure.Credit, one => media.GetValueOrDefault(one)?.Credit.Length > 0))) found.Add(new("no-credit", "A picture names nobody who took it.", "Write its credit."));
        if (!ids.All(id => Shows(id, figure => figure.Alt, alts.Contains))) found.Add(new("no-alt", "A picture has no alternative text.", "Say what it shows, for those who do not see it."));
        return found;
    }
}
