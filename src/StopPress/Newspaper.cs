using StopPress.Commands;
using StopPress.Store.Settings;

namespace StopPress;

/// <summary>The newspaper that runs in this process.</summary>
internal static class Newspaper
{
    /// <summary>Runs the newspaper until it is told to stop.</summary>
    public static Task<int> ServeAsync(MachineSettings settings, CancellationToken cancel) => Task.FromResult(0);

    /// <summary>Runs a sample newspaper in a temporary folder until it is told to stop.</summary>
    public static Task<int> DemoAsync(MachineSettings settings, CancellationToken cancel) => Task.FromResult(0);

    /// <summary>Brings a WordPress newspaper in.</summary>
    public static Task<int> ImportWordPressAsync(MachineSettings settings, ImportOrder order, CancellationToken cancel) => Task.FromResult(0);
}
