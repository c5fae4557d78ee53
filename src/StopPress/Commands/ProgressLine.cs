using System.Globalization;
using StopPress.Store.Backups;

namespace StopPress.Commands;

/// <summary>One line on the screen that says how far something has come; none where nobody looks.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const double BytesPerMegabyte = 1024 * 1024;

    private readonly bool isSeen = !Console.IsErrorRedirected;
    private string shown = "";

    /// <summary>Says it.</summary>
    public void Tell(BackupProgress progress)
    {
        if (!isSeen || progress.All == 0) return;
        string words = progress.Step switch
        {
            BackupStep.Database => "Copying the database",
            BackupStep.Write => "Writing the file",
            BackupStep.Check => "Looking the file through",
            _ => "Restoring",
        };
        string size = progress.Step == BackupStep.Database ? "" : $" of {(progress.All / BytesPerMegabyte).ToString("0", CultureInfo.InvariantCulture)} MB";
        Show($"{words}: {100 * progress.Done / progress.All} %{size}");
    }

    /// <summary>Says it of what is counted.</summary>
    public void Tell(string words, long done, long all)
    {
        if (isSeen && all > 0) Show($"{words}: {100 * done / all} %");
    }

    private void Show(string line)
    {
        if (line == shown) return;
        Console.Error.Write($"\r{line.PadRight(shown.Length)}");
        shown = line;
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (shown.Length > 0) Console.Error.Write($"\r{new string(' ', shown.Length)}\r");
        shown = "";
    }
}
