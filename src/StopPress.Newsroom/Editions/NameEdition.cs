using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>Gives an edition its nameplate: what the newspaper is called in it, and the line below.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Name">What the newspaper is called in it.</param>
/// <param name="Tagline">The line under the nameplate, or empty.</param>
public sealed record NameEdition(string Edition, string Name, string Tagline = "")
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string name = checks.Line("name of the newspaper", Name, NewName.LongestName, required: true);
        string tagline = checks.Line("tagline", Tagline, NewName.LongestName);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            (found.Value.Name, found.Value.Tagline) = (name, tagline);
            return (new EntryDraft("EditionNamed", [Subject.Editions], new { Edition, name, tagline }), true);
        }, cancel);
    }
}
