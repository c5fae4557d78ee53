using Microsoft.Extensions.Logging.Console;
using StopPress.Commands;
using StopPress.Store.Settings;

namespace StopPress;

/// <summary>The newspaper that runs in this process.</summary>
internal static class Newspaper
{
    /// <summary>Runs the newspaper until it is told to stop.</summary>
    public static async Task<int> ServeAsync(MachineSettings settings, CancellationToken cancel)
    {
        using var logs = LogsOf(settings);
        var opened = await OpenHouse.OpenAsync(settings, TimeProvider.System, logs, cancel);
        if (opened.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        await using var house = opened.Value;
        await using var site = await OpenSite.OpenAsync(house, cancel);
        Console.Out.WriteLine($"The newspaper is open: {string.Join(", ", site.Urls)}");
        await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }

    /// <summary>Runs a sample newspaper in a temporary folder until it is told to stop.</summary>
    public static Task<int> DemoAsync(MachineSettings settings, CancellationToken cancel) => Task.FromResult(0);

    /// <summary>Brings a WordPress newspaper in.</summary>
    public static Task<int> ImportWordPressAsync(MachineSettings settings, ImportOrder order, CancellationToken cancel) => Task.FromResult(0);

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
