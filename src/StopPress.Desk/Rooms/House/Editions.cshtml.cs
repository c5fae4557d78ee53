using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;

namespace StopPress.Desk.Rooms.House;

/// <summary>The editions: their clocks and calendars, their order, and new ones. Its language an edition keeps.</summary>
[Needs(Right.KeepHouse)]
public sealed class EditionsModel(NewsDesk desk, DeskWords words) : HouseRoom(desk, words)
{
    /// <summary>The edition that something is done to.</summary>
    [BindProperty]
    public string? Language { get; set; }

    /// <summary>The locale of a new edition.</summary>
    [BindProperty]
    public string? Locale { get; set; }

    /// <summary>The first part of a new edition's addresses.</summary>
    [BindProperty]
    public string? Prefix { get; set; }

    /// <summary>What the newspaper is called in it.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The line under the nameplate.</summary>
    [BindProperty]
    public string? Tagline { get; set; }

    /// <summary>Its time zone.</summary>
    [BindProperty]
    public string? Zone { get; set; }

    /// <summary>Its calendar.</summary>
    [BindProperty]
    public string? Calendar { get; set; }

    /// <summary>The editions in their order.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>Changes what an edition is called, its clock or its calendar.</summary>
    public async Task<IActionResult> OnPostChangeAsync()
    {
        await LookAsync();
        if (Editions.FirstOrDefault(row => row.Language == Language) is not { } open) return Refuse(new Refusal("unknown-edition", $"There is no edition in the language \"{Language}\"."));
        var act = new OpenEdition(open.Language, open.Prefix, open.Locale, Name ?? "", Tagline ?? "", open.OwnName, Zone ?? "", Calendar ?? "gregorian", open.Direction);
        if ((await OvertakenAsync(["EditionOpened", "EditionNamed"]) ?? (await act.RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal) is not { } refusal) return Go("/house/editions?said=kept");
        (open.Name, open.Tagline, open.TimeZone, open.Calendar) = (Name ?? "", Tagline ?? "", Zone ?? "", Calendar ?? "");
        (Name, Tagline, Zone, Calendar, Language) = (null, null, null, null, null);
        return Refuse(refusal);
    }

    /// <summary>Moves an edition one place to the front.</summary>
    public async Task<IActionResult> OnPostUpAsync()
    {
        await LookAsync();
        List<string> order = [.. Editions.Select(row => row.Language)];
        int place = order.IndexOf(Language ?? "");
        if (place > 0) (order[place - 1], order[place]) = (order[place], order[place - 1]);
        var done = await new OrderEditions(order).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return done.Refusal is { } refusal ? Refuse(refusal) : Go("/house/editions?said=kept");
    }

    /// <summary>Opens an edition.</summary>
    public async Task<IActionResult> OnPostOpenAsync()
    {
        await LookAsync();
        string locale = SetUp.IndexModel.Locales.Select(one => one.Tag).FirstOrDefault(tag => tag == Locale) ?? "";
        string language = locale.StartsWith("zh", StringComparison.Ordinal) ? locale : locale.Split('-')[0];
        if (Editions.Any(row => row.Language == language)) return Refuse(new Refusal("edition-open", "There is an edition in this language already.", "Change it above."));
        string own = locale.Length == 0 ? "" : CultureInfo.GetCultureInfo(language).NativeName;
        string prefix = string.IsNullOrWhiteSpace(Prefix) ? language.ToLowerInvariant() : Prefix;
        var done = await new OpenEdition(language, prefix, locale, Name ?? "", Tagline ?? "", own, Zone ?? "", Calendar ?? "gregorian").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return done.Refusal is { } refusal ? Refuse(refusal) : Go("/house/editions?said=kept");
    }

    private async Task LookAsync() =>
        Editions = await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(HttpContext.RequestAborted));
}
