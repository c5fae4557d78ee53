using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;

namespace StopPress.Desk.Rooms.Story;

/// <content>How a story is kept from readers, and comes back to them.</content>
public sealed partial class IndexModel
{
    /// <summary>When it was killed, by the house's clocks; null while it lives.</summary>
    public string? KilledAt => copy.Story.KilledAt is { } at ? InZone(at) : null;

    /// <summary>What readers are told of why; null where nothing is said.</summary>
    public string? KillReason => copy.KillReason;

    /// <summary>Takes it back.</summary>
    [Needs(Right.Withdraw)]
    public Task<IActionResult> OnPostUnpublishAsync() => DoAsync(async () => (await new UnpublishStory(Id, Edition).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "withdrawn");

    /// <summary>Holds it.</summary>
    [Needs(Right.Withdraw)]
    public async Task<IActionResult> OnPostHoldAsync()
    {
        if (!await LookAsync()) return NotFound();
        var held = await new HoldStory(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return await DoneAsync(() => Task.FromResult(held.Refusal), held.Refusal is null && held.Value.Result.Cancelled.Count > 0 ? "unscheduled" : "withdrawn");
    }

    /// <summary>Releases it.</summary>
    [Needs(Right.Withdraw)]
    public Task<IActionResult> OnPostReleaseAsync() => DoAsync(async () => (await new ReleaseStory(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "stage");

    /// <summary>Drops it.</summary>
    [Needs(Right.Withdraw)]
    public Task<IActionResult> OnPostSpikeAsync() => DoAsync(async () => (await new SpikeStory(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "stage");

    /// <summary>Takes it into work again.</summary>
    [Needs(Right.Withdraw)]
    public Task<IActionResult> OnPostUnspikeAsync() => DoAsync(async () => (await new SpikeStory(Id, Spiked: false).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "stage");

    /// <summary>Puts it under embargo.</summary>
    [Needs(Right.Withdraw)]
    public Task<IActionResult> OnPostEmbargoAsync(string? until) => DoAsync(() => AtAsync(until, hour => new SetEmbargo(Id, hour).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)), "embargo");

    /// <summary>Ends its embargo.</summary>
    [Needs(Right.Withdraw)]
    public Task<IActionResult> OnPostLiftEmbargoAsync() => DoAsync(async () => (await new LiftEmbargo(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "embargo");

    /// <summary>Kills it.</summary>
    [Needs(Right.Kill)]
    public Task<IActionResult> OnPostKillAsync(string? reason, bool sure) => DoAsync(async () => !sure ? new Refusal("not-sure", "A story that is killed never comes back.", "Tick that you are sure.") :
        (await new KillStory(Id, string.IsNullOrWhiteSpace(reason) ? null : [new KillReason(Edition, reason)]).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "killed");
}
