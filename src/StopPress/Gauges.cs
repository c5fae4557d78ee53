using System.Diagnostics.Metrics;
using StopPress.Site.Press;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress;

/// <summary>What a newspaper that runs shows of itself whenever metrics are gathered.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly Meter meter = new(Measures.Name);

    public Gauges(Shelf shelf, JournalTail tail, DiskWatch disk)
    {
        meter.CreateObservableGauge("stoppress.shelf.pages", () => shelf.Count, "{page}", "Pages that lie pressed.");
        meter.CreateObservableGauge("stoppress.shelf.size", () => shelf.Weight, "By", "Memory that pressed pages take.");
        meter.CreateObservableGauge("stoppress.journal.position", () => tail.Position, "{entry}", "The last entry of the journal that readers of this node see.");
        meter.CreateObservableGauge("stoppress.disk.free", () => disk.Free, "By", "Room that is left on the fullest disk of the newspaper.");
    }

    public void Dispose() => meter.Dispose();
}
