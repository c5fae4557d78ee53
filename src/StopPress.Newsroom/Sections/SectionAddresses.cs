using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Sections;

/// <summary>Gives a section another address, in the transaction of an act; those below it follow, and the earlier ones lead to the new ones.</summary>
internal static class SectionAddresses
{
    /// <summary>Moves a section in an edition to where the section that it is part of stands now; or the refusal, when any address is taken.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="own">The section's name there.</param>
    /// <param name="slug">The last part of its address.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Refusal?> MoveAsync(HouseContext context, EditionRow edition, LocalNameRow own, string slug, CancellationToken cancel)
    {
        var home = await Places.BelowAsync(context, own.Subject, edition, cancel);
        if (home.Refusal is { } wrong) return wrong;
        if (await AddressBook.MaySectionStandAsync(context, edition, home.Value, slug, cancel) is { } reserved) return reserved;
        string left = own.Path.TrimEnd('/') + "/", path = $"{home.Value}{slug}/";
        foreach (var row in await BelowAsync(context, own, left, cancel))
        {
            string moved = path + row.Path[left.Length..];
            if (await AddressBook.GiveExactlyAsync(context, edition, row.Subject, moved, cancel) is { } taken) return taken;
            await AddressBook.RetireAsync(context, row.Path, cancel);
            row.Path = moved;
        }
        if (await AddressBook.GiveExactlyAsync(context, edition, own.Subject, path, cancel) is { } refusal) return refusal;
        await AddressBook.RetireAsync(context, own.Path, cancel);
        own.Path = path;
        return null;
    }

    // The sections that are part of one and stand below its address; an imported one may stand elsewhere, and stays there.
    private static async Task<List<LocalNameRow>> BelowAsync(HouseContext context, LocalNameRow own, string left, CancellationToken cancel)
    {
        var all = await context.Set<SectionRow>().ToDictionaryAsync(row => row.Id, cancel);
        var below = all.Below(Subject.IdOf(own.Subject)).Select(row => Subject.Section(row.Id)).ToHashSet();
        var named = await context.Set<LocalNameRow>().Where(row => row.EditionId == own.EditionId && row.Subject.StartsWith("section:")).ToListAsync(cancel);
        return [.. named.Where(row => row.Path.StartsWith(left, StringComparison.Ordinal) && below.Contains(row.Subject))];
    }
}
