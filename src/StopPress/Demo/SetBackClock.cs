namespace StopPress.Demo;

/// <summary>A clock that stands at the hour it was last set to: what is filed by it went out in the past.</summary>
/// <param name="clock">The right one; it still measures how long things take.</param>
internal sealed class SetBackClock(TimeProvider clock) : TimeProvider
{
    private DateTimeOffset shown = clock.GetUtcNow();
    private bool started;

    /// <summary>Sets the clock; only ever forward, so that the journal's instants stay in order.</summary>
    public void Set(DateTimeOffset hour)
    {
        if (started && hour < shown) throw new ArgumentOutOfRangeException(nameof(hour), hour, $"The clock already shows {shown:O}.");
        (shown, started) = (hour, true);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => shown;

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;
}
