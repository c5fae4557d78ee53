using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Comments;
using StopPress.Newsroom.Documents;
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
/// <param name="notes">Takes what became something else, or was left out.</param>
internal sealed class WordPressCopy(NewsDesk desk, WordPressSite site, long run, string actor, ImportNotes notes)
{
    private const int Batch = 100;

    // A list that is longer is read by nobody; how many there are is told.
    private const int MostGone = 200;
    private EditionRow edition = null!;
    private WordPressTerms terms = null!;
    private WordPressAddresses addresses = null!;
    private KnownAddresses paths = null!;
    private RowsComingIn coming = null!;
    private readonly List<long> unused = [];
    private (Instant At, long Story)? sticky;
    private int stories, pages, unpublished, known, renewed, edited, comments;

    /// <summary>Adopts all of it, in the transaction of an act; batch by batch, so that memory does not grow with it.</summary>
    public async Task<ImportResult> AdoptAsync(HouseContext context, EditionRow into, CancellationToken cancel)
    {
        // Else everything that is known is looked through whenever something is looked for: three quarters of the time.
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var rows = coming = new RowsComingIn(context);
        (edition, paths) = (into, new KnownAddresses(context, coming));
        (terms, addresses) = (new WordPressTerms(desk, site, context, into, paths, notes), new WordPressAddresses(site, context, into, paths));
        await terms.OpenAsync(cancel);
        await addresses.LeadHomeAsync(cancel);
        await context.SaveAndForgetAsync(cancel);
        int media = await new WordPressMediaCopy(desk, site, into, actor).AdoptAsync(context, cancel);
        await foreach (var batch in StagedAsync(0, ImportStageRow.Files).Select(rows => rows.ConvertAll(row => (row, row.Item.Length > 0 ? StagedItem.Read(row.Item) : null))).AheadAsync(cancel))
        {
            await AdoptAsync(context, batch, cancel);
        }
        await coming.AllInAsync(cancel);
        await foreach (var batch in StagedAsync(ImportStageRow.Files, int.MaxValue).AheadAsync(cancel))
        {
            await addresses.LeadAsync([.. batch.Select(row => JsonSerializer.Deserialize<WordPressAttachment>(row.Item)!)], cancel);
            await context.SaveAndForgetAsync(cancel);
        }
        int links = await new WordPressMenus(desk, site, context, into, terms, notes).MakeAsync(cancel);
        // What stayed at the top of the old front leads this one, unless somebody has chosen.
        if (sticky is { } lead) await context.Set<EditionRow>().Where(row => row.Id == into.Id && row.LeadStoryId == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeadStoryId, lead.Story), cancel);
        await context.SaveAndForgetAsync(cancel);
        int gone = await TellGoneAsync(context, cancel);
        TellLeft(media);
        context.ChangeTracker.AutoDetectChangesEnabled = true;
        var came = new Dictionary<string, int>(terms.Counts) { ["post and page"] = stories + pages + unpublished + known + renewed + edited, ["comment"] = comments, [WordPressAttachment.Kind] = media, ["nav_menu_item"] = links };
        return new ImportResult(stories, pages, unpublished, known, notes.All) { Found = site.Counts, Came = came, Renewed = renewed, Edited = edited, Gone = gone };
    }

    // They were written before the act began, so they are read beside its transaction.
    private async IAsyncEnumerable<List<ImportStageRow>> StagedAsync(int from, int until, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int next = from; await ReadAsync(next) is { Count: > 0 } batch; next = batch[^1].Place + 1) yield return batch;

        Task<List<ImportStageRow>> ReadAsync(int first) => desk.Database.LookAsync(
            context => context.Set<ImportStageRow>().AsNoTracking().Where(row => row.Run == run && row.Place >= first && row.Place < until).OrderBy(row => row.Place).Take(Batch).ToListAsync(cancel), cancel);
    }

    private void TellLeft(int media)
    {
        if (site.Attachments > media) notes.Add($"{site.Attachments - media} pictures and files are not in the library: bring them with --media, from a folder or from the old site. Their addresses lead to their stories.");
        foreach (var (kind, count) in site.Counts.Where(other => other.Key is not ("post" or "page" or "comment" or "category" or "tag" or "author" or "nav_menu_item" or "wp_block" or "guest-author" or WordPressAttachment.Kind)).OrderBy(other => other.Key, StringComparer.Ordinal))
        {
            notes.Add($"{count} of the kind \"{kind}\" are left out.");
        }
    }

    private async Task AdoptAsync(HouseContext context, List<(ImportStageRow Row, StagedItem? Staged)> batch, CancellationToken cancel)
    {
        string[] sources = [.. batch.Select(one => one.Row.Source)];
        var imported = (await context.ListAsync(
            "SELECT source, story_id, fingerprint, revision_id FROM imported WHERE source IN @sources",
            row => new ImportedRow { Source = row.GetString(0), StoryId = row.GetInt64(1), Fingerprint = row.GetString(2), RevisionId = row.GetInt64(3) }, ("sources", sources))).ToDictionary(row => row.Source);
        var here = (await context.ListAsync("SELECT source FROM stories WHERE source IN @sources", row => row.GetString(0), ("sources", sources))).ToHashSet();
        await paths.LookUpAsync(batch.Where(one => one.Staged is not null).SelectMany(one => addresses.Of(one.Staged!.Item).Append(WordPressAddress.Single(one.Staged.Item.Path))).SelectMany(WordPressAddress.Kept));
        here.UnionWith(coming.Of<StoryRow>().Select(story => story.Source!));
        context.AttachRange(imported.Values);
        coming.Begin(cancel);
        foreach (var (row, staged) in batch)
        {
            if (staged is null) known++;
            else if (imported.TryGetValue(row.Source, out var before) && before.Fingerprint != row.Fingerprint && !await IsRepeatedAsync(context, row, cancel)) await RenewAsync(context, staged, row, before, cancel);
            else if (here.Add(row.Source)) await BringAsync(context, staged, row, cancel);
            else
            {
                known++;
                notes.Add(staged.Item, staged.Headline, "It is here already, or another one of the file has its number; it was left out.");
                unused.Add(row.RevisionId!.Value);
            }
        }
        await coming.TakeAsync(cancel);
        if (unused.Count == 0) return;
        await context.Set<RevisionRow>().Where(revision => unused.Contains(revision.Id)).ExecuteDeleteAsync(cancel);
        unused.Clear();
    }

    // Two posts of one file with one number: what came in is the first.
    private async Task<bool> IsRepeatedAsync(HouseContext context, ImportStageRow row, CancellationToken cancel)
    {
        await coming.SettledAsync();
        return await context.Set<ImportStageRow>().AnyAsync(other => other.Run == run && other.Source == row.Source && other.Place < row.Place, cancel);
    }

    private async Task BringAsync(HouseContext context, StagedItem staged, ImportStageRow row, CancellationToken cancel)
    {
        var item = staged.Item;
        foreach (string line in staged.Lines) notes.Add(item, staged.Headline, line);
        var story = new StoryRow
        {
            Id = PublicId.Next(desk.Clock),
            Kind = item.IsPage ? StoryKind.Page : StoryKind.Story,
            OriginalEditionId = edition.Id,
            Slugline = staged.Headline,
            FiledAt = item.At,
            PictureId = staged.PictureId,
            Source = row.Source,
        };
        context.Add(story);
        context.AddRange(WordPressFields.Rows(item, story.Id));
        AddComments(context, staged, story);
        var text = TextDesk.Of(story, edition, staged.TextId, row.RevisionId!.Value, UrlSlug.Of(item.Slug.Length > 0 ? item.Slug : staged.Headline));
        context.Add(text);
        context.Add(new ImportedRow { Source = row.Source, StoryId = story.Id, Fingerprint = row.Fingerprint, RevisionId = text.LatestRevisionId });
        var lists = terms.File(story, item);
        if (item.IsPublic)
        {
            await PublishAsync(item, story, text, cancel);
            // Nothing of it is in any list yet.
            context.AddRange(lists.Select(list => new ListingRow { EditionId = edition.Id, List = list, ListedAt = item.At, StoryId = story.Id }));
        }
        MediaUses.PutFirst(context, story, text, staged.Media);
        await addresses.LeadAsync(item, text, cancel);
        if (!item.IsPublic)
        {
            unpublished++;
            Keep(context, item, story, text);
            return;
        }
        if (item.IsPage) pages++;
        else stories++;
        if (item is { IsSticky: true, IsPage: false } && (sticky is null || sticky.Value.At < item.At)) sticky = (item.At, story.Id);
    }

    // What was edited here since, or is kept from readers by the desk, stays as it is.
    private async Task RenewAsync(HouseContext context, StagedItem staged, ImportStageRow row, ImportedRow before, CancellationToken cancel)
    {
        var item = staged.Item;
        await coming.SettledAsync();
        var story = await context.Set<StoryRow>().FirstOrDefaultAsync(one => one.Id == before.StoryId, cancel);
        var text = story is null ? null : await context.Set<StoryTextRow>().FirstOrDefaultAsync(one => one.StoryId == story.Id && one.EditionId == story.OriginalEditionId, cancel);
        bool isTouched = story is null || text is null || text.LatestRevisionId != before.RevisionId || text.HeldAt is not null || story.HeldAt is not null || story.WorkStage == WorkStage.Spiked
            || text.PubStatus is PubStatus.Withheld or PubStatus.Cancelled || Publication.MayGoOut(desk, story) is not null
            || await context.Set<DraftRow>().AnyAsync(draft => draft.TextId == text.Id && draft.Version != draft.FiledVersion, cancel);
        if (isTouched)
        {
            edited++;
            notes.Add(item, staged.Headline, "It has changed there, and was edited here as well: it stays as it is here.");
            unused.Add(row.RevisionId!.Value);
            return;
        }
        foreach (string line in staged.Lines) notes.Add(item, staged.Headline, line);
        var revision = await context.Set<RevisionRow>().FirstAsync(one => one.Id == row.RevisionId, cancel);
        revision.Kind = RevisionKind.Edited;
        (revision.TextId, revision.Number) = (text!.Id, 1 + await context.Set<RevisionRow>().Where(one => one.TextId == text.Id).MaxAsync(one => one.Number, cancel));
        (text.LatestRevisionId, before.RevisionId, before.Fingerprint) = (revision.Id, revision.Id, row.Fingerprint);
        story!.PictureId = staged.PictureId ?? story.PictureId;
        await RenewExtrasAsync(context, staged, story, cancel);
        await terms.RefileAsync(story, item, cancel);
        await addresses.LeadAsync(item, text, cancel);
        renewed++;
        bool appears = text.PubStatus != PubStatus.Usable;
        if (appears && !item.IsPublic)
        {
            await MediaUses.PutAsync(context, new TextCopy(story, text, edition));
            return;
        }
        if (appears) await PublishAsync(item, story, text, cancel);
        else if (!item.IsPublic) notes.Add(item, staged.Headline, "It is published here, and no longer there: it stays published.");
        text.PublishedRevisionId = revision.Id;
        await ListAsync(context, story, text, appears, cancel);
    }

    private async Task RenewExtrasAsync(HouseContext context, StagedItem staged, StoryRow story, CancellationToken cancel)
    {
        await context.Set<StoryFieldRow>().Where(row => row.StoryId == story.Id).ExecuteDeleteAsync(cancel);
        await context.Set<CommentRow>().Where(row => row.StoryId == story.Id).ExecuteDeleteAsync(cancel);
        context.AddRange(WordPressFields.Rows(staged.Item, story.Id));
        AddComments(context, staged, story);
    }

    // Answers find what they answer by its number, wherever in the list it stands.
    private void AddComments(HouseContext context, StagedItem staged, StoryRow story)
    {
        var rows = new Dictionary<string, CommentRow>(StringComparer.Ordinal);
        var kept = staged.Item.Comments.Where(comment => !comment.IsRubbish).ToList();
        foreach (var comment in kept)
        {
            var row = new CommentRow
            {
                Id = PublicId.Next(desk.Clock),
                StoryId = story.Id,
                At = comment.At,
                Author = Checks.Clean(comment.Author),
                Link = Href.Read(comment.Link)?.Address ?? "",
                Body = comment.Body,
                IsMention = comment.IsMention,
                IsShown = comment.Status == "1",
                Source = comment.Id,
            };
            rows.TryAdd(comment.Id, row);
            context.Add(row);
        }
        foreach (var comment in kept.Where(comment => comment.Parent.Length > 0)) rows[comment.Id].ParentId = rows.GetValueOrDefault(comment.Parent)?.Id;
        comments += kept.Count;
        if (kept.Count(comment => comment.Status != "1") is > 0 and var waiting) notes.Add(staged.Item, staged.Headline, $"{waiting} comments wait for approval there: they came in, and no reader sees them.");
        if (staged.Item.Comments.Count - kept.Count is > 0 and var rubbish) notes.Add(staged.Item, staged.Headline, $"{rubbish} comments were thrown away there, and were left out.");
    }

    private async Task PublishAsync(WordPressItem item, StoryRow story, StoryTextRow text, CancellationToken cancel)
    {
        string subject = Subject.Text(text.Id);
        (text.FirstPublishedAt, text.PubStatus, text.PublishedRevisionId) = (item.At, PubStatus.Usable, text.LatestRevisionId);
        story.WorkStage = WorkStage.Ready;
        // Some exports write two slashes where their site answers at one.
        string wanted = item.Path.Length > 0 ? WordPressAddress.Single(item.Path) : item.IsPage ? $"{AddressBook.Home(edition)}{text.UrlSlug}/" : AddressBook.OfStory(edition, edition.AsEdition().DayOf(item.At), text.UrlSlug);
        text.Path = await paths.GiveAsync(edition, subject, wanted, cancel);
        if (text.Path != wanted) notes.Add(item, story.Slugline, $"It is at {text.Path}: its old address {wanted} leads to something else.");
    }

    private async Task ListAsync(HouseContext context, StoryRow story, StoryTextRow text, bool appears, CancellationToken cancel)
    {
        // Filings and bylines were added in this transaction, and lists are worked out from rows.
        context.ChangeTracker.DetectChanges();
        await context.SaveChangesAsync(cancel);
        var copy = new TextCopy(story, text, edition);
        var facts = await StoryFacts.ReadAsync(context, copy);
        ListDesk.Put(context, copy, facts, appears);
        await MediaUses.PutAsync(context, copy);
    }

    private void Keep(HouseContext context, WordPressItem item, StoryRow story, StoryTextRow text)
    {
        story.WorkStage = item.Status is "pending" or "future" ? WorkStage.Submitted : WorkStage.Draft;
        string why = item.IsProtected ? "a password was needed to read it" : $"its status was \"{item.Status}\"";
        notes.Add(item, story.Slugline, $"It is not published: {why}.");
        if (item.Status != "future" || item.IsProtected || item.At <= Instant.Now(desk.Clock)) return;
        desk.Deadlines.Set(context, item.At, Publication.Kind, Subject.Text(text.Id));
        notes.Add(item, story.Slugline, $"It goes out at {item.At}.");
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
        foreach (var one in await gone.Take(MostGone).ToListAsync(cancel)) notes.Add("post", one.Source[prefix.Length..], one.Slugline, "It is not in the file any more, and stays here.");
        if (count > MostGone) notes.Add($"{count - MostGone} more are not in the file any more, and stay here.");
        return count;
    }
}
