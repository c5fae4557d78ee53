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
    // RFC 5321, section 4.5.3.1.3.
    private const int LongestAddress = 254;

    /// <summary>Does it; the result is the public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string email = checks.Line("e-mail address", Email, LongestAddress);
        if (email.Length > 0 && !System.Net.Mail.MailAddress.TryCreate(email, out _)) checks.Refuse("wrong-email", $"\"{email}\" is no e-mail address.");
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var row = new StaffRow { Id = PublicId.Next(desk.Clock), Email = email.Length > 0 ? email : null };
            context.Add(row);
            if (await Places.NameAsync(context, Subject.Staff(row.Id), Names, cancel) is { } refusal) return refusal;
            string id = PublicId.Text(row.Id);
            return (new EntryDraft("StaffAdded", [], new { staff = id, Names[0].Name }), id);
        }, cancel);
    }
}
