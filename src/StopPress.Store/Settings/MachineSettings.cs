using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace StopPress.Store.Settings;

/// <summary>What one machine must know before it can open the house; all else about a newspaper is in its database.</summary>
/// <param name="Data">The data folder, as a full path.</param>
/// <param name="Database">A PostgreSQL connection string; empty for SQLite in the data folder.</param>
/// <param name="Urls">The addresses to listen on.</param>
/// <param name="PublicAddress">What readers see before every path, without a slash at the end.</param>
/// <param name="PressedMegabytes">How much memory the pressed pages may fill, in MB.</param>
/// <param name="LogLevel">From which level on the log is written.</param>
public sealed record MachineSettings(
    string Data, string Database, IReadOnlyList<string> Urls, string PublicAddress, int PressedMegabytes, LogLevel LogLevel)
{
    /// <summary>The name under which the settings file itself may be given, as a flag or a variable.</summary>
    public const string ConfigName = "config";

    /// <summary>Where the newspaper stands when nobody says otherwise.</summary>
    public const string DefaultData = "data";

    // The port is free on Debian and macOS and not on the list that browsers refuse to open (Fetch standard, "bad port").
    private const string DefaultUrls = "http://localhost:5080";

    /// <summary>When and where backups are made by themselves.</summary>
    public BackupPlan Backups { get; init; } = new(Path.Combine(Data, BackupPlan.DefaultFolder), null, BackupPlan.DefaultKeep);

    /// <summary>How readers are let in.</summary>
    public FrontDoor Door { get; init; } = FrontDoor.Usual;

    /// <summary>What it may call beside the internet.</summary>
    public WayOut WayOut { get; init; } = WayOut.Usual;

    /// <summary>How it lets itself be watched.</summary>
    public Watching Watching { get; init; } = Watching.Usual;

    /// <summary>The SQLite file in the data folder.</summary>
    public string NewsroomFile => Path.Combine(Data, "newsroom.db");

    /// <summary>The folder of originals and renditions.</summary>
    public string MediaFolder => Path.Combine(Data, "media");

    /// <summary>Reads the settings of this machine, its file included.</summary>
    /// <param name="reader">Where the values come from.</param>
    /// <param name="config">The settings file, or null for the one in the data folder.</param>
    public static MachineSettings From(SettingsReader reader, string? config)
    {
        // The file lies in the data folder, so it can name that folder only when it lies elsewhere.
        if (config is not null) reader.ReadFile(config);
        string data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(reader.Text(
            "data", DefaultData, "the folder that holds the newspaper", value => value.Trim().Length == 0 ? "must name a folder" : null)));
        if (config is null) reader.ReadFile(Path.Combine(data, SettingsReader.FileName));
        string database = reader.Text("database", "", "a PostgreSQL connection; empty for SQLite in the data folder", WrongConnection, MaskConnection);
        string[] urls = Cut(reader.Text("urls", DefaultUrls, "the addresses to listen on, separated by ;", WrongUrls));
        string address = reader.Text("public-address", PublicOf(urls[0]), "what readers see before every path", WrongAddress);
        // 128 MB hold about ten thousand pages of 12 kB, compressed: the whole hot part of a large local newspaper.
        int pressed = reader.Number("pressed-megabytes", 128, 8, 1024 * 1024, "memory for pressed pages, in MB");
        var level = reader.Choice("log-level", LogLevel.Information, "from which level on the log is written");
        return new MachineSettings(data, database, urls, address.TrimEnd('/'), pressed, level) { Backups = BackupPlan.From(reader, data), Door = FrontDoor.From(reader), WayOut = WayOut.From(reader), Watching = Watching.From(reader) };
    }

    private static string[] Cut(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? WrongUrls(string value)
    {
        string[] urls = Cut(value);
        string? wrong = urls.FirstOrDefault(url => !Uri.TryCreate(Reachable(url), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/");
        if (urls.Length == 0) return "must hold at least one address";
        if (wrong is not null) return $"must be like http://localhost:5080, not \"{wrong}\"";
        // The server would listen everywhere at a name that it does not know.
        string? named = urls.FirstOrDefault(url => new Uri(Reachable(url)) is { HostNameType: UriHostNameType.Dns, Host: not "localhost" });
        return named is null ? null : $"must name this machine by localhost, by one of its addresses, or by * for all of them, not \"{named}\"";
    }

    private static string? WrongAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? null
            : $"must be like https://www.example.org, without a path, not \"{value}\"";

    // Passkeys refuse an IP address, and "every address" is none that a reader can open.
    private static string PublicOf(string url) => Uri.TryCreate(Reachable(url), UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : DefaultUrls;

    private static string Reachable(string url) => new[] { "//*", "//+", "//0.0.0.0", "//[::]", "//127.0.0.1", "//[::1]" }
        .Aggregate(url, (text, every) => text.Replace(every, "//localhost", StringComparison.Ordinal));

    private static string? WrongConnection(string value)
    {
        if (value.Length == 0) return null;
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(value).Host) ? "must name the server, as Host=…" : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            // The fault's own words may quote the password.
            return "is no PostgreSQL connection string, such as Host=db.example.org;Database=stoppress;Username=stoppress;Password=…";
        }
    }

    private static string MaskConnection(string value)
    {
        if (value.Length == 0) return "";
        var parts = new DbConnectionStringBuilder { ConnectionString = new NpgsqlConnectionStringBuilder(value).ConnectionString };
        foreach (string key in parts.Keys.Cast<string>().Where(key => key.Contains("password", StringComparison.OrdinalIgnoreCase)).ToList()) parts[key] = "***";
        return parts.ConnectionString;
    }
}
