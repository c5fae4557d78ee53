using StopPress.Site.Themes;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>What the doctor looks at in the house's own theme.</summary>
internal static class ThemeChecks
{
    /// <summary>Whether every template and every list of words can be read.</summary>
    public static Task<Finding> Templates(MachineSettings settings, CancellationToken cancel)
    {
        string folder = Path.Combine(settings.Data, OpenSite.ThemeFolder);
        if (!Directory.Exists(folder)) return Task.FromResult(new Finding(true, "the theme is the program's own."));
        var theme = Theme.Under(folder, out var faults);
        if (faults.Count == 0 && theme.Unused is { Count: > 0 } unused)
        {
            return Task.FromResult(new Finding(false, $"nothing uses the theme's {string.Join(", ", unused)}.", "Look at the name: docs/contracts/theme.md lists the templates."));
        }
        return Task.FromResult(faults.Count == 0
            ? new Finding(true, "the theme's templates and words can be read.")
            : new Finding(false, string.Join("; ", faults.Select(fault => $"the theme's {fault.File} has a fault: {fault.Message}")) + ".", "Mend it; until then readers keep the pages that they had."));
    }
}
