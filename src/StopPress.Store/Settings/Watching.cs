namespace StopPress.Store.Settings;

/// <summary>How the log is written.</summary>
public enum LogFormat
{
    /// <summary>A line of words for each event.</summary>
    Text,

    /// <summary>A line of JSON for each event, for programs that gather logs.</summary>
    Json,
}

/// <summary>How this machine lets itself be watched.</summary>
/// <param name="LogFormat">How the log is written.</param>
/// <param name="DiskWarningMegabytes">With how many megabytes free the owner is warned.</param>
/// <param name="Telemetry">Where metrics and traces are sent, as OTLP over HTTP; null when nothing leaves the machine.</param>
public sealed record Watching(LogFormat LogFormat, int DiskWarningMegabytes, Uri? Telemetry)
{
    // A local newspaper's day of pictures is below a gigabyte; below that the next upload may fail.
    private const int DefaultWarning = 1024;

    /// <summary>As it is when nobody says otherwise.</summary>
    public static Watching Usual { get; } = new(LogFormat.Text, DefaultWarning, null);

    /// <summary>Reads it.</summary>
    internal static Watching From(SettingsReader reader)
    {
        var format = reader.Choice("log-format", LogFormat.Text, "how the log is written");
        int warning = reader.Number("disk-warning-megabytes", DefaultWarning, 10, 10 * 1024 * 1024, "with how many MB free on a disk the owner is warned");
        string telemetry = reader.Text("telemetry", "", "where metrics and traces are sent (OTLP over HTTP); empty: nowhere", value =>
            value.Length == 0 || (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query: "", UserInfo: "" }) ? null : $"must be like http://127.0.0.1:4318, not \"{value}\"");
        return new Watching(format, warning, telemetry.Length == 0 ? null : new Uri(telemetry.TrimEnd('/') + "/"));
    }
}
