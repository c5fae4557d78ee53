using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.House;

/// <summary>Where old addresses lead: looked up, added, removed, brought in as a table, and tried out.</summary>
[Needs(Right.KeepHouse)]
public sealed class RedirectsModel(NewsDesk desk, DeskWords words, PageRoom room) : HouseRoom(desk, words)
{
    private const int Length = 100;

    /// <summary>What is looked for, in the address or in where it leads.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Only those that come after this one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The address that is tried out.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Test { get; set; }

    /// <summary>The address that was typed.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>Where it was to lead.</summary>
    [BindProperty]
    public string? To { get; set; }

    /// <summary>The table that was typed.</summary>
    [BindProperty]
    public string? Csv { get; set; }

    /// <summary>The redirects.</summary>
    public IReadOnlyList<RedirectRow> Rows { get; private set; } = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>After which one the others come, or null.</summary>
    public string? More { get; private set; }

    /// <summary>Where the address that is tried out leads.</summary>
    public IReadOnlyList<PathStep> Steps { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>Adds one.</summary>
    public async Task<IActionResult> OnPostAddAsync() => await AnswerAsync((await new AddRedirect(From ?? "", To ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, $"&test={Uri.EscapeDataString(From ?? "")}");

    /// <summary>Removes one.</summary>
    public async Task<IActionResult> OnPostDropAsync() => await AnswerAsync((await new RemoveRedirect(From ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Takes a table in, as a file or as it was typed; whole or not at all.</summary>
    public async Task<IActionResult> OnPostImportAsync(IFormFile? file)
    {
        if (file is { Length: > 0 })
        {
            using var reader = new StreamReader(file.OpenReadStream());
            Csv = await reader.ReadToEndAsync(HttpContext.RequestAborted);
        }
        return await AnswerAsync((await new ImportRedirects(Csv ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);
    }

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, string shown = "")
    {
        if (refusal is null) return Go("/house/redirects?said=kept" + shown);
        await LookAsync();
        return Refuse(refusal);
    }

    private async Task LookAsync()
    {
        await Desk.Database.LookAsync(async context =>
        {
            var rows = context.Set<RedirectRow>().AsNoTracking();
            Count = await rows.CountAsync();
            if (!string.IsNullOrWhiteSpace(Q))
            {
                string wanted = LikePattern.Holding(Q);
                rows = rows.Where(row => EF.Functions.Like(row.Path.ToLower(), wanted, LikePattern.Escape) || EF.Functions.Like(row.Target.ToLower(), wanted, LikePattern.Escape));
            }
            if (After is { Length: > 0 } after) rows = rows.Where(row => string.Compare(row.Path, after) > 0);
            var found = await rows.OrderBy(row => row.Path).Take(Length + 1).ToListAsync();
            Rows = [.. found.Take(Length)];
            More = found.Count > Length ? found[Length - 1].Path : null;
            return true;
        });
        if (string.IsNullOrWhiteSpace(Test)) return;
        string path = Addresses.Meant(Test);
        Steps = await Reads.LookAsync(Desk.Database, reads => new PathTrail(room).FollowAsync(new PressRun(reads, null), path.StartsWith('/') ? path : "/" + path), HttpContext.RequestAborted);
    }
}
