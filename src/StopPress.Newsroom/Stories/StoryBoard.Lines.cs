using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;

namespace StopPress.Newsroom.Stories;

/// <content>The board itself: its list and its columns.</content>
public sealed partial class StoryBoard
{
    // What SQL finds by its letters and the text does not say is passed over; whoever looks for such a word waits no longer than for these.
    private const int MostLookedThrough = 1000;

    private static readonly Expression<Func<WrittenLine, Found>> AsFound = line => new Found(
        line.Story, line.Text.Id, line.Edition.Id, line.Edition.Language, StageOf(line.Story, line.Text), line.Text.FirstPublishedAt, line.Latest.Id,
        line.Draft != null ? line.Draft.Headline : line.Latest.Headline, line.Draft != null ? line.Draft.At : line.Latest.At, line.Draft != null ? line.Draft.Actor : line.Latest.Actor, line.IsWhole);

    private static readonly string[] Working = ["draft", "submitted", "ready", "held"];

    /// <summary>Texts as they are written now, drafts too.</summary>
    /// <param name="question">Which, and in which order.</param>
    /// <param name="from">Where the stretch begins: 0, or what an earlier one said.</param>
    /// <param name="most">How many at most.</param>
    public Task<BoardPage> ReadAsync(BoardQuestion question, int from, int most) => database.LookAsync(async context =>
    {
        var asked = await question.NarrowAsync(context, Written(context));
        return await StretchAsync(context, asked, question, Math.Max(from, 0), most, _ => true);
    });

    /// <summary>The columns: what is worked on by its stage, and what went out on this day of its edition; the one of what is held only when something is.</summary>
    /// <param name="question">Which; its stage is left out.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="most">How many in a column at most.</param>
    public Task<IReadOnlyList<BoardColumn>> ColumnsAsync(BoardQuestion question, Instant now, int most) => database.LookAsync<IReadOnlyList<BoardColumn>>(async context =>
    {
        var columns = new List<BoardColumn>();
        foreach (string stage in Working)
        {
            var at = question with { Stage = stage };
            var stretch = await StretchAsync(context, await at.NarrowAsync(context, Written(context)), at, 0, most, _ => true);
            if (stage != "held" || stretch.Lines.Count > 0) columns.Add(new BoardColumn(stage, stretch.Lines, stretch.Next is not null));
        }
        var days = (await context.Set<EditionRow>().AsNoTracking().ToListAsync()).Select(row => row.AsEdition()).ToDictionary(edition => edition.Language, edition => edition.StartOf(edition.DayOf(now)));
        Instant? since = days.Count == 0 ? now : days.Values.Min();
        var today = question with { Stage = "out" };
        var lines = await today.NarrowAsync(context, Written(context).Where(line => line.Text.FirstPublishedAt >= since));
        var went = await StretchAsync(context, lines, today, 0, most, row => row.OutAt >= days[row.Edition]);
        columns.Add(new BoardColumn("out", went.Lines, went.Next is not null));
        return columns;
    });

    /// <summary>The texts of the house's own pages, the oldest page first.</summary>
    public Task<IReadOnlyList<BoardLine>> PagesAsync() => database.LookAsync<IReadOnlyList<BoardLine>>(async context => await ToldAsync(context, await Written(context)
        .Where(line => line.Story.Kind == StoryKind.Page).OrderBy(line => line.Story.Id).ThenBy(line => line.Edition.Position).Select(AsFound).ToListAsync()));

    /// <summary>The texts that use a picture, of those that somebody may see.</summary>
    public Task<IReadOnlyList<BoardLine>> UsingAsync(long picture) => database.LookAsync<IReadOnlyList<BoardLine>>(async context =>
    {
        var whole = TextsSeenWhole(context);
        return await ToldAsync(context, await Written(context)
            .Where(line => context.Set<MediaUseRow>().Any(use => use.MediaId == picture && use.TextId == line.Text.Id && (use.Shown || whole.Contains(use.TextId)))
                || context.Set<DraftMediaRow>().Any(use => use.MediaId == picture && use.TextId == line.Text.Id && whole.Contains(use.TextId)))
            .OrderByDescending(line => line.Latest.Id).Select(AsFound).ToListAsync());
    });

    private IQueryable<WrittenLine> Written(HouseContext context)
    {
        // No text has the number 0: who does not see it whole finds no draft of it.
        return from line in Lines(context)
               join row in context.Set<DraftRow>().AsNoTracking().Where(row => row.Version != row.FiledVersion)
                   on line.IsWhole ? line.Text.Id : 0 equals row.TextId into drafts
               from draft in drafts.DefaultIfEmpty()
               select new WrittenLine { Story = line.Story, Text = line.Text, Edition = line.Edition, Latest = line.Latest, IsWhole = line.IsWhole, Draft = draft };
    }

    private async Task<BoardPage> StretchAsync(HouseContext context, IQueryable<WrittenLine> lines, BoardQuestion question, int from, int most, Func<Found, bool> counts)
    {
        var found = new List<Found>();
        int looked = from;
        while (true)
        {
            var batch = await lines.Skip(looked).Take(most + 1).Select(AsFound).ToListAsync();
            var said = await SayingAsync(context, question, batch);
            foreach (var row in batch)
            {
                if (found.Count == most) return new BoardPage(await ToldAsync(context, found), looked);
                looked++;
                if (said.Contains(row.TextId) && counts(row)) found.Add(row);
            }
            if (batch.Count <= most) return new BoardPage(await ToldAsync(context, found), null);
            if (looked - from >= MostLookedThrough) return new BoardPage(await ToldAsync(context, found), looked);
        }
    }

    // Those in which each word is said: the document is kept with its markup, in which "paragraph" stands often.
    private async Task<HashSet<long>> SayingAsync(HouseContext context, BoardQuestion question, List<Found> rows)
    {
        if (question.Wanted.Count == 0) return [.. rows.Select(row => row.TextId)];
        long[] stories = [.. rows.Select(row => row.Story.Id)], texts = [.. rows.Where(row => row.IsWhole).Select(row => row.TextId)], revisions = [.. rows.Select(row => row.Latest)];
        var latest = await context.Set<RevisionRow>().AsNoTracking().Where(row => revisions.Contains(row.Id)).ToDictionaryAsync(row => row.TextId);
        var drafts = await context.Set<DraftRow>().AsNoTracking().Where(row => texts.Contains(row.TextId)).ToDictionaryAsync(row => row.TextId);
        var bylines = (await NamedAsync(context, stories)).ToLookup(name => name.Story, name => name.Name);
        return [.. rows.Where(row =>
        {
            var draft = drafts.GetValueOrDefault(row.TextId);
            string all = string.Join('\n', [row.Headline, row.Story.Slugline, latest[row.TextId].Headline, Words(latest[row.TextId].Body), draft is null ? "" : Words(draft.Body), .. bylines[row.Story.Id]]).ToLowerInvariant();
            return question.Wanted.All(word => all.Contains(word, StringComparison.Ordinal));
        }).Select(row => row.TextId)];
    }

    private static string Words(string body) => ProseMirrorJson.Read(body) is { Refusal: null } read ? PlainText.Render(read.Value) : "";

    private static async Task<List<BoardLine>> ToldAsync(HouseContext context, List<Found> rows)
    {
        long[] stories = [.. rows.Select(row => row.Story.Id).Distinct()];
        var subjects = rows.ToDictionary(row => Subject.Text(row.TextId), row => row.TextId);
        var hours = await context.Set<DeadlineRow>().AsNoTracking().Where(row => row.Kind == Publication.Kind && subjects.Keys.Contains(row.Subject)).ToDictionaryAsync(row => subjects[row.Subject], row => row.DueAt);
        long[] actors = [.. rows.Select(row => PublicId.TryRead(row.Actor, out long id) ? id : 0).Concat(rows.Select(row => row.Story.AssigneeId ?? row.Story.OwnerId ?? 0)).Where(id => id > 0).Distinct()];
        var people = await context.Set<AccountRow>().AsNoTracking().Where(row => actors.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name);
        var bylines = (await NamedAsync(context, stories)).ToLookup(name => name.Story);
        var lines = new List<BoardLine>();
        foreach (var row in rows)
        {
            Instant? hour = hours.TryGetValue(row.TextId, out var due) ? due : null;
            lines.Add(new BoardLine(PublicId.Text(row.Story.Id), row.Edition, row.Headline, row.Story.Slugline, row.Stage, PublicId.TryRead(row.Actor, out long by) ? people.GetValueOrDefault(by) ?? row.Actor : row.Actor, row.At)
            {
                Whose = (row.Story.AssigneeId ?? row.Story.OwnerId) is { } whose ? people.GetValueOrDefault(whose) ?? "" : "",
                DueAt = row.Story.DueAt,
                Byline = [.. bylines[row.Story.Id].GroupBy(name => name.Position).Select(names => (names.FirstOrDefault(name => name.Edition == row.EditionId) ?? names.First()).Name)],
                ScheduledAt = hour,
                Missing = hour is { } at ? await AheadAsync(context, row, at) : [],
                EmbargoedUntil = row.Story.EmbargoedUntil,
                ExpiresAt = row.Story.ExpiresAt,
                OutAt = row.OutAt,
            });
        }
        return lines;
    }

    private static async Task<IReadOnlyList<Refusal>> AheadAsync(HouseContext context, Found row, Instant hour)
    {
        var text = await context.Set<StoryTextRow>().AsNoTracking().FirstAsync(one => one.Id == row.TextId);
        var edition = await context.Set<EditionRow>().AsNoTracking().FirstAsync(one => one.Id == row.EditionId);
        return await PublishGate.LookAheadAsync(context, new TextCopy(row.Story, text, edition) { Latest = await context.RevisionAsync(row.Latest) }, hour);
    }

    // The names in bylines, in every edition that has one; a guest's is the same in all.
    private static async Task<List<Named>> NamedAsync(HouseContext context, long[] stories)
    {
        var rows = await context.Set<BylineRow>().AsNoTracking().Where(row => stories.Contains(row.StoryId)).OrderBy(row => row.Position).ToListAsync();
        string[] subjects = [.. rows.Where(row => row.StaffId is not null).Select(row => Subject.Staff(row.StaffId!.Value)).Distinct()];
        var names = (await context.Set<LocalNameRow>().AsNoTracking().Where(row => subjects.Contains(row.Subject)).OrderBy(row => row.EditionId).ToListAsync()).ToLookup(row => row.Subject);
        return [.. rows.SelectMany(row => row.StaffId is { } staff
            ? names[Subject.Staff(staff)].Select(name => new Named(row.StoryId, row.Position, name.EditionId, name.Name))
            : [new Named(row.StoryId, row.Position, 0, row.GuestName)])];
    }

    /// <summary>A text that somebody may see, with what is written of it since its newest revision.</summary>
    internal sealed class WrittenLine
    {
        public required StoryRow Story { get; init; }

        public required StoryTextRow Text { get; init; }

        public required EditionRow Edition { get; init; }

        public required RevisionRow Latest { get; init; }

        public required bool IsWhole { get; init; }

        public DraftRow? Draft { get; init; }
    }

    private sealed record Found(StoryRow Story, long TextId, long EditionId, string Edition, string Stage, Instant? OutAt, long Latest, string Headline, Instant At, string Actor, bool IsWhole);

    private sealed record Named(long Story, int Position, long Edition, string Name);
}
