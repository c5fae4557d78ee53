using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.Accounts;

/// <summary>One person at the newspaper: what they leave, and to whom it is handed on.</summary>
[Needs(Right.Employ)]
public sealed class PersonModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private DeskDates? dates;

    /// <summary>The account's public id.</summary>
    [BindProperty(SupportsGet = true, Name = "account")]
    public string Id { get; set; } = "";

    /// <summary>Who is chosen to have the stories, as a public id; empty for nobody.</summary>
    [BindProperty]
    public string? To { get; set; }

    /// <summary>How many stories were just handed on, as the page before has told.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Handed { get; set; }

    /// <summary>Whether it was just said in which sections they work.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Bound { get; set; }

    /// <summary>Who it is.</summary>
    public AccountRow Person { get; private set; } = null!;

    /// <summary>The sections, in the order of the menu, and whether they are bound to each.</summary>
    public IReadOnlyList<(string Id, string Name, int Depth, bool Bound)> Sections { get; private set; } = [];

    /// <summary>What is in their hands.</summary>
    public IReadOnlyList<BoardLine> Stories { get; private set; } = [];

    /// <summary>Those to whom it can be handed on.</summary>
    public IReadOnlyList<AccountRow> Colleagues { get; private set; } = [];

    /// <summary>An hour on the clocks of the house.</summary>
    public string Hour(Instant at) => dates?.Short(at) ?? at.ToString();

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync() => await LookAsync() ? Page() : NotFound();

    /// <summary>Ends their access, and hands on what is in their hands to whoever is chosen.</summary>
    public Task<IActionResult> OnPostEndAsync() => DoAsync(new EndAccount(Id, To: Chosen).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted));

    /// <summary>Lets them in again.</summary>
    public Task<IActionResult> OnPostRestoreAsync() => DoAsync(new EndAccount(Id, Left: false).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted));

    /// <summary>Hands on one story, or all that are left.</summary>
    public Task<IActionResult> OnPostHandOnAsync(string? story) =>
        DoAsync(new HandOnStories(Id, Chosen ?? "", string.IsNullOrEmpty(story) ? null : story).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted));

    /// <summary>Says in which sections they work.</summary>
    public async Task<IActionResult> OnPostBindAsync(string[] sections)
    {
        var done = await new BindAccount(Id, sections).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (done.Refusal is null) return Go($"/people/{Id}?bound=true");
        return await LookAsync() ? Refuse(done.Refusal) : NotFound();
    }

    private string? Chosen => string.IsNullOrEmpty(To) ? null : To;

    private async Task<IActionResult> DoAsync(Task<Outcome<Settled<int>>> act)
    {
        var done = await act;
        if (done.Refusal is null) return Go($"/people/{Id}{(done.Value.Result > 0 ? $"?handed={done.Value.Result}" : "")}");
        return await LookAsync() ? Refuse(done.Refusal) : NotFound();
    }

    private async Task<bool> LookAsync()
    {
        if (!PublicId.TryRead(Id, out long id)) return false;
        var all = await Desk.Database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().OrderBy(row => row.Name).ToListAsync());
        if (all.FirstOrDefault(row => row.Id == id) is not { } person) return false;
        Person = person;
        Colleagues = [.. all.Where(row => row.Id != id && row.LeftAt is null && row.Role.May(Right.Write))];
        var now = Instant.Now(Desk.Clock);
        Stories = await new StoryBoard(Desk.Database, Here).InHandsOfAsync(id, now);
        Sections = await Desk.Database.LookAsync(async context =>
        {
            var all = await context.Set<SectionRow>().AsNoTracking().ToDictionaryAsync(row => row.Id);
            var names = (await context.Set<LocalNameRow>().AsNoTracking().Where(row => row.Subject.StartsWith("section:")).OrderBy(row => row.EditionId).ToListAsync()).ToLookup(row => row.Subject, row => row.Name);
            var bound = await context.Set<AccountSectionRow>().AsNoTracking().Where(row => row.AccountId == id).Select(row => row.SectionId).ToListAsync();
            return all.InOrder().Select(row => (PublicId.Text(row.Id), names[Subject.Section(row.Id)].FirstOrDefault() ?? PublicId.Text(row.Id), all.Above(row.Id).Count(), bound.Contains(row.Id))).ToList();
        });
        var first = await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).FirstOrDefaultAsync());
        dates = first is null ? null : new DeskDates(first.AsEdition(), Words, now);
        return true;
    }
}
