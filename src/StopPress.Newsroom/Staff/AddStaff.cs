using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Adds somebody to the staff, who can then stand in bylines.</summary>
/// <param name="Email">The address at the house, or null.</param>
/// <param name="Names">Name, job and a few words in each edition.</param>
public sealed record AddStaff(string? Email, IReadOnlyList<NewName> Names)
{
    /// <summary>Does it; the result is the public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string email = checks.Email(Email, required: false);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var added = await PutAsync(desk, context, email.Length > 0 ? email : null, Names, cancel);
            if (added.Refusal is { } refusal) return refusal;
            string id = PublicId.Text(added.Value);
            return (new EntryDraft("StaffAdded", [], new { staff = id, Names[0].Name }), id);
        }, cancel);
    }

    /// <summary>The same within an act: the new one's id.</summary>
    internal static async Task<Outcome<long>> PutAsync(NewsDesk desk, HouseContext context, string? email, IReadOnlyList<NewName> names, CancellationToken cancel)
    {
        var row = new StaffRow { Id = PublicId.Next(desk.Clock), Email = email };
        context.Add(row);
        return await Places.NameAsync(context, Subject.Staff(row.Id), names, cancel) is { } refusal ? refusal : row.Id;
    }
}
