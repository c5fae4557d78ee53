using Microsoft.EntityFrameworkCore;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Gives the house its name, or another one.</summary>
/// <param name="Name">The name, as its imprint gives it.</param>
public sealed record SetUpHouse(string Name)
{
    private const int LongestName = 200;

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string name = checks.Line("name of the house", Name, LongestName, required: true);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var house = await context.Set<HouseRow>().FirstOrDefaultAsync(cancel);
            if (house is null) context.Add(new HouseRow { Id = 1, Name = name });
            else house.Name = name;
            return (new EntryDraft("HouseSetUp", [Subject.House], new { name }), true);
        }, cancel);
    }
}
