using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.House;

/// <summary>Whom the read API answers, and the keys to it.</summary>
[Needs(Right.KeepHouse)]
public sealed class ApiModel(NewsDesk desk, DeskWords words) : HouseRoom(desk, words)
{
    /// <summary>Whom it answers.</summary>
    public ApiAccess Access { get; private set; }

    /// <summary>How many requests a minute somebody without a key may make, as it was typed.</summary>
    public string PerMinute { get; private set; } = "";

    /// <summary>The keys, the newest first.</summary>
    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    /// <summary>Whose a new key is to be, as it was typed.</summary>
    public string NewName { get; private set; } = "";

    /// <summary>How many requests a minute it is to be good for, as it was typed.</summary>
    public string NewPerMinute { get; private set; } = Number(GiveApiKey.UsualPerMinute);

    /// <summary>The key that was given just now, which is shown this once; or null.</summary>
    public (string Name, string Key)? GivenKey { get; private set; }

    /// <summary>The clocks of the house, which are those of its first edition.</summary>
    public DeskDates HouseDates { get; private set; } = null!;

    /// <summary>Shows all of it.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>Says whom it answers, and how often.</summary>
    public async Task<IActionResult> OnPostAccessAsync(ApiAccess access, string? perMinute) => await AnswerAsync(
        await OvertakenAsync(["ApiAccessSet"]) ?? (await new SetApiAccess(access, Read(perMinute)).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal,
        () => (Access, PerMinute) = (access, perMinute ?? ""));

    /// <summary>Gives a key, and shows it: it is in no address and no log.</summary>
    public async Task<IActionResult> OnPostGiveAsync(string? name, string? keyPerMinute)
    {
        var given = await new GiveApiKey(name ?? "", Read(keyPerMinute)).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (given.Refusal is { } refusal) return await AnswerAsync(refusal, () => (NewName, NewPerMinute) = (name ?? "", keyPerMinute ?? ""));
        await LookAsync();
        GivenKey = (Keys[0].Name, given.Value.Result);
        return Page();
    }

    /// <summary>Takes a key back.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(string? key) => await AnswerAsync((await new TakeBackApiKey(key ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, () => { });

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Read(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, Action keepTyped)
    {
        if (refusal is null) return Go("/house/api?said=kept");
        await LookAsync();
        keepTyped();
        return Refuse(refusal);
    }

    private async Task LookAsync()
    {
        var door = await Reads.LookAsync(Desk.Database, ApiDoor.ReadAsync, HttpContext.RequestAborted);
        (Access, PerMinute, Keys) = (door.Access, Number(door.PerMinute), door.Keys);
        HouseDates = (await HouseDatesAsync())!;
    }
}
