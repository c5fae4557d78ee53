using System.Text.Json;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>What the doctor looks at in the data folder.</summary>
internal static class FolderChecks
{
    /// <summary>Whether a file can be made in the data folder.</summary>
    public static Task<Finding> Writable(MachineSettings settings, CancellationToken cancel)
    {
        if (!Directory.Exists(settings.Data))
        {
            if (StartFaults.IsInTheWay(settings.Data) is { } file) return Task.FromResult(new Finding(false, $"the data folder {settings.Data} cannot be made: {file} is a file.", "Say another folder with --data."));
            return Task.FromResult(new Finding(true, $"there is no newspaper in {settings.Data} yet.", "\"stoppress serve\" makes one."));
        }
        string trial = Path.Combine(settings.Data, $".doctor-{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllText(trial, "");
            File.Delete(trial);
            return Task.FromResult(new Finding(true, $"the data folder {settings.Data} can be written."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new Finding(
                false, $"the data folder {settings.Data} cannot be written ({fault.Message}).", $"Give it to the user {Environment.UserName}, or say where else with --data."));
        }
    }

    /// <summary>Whether the disk has room.</summary>
    public static Task<Finding> FreeSpace(MachineSettings settings, CancellationToken cancel)
    {
        long free = DiskWatch.FreeIn(settings.Data);
        string words = $"{free / 1024.0 / 1024 / 1024:0.0} GB are free where the data folder is.";
        return Task.FromResult(free >= settings.Watching.DiskWarningMegabytes * (1L << 20) ? new Finding(true, words) : new Finding(false, words, "Make room: the next picture may be refused."));
    }

    /// <summary>Whether a newspaper that holds the folder also answers.</summary>
    public static async Task<Finding> Socket(MachineSettings settings, CancellationToken cancel)
    {
        string path = RunFolder.SocketOf(settings.Data);
        await using var client = await ControlClient.ConnectAsync(path, cancel);
        if (client is not null) return await TroublesAsync(client, path, cancel);
        if (!Directory.Exists(RunFolder.Of(settings.Data))) return new Finding(true, "no newspaper is running here.");
        var taken = FolderLock.Take(settings.Data);
        if (taken.Refusal is not null)
        {
            return new Finding(false, $"a newspaper holds the folder, but nobody answers on {path}.", "Start it again, with the same TMPDIR as this command.");
        }
        taken.Value.Dispose();
        return new Finding(true, "no newspaper is running here.");
    }

    // A newspaper of the release before does not know the question; that it answers is enough.
    private static async Task<Finding> TroublesAsync(ControlClient client, string path, CancellationToken cancel)
    {
        var reply = await client.CallAsync("TellTroubles", Environment.UserName, cancel: cancel);
        var troubles = reply.Ok ? reply.Result!.Value.Deserialize<Refusal[]>(ControlFormat.Options)! : [];
        return troubles.Length == 0
            ? new Finding(true, $"the newspaper answers on {path}.")
            : new Finding(false, $"the newspaper answers on {path}, and says: {string.Join(' ', troubles.Select(one => one.Message))}", string.Join(' ', troubles.Select(one => one.Help)));
    }
}
