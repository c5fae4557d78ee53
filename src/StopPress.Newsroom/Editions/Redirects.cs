using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>Where addresses lead that stand for nothing of the newspaper. Whatever stands for something goes before.</summary>
public static partial class Redirects
{
    /// <summary>Where an address is sent on to, as somebody wrote it; null when nobody did.</summary>
    /// <remarks>Nothing is noted: an address that leads elsewhere is never kept.</remarks>
    public static Task<string?> NextAsync(Reads reads, string path) =>
        reads.FirstAsync("SELECT target FROM redirects WHERE path = @path", row => row.GetString(0), ("path", HousePath.Key(path)));

    /// <summary>Whether a target is outside the newspaper.</summary>
    public static bool IsOutside(string target) => !target.StartsWith('/');

    /// <summary>Whether an address can be sent on: the refusal when something stands there.</summary>
    internal static async Task<Refusal?> StandsAsync(HouseContext context, string path, CancellationToken cancel)
    {
        string key = HousePath.Key(path), other = key + "/";
        if (await context.Set<PermalinkRow>().AnyAsync(row => row.Path == key || row.Path == other, cancel)) return Taken(path);
        foreach (var edition in await context.Set<EditionRow>().ToListAsync(cancel))
        {
            string home = AddressBook.Home(edition);
            if (other == home || other == home + "corrections/") return Taken(path);
        }
        return Archive().IsMatch(other) ? Taken(path) : null;
    }

    /// <summary>Whether an address would come back to itself if it led to a target.</summary>
    /// <param name="from">The address's key.</param>
    /// <param name="to">The target.</param>
    /// <param name="next">Where a key leads, or null.</param>
    internal static async Task<bool> LoopsAsync(string from, string to, Func<string, Task<string?>> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        for (string? at = to; at is not null && !IsOutside(at); at = await next(HousePath.Key(at)))
        {
            if (!seen.Add(HousePath.Key(at))) return true;
        }
        return false;
    }

    /// <summary>What refuses a circle.</summary>
    internal static Refusal Loop(string from, string to) => new("loop", $"{HousePath.Short(from)} would lead to {HousePath.Short(to)}, and from there back to itself.", "Choose a target that leads to a page.");

    /// <summary>What refuses an address that is no path.</summary>
    internal static Refusal WrongPath(string? from) => new("wrong-path", $"\"{HousePath.Short(from)}\" is no path of the newspaper that can be sent on.", "It begins with a slash and has no ? or #, such as /old-page/.");

    private static Refusal Taken(string path) => new("address-taken", $"Something of the newspaper stands at {HousePath.Short(path)}, or is led on from there already.", "A redirect stands only where nothing else does.");

    // The archive has every month and day; below a section, too.
    [GeneratedRegex("/[0-9]{4}/[0-9]{2}/([0-9]{2}/)?$")]
    private static partial Regex Archive();
}

/// <summary>Lets an old address lead somewhere: to a path of the newspaper, or to an address with https. In place of where it led before.</summary>
/// <param name="From">The path, such as <c>/old-page/</c>; with a slash at its end or without is the same.</param>
/// <param name="To">Where it leads.</param>
public sealed record AddRedirect(string From, string To)
{
    /// <summary>Does it; the result is the path as it is kept.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        if (HousePath.Of(From) is not { Length: > 1 } path) return Redirects.WrongPath(From);
        var checks = new Checks();
        string target = HousePath.Target(checks, To, desk.Host);
        if (checks.Fault is { } fault) return fault;
        string key = HousePath.Key(path);
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            if (await Redirects.StandsAsync(context, path, cancel) is { } stands) return stands;
            if (await Redirects.LoopsAsync(key, target, async at => (await context.Set<RedirectRow>().FindAsync([at], cancel))?.Target)) return Redirects.Loop(path, target);
            var row = await context.Set<RedirectRow>().FindAsync([key], cancel);
            if (row is null) context.Add(row = new RedirectRow { Path = key, Target = target, AddedAt = Instant.Now(desk.Clock) });
            row.Target = target;
            return (new EntryDraft("RedirectAdded", [Subject.Redirects], new { from = key, to = target }), key);
        }, cancel);
    }
}

/// <summary>Lets an old address lead nowhere any more.</summary>
/// <param name="From">The path.</param>
public sealed record RemoveRedirect(string From)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            string key = HousePath.Key(HousePath.Of(From) ?? "");
            if (await context.Set<RedirectRow>().FindAsync([key], cancel) is not { } row) return new Refusal("unknown-redirect", $"\"{HousePath.Short(From)}\" is not sent on.", "It may have been removed by somebody else.");
            context.Remove(row);
            return (new EntryDraft("RedirectRemoved", [Subject.Redirects], new { from = key, to = row.Target }), true);
        }, cancel);
}

/// <summary>An old address and where it leads.</summary>
public sealed class RedirectRow
{
    /// <summary>The path, decoded and in NFC, without a slash at its end.</summary>
    public required string Path { get; set; }

    /// <summary>A path of the newspaper, or a whole address.</summary>
    public required string Target { get; set; }

    /// <summary>When it was added.</summary>
    public Instant AddedAt { get; set; }
}

internal sealed class RedirectTables : IEntityTypeConfiguration<RedirectRow>
{
    public void Configure(EntityTypeBuilder<RedirectRow> builder)
    {
        builder.ToTable("redirects");
        builder.HasKey(row => row.Path);
    }
}
