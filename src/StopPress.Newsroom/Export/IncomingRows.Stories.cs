using StopPress.Newsroom.Comments;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Export;

/// <summary>Makes rows of stories and pages, with all that belongs to each.</summary>
internal sealed partial class IncomingRows
{
    /// <summary>A story.</summary>
    public async Task PutAsync(StoryLine line)
    {
        var story = new StoryRow
        {
            Id = line.Id,
            Kind = line.Kind,
            OriginalEditionId = editions[line.OriginalEdition].Id,
            Slugline = line.Slugline,
            WorkStage = line.WorkStage,
            EmbargoedUntil = line.EmbargoedUntil,
            ExpiresAt = line.ExpiresAt,
            HeldAt = line.HeldAt,
            KilledAt = line.KilledAt,
            PictureId = line.Picture,
            FiledAt = line.FiledAt,
            OwnerId = line.Owner,
            AssigneeId = line.Assignee,
            DueAt = line.DueAt,
            Source = line.Source?.Name,
        };
        context.Add(story);
        string[] filed = [.. line.Sections.Select(id => Subject.Section(id)), .. line.Storylines.Select(id => Subject.Storyline(id)), .. line.Tags.Select(id => Subject.Tag(id))];
        context.AddRange(filed.Select((subject, place) => new FilingRow { StoryId = story.Id, Subject = subject, Position = place }));
        context.AddRange(line.Bylines.Select((byline, place) => new BylineRow { StoryId = story.Id, Position = place, StaffId = byline.Staff, GuestName = byline.Guest ?? "", Role = byline.Role }));
        context.AddRange(line.Related.Select((id, place) => new RelatedRow { StoryId = story.Id, RelatedId = id, Position = place }));
        context.AddRange(line.KillReasons.Select(reason => new KillReasonRow { StoryId = story.Id, EditionId = editions[reason.Edition].Id, Reason = reason.Says }));
        if (line.Source is { Fingerprint: { } fingerprint, Revision: { } made } source) context.Add(new ImportedRow { Source = source.Name, StoryId = story.Id, Fingerprint = fingerprint, RevisionId = made });
        context.AddRange((line.Fields ?? []).Select((field, place) => new StoryFieldRow { StoryId = story.Id, Position = place, Name = field.Name, Value = field.Value }));
        var lists = StoryFacts.ListsOf(story.Kind, filed, line.Bylines.Select(byline => byline.Staff).OfType<KeptId>().Select(id => id.Number), parents);
        foreach (var text in line.Texts) await PutAsync(story, text, lists);
        if (line.EmbargoedUntil is { } end) desk.Deadlines.Set(context, end, Embargo.Kind, Subject.Story(story.Id));
        // An hour that has come and took the story from readers does not come again.
        if (line.ExpiresAt is { } hour && (hour > Instant.Now(desk.Clock) || line.Texts.Any(text => text.PubStatus == PubStatus.Usable))) desk.Deadlines.Set(context, hour, Expiry.Kind, Subject.Story(story.Id));
    }

    /// <summary>What a reader wrote below a story.</summary>
    public void Put(CommentLine line) => context.Add(new CommentRow
    {
        Id = line.Id,
        StoryId = line.Story,
        ParentId = line.Parent,
        At = line.At,
        Author = line.Author,
        Link = line.Link,
        Body = ProseMirrorJson.Write(ProseMirrorJson.Read(line.Body.Json).Value),
        IsMention = line.IsMention,
        IsShown = line.IsShown,
        Source = line.Source,
    });

    private async Task PutAsync(StoryRow story, TextPart part, IReadOnlySet<string> lists)
    {
        var revisions = part.Revisions.ToDictionary(revision => revision.Number, revision => Of(revision, part.Id));
        var latest = revisions[part.LatestRevision];
        var published = part.PublishedRevision is { } number ? revisions[number] : null;
        var text = new StoryTextRow
        {
            Id = part.Id,
            StoryId = story.Id,
            EditionId = editions[part.Edition].Id,
            UrlSlug = part.UrlSlug,
            Path = part.Path,
            PubStatus = part.PubStatus,
            HeldAt = part.HeldAt,
            LatestRevisionId = latest.Id,
            PublishedRevisionId = published?.Id,
            FirstPublishedAt = part.FirstPublishedAt,
            UpdatedAt = part.UpdatedAt,
        };
        context.Add(text);
        context.AddRange(revisions.Values);
        Lead(Subject.Text(text.Id), part.Permalinks);
        context.AddRange(part.Corrections.Select(one => new CorrectionRow { Id = one.Id, TextId = text.Id, EditionId = text.EditionId, At = one.At, Actor = one.By, Says = one.Says }));
        context.AddRange(part.Remarks.Select(one => Of(one, text.Id)));
        if (part.Draft is { } draft) Put(draft, latest);
        if (text is { PubStatus: PubStatus.Usable, FirstPublishedAt: { } at }) context.AddRange(lists.Select(list => new ListingRow { EditionId = text.EditionId, List = list, ListedAt = at, StoryId = story.Id }));
        MediaUses.Put(context, new TextCopy(story, text, editions[part.Edition]), [], latest, published);
        if (part.Schedule is not { } schedule) return;
        desk.Deadlines.Set(context, schedule.At, Publication.Kind, Subject.Text(text.Id));
        if (schedule.By is { } by) await ScheduleWarning.SetAsync(desk, context, Subject.Text(text.Id), schedule.At, by);
    }

    private static RevisionRow Of(RevisionPart part, long text) => new()
    {
        Id = part.Id,
        TextId = text,
        Number = part.Number,
        At = part.At,
        Actor = part.By,
        Kind = part.Kind,
        Kicker = Checks.Clean(part.Kicker),
        Headline = Checks.Clean(part.Headline),
        Standfirst = Checks.Clean(part.Standfirst),
        Dateline = Checks.Clean(part.Dateline),
        SearchHeadline = Checks.Clean(part.SearchHeadline),
        SocialHeadline = Checks.Clean(part.SocialHeadline),
        Body = ProseMirrorJson.Write(ProseMirrorJson.Read(part.Body.Json).Value),
    };

    private static RemarkRow Of(RemarkPart part, long text) => new()
    {
        Id = part.Id,
        TextId = text,
        ParentId = part.Parent,
        Place = part.Place,
        Quote = part.Quote,
        Says = part.Says,
        Actor = part.By,
        At = part.At,
        ResolvedAt = part.ResolvedAt,
        ResolvedBy = part.ResolvedBy ?? "",
    };

    // As if one colleague had written all of it since the newest revision, in one go: no tab is open that could know more.
    private void Put(DraftPart part, RevisionRow latest)
    {
        long version = latest.Number + 1;
        Sequence<Wording> Field(IReadOnlyList<string> wordings) => Sequence.Of(wordings.Select(text => new Wording(text, version, Draft.NoTab)));
        var draft = new Draft
        {
            Version = version,
            OrderVersion = version,
            OrderTab = Draft.NoTab,
            Fields = new Dictionary<string, Sequence<Wording>>
            {
                ["headline"] = Field(part.Headline),
                ["kicker"] = Field(part.Kicker),
                ["standfirst"] = Field(part.Standfirst),
                ["dateline"] = Field(part.Dateline),
                ["url_slug"] = Field(part.UrlSlug),
                ["search_headline"] = Field(part.SearchHeadline),
                ["social_headline"] = Field(part.SocialHeadline),
            },
            Blocks = [.. ProseMirrorJson.Read(part.Body.Json).Value.Blocks.Select(block => new DraftBlock(block, version, Draft.NoTab))],
        };
        var row = new DraftRow { TextId = latest.TextId, FiledVersion = latest.Number, Revision = latest.Number, At = part.At, Actor = part.By, Headline = "", Body = "", Memory = "" };
        DraftMemory.Write(draft, row);
        context.Add(row);
        context.AddRange(MediaUses.In(row.Body).Distinct().Select(id => new DraftMediaRow { MediaId = id, TextId = row.TextId }));
    }
}
