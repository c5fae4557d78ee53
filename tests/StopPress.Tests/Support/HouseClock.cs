using Microsoft.Extensions.Time.Testing;

namespace StopPress.Tests.Support;

/// <summary>The clock on a test's wall: noon on a day in March 2026 until the test moves it, or somebody sets it wrong.</summary>
public sealed class HouseClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    private TimeSpan wrong;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + wrong;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    /// <summary>Sets the wall clock forward, or back, while the monotonic one goes on as it was.</summary>
    public void Jump(TimeSpan by) => wrong += by;
}
