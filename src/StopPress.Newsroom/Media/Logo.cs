using System.Security.Cryptography;
using System.Text;
using StopPress.Store.Blobs;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>The house's logo: what it is made of, and what is made of it.</summary>
/// <param name="Blob">The picture as it came.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Ink"><see cref="DarkInk"/> or <see cref="LightInk"/> where paper shows through it, and would not show it in the other scheme; else empty.</param>
public sealed record Logo(BlobName Blob, int Width, int Height, string Ink)
{
    /// <summary>Dark drawing on nothing: dark paper would swallow it.</summary>
    public const string DarkInk = "dark";

    /// <summary>Light drawing on nothing: light paper would swallow it.</summary>
    public const string LightInk = "light";

    // How files are made of it; another number gives all of them new addresses.
    private const int Method = 1;

    // 64 bits, as in the addresses of renditions.
    private const int StampLength = 16;

    /// <summary>Stands for all that its files depend on.</summary>
    public string Stamp { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"logo {Method} {Blob} {Ink}")))[..StampLength];

    /// <summary>Reads it; what is said of the house is noted by whoever reads the house.</summary>
    public static Task<Logo?> ReadAsync(Reads reads) => reads.FirstAsync("SELECT blob, width, height, ink FROM logo", Of);

    /// <summary>The logo that the house has now, or null.</summary>
    public static Task<Logo?> PresentAsync(HouseDatabase database, CancellationToken cancel = default) => database.ReadAsync(
        async (connection, snapshot) => (await connection.ListAsync(snapshot, "SELECT blob, width, height, ink FROM logo", Of)).FirstOrDefault(), cancel);

    /// <summary>How large a file made of it is.</summary>
    public (int Width, int Height) SizeOf(LogoFile file)
    {
        if (file.IsSquare) return (file.Width, file.Height);
        double scale = Math.Min(1, Math.Min((double)file.Width / Width, (double)file.Height / Height));
        return (Math.Max(1, (int)Math.Round(Width * scale)), Math.Max(1, (int)Math.Round(Height * scale)));
    }

    private static Logo Of(System.Data.Common.DbDataReader row) => new(
        BlobName.TryRead(row.GetString(0), out var blob) ? blob : throw new InvalidDataException("The logo names no blob."), row.GetInt32(1), row.GetInt32(2), row.GetString(3));
}

/// <summary>A file that is made of the logo.</summary>
/// <param name="Name">The last part of its address.</param>
/// <param name="Width">How wide it is at most.</param>
/// <param name="Height">How high it is at most.</param>
/// <param name="Margin">How much stays free on each side, in hundredths of the side.</param>
/// <param name="OnPaper">Whether it stands on paper; else what is behind it shows through.</param>
public sealed record LogoFile(string Name, int Width, int Height, int Margin = 0, bool OnPaper = false)
{
    /// <summary>The logo as pages show it.</summary>
    public static LogoFile Plain { get; } = new("plain.png", 720, 96);

    /// <summary>The same for screens with finer pixels.</summary>
    public static LogoFile Fine { get; } = new("fine.png", 1440, 192);

    /// <summary>What browsers show in their tabs and lists.</summary>
    public static IReadOnlyList<LogoFile> Icons { get; } = [Square(16), Square(32), Square(48), Square(192), Square(512)];

    /// <summary>What an iPhone puts on its screen; it has no see-through icons.</summary>
    public static LogoFile Touch { get; } = new("touch-180.png", 180, 180, 10, true);

    /// <summary>What Android cuts to a circle: a fifth on each side is free (W3C, Web App Manifest, "safe zone").</summary>
    public static LogoFile Maskable { get; } = new("maskable-512.png", 512, 512, 20, true);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LogoFile> All { get; } = [Plain, Fine, .. Icons, Touch, Maskable];

    /// <summary>Whether it is a square, in which the logo stands in the middle.</summary>
    public bool IsSquare => Width == Height;

    /// <summary>The file of this name, or null.</summary>
    public static LogoFile? Find(string name) => All.FirstOrDefault(file => file.Name == name);

    private static LogoFile Square(int side) => new($"icon-{side}.png", side, side);
}
