using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using StopPress.Store;
using StopPress.Store.Backups;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary><c>backup FILE</c>, <c>backup --verify FILE</c> and <c>restore FILE</c>.</summary>
internal static class BackupCommands
{
    private const double BytesPerMegabyte = 1024 * 1024;

    // Often enough that it is seen to go on.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Makes a backup, or rehearses the return from one.</summary>
    public static Command Backup()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file, such as courier.tar" };
        var verify = new Option<bool>("--verify") { Description = "Rehearse with a backup that is there: restore it aside, open it, compare it, and take it away" };
        return CommandLine.WithSettings(
            new Command("backup", "Put the whole newspaper into one file, while it runs") { file, verify },
            (settings, line, cancel) => Guarded(settings, () => line.GetValue(verify)
                ? Rehearsal.RunAsync(settings, line.GetRequiredValue(file).FullName, cancel)
                : BackupAsync(settings, line.GetRequiredValue(file).FullName, cancel)));
    }

    /// <summary>Puts a newspaper back.</summary>
    public static Command Restore()
    {
        var file = new Argument<FileInfo>("file") { Description = "A file that \"stoppress backup\" made" };
        return CommandLine.WithSettings(
            new Command("restore", "Put a newspaper back from a backup, into a new or empty folder (--data)") { file },
            (settings, line, cancel) => Guarded(settings, () => RestoreAsync(settings, line.GetRequiredValue(file).FullName, cancel)));
    }

    /// <summary>Puts a backup into the folder, and the database, of these settings.</summary>
    public static async Task<Refusal?> FillAsync(MachineSettings settings, BackupFile backup, Action<BackupProgress> tell, CancellationToken cancel)
    {
        bool onPostgres = settings.Database.Length > 0;
        if (onPostgres != (backup.Manifest.Database == DatabaseKind.Postgres))
        {
            return onPostgres
                ? new Refusal("other-database", "The backup is of a newspaper on SQLite, and a PostgreSQL database was named.", "Leave --database away.")
                : new Refusal("other-database", "The backup is of a newspaper on PostgreSQL.", "Make an empty database (createdb), and name it with --database \"Host=…\".");
        }
        return await new RestoredFolder(settings.Data).FillAsync(
            backup, onPostgres ? dump => PostgresTools.RestoreAsync(settings.Database, dump, cancel) : null, NameNoDatabase, tell, cancel);
    }

    /// <summary>Runs a command; what is stopped, and what an owner can mend, is told in plain words.</summary>
    public static async Task<int> Guarded(MachineSettings settings, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return CommandLine.Refuse(new Refusal("stopped", "Stopped; nothing was kept."));
        }
        catch (Exception fault) when (StartFaults.RefusalOf(fault, settings) is { } refusal)
        {
            return CommandLine.Refuse(refusal);
        }
    }

    private static async Task<int> BackupAsync(MachineSettings settings, string file, CancellationToken cancel)
    {
        await using var running = await ControlClient.ConnectAsync(RunFolder.SocketOf(settings.Data), cancel);
        if (running is not null) return await AskAsync(running, settings, file, cancel);
        if (settings.Database.Length == 0 && !File.Exists(settings.NewsroomFile)) return CommandLine.Refuse(new Refusal("no-newspaper", $"There is no newspaper in {settings.Data}.", "Say where it is with --data."));
        var taken = FolderLock.Take(settings.Data);
        if (taken.Refusal is { } inUse) return CommandLine.Refuse(inUse);
        using var held = taken.Value;
        if (RestoredFolder.IsUnfinished(settings.Data)) return CommandLine.Refuse(RestoredFolder.Unfinished(settings.Data));
        await using var database = OpenHouse.DatabaseOf(settings);
        using var line = new ProgressLine();
        var made = await new BackupMaker(BackupClerk.SourceOf(settings, database), TimeProvider.System).MakeAsync(file, line.Tell, cancel);
        line.Dispose();
        return made.Refusal is { } refusal ? CommandLine.Refuse(refusal) : Say(BackupResult.Of(file, made.Value));
    }

    // The newspaper that runs makes it; how far it has come is asked for on a line of its own.
    private static async Task<int> AskAsync(ControlClient running, MachineSettings settings, string file, CancellationToken cancel)
    {
        string actor = $"{Environment.UserName}@{Environment.MachineName}";
        var making = running.CallAsync(nameof(BackUp), actor, new BackUp(file), cancel);
        await using (var asking = await ControlClient.ConnectAsync(RunFolder.SocketOf(settings.Data), cancel))
        using (var line = new ProgressLine())
        {
            while (asking is not null && await Task.WhenAny(making, Task.Delay(BetweenLooks, cancel)) != making)
            {
                var reply = await asking.CallAsync("TellBackup", actor, cancel: cancel);
                if (reply.Result is { } told) line.Tell(told.Deserialize<BackupProgress>(ControlFormat.Options)!);
                else if (!reply.Ok) break;
            }
        }
        var done = await making;
        if (done.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        if (done.Result is { } result) return Say(result.Deserialize<BackupResult>(ControlFormat.Options)!);
        // A newspaper that was killed leaves what it had written; nobody needs it.
        BackupMaker.Sweep(file);
        return CommandLine.Refuse(new Refusal("unsure", $"The backup was not acknowledged: {done.Fault}", $"What is at {file} now is whole, and may be the earlier one: \"stoppress backup --verify\" says of when it is."));
    }

    private static async Task<int> RestoreAsync(MachineSettings settings, string file, CancellationToken cancel)
    {
        using var line = new ProgressLine();
        var opened = await OpenAsync(file, settings, line, cancel);
        if (opened.Refusal is { } damaged) return CommandLine.Refuse(damaged);
        var refusal = await FillAsync(settings, opened.Value, line.Tell, cancel);
        line.Dispose();
        if (refusal is not null) return CommandLine.Refuse(refusal);
        var manifest = opened.Value.Manifest;
        Console.Out.WriteLine($"The newspaper of {manifest.MadeAt} is in {settings.Data}: up to entry {manifest.Sequence} of the journal, with {manifest.Originals} originals. \"stoppress --data {settings.Data}\" opens it.");
        if (manifest.Missing.Count > 0) Console.Out.WriteLine($"{manifest.Missing.Count} originals were missing when it was made, and are missing here.");
        return 0;
    }

    /// <summary>Looks a backup through.</summary>
    public static async Task<Outcome<BackupFile>> OpenAsync(string file, MachineSettings settings, ProgressLine line, CancellationToken cancel)
    {
        await using var database = OpenHouse.DatabaseOf(settings);
        var opened = await BackupFile.OpenAsync(file, Release.SchemaOf(database), BackupClerk.OwnFolders, line.Tell, cancel);
        if (opened.Refusal is not null) line.Dispose();
        return opened;
    }

    private static int Say(BackupResult made)
    {
        string size = (made.Bytes / BytesPerMegabyte).ToString("0.0", CultureInfo.InvariantCulture);
        Console.Out.WriteLine($"{made.File}: {size} MB, up to entry {made.Sequence} of the journal, with {made.Originals} originals.");
        if (made.Missing.Count > 0) Console.Out.WriteLine($"{made.Missing.Count} originals are missing or damaged in the newspaper itself, and so here: {string.Join(", ", made.Missing)}");
        return 0;
    }

    // Settings that name a database would open the newspaper that the backup is of.
    private static bool NameNoDatabase(string settings)
    {
        var reader = new SettingsReader(new Dictionary<string, string>(), new Dictionary<string, string>());
        return MachineSettings.From(reader, settings).Database.Length == 0 && reader.Faults().Count == 0;
    }
}
