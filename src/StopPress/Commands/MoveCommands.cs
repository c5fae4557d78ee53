using System.CommandLine;
using System.Text.Json;
using StopPress.Newsroom.Export;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary><c>export DIR</c> and <c>import DIR</c>: out of the house with everything, and in again.</summary>
internal static class MoveCommands
{
    /// <summary>Moves a newspaper out.</summary>
    public static Command Export()
    {
        var folder = new Argument<DirectoryInfo>("dir") { Description = "A new or empty folder" };
        return CommandLine.WithSettings(
            new Command("export", "Write the whole newspaper as JSON Lines and original media, while it runs") { folder },
            (settings, line, cancel) => BackupCommands.Guarded(settings, () => ExportAsync(settings, line.GetRequiredValue(folder).FullName, cancel)));
    }

    /// <summary>Moves a newspaper in; what brings in those of other programs stands below it.</summary>
    public static Command Import()
    {
        var folder = new Argument<DirectoryInfo?>("dir") { Description = "A folder that \"stoppress export\" made", Arity = ArgumentArity.ZeroOrOne };
        return CommandLine.WithSettings(
            new Command("import", "Bring another newspaper in, into one that is empty") { folder },
            (settings, line, cancel) => line.GetValue(folder) is { } dir
                ? BackupCommands.Guarded(settings, () => ImportAsync(settings, dir.FullName, cancel))
                : NotUnderstoodAsync());
    }

    private static async Task<int> ExportAsync(MachineSettings settings, string folder, CancellationToken cancel)
    {
        using var line = new ProgressLine();
        void Tell(int written, int all) => line.Tell("Written", written, all);
        await using var running = await ControlClient.ConnectAsync(RunFolder.SocketOf(settings.Data), cancel);
        if (running is not null)
        {
            var reply = await running.CallAsync(nameof(ExportNewspaper), $"{Environment.UserName}@{Environment.MachineName}", new ExportNewspaper(folder), cancel, Tell);
            line.Dispose();
            if (reply.Fault is { } fault)
            {
                // A newspaper that was killed leaves what it had written; nobody needs it.
                ExportNewspaper.Sweep(folder);
                return CommandLine.Refuse(new Refusal("unsure", $"The export was not acknowledged: {fault}", $"What is in {folder} now is whole; where nothing is, nothing was exported."));
            }
            return reply.Refusal is { } no ? CommandLine.Refuse(no) : Say(reply.Result!.Value.Deserialize<ExportResult>(ControlFormat.Options)!);
        }
        if (settings.Database.Length == 0 && !File.Exists(settings.NewsroomFile)) return CommandLine.Refuse(new Refusal("no-newspaper", $"There is no newspaper in {settings.Data}.", "Say where it is with --data."));
        using var logs = Newspaper.LogsOf(settings);
        var opened = await OpenHouse.OpenAsync(settings, TimeProvider.System, logs, cancel);
        if (opened.Refusal is { } closed) return CommandLine.Refuse(closed);
        await using var house = opened.Value;
        var done = await new ExportNewspaper(folder).RunAsync(house.Desk, Environment.UserName, cancel, Tell);
        line.Dispose();
        return done.Refusal is { } refusal ? CommandLine.Refuse(refusal) : Say(done.Value.Result);
    }

    private static async Task<int> ImportAsync(MachineSettings settings, string folder, CancellationToken cancel)
    {
        await using (var running = await ControlClient.ConnectAsync(RunFolder.SocketOf(settings.Data), cancel))
        {
            if (running is not null) return CommandLine.Refuse(new Refusal("is-running", $"A newspaper is open on {settings.Data}.", "Stop it, or name a new folder with --data."));
        }
        using var logs = Newspaper.LogsOf(settings);
        var opened = await OpenHouse.OpenAsync(settings, TimeProvider.System, logs, cancel);
        if (opened.Refusal is { } closed) return CommandLine.Refuse(closed);
        await using var house = opened.Value;
        using var line = new ProgressLine();
        var done = await new ImportNewspaper(folder).RunAsync(house.Desk, Environment.UserName, cancel, (written, all) => line.Tell("Written, seen by nobody yet", written, all));
        line.Dispose();
        if (done.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        var result = done.Value.Result;
        Console.Out.WriteLine($"{result.Stories} stories and pages and {result.Media} media are in {settings.Data}. \"stoppress --data {settings.Data}\" opens it.");
        if (result.Accounts > 0) Console.Out.WriteLine($"{result.Accounts} accounts came along, without any way in: \"stoppress user link EMAIL\" gives somebody a new one.");
        if (result.Missing.Count > 0) Console.Out.WriteLine($"{result.Missing.Count} originals were missing when it was exported, and are missing here.");
        return 0;
    }

    private static int Say(ExportResult made)
    {
        Console.Out.WriteLine($"{made.Folder}: {made.Stories} stories and pages and {made.Media} media with {made.Originals} originals, up to entry {made.Sequence} of the journal.");
        if (made.Missing.Count > 0) Console.Out.WriteLine($"{made.Missing.Count} originals are missing or damaged in the newspaper itself, and so here: {string.Join(", ", made.Missing)}");
        return 0;
    }

    private static async Task<int> NotUnderstoodAsync()
    {
        await Console.Error.WriteLineAsync("Name the folder of an export, or say \"stoppress import wordpress FILE\".");
        return CommandLine.NotUnderstood;
    }
}
