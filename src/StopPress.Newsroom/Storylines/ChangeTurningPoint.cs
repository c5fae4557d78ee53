using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Storylines;

/// <summary>Tells a turning point anew: its day, and its words in every edition that is to tell it.</summary>
/// <param name="Point">The turning point's public id.</param>
/// <param name="Day">The day.</param>
/// <param name="Words">What happened; an edition that is left out does not tell it any more.</param>
public sealed record ChangeTurningPoint(string Point, DateOnly Day, IReadOnlyList<PointWords> Words)
{
    internal static Refusal Unknown(string? point) => new("unknown-point", $"There is no turning point with the id \"{point}\".", "Somebody may have removed it.");

    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var row = PublicId.TryRead(Point ?? "", out long id) ? await context.Set<TurningPointRow>().FirstOrDefaultAsync(one => one.Id == id, cancel) : null;
            if (row is null) return Unknown(Point);
            if (AddTurningPoint.IsWrong(Day) is { } wrong) return wrong;
            row.Day = AddTurningPoint.Written(Day);
            await context.Set<TurningPointWordsRow>().Where(one => one.PointId == id).ExecuteDeleteAsync(cancel);
            if (await AddTurningPoint.TellAsync(context, row, Words) is { } refusal) return refusal;
            return (new EntryDraft("TurningPointChanged", [Subject.Storyline(row.StorylineId)], new { Point, Day }), true);
        }, cancel);
}

/// <summary>Takes a turning point away.</summary>
/// <param name="Point">The turning point's public id.</param>
public sealed record RemoveTurningPoint(string Point)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var row = PublicId.TryRead(Point ?? "", out long id) ? await context.Set<TurningPointRow>().FirstOrDefaultAsync(one => one.Id == id, cancel) : null;
            if (row is null) return ChangeTurningPoint.Unknown(Point);
            await context.Set<TurningPointWordsRow>().Where(one => one.PointId == id).ExecuteDeleteAsync(cancel);
            context.Remove(row);
            return (new EntryDraft("TurningPointRemoved", [Subject.Storyline(row.StorylineId)], new { Point }), true);
        }, cancel);
}
