using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Site.Pages;

/// <summary>An edition's front: a lead, what came second, the rail, and a block for each section of the menu. No story stands on it twice.</summary>
public static class FrontPage
{
    /// <summary>How many stories the rail lists.</summary>
    public const int RailLength = 8;

    private const int SecondLength = 4;
    private const int ShortLength = 4;

    // Among so many newest stories one with a picture is looked for, when no editor has chosen a lead.
    private const int LeadSearch = 12;

    /// <summary>Makes the front.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        var (lead, newest, month) = await OpeningAsync(desk, RailLength + SecondLength);
        var shown = newest.Take(RailLength + SecondLength).Select(card => card.Id).ToHashSet();
        if (lead is not null) shown.Add(lead.Id);
        var blocks = await BlocksAsync(desk, shown);
        var head = desk.Head(
            "front", desk.Edition.Name, desk.Edition.Tagline, place.Path, desk.Furniture.Editions.Select(edition => (edition.Id, edition.Home)));
        var titled = head with { Title = desk.Edition.Tagline.Length > 0 ? $"{desk.Edition.Name} | {desk.Edition.Tagline}" : desk.Edition.Name };
        return new PageModel("front", 200, titled, [], new Dictionary<string, object?>
        {
            ["lead"] = lead is null ? null : desk.Card(lead),
            ["second"] = newest.Skip(RailLength).Take(SecondLength).Select(desk.Card).ToList(),
            ["blocks"] = blocks,
            ["older"] = month,
        })
        { Says = SchemaOrg.Front(desk, head) };
    }

    /// <summary>The lead, the newest stories without it, and the month of the very newest, where the older ones are found too. Front and rail agree on them.</summary>
    internal static async Task<(StoryCard? Lead, IReadOnlyList<StoryCard> Newest, TurnModel? Month)> OpeningAsync(PageDesk desk, int count)
    {
        var listed = await desk.Lists.NewestAsync(Subject.FrontList, Math.Max(count + 1, LeadSearch));
        var cards = await StoryCards.ReadAsync(desk.Reads, desk.Edition, listed.Select(listing => listing.StoryId));
        var lead = await ChosenLeadAsync(desk) ?? cards.Take(LeadSearch).FirstOrDefault(card => card.Picture is not null) ?? cards.FirstOrDefault();
        DateOnly? month = listed.Count > 0 ? desk.Edition.DayOf(listed[0].ListedAt) : null;
        return (lead, [.. cards.Where(card => card.Id != lead?.Id).Take(count)], ArchivePage.TurnToMonth(desk, desk.Edition.Home, month));
    }

    private static async Task<StoryCard?> ChosenLeadAsync(PageDesk desk)
    {
        desk.Reads.Note(Subject.Lead(desk.Edition.Language));
        var chosen = await desk.Reads.ListAsync("SELECT lead_story_id FROM editions WHERE id = @id", row => row.NumberOrNull(0), ("id", desk.Edition.Id));
        return chosen is [{ } story] ? (await StoryCards.ReadAsync(desk.Reads, desk.Edition, [story])).FirstOrDefault() : null;
    }

    // What is listed can be read, so the stories are chosen from the lists alone and their cards read together.
    private static async Task<IReadOnlyList<BlockModel>> BlocksAsync(PageDesk desk, HashSet<long> shown)
    {
        var chosen = new List<(string Section, List<long> Stories)>();
        var sections = desk.Furniture.Sections.Menu(desk.Edition.Id).Select(section => section.Subject).ToList();
        // All that stands above a block could be of its section.
        var newest = await desk.Lists.NewestAsync(sections, shown.Count + (sections.Count * (1 + ShortLength)));
        foreach (string section in sections)
        {
            var stories = newest[section].Select(listing => listing.StoryId).Where(id => !shown.Contains(id)).Take(1 + ShortLength).ToList();
            shown.UnionWith(stories);
            if (stories.Count > 0) chosen.Add((section, stories));
        }
        var cards = (await StoryCards.ReadAsync(desk.Reads, desk.Edition, chosen.SelectMany(block => block.Stories))).ToDictionary(card => card.Id);
        return [.. chosen.Select(block => Block(desk, block.Section, [.. block.Stories.Where(cards.ContainsKey).Select(id => cards[id])]))];
    }

    private static BlockModel Block(PageDesk desk, string section, List<StoryCard> cards)
    {
        var large = cards.FirstOrDefault(card => card.Picture is not null) ?? cards[0];
        return new BlockModel(desk.SectionLink(section)!, desk.Card(large), [.. cards.Where(card => card != large).Select(desk.Card)]);
    }
}

/// <summary>A section's part of the front.</summary>
/// <param name="Section">The section.</param>
/// <param name="Large">Its first story.</param>
/// <param name="Short">The next ones.</param>
public sealed record BlockModel(LinkModel Section, CardModel Large, IReadOnlyList<CardModel> Short);
