namespace StopPress.Store.Journal;

/// <summary>
/// Whether this node knows the end of the journal. It is sure for a second after it has looked; a process that was stopped, or a machine that
/// slept, is not when it goes on, and must look again before it sends what it has kept.
/// </summary>
/// <param name="clock">What time it is; its monotonic clock goes on while the process is stopped.</param>
/// <remarks>When the database does not answer, the node goes by what it knows: it serves what it has (docs/decisions/0016).</remarks>
public sealed class Currency(TimeProvider clock)
{
    /// <summary>How long a look at the journal holds (design: other nodes follow within a second).</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);

    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long since = clock.GetTimestamp();
    private long wall = clock.GetUtcNow().UtcTicks;
    private volatile bool away;

    /// <summary>Whether what this node keeps may be sent.</summary>
    public bool IsSure => clock.GetElapsedTime(Volatile.Read(ref since)) <= Holds
        // The monotonic clock stands still while a virtual machine is suspended, the other does not.
        && clock.GetUtcNow().UtcTicks - Volatile.Read(ref wall) <= Holds.Ticks;

    /// <summary>Whether the database was given up for the time being.</summary>
    public bool IsAway => away;

    /// <summary>The moment, for <see cref="Knew"/>.</summary>
    internal (long Since, long Wall) Now => (clock.GetTimestamp(), clock.GetUtcNow().UtcTicks);

    /// <summary>Returns when <see cref="IsSure"/>.</summary>
    public async ValueTask SureAsync(CancellationToken cancel)
    {
        while (true)
        {
            // Taken before the look at it, so that no change is missed.
            var next = Volatile.Read(ref changed).Task;
            if (IsSure) return;
            await next.WaitAsync(cancel);
        }
    }

    /// <summary>The result of work that asks the database; throws <see cref="AwayException"/> when the database is given up meanwhile. The work itself goes on.</summary>
    public async Task<T> UnlessAwayAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            var next = Volatile.Read(ref changed).Task;
            if (away)
            {
                // Whatever becomes of it, nobody is there to be told.
                _ = work.ContinueWith(done => done.Exception, TaskScheduler.Default);
                throw new AwayException();
            }
            await Task.WhenAny(work, next);
        }
        return await work;
    }

    /// <summary>How long ago a moment was, by the clock that went on.</summary>
    internal TimeSpan Since((long Since, long Wall) moment)
    {
        var steady = clock.GetElapsedTime(moment.Since);
        var shown = new TimeSpan(clock.GetUtcNow().UtcTicks - moment.Wall);
        return shown > steady ? shown : steady;
    }

    /// <summary>The journal was read to its end by a look that began at this moment.</summary>
    internal void Knew((long Since, long Wall) began) => Tell(false, began);

    /// <summary>The database does not answer.</summary>
    internal void GaveUp() => Tell(true, Now);

    private void Tell(bool isAway, (long Since, long Wall) moment)
    {
        away = isAway;
        Volatile.Write(ref since, moment.Since);
        Volatile.Write(ref wall, moment.Wall);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
