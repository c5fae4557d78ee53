using System.Globalization;

namespace StopPress.Store.Settings;

/// <summary>When and where this machine backs the newspaper up by itself.</summary>
/// <param name="Folder">The folder of these backups, as a full path.</param>
/// <param name="Hour">The hour of the night, by the clocks of the first edition; null when nothing is backed up by itself.</param>
/// <param name="Keep">How many are kept.</param>
public sealed record BackupPlan(string Folder, int? Hour, int Keep)
{
    /// <summary>The folder in the data folder, when nobody says otherwise.</summary>
    public const string DefaultFolder = "backups";

    /// <summary>A week of nights.</summary>
    public const int DefaultKeep = 7;

    // When least is published, and after what happens at midnight.
    private const string DefaultHour = "3";
    private const string Never = "never";
    private const int LastHour = 23;
    private const int MostKept = 3650;

    /// <summary>Reads it.</summary>
    internal static BackupPlan From(SettingsReader reader, string data)
    {
        string folder = reader.Text("backup-folder", Path.Combine(data, DefaultFolder), "where the nightly backups are kept", value => Path.IsPathFullyQualified(value) ? null : $"must be a folder with all folders above it, not \"{value}\"");
        string hour = reader.Text(
            "backup-hour", DefaultHour, $"the hour of the nightly backup by the clocks of the first edition, 0 to 23; or {Never}",
            value => value == Never || HourOf(value) is not null ? null : $"must be a whole hour from 0 to {LastHour}, or {Never}, not \"{value}\"");
        return new BackupPlan(folder, HourOf(hour), reader.Number("backup-keep", DefaultKeep, 1, MostKept, "how many nightly backups are kept"));
    }

    private static int? HourOf(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) && hour <= LastHour ? hour : null;
}
