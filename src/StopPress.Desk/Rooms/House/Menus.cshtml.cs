using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;

namespace StopPress.Desk.Rooms.House;

/// <summary>The menus of the editions: the tree of sections, or links that the house has chosen, in its order.</summary>
[Needs(Right.KeepHouse)]
public sealed class MenusModel(NewsDesk desk, DeskWords words) : HouseRoom(desk, words)
{
    private IReadOnlyList<string> inTree = [];

    /// <summary>The edition whose menu is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Edition { get; set; }

    /// <summary>What was written as an address.</summary>
    [BindProperty]
    public string? Address { get; set; }

    /// <summary>What the link was to be called.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What was chosen to lead to.</summary>
    [BindProperty]
    public string? Subject { get; set; }

    /// <summary>The editions.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>The chosen links; none while the menu is the tree.</summary>
    public IReadOnlyList<MenuLinkRow> Links { get; private set; } = [];

    /// <summary>What a link can lead to in the edition, by kind.</summary>
    public ILookup<string, (string Subject, string Name)> Targets { get; private set; } = Array.Empty<(string, string)>().ToLookup(_ => "");

    /// <summary>What a link is called.</summary>
    public string NameOf(MenuLinkRow link) => link.Name.Length > 0 ? link.Name : Targets.SelectMany(kind => kind).FirstOrDefault(one => one.Subject == link.Subject).Name ?? Words["menus.not-there"];

    /// <summary>Shows the menu.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>Adds a link at the end. The first one begins with the tree's, so that nothing is lost by it.</summary>
    public Task<IActionResult> OnPostAddAsync() => ChangeAsync(links =>
    {
        if (links.Count == 0) links.AddRange(inTree.Where(subject => Targets["section"].Any(one => one.Subject == subject)).Select(subject => new MenuLink(subject)));
        string? name = string.IsNullOrWhiteSpace(Name) ? null : Name;
        links.Add(string.IsNullOrWhiteSpace(Address) ? new MenuLink(Subject ?? "", null, name) : new MenuLink(null, Address, name ?? ""));
    });

    /// <summary>Takes a link out.</summary>
    public Task<IActionResult> OnPostDropAsync(int place) => ChangeAsync(links =>
    {
        if (place >= 0 && place < links.Count) links.RemoveAt(place);
    });

    /// <summary>Moves a link one place to the front.</summary>
    public Task<IActionResult> OnPostUpAsync(int place) => ChangeAsync(links => Swap(links, place - 1));

    /// <summary>Moves a link one place to the end.</summary>
    public Task<IActionResult> OnPostDownAsync(int place) => ChangeAsync(links => Swap(links, place));

    /// <summary>Leaves the menu to the tree.</summary>
    public Task<IActionResult> OnPostTreeAsync() => ChangeAsync(links => links.Clear());

    private static void Swap(List<MenuLink> links, int first)
    {
        if (first >= 0 && first + 1 < links.Count) (links[first], links[first + 1]) = (links[first + 1], links[first]);
    }

    private async Task<IActionResult> ChangeAsync(Action<List<MenuLink>> change)
    {
        await LookAsync();
        List<MenuLink> links = [.. Links.Select(row => new MenuLink(row.Subject.Length > 0 ? row.Subject : null, row.Address.Length > 0 ? row.Address : null, row.Name.Length > 0 ? row.Name : null))];
        change(links);
        if (await OvertakenAsync(["MenuKept"], edition: Edition) is { } overtaken) return Refuse(overtaken);
        var done = await new KeepMenu(Edition ?? "", links).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return done.Refusal is { } refusal ? Refuse(refusal) : Go($"/house/menus?edition={Uri.EscapeDataString(Edition ?? "")}&said=kept");
    }

    private async Task LookAsync()
    {
        await Desk.Database.LookAsync(async context =>
        {
            Editions = await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync();
            var edition = Editions.FirstOrDefault(row => row.Language == Edition) ?? Editions[0];
            Edition = edition.Language;
            Links = await context.Set<MenuLinkRow>().AsNoTracking().Where(row => row.EditionId == edition.Id).OrderBy(row => row.Position).ToListAsync();
            var names = await context.Set<LocalNameRow>().AsNoTracking().Where(row => row.EditionId == edition.Id).OrderBy(row => row.Name).Select(row => new { row.Subject, row.Name }).ToListAsync();
            var pages = await (from text in context.Set<StoryTextRow>().AsNoTracking()
                               join story in context.Set<StoryRow>().AsNoTracking() on text.StoryId equals story.Id
                               join latest in context.Set<RevisionRow>().AsNoTracking() on text.LatestRevisionId equals latest.Id
                               where text.EditionId == edition.Id && story.Kind == StoryKind.Page && story.KilledAt == null
                               orderby latest.Headline
                               select new { story.Id, latest.Headline }).ToListAsync();
            Targets = names.Select(row => (row.Subject, row.Name)).Concat(pages.Select(page => (Subject: Newsroom.House.Subject.Story(page.Id), Name: page.Headline))).ToLookup(one => Newsroom.House.Subject.KindOf(one.Subject));
            inTree = [.. (await context.Set<Newsroom.Sections.SectionRow>().AsNoTracking().Where(row => row.ParentId == null && row.InMenu).OrderBy(row => row.Position).Select(row => row.Id).ToListAsync()).Select(Newsroom.House.Subject.Section)];
            return true;
        });
    }
}
