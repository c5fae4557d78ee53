using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Makes the edition's menu of the old site's main one, where nobody has made one here.</summary>
internal sealed class WordPressMenus(NewsDesk desk, WordPressSite site, HouseContext context, EditionRow edition, WordPressTerms terms, ImportNotes notes)
{
    // What a menu holds here; the first level of an old one is shorter.
    private const int Most = 30;
    private const int LongestName = 60;

    // What people call the menu at the top; an export does not say which one stood there.
    private static readonly string[] MainNames = ["main", "primary", "header", "top", "navigation"];

    /// <summary>Makes it; the answer is how many links of the old menus are in it.</summary>
    public async Task<int> MakeAsync(CancellationToken cancel)
    {
        var menus = site.MenuLinks.GroupBy(link => link.Menu).ToList();
        if (menus.Count == 0) return 0;
        if (await context.Set<MenuLinkRow>().AnyAsync(row => row.EditionId == edition.Id, cancel))
        {
            notes.Add("The newspaper has a menu of its own; those of the old site were left out.");
            return 0;
        }
        var made = new Dictionary<string, List<MenuLinkRow>>(StringComparer.Ordinal);
        foreach (var menu in menus) made[menu.Key] = await RowsAsync(menu, cancel);
        string main = menus.Select(menu => menu.Key).OrderBy(menu => made[menu].Count == 0 ? int.MaxValue : RankOf(menu)).ThenByDescending(menu => made[menu].Count).First();
        foreach (var (row, place) in made[main].Select((row, place) => (row, place))) (row.EditionId, row.Position) = (edition.Id, place);
        context.AddRange(made[main]);
        foreach (var other in menus.Where(menu => menu.Key != main)) notes.Add("nav_menu", other.Key, other.Key, $"The newspaper has one menu, which is made of \"{main}\"; this one, of {other.Count()} links, was left out.");
        if (menus.First(menu => menu.Key == main).Count() - made[main].Count is > 0 and var left) notes.Add("nav_menu", main, main, $"{left} links were left out: they stand below others, or lead to nothing that is here.");
        return made[main].Count;
    }

    private static int RankOf(string menu) => Array.FindIndex(MainNames, name => menu.Contains(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var rank ? rank : MainNames.Length;

    private async Task<List<MenuLinkRow>> RowsAsync(IEnumerable<WordPressMenuLink> menu, CancellationToken cancel)
    {
        var rows = new List<MenuLinkRow>();
        foreach (var link in menu.Where(link => !link.IsBelow).OrderBy(link => link.Place))
        {
            if (rows.Count < Most && await RowAsync(link, cancel) is { } row) rows.Add(row);
        }
        return rows;
    }

    private async Task<MenuLinkRow?> RowAsync(WordPressMenuLink link, CancellationToken cancel)
    {
        string name = Shortened(WordPressStage.PlainOf(link.Title));
        string? subject = link.Leads switch
        {
            "category" or "post_tag" => terms.WithId(link.Leads, link.To),
            "page" => await PageAsync(link.To, cancel),
            _ => null,
        };
        if (subject is not null) return new MenuLinkRow { Subject = subject, Address = "", Name = name };
        if (link.Leads != "custom" || name.Length == 0) return null;
        var checks = new Checks();
        string target = HousePath.Target(checks, Own(link.To), desk.Host);
        return checks.Fault is null ? new MenuLinkRow { Subject = "", Address = target, Name = name } : null;
    }

    private async Task<string?> PageAsync(string id, CancellationToken cancel)
    {
        string source = site.Sources + id;
        var story = await context.Set<StoryRow>().Where(row => row.Source == source && row.Kind == StoryKind.Page).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancel);
        return story is { } page ? Subject.Story(page) : null;
    }

    // What led to the old site leads to the same path here; a place on the page that one is on is no address.
    private string Own(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var link) && !link.IsFile && Uri.TryCreate(site.Address, UriKind.Absolute, out var old) && string.Equals(link.Host, old.Host, StringComparison.OrdinalIgnoreCase)
            ? link.AbsolutePath : address;

    private static string Shortened(string name) => name.Length <= LongestName ? name : Checks.Clean(name[..LongestName]);
}
