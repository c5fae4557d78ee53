using Microsoft.Extensions.Logging;

namespace StopPress.Site.Themes;

/// <summary>Holds the theme that is in use, and takes over what changes in the house's folder, as long as it works.</summary>
/// <param name="folder">The folder whose files stand over the program's own; it need not exist.</param>
/// <param name="log">Where faults are told.</param>
public sealed class ThemeRack(string folder, ILogger<ThemeRack> log) : IAsyncDisposable
{
    // Whoever edits a theme saves and looks; half a second is not noticed, and costs nothing.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource stop = new();
    private Theme current = Theme.OfTheProgram;
    private Theme? before;
    private string state = "";
    private ThemeException? broke;
    private Task watching = Task.CompletedTask;

    /// <summary>The theme in use.</summary>
    public Theme Current => Volatile.Read(ref current);

    /// <summary>What broke when pages were set in the theme in use, last; null when nothing did.</summary>
    public ThemeException? Broke => Volatile.Read(ref broke);

    /// <summary>Loads the theme, and begins to watch the folder.</summary>
    /// <param name="changed">Called when pages must be set anew.</param>
    public void Start(Action changed)
    {
        state = ThemeFiles.StateOf(folder);
        current = Theme.Under(folder, out var faults);
        Tell(faults);
        watching = Task.Run(() => WatchAsync(changed));
    }

    /// <summary>Sets something in the theme in use; where it breaks on what it is given, in the one before it, or in the program's own.</summary>
    public async Task<T> SetAsync<T>(Func<Theme, Task<T>> set)
    {
        var theme = Current;
        try
        {
            return await set(theme);
        }
        catch (ThemeException fault)
        {
            Volatile.Write(ref broke, fault);
            log.LogError("The theme breaks: {Fault} The page is set as it was before.", fault.Message);
            if (before is { } last && !ReferenceEquals(last, theme)) return await SetInAsync(last, set);
            return await set(Theme.OfTheProgram);
        }
    }

    /// <summary>Stops watching.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private static async Task<T> SetInAsync<T>(Theme theme, Func<Theme, Task<T>> set)
    {
        try
        {
            return await set(theme);
        }
        catch (ThemeException)
        {
            return await set(Theme.OfTheProgram);
        }
    }

    private async Task WatchAsync(Action changed)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(LookAgain, stop.Token);
                string now = ThemeFiles.StateOf(folder);
                if (now == state) continue;
                var theme = Theme.Under(folder, out var faults);
                state = now;
                Tell(faults);
                // A theme with a fault is not taken over: readers keep what they had.
                if (faults.Count > 0) continue;
                before = current;
                Volatile.Write(ref broke, null);
                Volatile.Write(ref current, theme);
                changed();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (IOException fault)
            {
                log.LogWarning("The theme cannot be read just now: {Fault}", fault.Message);
            }
        }
    }

    private void Tell(IReadOnlyList<ThemeFault> faults)
    {
        foreach (var fault in faults) log.LogError("The theme has a fault in {File}: {Message}", fault.File, fault.Message);
    }
}
