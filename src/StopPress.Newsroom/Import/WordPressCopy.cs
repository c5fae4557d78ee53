using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Adopts what an import has made ready: new stories come in, those that have changed there are brought up to date, and what was edited here stays.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="site">The site that it is of.</param>
/// <param name="run">The run that made it ready.</param>
/// <param name="actor">Who brings it in.</param>
internal sealed class WordPressCopy(NewsDesk desk, WordPressSite site, long run, string actor)
{
    private const int Batch = 100;

    // A list that is longer is read by nobody; how many there are is told.
    private const int MostGone = 200;
    private readonly List<string> lines = [];
    private EditionRow edition = null!;
    private WordPressTerms terms = null!;
    private int stories, pages, unpublished, known, renewed, edited;

    /// <summary>Adopts all of it, in the transaction of an act; batch by batch, so that memory does not grow with it.</summary>
    public async Task<ImportResult> AdoptAsync(HouseContext context, EditionRow into, CancellationToken cancel)
    {
        (edition, terms) = (into, new WordPressTerms(desk, site, context, into, lines));
        await terms.OpenAsync(cancel);
        await SettleAsync(context, cancel);
        for (int next = 0; await context.Set<ImportStageRow>().AsNoTracking().Where(row => row.Run == run && row.Place >= next).OrderBy(row => row.Place).Take(Batch).ToListAsync(cancel) is { Count: > 0 } batch; next = batch[^1].Place + 1)
        {
            await AdoptAsync(context, batch, cancel);
            await SettleAsync(context, cancel);
        }
        int gone = await TellGoneAsync(context, cancel);
        await context.Set<ImportStageRow>().Where(row => row.Run == run).ExecuteDeleteAsync(cancel);
        lines.AddRange(site.Counts.Where(other => other.Key is not ("post" or "page")).OrderBy(other => other.Key, StringComparer.Ordinal).Select(other => $"{other.Value} of the kind \"{other.Key}\" are left out."));
        return new ImportResult(stories, pages, unpublished, known, lines) { Found = site.Counts, Renewed = renewed, Edited = edited, Gone = gone };
    }

    private static async Task SettleAsync(HouseContext context, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
    }

    private async Task AdoptAsync(HouseContext context, List<ImportStageRow> batch, CancellationToken cancel)
    {
        string[] sources = [.. batch.Select(row => row.Source)];
        var imported = await context.Set<ImportedRow>().Where(row => sources.Contains(row.Source)).ToDictionaryAsync(row => row.Source, cancel);
        var here = (await context.Set<StoryRow>().AsNoTracking().Where(row => row.Source != null && sources.Contains(row.Source)).Select(row => row.Source!).ToListAsync(cancel)).ToHashSet();
        foreach (var row in batch)
        {
            if (row.Item.Length == 0)
            {
                known++;
                continue;
            }
            var staged = JsonSerializer.Deserialize<StagedItem>(row.Item)!;
            if (imported.TryGetValue(row.Source, out var before) && before.Fingerprint != row.Fingerprint) await RenewAsync(context, staged, before, row.Fingerprint, cancel);
            else if (!here.Add(row.Source))
            {
                known++;
                lines.Add($"{staged.Item.Id} \"{staged.Headline}\" is here already, and was left as it is.");
            }
            else await BringAsync(context, staged, row, cancel);
        }
    }

    private async Task BringAsync(HouseContext context, StagedItem staged, ImportStageRow row, CancellationToken cancel)
    {
        var item = staged.Item;
        lines.AddRange(staged.Lines.Select(line => $"{item.Id} \"{staged.Headline}\": {line}"));
        var story = new StoryRow
        {
            Id = PublicId.Next(desk.Clock),
            Kind = item.IsPage ? StoryKind.Page : StoryKind.Story,
            OriginalEditionId = edition.Id,
            Slugline = staged.Headline,
            FiledAt = item.At,
            Source = row.Source,
        };
        context.Add(story);
        var revision = Revision(staged);
        TextDesk.Add(context, desk, story, edition, revision, UrlSlug.Of(item.Slug.Length > 0 ? item.Slug : staged.Headline));
        context.Add(new ImportedRow { Source = row.Source, StoryId = story.Id, Fingerprint = row.Fingerprint, RevisionId = revision.Id });
        await terms.FileAsync(story, item, cancel);
        var text = context.Set<StoryTextRow>().Local.First(one => one.StoryId == story.Id);
        if (!item.IsPublic)
        {
            unpublished++;
            Keep(context, item, story, text);
            return;
        }
        await PublishAsync(context, item, story, text, cancel);
        if (item.IsPage) pages++;
        else stories++;
    }

    // What was edited here since, or is kept from readers by the desk, stays as it is.
    private async Task RenewAsync(HouseContext context, StagedItem staged, ImportedRow before, string fingerprint, CancellationToken cancel)
    {
        var item = staged.Item;
        var story = await context.Set<StoryRow>().FirstOrDefaultAsync(row => row.Id == before.StoryId, cancel);
        var text = story is null ? null : await context.Set<StoryTextRow>().FirstOrDefaultAsync(row => row.StoryId == story.Id && row.EditionId == story.OriginalEditionId, cancel);
        bool isTouched = story is null || text is null || text.LatestRevisionId != before.RevisionId || text.HeldAt is not null || story.HeldAt is not null || story.WorkStage == WorkStage.Spiked
            || text.PubStatus is PubStatus.Withheld or PubStatus.Cancelled || Publication.MayGoOut(desk, story) is not null
            || await context.Set<DraftRow>().AnyAsync(draft => draft.TextId == text.Id && draft.Version != draft.FiledVersion, cancel);
        if (isTouched)
        {
            edited++;
            lines.Add($"{item.Id} \"{staged.Headline}\" has changed there, and was edited here as well: it stays as it is here.");
            return;
        }
        lines.AddRange(staged.Lines.Select(line => $"{item.Id} \"{staged.Headline}\": {line}"));
        var revision = Revision(staged);
        (revision.TextId, revision.Number) = (text!.Id, 1 + await context.Set<RevisionRow>().Where(row => row.TextId == text.Id).MaxAsync(row => row.Number, cancel));
        context.Add(revision);
        (text.LatestRevisionId, before.RevisionId, before.Fingerprint) = (revision.Id, revision.Id, fingerprint);
        await terms.FileAsync(story!, item, cancel);
        renewed++;
        if (text.PubStatus != PubStatus.Usable)
        {
            if (item.IsPublic) await PublishAsync(context, item, story!, text, cancel);
            return;
        }
        if (!item.IsPublic) lines.Add($"{item.Id} \"{staged.Headline}\" is published here, and no longer there: it stays published.");
        text.PublishedRevisionId = revision.Id;
        await ListAsync(context, story!, text, appears: false, cancel);
    }

    private RevisionRow Revision(StagedItem staged) => new()
    {
        Id = PublicId.Next(desk.Clock),
        At = staged.Item.At,
        Actor = actor,
        Kicker = "",
        Headline = staged.Headline,
        Standfirst = staged.Standfirst,
        Dateline = "",
        Body = staged.Body,
    };

    private async Task PublishAsync(HouseContext context, WordPressItem item, StoryRow story, StoryTextRow text, CancellationToken cancel)
    {
        string subject = Subject.Text(text.Id);
        (text.FirstPublishedAt, text.PubStatus, text.PublishedRevisionId) = (item.At, PubStatus.Usable, text.LatestRevisionId);
        story.WorkStage = WorkStage.Ready;
        string wanted = item.Path.Length > 0 ? item.Path : item.IsPage ? $"{AddressBook.Home(edition)}{text.UrlSlug}/" : AddressBook.OfStory(edition, edition.AsEdition().DayOf(item.At), text.UrlSlug);
        text.Path = await AddressBook.GiveAsync(context, edition, subject, wanted, cancel);
        if (text.Path != wanted) lines.Add($"{item.Id} \"{story.Slugline}\" is at {text.Path}: its old address {wanted} leads to something else.");
        string single = wanted.Replace("//", "/", StringComparison.Ordinal);
        if (single != wanted && await AddressBook.GiveExactlyAsync(context, edition, subject, single, cancel) is null) await AddressBook.RetireAsync(context, single, cancel);
        await ListAsync(context, story, text, appears: true, cancel);
    }

    private async Task ListAsync(HouseContext context, StoryRow story, StoryTextRow text, bool appears, CancellationToken cancel)
    {
        // Filings and bylines were added in this transaction, and lists are worked out from rows.
        await context.SaveChangesAsync(cancel);
        var copy = new TextCopy(story, text, edition);
        var facts = await StoryFacts.ReadAsync(context, copy);
        ListDesk.Put(context, copy, facts, appears);
        if (facts.Media.Count > 0) await MediaUses.PutAsync(context, copy);
    }

    private void Keep(HouseContext context, WordPressItem item, StoryRow story, StoryTextRow text)
    {
        story.WorkStage = WorkStage.Submitted;
        string why = item.IsProtected ? "a password was needed to read it" : $"its status was \"{item.Status}\"";
        lines.Add($"{item.Id} \"{story.Slugline}\" is not published: {why}.");
        if (item.Status != "future" || item.IsProtected || item.At <= Instant.Now(desk.Clock)) return;
        desk.Deadlines.Set(context, item.At, Publication.Kind, Subject.Text(text.Id));
        lines.Add($"{item.Id} \"{story.Slugline}\" goes out at {item.At}.");
    }

    private async Task<int> TellGoneAsync(HouseContext context, CancellationToken cancel)
    {
        if (site.Address.Length == 0) return 0;
        string prefix = site.Sources;
        var gone = from row in context.Set<ImportedRow>().AsNoTracking()
                   join story in context.Set<StoryRow>() on row.StoryId equals story.Id
                   where row.Source.StartsWith(prefix) && !context.Set<ImportStageRow>().Any(staged => staged.Run == run && staged.Source == row.Source)
                   orderby row.Source
                   select new { row.Source, story.Slugline };
        int count = await gone.CountAsync(cancel);
        lines.AddRange((await gone.Take(MostGone).ToListAsync(cancel)).Select(one => $"{one.Source[prefix.Length..]} \"{one.Slugline}\" is not in the file any more: it stays here."));
        if (count > MostGone) lines.Add($"{count - MostGone} more are not in the file any more, and stay here.");
        return count;
    }
}
