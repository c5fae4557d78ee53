using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>A link of a menu as readers have it.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Name">What the menu calls it.</param>
/// <param name="Address">A path of the newspaper, or a whole address.</param>
/// <param name="Section">The section that it leads to, or null.</param>
public sealed record MenuItem(long EditionId, string Name, string Address, SectionPlace? Section);

/// <summary>The menus that the house has made for its editions; an edition that is not among them has its tree.</summary>
public sealed class HouseMenus
{
    private readonly ILookup<long, MenuItem> items;
    private readonly HashSet<long> made;

    private HouseMenus(IEnumerable<MenuItem> items, IEnumerable<long> made, IReadOnlyList<string> shown) => (this.items, this.made, Shown) = (items.ToLookup(item => item.EditionId), [.. made], shown);

    /// <summary>The subjects beside sections that menus show: whoever shows a menu has looked them up.</summary>
    public IReadOnlyList<string> Shown { get; }

    /// <summary>The menu of an edition; null when it has none of its own.</summary>
    public IEnumerable<MenuItem>? Of(long editionId) => made.Contains(editionId) ? items[editionId] : null;

    /// <summary>Reads them; what readers cannot find in an edition is left out.</summary>
    public static async Task<HouseMenus> ReadAsync(Reads reads, SectionTree sections)
    {
        reads.Note(Subject.Menus);
        var rows = await reads.ListAsync(
            "SELECT edition_id, subject, address, name FROM menu_links ORDER BY edition_id, position",
            row => new MenuLinkRow { EditionId = row.GetInt64(0), Subject = row.GetString(1), Address = row.GetString(2), Name = row.GetString(3) });
        string[] subjects = [.. rows.Select(row => row.Subject).Where(subject => subject.Length > 0 && Subject.KindOf(subject) != "section").Distinct()];
        var names = await LocalNames.ReadAsync(reads, subjects.Where(subject => Subject.KindOf(subject) != "story"));
        var pages = await PagesAsync(reads, [.. subjects.Where(subject => Subject.KindOf(subject) == "story")]);
        return new HouseMenus(rows.Select(row => Item(row, sections, names, pages)).OfType<MenuItem>(), rows.Select(row => row.EditionId), subjects);
    }

    private static async Task<Dictionary<(string, long), (string Name, string Path)>> PagesAsync(Reads reads, string[] pages)
    {
        reads.Note(pages);
        if (pages.Length == 0) return [];
        var found = await reads.ListAsync(
            """
            SELECT t.story_id, t.edition_id, r.headline, t.path FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id
            WHERE t.story_id IN @pages AND t.pub_status = @usable
            """,
            row => (Story: row.GetInt64(0), Edition: row.GetInt64(1), Name: row.GetString(2), Path: row.GetString(3)), ("pages", pages.Select(Subject.IdOf).ToArray()), ("usable", (long)PubStatus.Usable));
        return found.ToDictionary(page => (Subject.Story(page.Story), page.Edition), page => (page.Name, page.Path));
    }

    private static MenuItem? Item(MenuLinkRow row, SectionTree sections, LocalNames names, Dictionary<(string, long), (string Name, string Path)> pages)
    {
        if (row.Subject.Length == 0) return new MenuItem(row.EditionId, row.Name, row.Address, null);
        var local = Subject.KindOf(row.Subject) == "section" ? sections.Name(row.EditionId, row.Subject) : names.In(row.EditionId, row.Subject);
        var section = sections.Line(row.Subject).LastOrDefault();
        if (section is { IsClosed: true }) return null;
        (string Name, string Path)? found = local is not null ? (local.Name, local.Path) : pages.TryGetValue((row.Subject, row.EditionId), out var page) ? page : null;
        return found is not { } it ? null : new MenuItem(row.EditionId, row.Name.Length > 0 ? row.Name : it.Name, it.Path, section);
    }
}
