using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>What somebody at the desk may see of the stories that are being worked on: the one place that decides it.</summary>
/// <param name="database">The house.</param>
/// <param name="who">Who looks.</param>
public sealed class StoryBoard(HouseDatabase database, Colleague who)
{
    /// <summary>The stages of a text: <c>draft</c>, <c>submitted</c>, <c>ready</c>, <c>spiked</c>, <c>out</c>, <c>held</c>, <c>withdrawn</c>, <c>killed</c>.</summary>
    public static IReadOnlyList<string> Stages { get; } = ["draft", "submitted", "ready", "out", "held", "withdrawn", "spiked", "killed"];

    /// <summary>Texts, the one that was changed last first.</summary>
    /// <param name="words">Words of the headline, the slugline or the text; null for all.</param>
    /// <param name="stage">Only those at a stage; null for all.</param>
    /// <param name="before">Only those whose newest revision is older than this one's id; null for the newest.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<BoardLine>> ReadAsync(string? words, string? stage, long? before, int most)
    {
        var found = await database.LookAsync(context =>
        {
            var lines = Lines(context);
            if (before is { } earlier) lines = lines.Where(line => line.Latest.Id < earlier);
            lines = AtStage(Holding(lines, words), stage);
            return lines.OrderByDescending(line => line.Latest.Id).Take(most).ToListAsync();
        });
        return await ToldAsync(found);
    }

    /// <summary>The texts of the house's own pages, the oldest page first.</summary>
    public async Task<IReadOnlyList<BoardLine>> PagesAsync() => await ToldAsync(await database.LookAsync(context =>
        Lines(context).Where(line => line.Story.Kind == StoryKind.Page).OrderBy(line => line.Story.Id).ThenBy(line => line.Edition.Position).ToListAsync()));

    private async Task<IReadOnlyList<BoardLine>> ToldAsync(IReadOnlyList<Line> found)
    {
        var names = await NamesAsync(found.Select(line => line.Latest.Actor));
        return [.. found.Select(line => new BoardLine(
            PublicId.Text(line.Story.Id), line.Edition.Language, line.Latest.Headline, line.Story.Slugline, StageOf(line.Story, line.Text),
            names.GetValueOrDefault(line.Latest.Actor) ?? line.Latest.Actor, line.Latest.At, line.Story.EmbargoedUntil, line.Latest.Id))];
    }

    /// <summary>Whether somebody may see a story's text at the desk.</summary>
    public Task<bool> MaySeeAsync(long story, string edition) =>
        database.LookAsync(context => Lines(context).AnyAsync(line => line.Story.Id == story && line.Edition.Language == edition));

    /// <summary>Whether somebody may write in a story: in their own, or with the right in all that they see.</summary>
    public Task<bool> MayWriteAsync(long story, string edition) => !who.May(Right.Write)
        ? Task.FromResult(false)
        : database.LookAsync(context => Lines(context).AnyAsync(line => line.Story.Id == story && line.Edition.Language == edition && (line.Story.OwnerId == who.Account.Id || who.May(Right.WriteAll))));

    /// <summary>Stories that somebody may see and link to.</summary>
    /// <param name="words">Words of the headline, or null.</param>
    /// <param name="story">Only this story, or null.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<(string Id, string? Address, string Headline)>> LinksAsync(string? words, long? story, int most)
    {
        string wanted = LikePattern.Holding(words);
        var found = await database.LookAsync(context => Lines(context)
            .Where(line => story == null ? EF.Functions.Like(line.Latest.Headline.ToLower(), wanted, LikePattern.Escape) && line.Latest.Headline != "" : line.Story.Id == story)
            .OrderByDescending(line => line.Text.Path != null).ThenByDescending(line => line.Latest.Id).Take(most).ToListAsync());
        return [.. found.Select(line => (PublicId.Text(line.Story.Id), line.Text.Path, line.Latest.Headline))];
    }

    /// <summary>The texts that use a picture, of those that somebody may see.</summary>
    public async Task<IReadOnlyList<BoardLine>> UsingAsync(long picture)
    {
        var found = await database.LookAsync(context => Lines(context)
            .Where(line => context.Set<MediaUseRow>().Any(use => use.MediaId == picture && use.TextId == line.Text.Id) || context.Set<DraftMediaRow>().Any(use => use.MediaId == picture && use.TextId == line.Text.Id))
            .OrderByDescending(line => line.Latest.Id).ToListAsync());
        return await ToldAsync(found);
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

    // Own stories, what readers have, and with the right all others; what is under embargo or was killed only with the right to that too.
    private IQueryable<Line> Lines(HouseContext context)
    {
        long me = who.Account.Id;
        bool all = who.May(Right.WriteAll), embargoed = who.May(Right.SeeEmbargoed), killed = who.May(Right.Kill);
        return from text in context.Set<StoryTextRow>().AsNoTracking()
               join story in context.Set<StoryRow>().AsNoTracking() on text.StoryId equals story.Id
               join edition in context.Set<EditionRow>().AsNoTracking() on text.EditionId equals edition.Id
               join latest in context.Set<RevisionRow>().AsNoTracking() on text.LatestRevisionId equals latest.Id
               where (story.OwnerId == me || all || text.PubStatus == PubStatus.Usable)
                   && (story.OwnerId == me || embargoed || story.EmbargoedUntil == null)
                   && (killed || story.KilledAt == null)
               select new Line { Story = story, Text = text, Edition = edition, Latest = latest };
    }

    private static IQueryable<Line> Holding(IQueryable<Line> lines, string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return lines;
        string wanted = LikePattern.Holding(words);
        return lines.Where(line => EF.Functions.Like(line.Latest.Headline.ToLower(), wanted, LikePattern.Escape) || EF.Functions.Like(line.Story.Slugline.ToLower(), wanted, LikePattern.Escape) || EF.Functions.Like(line.Latest.Body.ToLower(), wanted, LikePattern.Escape));
    }

    private static IQueryable<Line> AtStage(IQueryable<Line> lines, string? stage) => stage switch
    {
        "killed" => lines.Where(line => line.Story.KilledAt != null),
        "spiked" => lines.Where(line => line.Story.KilledAt == null && line.Story.WorkStage == WorkStage.Spiked),
        "held" => lines.Where(line => line.Story.KilledAt == null && line.Story.HeldAt != null),
        "out" => lines.Where(line => line.Text.PubStatus == PubStatus.Usable),
        "withdrawn" => lines.Where(line => line.Story.KilledAt == null && line.Story.HeldAt == null && (line.Text.PubStatus == PubStatus.Withheld || line.Text.PubStatus == PubStatus.Cancelled)),
        "draft" => lines.Where(line => line.Story.KilledAt == null && line.Story.HeldAt == null && line.Text.PubStatus == PubStatus.Unpublished && line.Story.WorkStage == WorkStage.Draft),
        "submitted" => lines.Where(line => line.Story.KilledAt == null && line.Story.HeldAt == null && line.Text.PubStatus == PubStatus.Unpublished && line.Story.WorkStage == WorkStage.Submitted),
        "ready" => lines.Where(line => line.Story.KilledAt == null && line.Story.HeldAt == null && line.Text.PubStatus == PubStatus.Unpublished && line.Story.WorkStage == WorkStage.Ready),
        _ => lines,
    };

    private async Task<Dictionary<string, string>> NamesAsync(IEnumerable<string> actors)
    {
        long[] ids = [.. actors.Distinct().Select(actor => PublicId.TryRead(actor, out long id) ? id : 0).Where(id => id > 0)];
        return ids.Length == 0 ? [] : (await database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync())).ToDictionary(row => PublicId.Text(row.Id), row => row.Name);
    }

    private sealed class Line
    {
        public required StoryRow Story { get; init; }

        public required StoryTextRow Text { get; init; }

        public required EditionRow Edition { get; init; }

        public required RevisionRow Latest { get; init; }
    }
}

/// <summary>A text on the board.</summary>
/// <param name="Id">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Headline">The headline of its newest revision; empty while there is none.</param>
/// <param name="Slugline">The desk's own name for the story.</param>
/// <param name="Stage">Its stage, one of <see cref="StoryBoard.Stages"/>.</param>
/// <param name="By">Who changed it last.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Until">The end of its embargo, or null.</param>
/// <param name="Revision">The newest revision's id: the next page of the board begins before it.</param>
public sealed record BoardLine(string Id, string Edition, string Headline, string Slugline, string Stage, string By, Instant ChangedAt, Instant? Until, long Revision);
