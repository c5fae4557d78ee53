using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>Says which point of a picture every crop keeps. The crops have new addresses from then on; the old ones lead there.</summary>
/// <param name="Picture">The picture's public id.</param>
/// <param name="Point">The point.</param>
public sealed record SetFocalPoint(string Picture, FocalPoint Point)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        Point.Check(checks);
        if (checks.Fault is { } fault) return fault;
        var written = await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindMediaAsync(Picture, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var row = found.Value;
            if (row.Kind != MediaKind.Picture) return new Refusal("no-picture", "Only a picture has a focal point.");
            (row.FocalX, row.FocalY) = (Point.X, Point.Y);
            return (new EntryDraft("FocalPointSet", [Subject.Media(row.Id)], new { media = Picture, Point.X, Point.Y }), true);
        }, cancel);
        if (written.Refusal is null) desk.Darkroom.Expect(Subject.IdOf(written.Value.Entry.Subjects[0]));
        return written;
    }
}
