using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Sections;

/// <summary>A section in the tree as the room shows it.</summary>
/// <param name="Thing">The section with its names.</param>
/// <param name="Above">The ids of those that it is part of, the nearest first.</param>
/// <param name="Closed">Whether it is closed, itself or with one that it is part of.</param>
/// <param name="IsClosedItself">Whether it was closed itself.</param>
/// <param name="Up">Before which one it stands when it is moved up; null when it is the first.</param>
/// <param name="Down">Before which one it stands when it is moved down, empty for last; null when it is the last.</param>
public sealed record TreeLine(NamedThing Thing, IReadOnlyList<string> Above, bool Closed, bool IsClosedItself, string? Up, string? Down)
{
    /// <summary>How many it is part of.</summary>
    public int Depth => Above.Count;

    /// <summary>The one that it is part of, or null.</summary>
    public string? Parent => Above.Count > 0 ? Above[0] : null;

    /// <summary>Its name, set in as deep as it stands.</summary>
    public string Indented => new string('\u2003', Depth) + Thing.Called;

    /// <summary>Whether it is a section, or part of it.</summary>
    public bool IsBelow(string section) => Thing.Id == section || Above.Contains(section);
}

/// <summary>The tree of sections: opened, named, put in order and elsewhere, closed.</summary>
[Needs(Right.KeepSections)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : NamedRoom(desk, words, "section", "sections")
{
    /// <summary>The section that one becomes part of; empty for the top.</summary>
    [BindProperty]
    public string? Parent { get; set; }

    /// <summary>The section that one comes to stand before; empty for last.</summary>
    [BindProperty]
    public string? Before { get; set; }

    /// <summary>The tree, in the order of the menu.</summary>
    public IReadOnlyList<TreeLine> Tree { get; private set; } = [];

    /// <summary>Opens a section.</summary>
    public Task<IActionResult> OnPostOpenAsync() => DoAsync("new", async () =>
    {
        var opened = await new OpenSection(OrNull(Parent), true, NewNames()).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (opened.Refusal is null) Id = opened.Value.Result;
        return opened.Refusal;
    });

    /// <summary>Puts the chosen one elsewhere in the tree, where it stands last.</summary>
    public Task<IActionResult> OnPostMoveAsync() => DoAsync("move", async () => (await new MoveSection(Id ?? "", OrNull(Parent)).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Puts one elsewhere among those that it stands beside.</summary>
    public Task<IActionResult> OnPostOrderAsync() => DoAsync("order", async () =>
    {
        await LookAsync();
        // As it stands now: somebody else may have moved it since the page was shown.
        string? parent = Tree.FirstOrDefault(line => line.Thing.Id == Id)?.Parent;
        return (await new MoveSection(Id ?? "", parent, OrNull(Before)).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
    });

    /// <summary>Closes the chosen one.</summary>
    public Task<IActionResult> OnPostCloseAsync() => DoAsync("close", async () => (await new CloseSection(Id ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Opens the chosen one again.</summary>
    public Task<IActionResult> OnPostReopenAsync() => DoAsync("close", async () => (await new CloseSection(Id ?? "", Closed: false).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <inheritdoc/>
    protected override async Task LookAsync()
    {
        await base.LookAsync();
        var all = await Desk.Database.LookAsync(context => context.Set<SectionRow>().AsNoTracking().ToDictionaryAsync(row => row.Id));
        var things = Things.ToDictionary(thing => thing.Id);
        Tree = [.. Lines(null)];

        IEnumerable<TreeLine> Lines(long? parent)
        {
            var beside = all.Beside(parent).ToList();
            for (var i = 0; i < beside.Count; i++)
            {
                var row = beside[i];
                string id = PublicId.Text(row.Id);
                yield return new TreeLine(
                    things.GetValueOrDefault(id) ?? new NamedThing(id, []), [.. all.Above(row.Id).Select(one => PublicId.Text(one.Id))], all.IsClosed(row.Id), row.ClosedAt is not null,
                    i == 0 ? null : PublicId.Text(beside[i - 1].Id), i == beside.Count - 1 ? null : i == beside.Count - 2 ? "" : PublicId.Text(beside[i + 2].Id));
                foreach (var line in Lines(row.Id)) yield return line;
            }
        }
    }

    private static string? OrNull(string? id) => string.IsNullOrEmpty(id) ? null : id;
}
