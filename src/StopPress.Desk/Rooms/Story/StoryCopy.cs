using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;

namespace StopPress.Desk.Rooms.Story;

/// <summary>Something that can be chosen for a story.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Chosen">Whether it is.</param>
public sealed record Choice(string Id, string Name, bool Chosen);

/// <summary>All that the desk shows of one text.</summary>
internal sealed record StoryCopy(StoryRow Story, StoryTextRow Text, EditionRow Edition, DraftText Written)
{
    private const int MostRevisions = 50;

    public Instant? ScheduledAt { get; private init; }

    public IReadOnlyList<Refusal> Ahead { get; private init; } = [];

    public string? Whose { get; private init; }

    /// <summary>What readers are told of why it was killed; null where it was not, or nothing is said.</summary>
    public string? KillReason { get; private init; }

    public IReadOnlyList<Choice> People { get; private init; } = [];

    public IReadOnlyList<Choice> Sections { get; private init; } = [];

    public IReadOnlyList<Choice> Storylines { get; private init; } = [];

    public IReadOnlyList<Choice> Tags { get; private init; } = [];

    public IReadOnlyList<Choice> Staff { get; private init; } = [];

    public IReadOnlyList<Choice> Pictures { get; private init; } = [];

    public IReadOnlyList<long> Related { get; private init; } = [];

    public IReadOnlyList<BylineRow> Byline { get; private init; } = [];

    /// <summary>The other editions, and whether they have the story.</summary>
    public IReadOnlyList<Choice> Elsewhere { get; private init; } = [];

    public int Previews { get; private init; }

    public IReadOnlyList<(int Number, Instant At, string By, RevisionKind Kind)> Revisions { get; private init; } = [];

    public static async Task<StoryCopy?> ReadAsync(NewsDesk desk, long story, string language, bool whole, CancellationToken cancel)
    {
        var written = await new ReadDraft(PublicId.Text(story), language, AsReaders: !whole).RunAsync(desk, cancel);
        return written.Refusal is not null ? null : await desk.Database.LookAsync(context => ReadAsync(context, story, language, written.Value, cancel), cancel);
    }

    /// <summary>What is written here, for a text that begins with it.</summary>
    public StoryWords Words() => new(Written.Fields.Headline, Written.Body.GetRawText(), Written.Fields.Kicker, Written.Fields.Standfirst, Written.Fields.Dateline);

    /// <summary>The act that begins another story with what is written here, in those of its sections in which whoever does it works.</summary>
    public FileStory Duplicate(Colleague who) => new(
        Edition.Language,
        Words() with { SearchHeadline = Written.Fields.SearchHeadline, SocialHeadline = Written.Fields.SocialHeadline },
        Story.Slugline,
        new StoryFiling(Chosen([.. Sections.Where(one => IsIn(who, one))]), Chosen(Storylines), Chosen(Tags), [.. Byline.Select(row => row.StaffId is { } staff ? new Credit(PublicId.Text(staff), Role: row.Role) : new Credit(Guest: row.GuestName, Role: row.Role))], Story.PictureId is { } picture ? PublicId.Text(picture) : null, [.. Related.Select(PublicId.Text)]),
        Story.Kind,
        Story.EmbargoedUntil?.ToDateTimeOffset());

    /// <summary>Whether somebody may file stories in a section.</summary>
    public static bool IsIn(Colleague who, Choice section) => who.Sections is not { } own || own.Contains("section:" + section.Id);

    private static string[] Chosen(IReadOnlyList<Choice> choices) => [.. choices.Where(one => one.Chosen).Select(one => one.Id)];

    private static async Task<StoryCopy?> ReadAsync(HouseContext context, long id, string language, DraftText written, CancellationToken cancel)
    {
        var edition = await context.Set<EditionRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Language == language, cancel);
        var story = await context.Set<StoryRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancel);
        if (edition is null || story is null || await context.Set<StoryTextRow>().AsNoTracking().FirstOrDefaultAsync(row => row.StoryId == id && row.EditionId == edition.Id, cancel) is not { } text) return null;
        var filed = await context.Set<FilingRow>().AsNoTracking().Where(row => row.StoryId == id).Select(row => row.Subject).ToListAsync(cancel);
        var names = await context.Set<LocalNameRow>().AsNoTracking().Where(row => row.EditionId == edition.Id).OrderBy(row => row.Path).ToListAsync(cancel);
        var sections = await context.Set<SectionRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, cancel);
        var closed = (await context.Set<StorylineRow>().AsNoTracking().Where(row => row.ClosedAt != null).Select(row => row.Id).ToListAsync(cancel)).Select(Subject.Storyline)
            .Concat(sections.Keys.Where(sections.IsClosed).Select(Subject.Section)).ToHashSet();
        // Sections as the menu has them, everything else by its address.
        var places = sections.InOrder().Select((row, place) => (Section: Subject.Section(row.Id), place)).ToDictionary(one => one.Section, one => one.place);
        names = [.. names.OrderBy(name => places.GetValueOrDefault(name.Subject))];
        string subject = Subject.Text(text.Id);
        var due = await context.Set<DeadlineRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Kind == "publish" && row.Subject == subject, cancel);
        var everybody = await context.Set<AccountRow>().AsNoTracking().OrderBy(row => row.Name).Select(row => new { row.Id, row.Name, row.Role, row.LeftAt }).ToListAsync(cancel);
        var accounts = everybody.ToDictionary(row => PublicId.Text(row.Id), row => row.Name);
        var revisions = await context.Set<RevisionRow>().AsNoTracking().Where(row => row.TextId == text.Id).OrderByDescending(row => row.Number).Take(MostRevisions).Select(row => new { row.Number, row.At, row.Actor, row.Kind }).ToListAsync(cancel);
        var body = ProseMirrorJson.Read(written.Body.GetRawText());
        long[] shown = body.Refusal is null ? [.. body.Value.MediaIds.Concat(story.PictureId is { } head ? [head] : []).Distinct()] : [];
        var media = await context.Set<MediaRow>().AsNoTracking().Where(row => shown.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        return new StoryCopy(story, text, edition, written)
        {
            ScheduledAt = due?.DueAt,
            Ahead = due is null ? [] : await PublishGate.LookAheadAsync(context, id, edition.Id, due.DueAt, cancel),
            Whose = (story.AssigneeId ?? story.OwnerId) is { } whose ? accounts.GetValueOrDefault(PublicId.Text(whose)) : null,
            KillReason = await context.Set<KillReasonRow>().AsNoTracking().Where(row => row.StoryId == id && row.EditionId == edition.Id).Select(row => row.Reason).FirstOrDefaultAsync(cancel),
            People = [.. everybody.Where(row => row.LeftAt is null && row.Role.May(Right.Write)).Select(row => new Choice(PublicId.Text(row.Id), row.Name, row.Id == story.AssigneeId))],
            Sections = Of("section"),
            Storylines = Of("storyline"),
            Tags = Of("tag"),
            Elsewhere = [.. (await context.Set<EditionRow>().AsNoTracking().Where(row => row.Id != edition.Id).OrderBy(row => row.Position)
                .Select(row => new { row.Language, row.OwnName, Has = context.Set<StoryTextRow>().Any(other => other.StoryId == id && other.EditionId == row.Id) }).ToListAsync(cancel)).Select(row => new Choice(row.Language, row.OwnName, row.Has))],
            Staff = await StaffAsync(context, edition, cancel),
            Previews = await context.Set<LinkRow>().CountAsync(row => row.Kind == LinkKind.Preview && row.TextId == text.Id, cancel),
            Related = await context.Set<RelatedRow>().AsNoTracking().Where(row => row.StoryId == id).OrderBy(row => row.Position).Select(row => row.RelatedId).ToListAsync(cancel),
            Byline = await context.Set<BylineRow>().AsNoTracking().Where(row => row.StoryId == id).OrderBy(row => row.Position).ToListAsync(cancel),
            Pictures = [.. shown.Where(media.ContainsKey).Select((picture, i) => new Choice(PublicId.Text(picture), $"{i + 1}: {media[picture].Credit} ({media[picture].Width} × {media[picture].Height})", story.PictureId == picture))],
            Revisions = [.. revisions.Select(row => (row.Number, row.At, accounts.GetValueOrDefault(row.Actor) ?? row.Actor, row.Kind))],
        };

        // What is closed takes nothing new, and keeps what it has.
        List<Choice> Of(string kind) => [.. names.Where(name => Subject.KindOf(name.Subject) == kind && (!closed.Contains(name.Subject) || filed.Contains(name.Subject))).Select(name => new Choice(PublicId.Text(Subject.IdOf(name.Subject)), name.Name, filed.Contains(name.Subject)))];
    }

    // Somebody without a page in this edition stands in its bylines under the name that they have in another; two of one name are told apart by their addresses.
    private static async Task<IReadOnlyList<Choice>> StaffAsync(HouseContext context, EditionRow edition, CancellationToken cancel)
    {
        var named = await (from name in context.Set<LocalNameRow>().AsNoTracking()
                           join spoken in context.Set<EditionRow>() on name.EditionId equals spoken.Id
                           where name.Subject.StartsWith("staff:")
                           orderby spoken.Id == edition.Id descending, spoken.Position
                           select name).ToListAsync(cancel);
        var people = named.DistinctBy(name => name.Subject).OrderBy(name => name.Name, StringComparer.InvariantCultureIgnoreCase).ToList();
        var twice = people.GroupBy(name => name.Name).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return [.. people.Select(name => new Choice(PublicId.Text(Subject.IdOf(name.Subject)), twice.Contains(name.Name) ? $"{name.Name} ({name.Path})" : name.Name, false))];
    }
}
