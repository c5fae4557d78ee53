using Microsoft.EntityFrameworkCore;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Says to whom somebody turns who has found a way to break into the newspaper (RFC 9116).</summary>
/// <param name="Contact">An e-mail address, or an address with https; empty says nothing to anybody.</param>
/// <param name="Policy">Where it is written how the house deals with what it is told, an address with https; or empty.</param>
public sealed record SetSecurityContact(string? Contact = null, string? Policy = null)
{
    private const int LongestAddress = 500;

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string contact = Checks.Clean(Contact), policy = Checks.Clean(Policy);
        if (contact.StartsWith(Https, StringComparison.OrdinalIgnoreCase)) Address(checks, contact);
        else contact = checks.Email(contact, required: false);
        if (policy.Length > 0) Address(checks, policy);
        if (contact.Length == 0 && policy.Length > 0) checks.Refuse("empty", "The contact is empty.", "Say to whom somebody turns, or leave out where it is written how the house deals with it.");
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<HouseRow>().FirstOrDefaultAsync(cancel) is not { } house) return HouseRow.Missing;
            (house.SecurityContact, house.SecurityPolicy) = (contact, policy);
            return (new EntryDraft("SecurityContactSet", [Subject.House], new { contact, policy }), true);
        }, cancel);
    }

    private const string Https = "https://";

    private static void Address(Checks checks, string address)
    {
        if (address.Length > LongestAddress || !address.StartsWith(Https, StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
            checks.Refuse("wrong-address", $"\"{HousePath.Short(address)}\" is no address that others can read.", "Write it whole, with https.");
    }
}
