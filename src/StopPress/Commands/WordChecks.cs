using StopPress.Desk.Door;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>What the doctor looks at in the house's own words for the desk.</summary>
internal static class WordChecks
{
    private const int MostTold = 10;

    /// <summary>Whether every file of words can be read, and each word stand.</summary>
    public static Task<Finding> Files(MachineSettings settings, CancellationToken cancel)
    {
        string folder = Path.Combine(settings.Data, OpenSite.WordsFolder);
        if (!Directory.Exists(folder)) return Task.FromResult(new Finding(true, "the desk speaks the program's own languages."));
        var languages = WordFiles.Read(folder, out var faults);
        if (faults.Count == 0) return Task.FromResult(new Finding(true, $"the desk speaks {string.Join(", ", languages.Keys.Order(StringComparer.Ordinal))}."));
        string rest = faults.Count > MostTold ? $" And {faults.Count - MostTold} more." : "";
        return Task.FromResult(new Finding(false, $"the words of the desk: {string.Join(' ', faults.Take(MostTold))}{rest}", "Mend them; docs/operate/other-languages-at-the-desk.md tells how."));
    }
}
