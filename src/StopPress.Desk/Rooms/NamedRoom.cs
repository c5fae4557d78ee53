using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms;

/// <summary>Something that has a name and an address in each edition that has it.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Names">Its names, in the order of the editions.</param>
public sealed record NamedThing(string Id, IReadOnlyList<LocalNameRow> Names)
{
    /// <summary>What it is called where it was named first.</summary>
    public string Called => Names.Count > 0 ? Names[0].Name : Id;

    /// <summary>Its name in an edition, or null.</summary>
    public LocalNameRow? In(long edition) => Names.FirstOrDefault(name => name.EditionId == edition);
}

/// <summary>A name as it stands in a form.</summary>
/// <param name="Name">The name.</param>
/// <param name="Slug">The last part of the address.</param>
/// <param name="Title">A person's job.</param>
/// <param name="Description">A few sentences.</param>
/// <param name="Path">Its address, or null while it has none.</param>
public sealed record NameForm(string Name, string Slug, string Title, string Description, string? Path);

/// <summary>A room for one kind of things that have a name and an address in each edition; one of them can be chosen, and is then changed.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="words">The desk's words.</param>
/// <param name="kind">What they are, as a subject begins: <c>section</c>, <c>storyline</c>, <c>tag</c> or <c>staff</c>.</param>
/// <param name="room">The room's address.</param>
public abstract class NamedRoom(NewsDesk desk, DeskWords words, string kind, string room) : DeskPage(desk, words)
{
    /// <summary>What they are.</summary>
    public string Kind => kind;

    /// <summary>The room's address below the desk's.</summary>
    public string Room => room;

    /// <summary>The one that is chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>The edition that a name is for.</summary>
    [BindProperty]
    public string? Edition { get; set; }

    /// <summary>The name that was typed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The last part of the address that was typed.</summary>
    [BindProperty]
    public string? Slug { get; set; }

    /// <summary>The job that was typed.</summary>
    [BindProperty]
    public string? Title { get; set; }

    /// <summary>The sentences that were typed.</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <summary>The newspaper's editions.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>All there are, in the order of their names.</summary>
    public IReadOnlyList<NamedThing> Things { get; private set; } = [];

    /// <summary>The one that is chosen, or null.</summary>
    public NamedThing? Chosen { get; private set; }

    /// <summary>What was done, in words.</summary>
    public string? Said { get; private set; }

    /// <summary>Which form was refused, so that it shows what was typed.</summary>
    public string? Tried { get; private set; }

    /// <summary>Shows the room.</summary>
    public async Task<IActionResult> OnGetAsync(string? said)
    {
        await LookAsync();
        if (Id is not null && Chosen is null) return NotFound();
        if (said is "kept") Said = Words["house.kept"];
        return Page();
    }

    /// <summary>Gives the chosen one a name in an edition, or changes it.</summary>
    public Task<IActionResult> OnPostNameAsync() => DoAsync("name", async () =>
    {
        if (await OvertakenAsync(["NameGiven", "SectionRenamed"], Id, Edition) is { } overtaken) return overtaken;
        await LookAsync();
        var own = Editions.FirstOrDefault(one => one.Language == Edition) is { } edition ? Chosen?.In(edition.Id) : null;
        bool follows = string.IsNullOrWhiteSpace(Slug) || (own is not null && Slug == LastPart(own.Path) && UrlSlug.Of(own.Name) == Slug && Name != own.Name);
        string name = Name ?? "";
        return kind == "section" && own is not null
            ? (await new RenameSection(Id ?? "", Edition ?? "", name, follows ? name : Slug, Description ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal
            : (await new NameInEdition($"{kind}:{Id}", new NewName(Edition ?? "", name, follows ? null : Slug, Title, Description)).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
    });

    /// <summary>The form for the chosen one's name in an edition: as it is, or as it was typed when that was refused.</summary>
    public NameForm FormOf(EditionRow edition)
    {
        var kept = KeptOf(edition);
        return Tried == "name" && Edition == edition.Language
            ? kept with { Name = Given("name", kept.Name), Slug = Given("slug", kept.Slug), Title = Given("title", kept.Title), Description = Given("description", kept.Description) }
            : kept;
    }

    /// <summary>What the chosen one is called in an edition, as it is kept.</summary>
    public NameForm KeptOf(EditionRow edition) => Chosen?.In(edition.Id) is { } own ? new NameForm(own.Name, LastPart(own.Path), own.Title, own.Description, own.Path) : new NameForm("", "", "", "", null);

    /// <summary>What was typed into a form that was refused; empty in every other form.</summary>
    public string Typed(string form, string? value) => Tried == form ? value ?? "" : "";

    /// <summary>The names for something new: the one that was typed, in its edition.</summary>
    protected NewName[] NewNames() => [new NewName(Edition ?? "", Name ?? "", Title: Title, Description: Description)];

    /// <summary>Does something, and shows the room with the one that is chosen; or says why not, with all that was typed.</summary>
    protected async Task<IActionResult> DoAsync(string form, Func<Task<Refusal?>> act)
    {
        Tried = form;
        if (await act() is not { } refusal) return Go($"/{room}?{(Id is null ? "" : $"id={Uri.EscapeDataString(Id)}&")}said=kept");
        await LookAsync();
        return Refuse(refusal);
    }

    /// <summary>Reads what the room shows.</summary>
    protected virtual async Task LookAsync()
    {
        (Editions, Things) = await Desk.Database.LookAsync(async context =>
        {
            var editions = await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync();
            return (editions, await ReadAsync(context, editions));
        });
        Chosen = Things.FirstOrDefault(thing => thing.Id == Id);
    }

    private async Task<List<NamedThing>> ReadAsync(HouseContext context, List<EditionRow> editions)
    {
        string prefix = kind + ":";
        var places = editions.Select((row, i) => (row.Id, i)).ToDictionary(one => one.Id, one => one.i);
        var names = await context.Set<LocalNameRow>().AsNoTracking().Where(row => row.Subject.StartsWith(prefix)).ToListAsync();
        return [.. names.GroupBy(row => row.Subject)
            .Select(group => new NamedThing(PublicId.Text(Subject.IdOf(group.Key)), [.. group.OrderBy(row => places.GetValueOrDefault(row.EditionId))]))
            .OrderBy(thing => thing.Called, StringComparer.InvariantCultureIgnoreCase)];
    }

    private static string LastPart(string path) => path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..];
}
