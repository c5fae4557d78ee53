using Microsoft.Extensions.Logging.Console;
using StopPress.Commands;
using StopPress.Demo;
using StopPress.Store.Settings;

namespace StopPress;

/// <summary>The newspaper that runs in this process.</summary>
internal static class Newspaper
{
    /// <summary>Runs the newspaper until it is told to stop.</summary>
    public static async Task<int> ServeAsync(MachineSettings settings, CancellationToken cancel)
    {
        using var logs = LogsOf(settings);
        return await ServeAsync(settings, logs, null, "The newspaper is open:", cancel);
    }

    /// <summary>Runs a sample newspaper in a temporary folder until it is told to stop; then the folder is taken away.</summary>
    public static async Task<int> DemoAsync(MachineSettings settings, CancellationToken cancel)
    {
        using var logs = LogsOf(settings);
        var folder = Directory.CreateTempSubdirectory("stoppress-demo-");
        try
        {
            return await ServeAsync(
                settings with { Data = folder.FullName, Database = "" }, logs,
                house => DemoHouse.FillAsync(house.Database, house.Tail, house.Desk.Blobs, house.Clock, cancel),
                "The sample newspaper is open. Ctrl+C closes it and takes it away:", cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Brings a WordPress newspaper in.</summary>
    public static Task<int> ImportWordPressAsync(MachineSettings settings, ImportOrder order, CancellationToken cancel) => Task.FromResult(0);

    private static async Task<int> ServeAsync(MachineSettings settings, ILoggerFactory logs, Func<OpenHouse, Task>? fill, string words, CancellationToken cancel)
    {
        var opened = await OpenHouse.OpenAsync(settings, TimeProvider.System, logs, cancel);
        if (opened.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        await using var house = opened.Value;
        await using var site = await OpenSite.OpenAsync(house, fill, cancel);
        // Links that people click say localhost: passkeys refuse an IP address.
        Console.Out.WriteLine($"{words} {settings.PublicAddress}/");
        await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }

    private static ILoggerFactory LogsOf(MachineSettings settings) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(settings.LogLevel)
        .AddFilter("Microsoft", settings.LogLevel > LogLevel.Warning ? settings.LogLevel : LogLevel.Warning)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        }));
}
