using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Editions;

/// <summary>Gives out addresses, in the transaction of the act that needs one. An address that was ever given out leads to its subject for ever.</summary>
internal static class AddressBook
{
    /// <summary>Words that the newspaper's own addresses begin with, below an edition's home.</summary>
    private static readonly HashSet<string> Reserved = ["storyline", "tag", "author", "corrections", "-"];

    /// <summary>The address below which everything of an edition lies.</summary>
    public static string Home(EditionRow edition) => edition.Prefix.Length == 0 ? "/" : $"/{edition.Prefix}/";

    /// <summary>The address of a story that goes out on a day.</summary>
    public static string OfStory(EditionRow edition, DateOnly day, string slug) =>
        Home(edition) + day.ToString("yyyy/MM/", CultureInfo.InvariantCulture) + slug + "/";

    /// <summary>Gives a subject an address; when another has it, one with a number after it.</summary>
    public static async Task<string> GiveAsync(HouseContext context, EditionRow edition, string subject, string path, CancellationToken cancel)
    {
        string free = path;
        for (var number = 2; await context.LinkAtAsync(free, cancel) is { } owner; number++)
        {
            if (owner.Subject == subject)
            {
                owner.Current = true;
                return free;
            }
            free = FormattableString.Invariant($"{path.TrimEnd('/')}-{number}/");
        }
        Give(context, edition, subject, free);
        return free;
    }

    /// <summary>Gives a subject an address that never led anywhere.</summary>
    public static void Give(HouseContext context, EditionRow edition, string subject, string path) =>
        context.Add(new PermalinkRow { Path = path, EditionId = edition.Id, Subject = subject, Current = true });

    /// <summary>Gives a subject exactly this address, or refuses because another has it.</summary>
    public static async Task<Refusal?> GiveExactlyAsync(HouseContext context, EditionRow edition, string subject, string path, CancellationToken cancel)
    {
        if (await MayHaveAsync(context, subject, path, cancel) is { } taken) return taken;
        if (await context.LinkAtAsync(path, cancel) is { } owner) owner.Current = true;
        else Give(context, edition, subject, path);
        return null;
    }

    /// <summary>Whether an address is free, or the subject's own; the refusal if not.</summary>
    public static async Task<Refusal?> MayHaveAsync(HouseContext context, string subject, string path, CancellationToken cancel) =>
        await context.LinkAtAsync(path, cancel) is { } owner && owner.Subject != subject
            ? new Refusal("address-taken", $"The address {path} leads to something else already.", "Choose another last part for the address.")
            : null;

    /// <summary>An address that a subject has had and that ends with a slug; null when it had none.</summary>
    public static async Task<string?> EarlierAsync(HouseContext context, string subject, string slug, CancellationToken cancel)
    {
        var had = await context.Set<PermalinkRow>().Where(row => row.Subject == subject).Select(row => row.Path).ToListAsync(cancel);
        return had.Where(path => EndsWith(path, slug)).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>Whether a slug is the last part of an address.</summary>
    public static bool EndsWith(string path, string slug) => path.TrimEnd('/').EndsWith("/" + slug, StringComparison.Ordinal);

    /// <summary>Lets an address lead on to where its subject is found now.</summary>
    public static async Task RetireAsync(HouseContext context, string path, CancellationToken cancel)
    {
        if (await context.LinkAtAsync(path, cancel) is { } old) old.Current = false;
    }

    /// <summary>Whether the newspaper keeps the first part of an address for itself: years of the archive, and words that its own addresses begin with.</summary>
    public static bool IsReserved(string part) => Reserved.Contains(part) || IsYear(part);

    /// <summary>Whether a section's slug can stand below an address; the refusal if not. Below every section stand the months of its archive.</summary>
    public static async Task<Refusal?> MaySectionStandAsync(HouseContext context, EditionRow edition, string home, string slug, CancellationToken cancel)
    {
        if (home == Home(edition)) return await MayStandAtHomeAsync(context, edition, slug, cancel);
        return IsYear(slug) ? Kept(home, slug) : null;
    }

    /// <summary>Whether a slug can stand directly below an edition's home; the refusal if not.</summary>
    public static async Task<Refusal?> MayStandAtHomeAsync(HouseContext context, EditionRow edition, string slug, CancellationToken cancel)
    {
        bool prefix = edition.Prefix.Length == 0 && await context.Set<EditionRow>().AnyAsync(other => other.Prefix == slug, cancel);
        return prefix || IsReserved(slug) ? Kept(Home(edition), slug) : null;
    }

    private static bool IsYear(string part) => part.Length == 4 && part.All(char.IsAsciiDigit);

    private static Refusal Kept(string home, string slug) => new("address-reserved", $"The address {home}{slug}/ is kept for the newspaper's own use.", "Choose another last part for the address.");

    /// <summary>What an address leads to, in the transaction of an act as it is so far; null for a free one.</summary>
    public static async Task<PermalinkRow?> LinkAtAsync(this HouseContext context, string path, CancellationToken cancel) =>
        context.Set<PermalinkRow>().Local.FirstOrDefault(row => row.Path == path)
        ?? await context.Set<PermalinkRow>().FirstOrDefaultAsync(row => row.Path == path, cancel);
}
