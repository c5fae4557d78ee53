using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Store.Text;

namespace StopPress.Newsroom.Media;

/// <summary>The pictures of the house as somebody at the desk may see them: the one place that decides it.</summary>
/// <remarks>
/// Somebody sees a picture that they brought; one that a text uses which they may see; and one that no text uses, when it was brought for the whole
/// house. What was brought with a text that somebody writes, and is used by none now, is seen by whoever keeps pictures and sees what is under embargo in the whole house.
/// </remarks>
/// <param name="database">The house.</param>
/// <param name="who">Who looks.</param>
public sealed class PictureLibrary(HouseDatabase database, Colleague who)
{
    private readonly StoryBoard board = new(database, who);

    /// <summary>Pictures, the newest first.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="before">Only those that came in before this one's id; null for the newest.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="edition">The edition whose caption is told where there is one.</param>
    public Task<IReadOnlyList<PictureLine>> ReadAsync(PictureSearch search, long? before, int most, string edition) => database.LookAsync<IReadOnlyList<PictureLine>>(async context =>
    {
        var lines = Found(context, search);
        if (before is { } earlier) lines = lines.Where(line => line.Media.Id < earlier);
        var found = await lines.OrderByDescending(line => line.Media.Id).Take(most).ToListAsync();
        long[] ids = [.. found.Select(line => line.Media.Id)];
        var words = await (
            from text in context.Set<MediaTextRow>().AsNoTracking()
            join row in context.Set<EditionRow>() on text.EditionId equals row.Id
            where ids.Contains(text.MediaId)
            orderby row.Language == edition descending, row.Position
            select text).ToListAsync();
        return [.. found.Select(line => Told(line, words))];
    });

    /// <summary>Whether somebody may see a picture.</summary>
    public Task<bool> MaySeeAsync(long picture) => database.LookAsync(context => Seen(context).AnyAsync(line => line.Media.Id == picture));

    /// <summary>Whether somebody may say what a picture shows, and how it is cut: those who keep it, and whoever brought it while no reader has it.</summary>
    public Task<bool> MayDescribeAsync(long picture)
    {
        string actor = who.Actor;
        bool adds = who.May(Right.AddPictures);
        return database.LookAsync(async context => await Kept(context).AnyAsync(line => line.Media.Id == picture) || await Seen(context).AnyAsync(line => line.Media.Id == picture
            && adds && line.Arrival.AddedBy == actor && !context.Set<MediaUseRow>().Any(use => use.MediaId == picture && use.Shown)));
    }

    /// <summary>Whether somebody keeps a picture: with the right to it, and where they are bound to sections only what stories of these use, or none, and readers have in no other.</summary>
    public Task<bool> MayKeepAsync(long picture) => database.LookAsync(context => Kept(context).AnyAsync(line => line.Media.Id == picture));

    /// <summary>One picture with all that is known of it, or null when there is none that somebody may see.</summary>
    public async Task<PictureSheet?> FindAsync(long picture)
    {
        var sheet = await database.LookAsync(async context =>
        {
            if (await Seen(context).FirstOrDefaultAsync(line => line.Media.Id == picture) is not { } line) return null;
            var words = await context.Set<MediaTextRow>().AsNoTracking().Where(text => text.MediaId == picture).ToDictionaryAsync(text => text.EditionId);
            var editions = await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync();
            var earlier = await context.Set<EarlierOriginalRow>().AsNoTracking().Where(one => one.MediaId == picture).OrderByDescending(one => one.Id).ToListAsync();
            bool isOut = await context.Set<MediaUseRow>().AnyAsync(use => use.MediaId == picture && use.Shown);
            return new PictureSheet(line.Media, line.Arrival, editions, words, earlier, [], isOut);
        });
        return sheet is null ? null : sheet with { Uses = await board.UsingAsync(picture) };
    }

    private static PictureLine Told(Line line, List<MediaTextRow> words)
    {
        var own = words.Where(text => text.MediaId == line.Media.Id).ToList();
        string Told(Func<MediaTextRow, string> which) => own.Select(which).FirstOrDefault(text => text.Length > 0) ?? "";
        return new PictureLine(
            PublicId.Text(line.Media.Id), line.Media.Width, line.Media.Height, line.Media.Credit, Told(text => text.Caption), Told(text => text.Alt),
            line.Arrival.FileName, line.Media.Expired, line.Media.Id);
    }

    private IQueryable<Line> Found(HouseContext context, PictureSearch search)
    {
        var lines = Seen(context);
        foreach (string word in FoldedText.Words(search.Words))
        {
            string wanted = LikePattern.Holding(word);
            lines = lines.Where(line => EF.Functions.Like(line.Arrival.Sought, wanted, LikePattern.Escape));
        }
        if (!string.IsNullOrWhiteSpace(search.UsedIn))
        {
            var texts = board.TextsHolding(context, search.UsedIn);
            var (filed, drafted) = Uses(context, texts);
            lines = lines.Where(line => filed.Any(use => use.MediaId == line.Media.Id) || drafted.Any(use => use.MediaId == line.Media.Id));
        }
        if (search.From is { } from)
        {
            string day = Day(from);
            var begin = search.StartOf(from);
            lines = lines.Where(line => line.Media.Taken == "" ? line.Media.AddedAt >= begin : string.Compare(line.Media.Taken, day) >= 0);
        }
        if (search.Until is { } until && until < DateOnly.MaxValue)
        {
            string day = Day(until.AddDays(1));
            var end = search.StartOf(until.AddDays(1));
            lines = lines.Where(line => line.Media.Taken == "" ? line.Media.AddedAt < end : string.Compare(line.Media.Taken, day) < 0);
        }
        return Only(context, lines, search.Only);
    }

    private IQueryable<Line> Only(HouseContext context, IQueryable<Line> lines, string? only)
    {
        string actor = who.Actor;
        var (filed, drafted) = Uses(context, board.TextsHolding(context, null));
        return only switch
        {
            "no-credit" => lines.Where(line => line.Media.Credit == ""),
            "no-alt" => lines.Where(line => !context.Set<MediaTextRow>().Any(text => text.MediaId == line.Media.Id && text.Alt != "")),
            "expired" => lines.Where(line => line.Media.Expired),
            "own" => lines.Where(line => line.Arrival.AddedBy == actor),
            // A use that somebody may not see is none to them: the list would tell of it.
            "unused" => lines.Where(line => !filed.Any(use => use.MediaId == line.Media.Id) && !drafted.Any(use => use.MediaId == line.Media.Id)),
            _ => lines,
        };
    }

    private IQueryable<Line> Kept(HouseContext context)
    {
        bool keeps = who.May(Right.KeepPictures);
        var lines = Seen(context).Where(line => keeps);
        if (who.Sections is not { } own) return lines;
        var uses = context.Set<MediaUseRow>().AsNoTracking();
        var drafts = context.Set<DraftMediaRow>().AsNoTracking();
        var reached = from text in context.Set<StoryTextRow>() where context.Set<FilingRow>().Any(row => row.StoryId == text.StoryId && own.Contains(row.Subject)) select text.Id;
        return lines.Where(line => !uses.Any(use => use.MediaId == line.Media.Id && use.Shown && !reached.Contains(use.TextId))
            && (uses.Any(use => use.MediaId == line.Media.Id && reached.Contains(use.TextId)) || drafts.Any(use => use.MediaId == line.Media.Id && reached.Contains(use.TextId))
                || (!uses.Any(use => use.MediaId == line.Media.Id) && !drafts.Any(use => use.MediaId == line.Media.Id))));
    }

    private IQueryable<Line> Seen(HouseContext context)
    {
        string actor = who.Actor;
        bool keepsAll = who.Sections is null && who.May(Right.KeepPictures) && who.May(Right.SeeEmbargoed);
        var (filed, drafted) = Uses(context, board.TextsHolding(context, null));
        var uses = context.Set<MediaUseRow>().AsNoTracking();
        var drafts = context.Set<DraftMediaRow>().AsNoTracking();
        return from media in context.Set<MediaRow>().AsNoTracking()
               join arrival in context.Set<MediaArrivalRow>().AsNoTracking() on media.Id equals arrival.MediaId
               where media.Kind == MediaKind.Picture
                   && (arrival.AddedBy == actor
                       || filed.Any(use => use.MediaId == media.Id)
                       || drafted.Any(use => use.MediaId == media.Id)
                       || ((arrival.ForDesk || keepsAll) && !uses.Any(use => use.MediaId == media.Id) && !drafts.Any(use => use.MediaId == media.Id)))
               select new Line { Media = media, Arrival = arrival };
    }

    // The uses of pictures in texts that somebody may see: of what they see only as readers do, those that readers have.
    private (IQueryable<MediaUseRow> Filed, IQueryable<DraftMediaRow> Drafted) Uses(HouseContext context, IQueryable<long> texts)
    {
        var whole = board.TextsSeenWhole(context);
        return (context.Set<MediaUseRow>().AsNoTracking().Where(use => texts.Contains(use.TextId) && (use.Shown || whole.Contains(use.TextId))),
            context.Set<DraftMediaRow>().AsNoTracking().Where(use => texts.Contains(use.TextId) && whole.Contains(use.TextId)));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Line
    {
        public required MediaRow Media { get; init; }

        public required MediaArrivalRow Arrival { get; init; }
    }
}

/// <summary>What somebody looks for among the pictures.</summary>
/// <param name="Words">Words that stand in what is known of it: caption, alternative text, credit, creator, copyright, file name, keywords, place.</param>
/// <param name="UsedIn">Words of the headline, the slugline or the text of a story that uses it.</param>
/// <param name="From">The first day on which it was taken; where nobody knows that, on which it came in.</param>
/// <param name="Until">The last such day.</param>
/// <param name="Only">One of <see cref="Kinds"/>, or null for all.</param>
/// <param name="Edition">The edition whose days are meant; null for those of UTC.</param>
public sealed record PictureSearch(string? Words = null, string? UsedIn = null, DateOnly? From = null, DateOnly? Until = null, string? Only = null, Edition? Edition = null)
{
    /// <summary>What a list can be narrowed to.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["own", "no-credit", "no-alt", "unused", "expired"];

    internal Instant StartOf(DateOnly day) => Edition?.StartOf(day) ?? Instant.From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}

/// <summary>A picture on the wall of the picture desk.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Credit">Who is named beside it, or empty.</param>
/// <param name="Caption">Its caption in the edition that was asked for, else in another one, or empty.</param>
/// <param name="Alt">Its alternative text, likewise.</param>
/// <param name="FileName">What the file was called, or empty.</param>
/// <param name="Expired">Whether the right to show it has ended.</param>
/// <param name="Place">Its place on the wall: the next page begins before it.</param>
public sealed record PictureLine(string Id, int Width, int Height, string Credit, string Caption, string Alt, string FileName, bool Expired, long Place);

/// <summary>All that is known of a picture, for somebody at the desk.</summary>
/// <param name="Media">The picture.</param>
/// <param name="Arrival">How it came in.</param>
/// <param name="Editions">The editions in which it can have words.</param>
/// <param name="Words">Its words, by the edition's id.</param>
/// <param name="Earlier">What it was made of before, the newest first.</param>
/// <param name="Uses">The texts that use it, of those that may be seen.</param>
/// <param name="IsOut">Whether readers have it.</param>
public sealed record PictureSheet(
    MediaRow Media, MediaArrivalRow Arrival, IReadOnlyList<EditionRow> Editions, IReadOnlyDictionary<long, MediaTextRow> Words,
    IReadOnlyList<EarlierOriginalRow> Earlier, IReadOnlyList<BoardLine> Uses, bool IsOut);
