using System.Collections;
using System.CommandLine;
using StopPress.Store;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>The flags that every command takes: where the newspaper is and how it is reached.</summary>
internal static class GlobalFlags
{
    private static readonly Option<string?> Config = new("--config") { Description = "The settings file; by default stoppress.json in the data folder", Recursive = true };

    // Each is a setting of the same name, so that a value means the same wherever it is written.
    private static readonly Option<string?>[] Settings =
    [
        Flag("--data", "The folder that holds the newspaper"),
        Flag("--database", "A PostgreSQL connection; without it, SQLite in the data folder"),
        Flag("--urls", "The addresses to listen on, separated by ;"),
        Flag("--public-address", "What readers see before every path"),
        Flag("--pressed-megabytes", "Memory for pressed pages, in MB"),
        Flag("--backup-folder", "Where the nightly backups are kept; by default \"backups\" in the data folder"),
        Flag("--backup-hour", "The hour of the nightly backup, by the clocks of the first edition; or never"),
        Flag("--backup-keep", "How many nightly backups are kept"),
        Flag("--trusted-proxies", "Addresses or networks of proxies that say truly who asks, separated by ;"),
        Flag("--connections", "The most connections at once"),
        Flag("--requests-per-second", "How much one address may ask for that does not lie ready; 0: as much as it likes"),
        Flag("--picture-megabytes", "The largest file of a picture, in MB"),
        Flag("--caches", "Where caches in front are told what has changed, separated by ;"),
        Flag("--inside-networks", "Addresses or networks of the house in which webhooks may be received, separated by ;"),
        Flag("--log-format", "How the log is written: text or json"),
        Flag("--disk-warning-megabytes", "With how many MB free on a disk the owner is warned"),
        Flag("--telemetry", "Where metrics and traces are sent, as OTLP over HTTP"),
        Flag("--log-level", "From which level on the log is written"),
    ];

    /// <summary>Adds the flags to the root command.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in Settings) root.Options.Add(option);
        root.Options.Add(Config);
    }

    /// <summary>The settings of this machine, or a refusal that lists all that is wrong.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="values">Each setting with its source.</param>
    public static Outcome<MachineSettings> Read(ParseResult line, out IReadOnlyList<SettingValue> values)
    {
        var flags = Settings.Where(option => line.GetValue(option) is not null).ToDictionary(option => option.Name[2..], option => line.GetValue(option)!);
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)(variable.Value ?? ""));
        var reader = new SettingsReader(flags, environment);
        string? config = line.GetValue(Config) ?? environment.GetValueOrDefault("STOPPRESS_CONFIG");
        var settings = MachineSettings.From(reader, config);
        values = reader.Values;
        string[] faults = [.. reader.Faults(MachineSettings.ConfigName)];
        if (config is not null && !File.Exists(config)) faults = [$"The settings file {config} is not there.", .. faults];
        if (faults.Length == 0) return settings;
        return new Refusal("wrong-settings", "The settings are not right:\n  " + string.Join("\n  ", faults), "Mend them all and start again; nothing was opened.");
    }

    private static Option<string?> Flag(string name, string description) => new(name) { Description = description, Recursive = true };
}
