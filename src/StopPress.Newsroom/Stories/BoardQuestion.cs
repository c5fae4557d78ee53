using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>In which order the board lists texts.</summary>
public enum BoardOrder
{
    /// <summary>What was changed last comes first.</summary>
    Changed = 0,

    /// <summary>What is due first comes first; then what has no hour.</summary>
    Due = 1,

    /// <summary>By headline.</summary>
    Headline = 2,

    /// <summary>What was filed last comes first.</summary>
    Filed = 3,
}

/// <summary>What somebody wants to see of the board; null asks for all.</summary>
/// <param name="Words">Words of the headline, the slugline, the byline or the text; each must be somewhere.</param>
/// <param name="Stage">One of <see cref="StoryBoard.Stages"/>.</param>
/// <param name="Edition">An edition's language.</param>
/// <param name="Section">A section's public id; what is filed under those below it counts.</param>
/// <param name="Byline">The public id of a member of staff.</param>
/// <param name="Order">The order.</param>
public sealed record BoardQuestion(string? Words = null, string? Stage = null, string? Edition = null, string? Section = null, string? Byline = null, BoardOrder Order = BoardOrder.Changed)
{
    // A sentence that somebody pasted would be looked for word by word.
    private const int MostWords = 8;

    /// <summary>The words, one by one, in small letters.</summary>
    internal IReadOnlyList<string> Wanted { get; } = [.. (Words ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords)];

    /// <summary>Those that are asked for, in their order.</summary>
    internal async Task<IQueryable<StoryBoard.WrittenLine>> NarrowAsync(HouseContext context, IQueryable<StoryBoard.WrittenLine> lines)
    {
        lines = AtStage(lines);
        if (!string.IsNullOrEmpty(Edition)) lines = lines.Where(line => line.Edition.Language == Edition);
        if (!string.IsNullOrEmpty(Section))
        {
            var sections = await BelowAsync(context, Section);
            lines = lines.Where(line => context.Set<FilingRow>().Any(row => row.StoryId == line.Story.Id && sections.Contains(row.Subject)));
        }
        if (!string.IsNullOrEmpty(Byline))
        {
            long staff = PublicId.TryRead(Byline, out long id) ? id : 0;
            lines = lines.Where(line => context.Set<BylineRow>().Any(row => row.StoryId == line.Story.Id && row.StaffId == staff));
        }
        foreach (string word in Wanted) lines = await HoldingAsync(context, lines, word);
        return InOrder(lines);
    }

    private static async Task<IQueryable<StoryBoard.WrittenLine>> HoldingAsync(HouseContext context, IQueryable<StoryBoard.WrittenLine> lines, string word)
    {
        string wanted = LikePattern.Holding(word), escape = LikePattern.Escape;
        // In the document a quotation mark and a backslash stand behind a backslash.
        string written = LikePattern.Holding(word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
        var named = (await context.Set<LocalNameRow>().AsNoTracking().Where(row => row.Subject.StartsWith("staff:") && EF.Functions.Like(row.Name.ToLower(), wanted, escape)).Select(row => row.Subject).ToListAsync()).Select(Subject.IdOf).Distinct().ToList();
        return lines.Where(line => EF.Functions.Like(line.Latest.Headline.ToLower(), wanted, escape) || EF.Functions.Like(line.Story.Slugline.ToLower(), wanted, escape) || EF.Functions.Like(line.Latest.Body.ToLower(), written, escape)
            || (line.Draft != null && (EF.Functions.Like(line.Draft.Headline.ToLower(), wanted, escape) || EF.Functions.Like(line.Draft.Body.ToLower(), written, escape)))
            || context.Set<BylineRow>().Any(row => row.StoryId == line.Story.Id && (EF.Functions.Like(row.GuestName.ToLower(), wanted, escape) || (row.StaffId != null && named.Contains(row.StaffId.Value)))));
    }

    // A section and all below it, as filings name them; none when there is no such section.
    private static async Task<List<string>> BelowAsync(HouseContext context, string section)
    {
        if (!PublicId.TryRead(section, out long id)) return [];
        var children = (await context.Set<SectionRow>().AsNoTracking().Select(row => new { row.Id, row.ParentId }).ToListAsync()).ToLookup(row => row.ParentId, row => row.Id);
        var found = new List<long> { id };
        for (var i = 0; i < found.Count; i++) found.AddRange(children[found[i]].Except(found));
        return [.. found.Select(Subject.Section)];
    }

    private IQueryable<StoryBoard.WrittenLine> AtStage(IQueryable<StoryBoard.WrittenLine> lines) => Stage switch
    {
        "killed" => lines.Where(line => line.Story.KilledAt != null),
        "spiked" => lines.Where(line => line.Text.PubStatus == PubStatus.Unpublished && line.Story.KilledAt == null && line.Story.WorkStage == WorkStage.Spiked),
        "held" => lines.Where(line => line.Story.HeldAt != null && line.Story.KilledAt == null && line.Story.WorkStage != WorkStage.Spiked),
        "out" => lines.Where(line => line.Text.PubStatus == PubStatus.Usable),
        "withdrawn" => lines.Where(line => line.Story.KilledAt == null && line.Story.HeldAt == null && (line.Text.PubStatus == PubStatus.Withheld || line.Text.PubStatus == PubStatus.Cancelled)),
        "draft" => lines.Where(line => line.Text.PubStatus == PubStatus.Unpublished && line.Story.KilledAt == null && line.Story.HeldAt == null && line.Story.WorkStage == WorkStage.Draft),
        "submitted" => lines.Where(line => line.Text.PubStatus == PubStatus.Unpublished && line.Story.KilledAt == null && line.Story.HeldAt == null && line.Story.WorkStage == WorkStage.Submitted),
        "ready" => lines.Where(line => line.Text.PubStatus == PubStatus.Unpublished && line.Story.KilledAt == null && line.Story.HeldAt == null && line.Story.WorkStage == WorkStage.Ready),
        _ => lines,
    };

    private IQueryable<StoryBoard.WrittenLine> InOrder(IQueryable<StoryBoard.WrittenLine> lines) => Order switch
    {
        BoardOrder.Due => lines.OrderBy(line => line.Story.DueAt == null).ThenBy(line => line.Story.DueAt).ThenByDescending(line => line.Text.Id),
        BoardOrder.Headline => lines.OrderBy(line => line.Draft != null ? line.Draft.Headline : line.Latest.Headline).ThenByDescending(line => line.Text.Id),
        BoardOrder.Filed => lines.OrderByDescending(line => line.Text.Id),
        _ => lines.OrderByDescending(line => line.Draft != null ? line.Draft.At : line.Latest.At).ThenByDescending(line => line.Text.Id),
    };
}
