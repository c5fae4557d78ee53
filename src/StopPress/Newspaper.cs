using System.Text.Json;
using Microsoft.Extensions.Logging.Console;
using StopPress.Commands;
using StopPress.Demo;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Settings;

namespace StopPress;

/// <summary>The newspaper that runs in this process.</summary>
internal static class Newspaper
{
    /// <summary>Runs the newspaper until it is told to stop.</summary>
    public static async Task<int> ServeAsync(MachineSettings settings, CancellationToken cancel)
    {
        using var logs = LogsOf(settings);
        using var telemetry = Telemetry.Begin(settings.Watching.Telemetry);
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
                settings with { Data = folder.FullName, Database = "", Backups = settings.Backups with { Hour = null } }, logs,
                house => DemoHouse.FillAsync(house.Desk, house.Tail, cancel),
                "The sample newspaper is open. Ctrl+C closes it and takes it away:", cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Brings a WordPress newspaper in; through the newspaper that runs on the same folder, where one does.</summary>
    public static async Task<int> ImportWordPressAsync(MachineSettings settings, ImportOrder order, CancellationToken cancel)
    {
        if (ImportReport.Closed(order) is { } closed) return CommandLine.Refuse(closed);
        try
        {
            return await TryImportWordPressAsync(settings, order, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return CommandLine.Refuse(new Refusal("stopped", "The import was stopped. Nothing of it is seen, unless all of it had come in already.", "Run it again: it changes nothing twice."));
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { } broken)
        {
            return CommandLine.Refuse(broken);
        }
    }

    private static async Task<int> TryImportWordPressAsync(MachineSettings settings, ImportOrder order, CancellationToken cancel)
    {
        if (order.DryRun) return ImportReport.TryOut(new ImportWordPress(order.File.FullName).Rehearse(), order);
        string? media = order.Media is null or ImportWordPress.Download ? order.Media : Path.GetFullPath(order.Media);
        using var line = new ProgressLine();
        void Tell(int made, int all) => line.Tell(made < all ? "Made ready" : "Let out to readers, and compared with the source", made, all);
        await using var running = await ControlClient.ConnectAsync(RunFolder.SocketOf(settings.Data), cancel);
        if (running is not null)
        {
            var reply = await running.CallAsync(nameof(ImportWordPress), Environment.UserName, new { file = order.File.FullName, media }, cancel, Tell);
            line.Dispose();
            if (reply.Fault is { } fault) return CommandLine.Refuse(new Refusal("broken", $"Something broke: {fault}", "The newspaper's log tells more."));
            return reply.Refusal is { } no ? CommandLine.Refuse(no) : ImportReport.Tell(reply.Result!.Value.Deserialize<ImportResult>(ControlFormat.Options)!, order);
        }
        using var logs = LogsOf(settings);
        var opened = await OpenHouse.OpenAsync(settings, TimeProvider.System, logs, cancel);
        if (opened.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        await using var house = opened.Value;
        var done = await new ImportWordPress(order.File.FullName, media).RunAsync(house.Desk, Environment.UserName, cancel, Tell);
        line.Dispose();
        return done.Refusal is { } wrong ? CommandLine.Refuse(wrong) : ImportReport.Tell(done.Value.Result, order);
    }

    private static async Task<int> ServeAsync(MachineSettings settings, ILoggerFactory logs, Func<OpenHouse, Task>? fill, string words, CancellationToken cancel)
    {
        // The command line listens to signals only when it has this task in hand; one that came before would be lost.
        await Task.Yield();
        try
        {
            return await TryServeAsync(settings, logs, fill, words, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Told to stop while it opened: there is nobody to be answered yet.
            return 0;
        }
        catch (Exception fault) when (StartFaults.RefusalOf(fault, settings) is { } refusal)
        {
            return CommandLine.Refuse(refusal);
        }
    }

    private static async Task<int> TryServeAsync(MachineSettings settings, ILoggerFactory logs, Func<OpenHouse, Task>? fill, string words, CancellationToken cancel)
    {
        var opened = await OpenHouse.OpenAsync(settings, TimeProvider.System, logs, cancel);
        if (opened.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        await using var house = opened.Value;
        await using var site = await OpenSite.OpenAsync(house, fill, cancel: cancel);
        // Links that people click say localhost: passkeys refuse an IP address.
        Say(settings, logs, $"{words} {settings.PublicAddress}/");
        Systemd.SayOpen();
        try
        {
            if (fill is null) await OfferSetUpAsync(house, settings, logs, cancel);
            await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        finally
        {
            // Also where it is told to stop while it looks for its owner.
            Systemd.SayClosing();
        }
        return 0;
    }

    // The newspaper is open: a database that is busy just now, or away for a moment, must not close it again.
    private static async Task OfferSetUpAsync(OpenHouse house, MachineSettings settings, ILoggerFactory logs, CancellationToken cancel)
    {
        for (var isFirst = true; !cancel.IsCancellationRequested; isFirst = false)
        {
            var offered = await SetUpNewspaper.LinkAsync(house.Desk, cancel);
            if (offered.Refusal is not { } refusal)
            {
                if (offered.Value is { } token) Say(settings, logs, $"Set it up, within two days: {settings.PublicAddress}{DeskDoor.Path}/set-up?link={token}");
                return;
            }
            if (isFirst) logs.CreateLogger("StopPress").LogWarning("Whether the newspaper is set up cannot be seen yet, and is looked at again: {Refusal}", refusal.Message);
            await Task.Delay(TimeSpan.FromSeconds(2), cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    // A program that gathers lines of JSON can do nothing with a line that is none.
    private static void Say(MachineSettings settings, ILoggerFactory logs, string words)
    {
        if (settings.Watching.LogFormat == LogFormat.Text) Console.Out.WriteLine(words);
        else logs.CreateLogger("StopPress").LogInformation("{Words}", words);
    }

    internal static ILoggerFactory LogsOf(MachineSettings settings) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(settings.LogLevel)
        // A start that fails is told in plain words, once.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        // That keys lie unencrypted in the database is decided (0020), and that pages of the desk are kept by no cache it says itself.
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
        .AddFilter("Microsoft", settings.LogLevel > LogLevel.Warning ? settings.LogLevel : LogLevel.Warning)
        .AddConsole(settings.Watching.LogFormat));

    private static ILoggingBuilder AddConsole(this ILoggingBuilder logging, LogFormat format) => format == LogFormat.Json
        ? logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        })
        : logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
}
