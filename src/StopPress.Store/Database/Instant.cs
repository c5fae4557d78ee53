using System.Globalization;

namespace StopPress.Store.Database;

/// <summary>A moment in UTC, to the microsecond: what the database keeps and what machines are told.</summary>
/// <param name="Microseconds">Microseconds since 1970-01-01T00:00:00Z (POSIX time, without leap seconds).</param>
public readonly record struct Instant(long Microseconds) : IComparable<Instant>
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>The instant of a date with offset; anything finer than a microsecond is cut off.</summary>
    public static Instant From(DateTimeOffset moment) => new((moment.UtcTicks - DateTime.UnixEpoch.Ticks) / TicksPerMicrosecond);

    /// <summary>The present, as the given clock tells it.</summary>
    public static Instant Now(TimeProvider clock) => From(clock.GetUtcNow());

    /// <summary>The same moment as a date in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => new(DateTime.UnixEpoch.AddTicks(Microseconds * TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The instant so much later (or earlier, when negative).</summary>
    public Instant Plus(TimeSpan span) => new(Microseconds + (span.Ticks / TicksPerMicrosecond));

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);

    /// <summary>Whether one moment is before another.</summary>
    public static bool operator <(Instant left, Instant right) => left.Microseconds < right.Microseconds;

    /// <summary>Whether one moment is after another.</summary>
    public static bool operator >(Instant left, Instant right) => left.Microseconds > right.Microseconds;

    /// <summary>Whether one moment is not after another.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Microseconds <= right.Microseconds;

    /// <summary>Whether one moment is not before another.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Microseconds >= right.Microseconds;

    /// <summary>RFC 3339 in UTC with seconds, as machines read it.</summary>
    public override string ToString() => ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
