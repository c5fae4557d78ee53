using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Where readers can follow the house elsewhere.</summary>
public enum SocialNetwork
{
    /// <summary>Facebook.</summary>
    Facebook,

    /// <summary>X, once Twitter.</summary>
    X,

    /// <summary>Instagram.</summary>
    Instagram,

    /// <summary>YouTube.</summary>
    Youtube,

    /// <summary>TikTok.</summary>
    Tiktok,

    /// <summary>LINE.</summary>
    Line,

    /// <summary>Telegram.</summary>
    Telegram,

    /// <summary>A channel on WhatsApp.</summary>
    Whatsapp,

    /// <summary>Bluesky.</summary>
    Bluesky,

    /// <summary>Mastodon, on whichever server.</summary>
    Mastodon,
}

/// <summary>An account of the house on a network.</summary>
/// <param name="Network">The network.</param>
/// <param name="Address">The account's address there.</param>
public sealed record SocialAccount(SocialNetwork Network, string Address)
{
    private const int LongestAddress = 300;

    /// <summary>What the network calls itself.</summary>
    public string Name => NameOf(Network);

    /// <summary>What a network calls itself.</summary>
    public static string NameOf(SocialNetwork network) => network switch
    {
        SocialNetwork.Youtube => "YouTube",
        SocialNetwork.Tiktok => "TikTok",
        SocialNetwork.Line => "LINE",
        SocialNetwork.Whatsapp => "WhatsApp",
        _ => network.ToString(),
    };

    /// <summary>An address of an account on a network, as it might be.</summary>
    public static string ExampleOf(SocialNetwork network) => network switch
    {
        SocialNetwork.Facebook => "https://www.facebook.com/yourpaper",
        SocialNetwork.X => "https://x.com/yourpaper",
        SocialNetwork.Instagram => "https://www.instagram.com/yourpaper/",
        SocialNetwork.Youtube => "https://www.youtube.com/@yourpaper",
        SocialNetwork.Tiktok => "https://www.tiktok.com/@yourpaper",
        SocialNetwork.Line => "https://line.me/R/ti/p/@yourpaper",
        SocialNetwork.Telegram => "https://t.me/yourpaper",
        SocialNetwork.Whatsapp => "https://whatsapp.com/channel/0029Va…",
        SocialNetwork.Bluesky => "https://bsky.app/profile/yourpaper.example",
        _ => "https://mastodon.example/@yourpaper",
    };

    /// <summary>Reads the house's accounts; what is said of the house is noted by whoever reads the house.</summary>
    internal static Task<List<SocialAccount>> ReadAsync(Reads reads) =>
        reads.ListAsync("SELECT network, address FROM social_accounts ORDER BY network", row => new SocialAccount((SocialNetwork)row.GetInt32(0), row.GetString(1)));

    /// <summary>The account as it is kept, or a fault.</summary>
    internal SocialAccount Read(Checks checks)
    {
        string text = checks.Line($"address on {Name}", Address, LongestAddress, required: true);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0 && IsOn(address)) return this with { Address = address.AbsoluteUri };
        checks.Refuse("wrong-account", $"\"{text}\" is no address of an account on {Name}.", $"Copy it from the browser; it looks like {ExampleOf(Network)}.");
        return this;
    }

    private bool IsOn(Uri address)
    {
        string host = address.IdnHost.ToLowerInvariant();
        string path = address.AbsolutePath;
        return Network switch
        {
            SocialNetwork.Facebook => Is("facebook.com", "www.facebook.com", "m.facebook.com", "web.facebook.com", "fb.com", "www.fb.com"),
            SocialNetwork.X => Is("x.com", "www.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"),
            SocialNetwork.Instagram => Is("instagram.com", "www.instagram.com"),
            SocialNetwork.Youtube => Is("youtube.com", "www.youtube.com", "m.youtube.com"),
            SocialNetwork.Tiktok => Is("tiktok.com", "www.tiktok.com") && path.StartsWith("/@", StringComparison.Ordinal),
            SocialNetwork.Line => Is("line.me", "page.line.me", "liff.line.me", "lin.ee"),
            SocialNetwork.Telegram => Is("t.me", "telegram.me"),
            SocialNetwork.Whatsapp => Is("whatsapp.com", "www.whatsapp.com") && path.StartsWith("/channel/", StringComparison.Ordinal) && path.Length > "/channel/".Length,
            SocialNetwork.Bluesky => Is("bsky.app") && path.StartsWith("/profile/", StringComparison.Ordinal),
            // Any server: what tells an account there is the sign before its name.
            SocialNetwork.Mastodon => host.Contains('.', StringComparison.Ordinal) && !char.IsAsciiDigit(host[^1]) && path.StartsWith("/@", StringComparison.Ordinal) && path.Length > 2,
            _ => false,
        };

        bool Is(params string[] hosts) => hosts.Contains(host) && path.Length > 1;
    }
}

/// <summary>Says which accounts the house has on other networks; those that are left out are shown no longer.</summary>
/// <param name="Accounts">The accounts, one for each network.</param>
public sealed record KeepSocialAccounts(IReadOnlyList<SocialAccount> Accounts)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var twice = Accounts.GroupBy(account => account.Network).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) checks.Refuse("said-twice", $"There are two accounts on {SocialAccount.NameOf(twice.Key)}.", "Keep one.");
        SocialAccount[] read = [.. Accounts.Select(account => account.Read(checks))];
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            context.RemoveRange(await context.Set<SocialAccountRow>().ToListAsync(cancel));
            await context.SaveChangesAsync(cancel);
            context.AddRange(read.Select(account => new SocialAccountRow { Network = account.Network, Address = account.Address }));
            return (new EntryDraft("SocialAccountsKept", [Subject.House], new { accounts = read.ToDictionary(account => account.Name, account => account.Address) }), true);
        }, cancel);
    }
}

/// <summary>An account of the house on a network.</summary>
public sealed class SocialAccountRow
{
    /// <summary>The network.</summary>
    public SocialNetwork Network { get; set; }

    /// <summary>The account's address there.</summary>
    public required string Address { get; set; }
}

internal sealed class SocialTables : IEntityTypeConfiguration<SocialAccountRow>
{
    public void Configure(EntityTypeBuilder<SocialAccountRow> builder)
    {
        builder.ToTable("social_accounts");
        builder.HasKey(row => row.Network);
        builder.Property(row => row.Network).ValueGeneratedNever();
    }
}
