using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>What one check of the doctor found.</summary>
/// <param name="Ok">Whether all is well.</param>
/// <param name="Words">What was found, in plain words.</param>
/// <param name="Advice">What to do about it, or empty.</param>
internal sealed record Finding(bool Ok, string Words, string Advice = "")
{
    /// <summary>One line for the terminal.</summary>
    public override string ToString() => $"{(Ok ? "ok" : "failed")}: {Words}{(Advice.Length > 0 ? $" {Advice}" : "")}";
}

/// <summary>One thing that the doctor looks at.</summary>
internal delegate Task<Finding> DoctorCheck(MachineSettings settings, CancellationToken cancel);

/// <summary><c>stoppress doctor</c>: looks at what the newspaper stands on, one line each.</summary>
internal static class Doctor
{
    /// <summary>Everything that is looked at, in this order; whoever knows more adds to it at boot.</summary>
    public static List<DoctorCheck> Checks { get; } = [FolderChecks.Writable, FolderChecks.FreeSpace, DatabaseChecks.Schema, DatabaseChecks.Clock, FolderChecks.Socket, ThemeChecks.Templates, WordChecks.Files, FontChecks.Scripts];

    /// <summary>Looks at everything; 1 when something failed.</summary>
    public static async Task<int> RunAsync(MachineSettings settings, CancellationToken cancel)
    {
        var failed = 0;
        foreach (var check in Checks)
        {
            var finding = await check(settings, cancel);
            if (!finding.Ok) failed++;
            Console.Out.WriteLine(finding);
        }
        return failed == 0 ? 0 : 1;
    }
}
