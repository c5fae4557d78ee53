using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
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
        database.LookAsync<IReadOnlyList<Refusal>>(async context =>
        {
            var found = new List<Refusal>();
            var body = ProseMirrorJson.Read(text.Body.GetRawText());
            var row = await context.Set<StoryRow>().AsNoTracking().FirstAsync(one => one.Id == story, cancel);
            if (string.IsNullOrWhiteSpace(text.Fields.Headline)) found.Add(new("no-headline", "It has no headline.", "Write one."));
            if (text.Conflicts.Count > 0 || (body.Refusal is null && body.Value.HasConflict)) found.Add(new("conflict", "Two people have written the same thing differently.", "Choose between the two versions."));
            if (row.Kind == StoryKind.Story && !await context.Set<BylineRow>().AnyAsync(one => one.StoryId == story, cancel)) found.Add(new("no-byline", "Nobody stands in its byline.", "Say who wrote it."));
            if (row.Kind == StoryKind.Story && !await context.Set<FilingRow>().AnyAsync(one => one.StoryId == story && one.Subject.StartsWith("section:"), cancel)) found.Add(new("no-section", "It is in no section.", "Choose one."));
            if (body.Refusal is not null) return found;
            var figures = body.Value.AllBlocks().OfType<Figure>().ToList();
            long[] ids = [.. figures.Select(figure => figure.MediaId).Concat(row.PictureId is { } head ? [head] : []).Distinct()];
            var media = await context.Set<MediaRow>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
            var alts = await context.Set<MediaTextRow>().AsNoTracking().Where(one => ids.Contains(one.MediaId) && one.EditionId == edition && one.Alt != "").Select(one => one.MediaId).ToListAsync(cancel);
            bool Shows(long id, Func<Figure, string?> own, Func<long, bool> has) => has(id) || figures.Where(figure => figure.MediaId == id).DefaultIfEmpty().All(figure => !string.IsNullOrWhiteSpace(figure is null ? null : own(figure)));
            if (!ids.All(id => Shows(id, figure => figure.Credit, one => media.GetValueOrDefault(one)?.Credit.Length > 0))) found.Add(new("no-credit", "A picture names nobody who took it.", "Write its credit."));
            if (!ids.All(id => Shows(id, figure => figure.Alt, alts.Contains))) found.Add(new("no-alt", "A picture has no alternative text.", "Say what it shows, for those who do not see it."));
            return found;
        }, cancel);
}
