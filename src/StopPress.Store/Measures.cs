using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace StopPress.Store;

/// <summary>What is measured of a newspaper at work. Nothing is counted, and no trace begun, unless somebody listens (the setting <c>telemetry</c>).</summary>
public static class Measures
{
    /// <summary>The name under which meter and traces are listened to.</summary>
    public const string Name = "StopPress";

    private static readonly Meter House = new(Name);

    /// <summary>Traces: acts and presses.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    /// <summary>How long acts take, in seconds, until they are answered; by <c>outcome</c>: kept, or the code of the refusal.</summary>
    public static Histogram<double> Acts { get; } = House.CreateHistogram<double>("stoppress.act.duration", "s", "How long acts take until they are answered.");

    /// <summary>How long the press takes for a page or a piece, in seconds.</summary>
    public static Histogram<double> Presses { get; } = House.CreateHistogram<double>("stoppress.press.duration", "s", "How long a page or a piece takes to press.");

    /// <summary>Pages that lay ready and were sent.</summary>
    public static Counter<long> ReadyPages { get; } = House.CreateCounter<long>("stoppress.pages.ready", "{page}", "Pages that lay ready and were sent.");

    /// <summary>Requests that were one too many for their address.</summary>
    public static Counter<long> TurnedAway { get; } = House.CreateCounter<long>("stoppress.requests.turned_away", "{request}", "Requests that were one too many for their address.");
}
