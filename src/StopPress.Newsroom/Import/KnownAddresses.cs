using StopPress.Newsroom.Editions;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>What addresses lead to, in the transaction of an import: asked for once for many stories, and kept true while they are given out.</summary>
/// <param name="context">The transaction.</param>
/// <param name="coming">What was given out, and is not in the database yet.</param>
internal sealed class KnownAddresses(HouseContext context, RowsComingIn coming)
{
    private readonly Dictionary<string, PermalinkRow?> known = new(StringComparer.Ordinal);

    /// <summary>Asks for some addresses at once, and forgets those that were asked for before, as the context must have done.</summary>
    public async Task LookUpAsync(IEnumerable<string> paths)
    {
        known.Clear();
        foreach (string path in paths) known[path] = null;
        var found = await context.ListAsync(
            "SELECT path, edition_id, subject, current FROM permalinks WHERE path IN @paths",
            row => new PermalinkRow { Path = row.GetString(0), EditionId = row.GetInt64(1), Subject = row.GetString(2), Current = row.GetBoolean(3) }, ("paths", known.Keys.ToArray()));
        context.AttachRange(found);
        foreach (var row in found.Concat(coming.Of<PermalinkRow>().Where(row => known.ContainsKey(row.Path)))) known[row.Path] = row;
    }

    /// <summary>What an address leads to; null for a free one.</summary>
    public async Task<PermalinkRow?> AtAsync(string path, CancellationToken cancel)
    {
        if (known.TryGetValue(path, out var row)) return row;
        await coming.SettledAsync();
        return known[path] = await context.LinkAtAsync(path, cancel);
    }

    /// <summary>Lets a free address lead to something.</summary>
    public void Lead(string path, EditionRow edition, string subject, bool isCurrent)
    {
        var row = new PermalinkRow { Path = path, EditionId = edition.Id, Subject = subject, Current = isCurrent };
        context.Add(row);
        known[path] = row;
    }

    /// <summary>Lets an old address lead to something, in all forms in which it was asked for. What has it keeps it.</summary>
    public async Task LeadFreeAsync(string address, EditionRow edition, string subject, CancellationToken cancel)
    {
        foreach (string path in WordPressAddress.Kept(address))
        {
            if (await AtAsync(path, cancel) is null) Lead(path, edition, subject, isCurrent: false);
        }
    }

    /// <summary>Gives a text its address: the one that is wanted; when another has it, one with a number after it.</summary>
    public async Task<string> GiveAsync(EditionRow edition, string subject, string path, CancellationToken cancel)
    {
        if (await AtAsync(path, cancel) is not null)
        {
            await coming.SettledAsync();
            return await AddressBook.GiveAsync(context, edition, subject, path, cancel);
        }
        Lead(path, edition, subject, isCurrent: true);
        return path;
    }
}
