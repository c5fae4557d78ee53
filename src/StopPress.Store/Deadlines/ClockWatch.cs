using StopPress.Store.Database;

namespace StopPress.Store.Deadlines;

/// <summary>
/// Compares the wall clock with the monotonic one. A jump of more than five minutes stops the deadlines until somebody
/// confirms the time: an embargo must not end because a clock was wrong.
/// </summary>
public sealed class ClockWatch(TimeProvider clock)
{
    /// <summary>The largest difference that passes for ordinary adjustment (design, "One journal").</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private DateTimeOffset wall = clock.GetUtcNow();
    private long steady = clock.GetTimestamp();
    private TimeSpan jump;

    /// <summary>How far the clock has jumped since it was last confirmed, or null when it is trusted.</summary>
    public TimeSpan? Jump
    {
        get
        {
            lock (gate)
            {
                var drift = clock.GetUtcNow() - wall - clock.GetElapsedTime(steady);
                if (drift.Duration() > Tolerance) jump += drift;
                // A clock that was put right again is trusted again.
                if (jump.Duration() <= Tolerance) jump = TimeSpan.Zero;
                // Small drifts are taken over step by step, so that slewing over months never adds up to a jump.
                (wall, steady) = (clock.GetUtcNow(), clock.GetTimestamp());
                return jump == TimeSpan.Zero ? null : jump;
            }
        }
    }

    /// <summary>Distrusts the clock from the start when it is earlier than what was already written in the journal.</summary>
    public void CompareWithJournal(Instant lastEntry)
    {
        var behind = lastEntry.ToDateTimeOffset() - clock.GetUtcNow();
        lock (gate)
        {
            if (behind > Tolerance) jump = -behind;
        }
    }

    /// <summary>A person, or the time service, says that the present time is right.</summary>
    public void Confirm()
    {
        lock (gate)
        {
            (wall, steady, jump) = (clock.GetUtcNow(), clock.GetTimestamp(), TimeSpan.Zero);
        }
    }
}
