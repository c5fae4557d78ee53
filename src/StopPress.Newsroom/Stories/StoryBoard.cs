using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>What somebody at the desk may see of the stories that are being worked on: the one place that decides it.</summary>
/// <param name="database">The house.</param>
/// <param name="who">Who looks.</param>
public sealed partial class StoryBoard(HouseDatabase database, Colleague who)
{
    /// <summary>The stages of a text: <c>draft</c>, <c>submitted</c>, <c>ready</c>, <c>spiked</c>, <c>out</c>, <c>held</c>, <c>withdrawn</c>, <c>killed</c>.</summary>
    public static IReadOnlyList<string> Stages { get; } = ["draft", "submitted", "ready", "out", "held", "withdrawn", "spiked", "killed"];

    /// <summary>Whether somebody may see a story's text at the desk.</summary>
    public Task<bool> MaySeeAsync(long story, string edition) =>
        database.LookAsync(context => Lines(context).AnyAsync(line => line.Story.Id == story && line.Edition.Language == edition));

    /// <summary>Whether somebody sees more of a story's text than readers do: its draft, and revisions that are not out.</summary>
    public Task<bool> SeesWholeAsync(long story, string edition) =>
        database.LookAsync(context => Whole(context).AnyAsync(line => line.Story.Id == story && line.Edition.Language == edition));

    /// <summary>Why somebody who wrote in a story finds it no more, where it is theirs to know: it was killed. Null where it is not.</summary>
    public async Task<Refusal?> GoneAsync(long story)
    {
        long me = who.Account.Id;
        return await database.LookAsync(context => context.Set<StoryRow>().AnyAsync(row => row.Id == story && row.KilledAt != null && (row.OwnerId == me || row.AssigneeId == me))) ? Withdrawals.ForGood : null;
    }

    /// <summary>Whether a right reaches a story: for somebody who is bound to sections it must be filed in one of them, or below it.</summary>
    public Task<bool> ReachesAsync(Right right, long story) => who.Sections is not { } own || right.Reaches() != Reach.Sections
        ? Task.FromResult(true)
        : database.LookAsync(context => context.Set<FilingRow>().AnyAsync(row => row.StoryId == story && own.Contains(row.Subject)));

    /// <summary>Whether somebody may write in a story: in their own and what they were given, or with the right in all that they see.</summary>
    public Task<bool> MayWriteAsync(long story, string edition) => who.May(Right.Write) ? SeesWholeAsync(story, edition) : Task.FromResult(false);

    /// <summary>The same for those who do not ask, of a story in hand: who of them may write in it.</summary>
    internal static async Task<IReadOnlyList<AccountRow>> WritersAsync(HouseContext context, IReadOnlyList<AccountRow> accounts, StoryRow story, CancellationToken cancel)
    {
        var reaching = await SectionReach.ReachingAsync(context, [.. accounts.Select(one => one.Id)], story.Id, cancel);
        return [.. accounts.Where(one => MayWrite(one, story, reaching.Contains(one.Id)))];
    }

    private static bool MayWrite(AccountRow who, StoryRow story, bool reaches) => who.Role.May(Right.Write) && (story.OwnerId == who.Id || story.AssigneeId == who.Id
        || (reaches && who.Role.May(Right.WriteAll) && (story.EmbargoedUntil is null || who.Role.May(Right.SeeEmbargoed)))) && (story.KilledAt is null || (reaches && who.Role.May(Right.Kill)));

    /// <summary>Stories that somebody may see and link to.</summary>
    /// <param name="words">Words of the headline, or null.</param>
    /// <param name="stories">Only these stories, or null.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<(string Id, string? Address, string Headline)>> LinksAsync(string? words, IReadOnlyList<long>? stories, int most)
    {
        string wanted = LikePattern.Holding(words);
        var found = await database.LookAsync(context => Lines(context)
            .Where(line => stories == null ? EF.Functions.Like(line.Latest.Headline.ToLower(), wanted, LikePattern.Escape) && line.Latest.Headline != "" : stories.Contains(line.Story.Id))
            .OrderByDescending(line => line.Text.Path != null).ThenByDescending(line => line.Latest.Id).Take(most).ToListAsync());
        return [.. found.Select(line => (PublicId.Text(line.Story.Id), line.Text.Path, line.Latest.Headline))];
    }

    /// <summary>The ids of the texts that somebody may see, of those with words in headline, slugline or text; all when there are no words.</summary>
    internal IQueryable<long> TextsHolding(HouseContext context, string? words) => Holding(Lines(context), words).Select(line => line.Text.Id);

    /// <summary>The stage that a text is at.</summary>
    public static string StageOf(StoryRow story, StoryTextRow text) =>
        story.KilledAt is not null ? "killed" : story.WorkStage == WorkStage.Spiked ? "spiked" : story.HeldAt is not null ? "held" : text.PubStatus switch
        {
            PubStatus.Usable => "out",
            PubStatus.Withheld or PubStatus.Cancelled => "withdrawn",
            _ => story.WorkStage switch { WorkStage.Submitted => "submitted", WorkStage.Ready => "ready", _ => "draft" },
        };

    /// <summary>The ids of the texts of which somebody sees more than readers do: drafts, and revisions that are not out.</summary>
    internal IQueryable<long> TextsSeenWhole(HouseContext context) => Whole(context).Select(line => line.Text.Id);

    private IQueryable<Line> Whole(HouseContext context) => Lines(context).Where(line => line.IsWhole);

    // Own stories and those that they were given, what readers have, as readers have it, and with the right all others; what is under embargo or was killed only
    // with the right to that too. What is filed in none of their sections is, to those who are bound, as if they had none of these rights.
    private IQueryable<Line> Lines(HouseContext context)
    {
        bool all = who.May(Right.WriteAll), embargoed = who.May(Right.SeeEmbargoed), killed = who.May(Right.Kill);
        var lines = Filed(context).Where(line => (line.IsOwn || (all && line.IsReached) || line.Text.PubStatus == PubStatus.Usable)
            && (line.IsOwn || (embargoed && line.IsReached) || line.Story.EmbargoedUntil == null)
            && ((killed && line.IsReached) || line.Story.KilledAt == null));
        var revisions = context.Set<RevisionRow>().AsNoTracking();
        return all && who.Sections is null
            ? from line in lines
              join latest in revisions on line.Text.LatestRevisionId equals latest.Id
              select new Line { Story = line.Story, Text = line.Text, Edition = line.Edition, Latest = latest, IsWhole = true }
            : from line in lines
              join latest in revisions on line.IsOwn || (all && line.IsReached) ? line.Text.LatestRevisionId : line.Text.PublishedRevisionId equals latest.Id
              select new Line { Story = line.Story, Text = line.Text, Edition = line.Edition, Latest = latest, IsWhole = line.IsOwn || (all && line.IsReached) };
    }

    private IQueryable<FiledLine> Filed(HouseContext context)
    {
        long me = who.Account.Id;
        var lines = from text in context.Set<StoryTextRow>().AsNoTracking()
                    join story in context.Set<StoryRow>().AsNoTracking() on text.StoryId equals story.Id
                    join edition in context.Set<EditionRow>().AsNoTracking() on text.EditionId equals edition.Id
                    select new { Story = story, Text = text, Edition = edition };
        if (who.Sections is not { } own) return lines.Select(line => new FiledLine { Story = line.Story, Text = line.Text, Edition = line.Edition, IsOwn = line.Story.OwnerId == me || line.Story.AssigneeId == me, IsReached = true });
        return lines.Select(line => new FiledLine
        {
            Story = line.Story,
            Text = line.Text,
            Edition = line.Edition,
            IsOwn = line.Story.OwnerId == me || line.Story.AssigneeId == me,
            IsReached = context.Set<FilingRow>().Any(row => row.StoryId == line.Story.Id && own.Contains(row.Subject)),
        });
    }

    private static IQueryable<Line> Holding(IQueryable<Line> lines, string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return lines;
        string wanted = LikePattern.Holding(words);
        return lines.Where(line => EF.Functions.Like(line.Latest.Headline.ToLower(), wanted, LikePattern.Escape) || EF.Functions.Like(line.Story.Slugline.ToLower(), wanted, LikePattern.Escape) || EF.Functions.Like(line.Latest.Body.ToLower(), wanted, LikePattern.Escape));
    }

    internal sealed class Line
    {
        public required StoryRow Story { get; init; }

        public required StoryTextRow Text { get; init; }

        public required EditionRow Edition { get; init; }

        public required RevisionRow Latest { get; init; }

        // Whether more of it is seen than readers have.
        public required bool IsWhole { get; init; }
    }

    private sealed class FiledLine
    {
        public required StoryRow Story { get; init; }

        public required StoryTextRow Text { get; init; }

        public required EditionRow Edition { get; init; }

        public required bool IsOwn { get; init; }

        public required bool IsReached { get; init; }
    }
}
