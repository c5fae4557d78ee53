using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Store;

namespace StopPress.Desk.Rooms.Tags;

/// <summary>The tags: how many stories readers have under each; added, renamed, described, merged.</summary>
[Needs(Right.AddTags)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : NamedRoom(desk, words, "tag", "tags")
{
    /// <summary>How many are shown at once; the others are found by their words.</summary>
    public const int Length = 200;

    private IReadOnlyDictionary<string, int> counts = new Dictionary<string, int>();

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The name of the tag that another is merged into.</summary>
    [BindProperty]
    public string? Into { get; set; }

    /// <summary>Those that are shown.</summary>
    public IReadOnlyList<NamedThing> Shown { get; private set; } = [];

    /// <summary>How many more there are of those that were looked for.</summary>
    public int Left { get; private set; }

    /// <summary>How many stories readers have under a tag.</summary>
    public int CountOf(NamedThing tag) => counts.GetValueOrDefault(tag.Id);

    /// <summary>Adds a tag.</summary>
    public Task<IActionResult> OnPostAddAsync() => DoAsync("new", async () =>
    {
        var added = await new AddTag(NewNames()).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (added.Refusal is null) Id = added.Value.Result;
        return added.Refusal;
    });

    /// <summary>Merges the chosen one into another, which is then the one that is chosen.</summary>
    public Task<IActionResult> OnPostMergeAsync(bool sure) => DoAsync("merge", async () =>
    {
        await LookAsync();
        if (!sure) return new Refusal("not-sure", "It cannot be taken back, so it must be confirmed.", "Tick the box.");
        string wanted = Into?.Trim() ?? "";
        var named = Things.Where(tag => tag.Id != Id && tag.Names.Any(name => string.Equals(name.Name, wanted, StringComparison.InvariantCultureIgnoreCase))).ToList();
        if (named is not [var into]) return new Refusal(named.Count == 0 ? "no-such-tag" : "several-tags", named.Count == 0 ? $"No other tag is called \"{Into}\"." : $"Several tags are called \"{Into}\".", "Write the whole name of one.");
        var merged = await new MergeTags(Id ?? "", into.Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (merged.Refusal is null) Id = into.Id;
        return merged.Refusal;
    });

    /// <inheritdoc/>
    protected override async Task LookAsync()
    {
        await base.LookAsync();
        var found = string.IsNullOrWhiteSpace(Q) ? Things : [.. Things.Where(tag => tag.Names.Any(name => name.Name.Contains(Q.Trim(), StringComparison.InvariantCultureIgnoreCase)))];
        Shown = [.. found.Take(Length)];
        Left = found.Count - Shown.Count;
        string[] lists = [.. Shown.Select(tag => $"tag:{tag.Id}")];
        // What readers have: what is not out yet is not counted for anybody.
        counts = (await Desk.Database.LookAsync(context => context.Set<ListingRow>().AsNoTracking().Where(row => lists.Contains(row.List))
            .Select(row => new { row.List, row.StoryId }).Distinct().GroupBy(row => row.List).Select(group => new { group.Key, Count = group.Count() }).ToListAsync()))
            .ToDictionary(row => row.Key["tag:".Length..], row => row.Count);
    }
}
