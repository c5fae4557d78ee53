using Microsoft.Extensions.Logging;

namespace StopPress.Store;

/// <summary>Tells the log of a trouble that lasts: when it begins, now and then, and when it is over; not each time that it is met.</summary>
/// <param name="log">The log.</param>
/// <param name="clock">What time it is.</param>
public sealed class Trouble(ILogger log, TimeProvider clock)
{
    // Often enough that whoever opens the log sees it, seldom enough that a night of it is a page.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private long told;
    private long met;

    /// <summary>Whether it lasts.</summary>
    public bool Lasts => Volatile.Read(ref met) > 0;

    /// <summary>It was met.</summary>
    /// <param name="fault">What broke; its whole story is told the first time only, and only when it is nothing that an owner can mend.</param>
    /// <param name="words">What stands still, in plain words.</param>
    public void Meet(Exception fault, string words)
    {
        lock (gate)
        {
            if (!IsToBeTold()) return;
            if (Breakdown.RefusalOf(fault) is not { } known) log.LogError(fault, "{Words}", words);
            else log.LogWarning("{Words} {Cause} ({Fault})", words, known.Code, fault.Message);
        }
    }

    /// <summary>It was met, and the words say all there is to know.</summary>
    public void Meet(string words)
    {
        lock (gate)
        {
            if (IsToBeTold()) log.LogWarning("{Words}", words);
        }
    }

    /// <summary>It is over.</summary>
    /// <param name="words">What goes on, in plain words.</param>
    public void End(string words)
    {
        if (!Lasts) return;
        lock (gate)
        {
            if (met == 0) return;
            log.LogInformation("{Words} (It was met {Times} times.)", words, met);
            Volatile.Write(ref met, 0);
        }
    }

    private bool IsToBeTold()
    {
        if (met++ > 0 && clock.GetElapsedTime(told) < Again) return false;
        told = clock.GetTimestamp();
        return true;
    }
}
