using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Comments;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Deadlines;

namespace StopPress.Newsroom.Export;

/// <summary>The lines of stories and pages, each with all that belongs to it.</summary>
internal sealed partial class OutgoingLines
{
    /// <summary>The stories.</summary>
    public async IAsyncEnumerable<StoryLine> StoriesAsync()
    {
        var hours = (await context.Set<DeadlineRow>().AsNoTracking().Where(row => row.Kind == Publication.Kind || row.Kind == ScheduleWarning.Kind).ToListAsync(cancel)).ToLookup(row => row.Subject);
        await foreach (var batch in BatchesAsync<StoryRow>(row => row.Id))
        {
            long[] ids = [.. batch.Select(row => row.Id)];
            var bylines = (await context.Set<BylineRow>().AsNoTracking().Where(row => ids.Contains(row.StoryId)).ToListAsync(cancel)).ToLookup(row => row.StoryId);
            var filings = (await context.Set<FilingRow>().AsNoTracking().Where(row => ids.Contains(row.StoryId)).ToListAsync(cancel)).ToLookup(row => row.StoryId);
            var related = (await context.Set<RelatedRow>().AsNoTracking().Where(row => ids.Contains(row.StoryId)).ToListAsync(cancel)).ToLookup(row => row.StoryId);
            var reasons = (await context.Set<KillReasonRow>().AsNoTracking().Where(row => ids.Contains(row.StoryId)).ToListAsync(cancel)).ToLookup(row => row.StoryId);
            var fields = (await context.Set<StoryFieldRow>().AsNoTracking().Where(row => ids.Contains(row.StoryId)).ToListAsync(cancel)).ToLookup(row => row.StoryId);
            var imported = (await context.Set<ImportedRow>().AsNoTracking().Where(row => ids.Contains(row.StoryId)).ToListAsync(cancel)).ToLookup(row => row.StoryId);
            var texts = (await TextsAsync(ids, hours)).ToLookup(text => text.Story, text => text.Part);
            foreach (var row in batch)
            {
                IReadOnlyList<KeptId> Under(string kind) => [.. filings[row.Id].OrderBy(one => one.Position).Where(one => Subject.KindOf(one.Subject) == kind).Select(one => new KeptId(Subject.IdOf(one.Subject)))];
                yield return new StoryLine(
                    row.Kind, row.Id, languages[row.OriginalEditionId], row.Slugline, row.WorkStage, row.FiledAt,
                    [.. bylines[row.Id].OrderBy(one => one.Position).Select(one => new BylinePart(one.Role, KeptId.Of(one.StaffId), one.StaffId is null ? one.GuestName : null))],
                    Under("section"), Under("storyline"), Under("tag"), [.. related[row.Id].OrderBy(one => one.Position).Select(one => new KeptId(one.RelatedId))],
                    Says(reasons[row.Id], one => one.EditionId, one => one.Reason), [.. texts[row.Id]],
                    KeptId.Of(row.PictureId), KeptId.Of(row.OwnerId), KeptId.Of(row.AssigneeId), row.DueAt, row.EmbargoedUntil, row.ExpiresAt, row.HeldAt, row.KilledAt,
                    row.Source is null ? null : Of(row, imported[row.Id].FirstOrDefault(one => one.Source == row.Source)),
                    OrNull<FieldPart>([.. fields[row.Id].OrderBy(one => one.Position).Select(one => new FieldPart(one.Name, one.Value))]));
            }
        }
    }

    /// <summary>What readers wrote below stories.</summary>
    public async IAsyncEnumerable<CommentLine> CommentsAsync()
    {
        await foreach (var row in EachAsync<CommentRow>(row => row.Id))
        {
            yield return new CommentLine(row.Id, row.StoryId, row.At, row.Author, row.Link, new BodyJson(row.Body), row.IsMention, row.IsShown, row.Source, KeptId.Of(row.ParentId));
        }
    }

    private static SourcePart Of(StoryRow story, ImportedRow? imported) => new(
        story.Source!, story.Source![(story.Source!.LastIndexOf(':') + 1)..], story.Kind == StoryKind.Page ? "page" : "post", imported?.Fingerprint, KeptId.Of(imported?.RevisionId));

    private async Task<IReadOnlyList<(long Story, TextPart Part)>> TextsAsync(long[] stories, ILookup<string, DeadlineRow> hours)
    {
        var rows = await context.Set<StoryTextRow>().AsNoTracking().Where(row => stories.Contains(row.StoryId)).OrderBy(row => row.Id).ToListAsync(cancel);
        long[] ids = [.. rows.Select(row => row.Id)];
        var permalinks = await PermalinksAsync([.. ids.Select(Subject.Text)]);
        var revisions = (await context.Set<RevisionRow>().AsNoTracking().Where(row => ids.Contains(row.TextId)).ToListAsync(cancel)).ToLookup(row => row.TextId);
        var corrections = (await context.Set<CorrectionRow>().AsNoTracking().Where(row => ids.Contains(row.TextId)).ToListAsync(cancel)).ToLookup(row => row.TextId);
        var remarks = (await context.Set<RemarkRow>().AsNoTracking().Where(row => ids.Contains(row.TextId)).ToListAsync(cancel)).ToLookup(row => row.TextId);
        var uses = (await context.Set<MediaUseRow>().AsNoTracking().Where(row => ids.Contains(row.TextId)).ToListAsync(cancel)).ToLookup(row => row.TextId);
        var drafts = await context.Set<DraftRow>().AsNoTracking().Where(row => ids.Contains(row.TextId) && row.Version > row.FiledVersion).ToDictionaryAsync(row => row.TextId, cancel);
        return [.. rows.Select(row =>
        {
            string subject = Subject.Text(row.Id);
            var all = revisions[row.Id].OrderBy(one => one.Number).ToList();
            return (row.StoryId, new TextPart(
                row.Id, languages[row.EditionId], row.UrlSlug, row.PubStatus, all.Find(one => one.Id == row.LatestRevisionId)!.Number, Of(permalinks[subject]),
                [.. uses[row.Id].Select(use => use.MediaId).Order().Select(id => new KeptId(id))],
                [.. corrections[row.Id].OrderBy(one => one.Id).Select(one => new CorrectionPart(one.Id, one.At, one.Actor, one.Says))],
                [.. all.Select(one => Of(one, one.Id == row.LatestRevisionId || one.Id == row.PublishedRevisionId))],
                [.. remarks[row.Id].OrderBy(one => one.Id).Select(Of)], all.Find(one => one.Id == row.PublishedRevisionId)?.Number, row.Path, row.FirstPublishedAt, row.UpdatedAt, row.HeldAt,
                Of(hours[subject]), drafts.GetValueOrDefault(row.Id) is { } draft ? Of(draft) : null));
        })];
    }

    // Whoever set the hour is told an hour before it when it would fail; that is written with the deadline that looks.
    private static SchedulePart? Of(IEnumerable<DeadlineRow> hours) => hours.FirstOrDefault(row => row.Kind == Publication.Kind) is not { } goes ? null : new SchedulePart(
        goes.DueAt, hours.FirstOrDefault(row => row.Kind == ScheduleWarning.Kind) is { } looks ? System.Text.Json.JsonSerializer.Deserialize<string>(looks.Payload) : null);

    private static RevisionPart Of(RevisionRow row, bool withText) => new(
        row.Id, row.Number, row.At, row.Actor, row.Kind, row.Kicker, row.Headline, row.Standfirst, row.Dateline, row.SearchHeadline, row.SocialHeadline, new BodyJson(row.Body),
        withText && ProseMirrorJson.Read(row.Body) is { Refusal: null } read ? PlainText.Render(read.Value) : null);

    private static RemarkPart Of(RemarkRow row) => new(row.Id, row.Place, row.Quote, row.Says, row.Actor, row.At, KeptId.Of(row.ParentId), row.ResolvedAt, OrNull(row.ResolvedBy));

    // What tabs that are long closed have seen is of no use anywhere else; what they wrote is here, in every wording.
    private static DraftPart Of(DraftRow row)
    {
        var draft = DraftMemory.Read(row);
        IReadOnlyList<string> Field(string name) => [.. draft.Fields[name].Select(wording => wording.Text)];
        return new DraftPart(
            row.At, row.Actor, Field("headline"), Field("kicker"), Field("standfirst"), Field("dateline"), Field("url_slug"), Field("search_headline"), Field("social_headline"), new BodyJson(row.Body));
    }
}
