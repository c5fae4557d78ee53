using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Storylines;

/// <summary>What happened at a turning point, in the words of one edition.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Says">A sentence.</param>
public sealed record PointWords(string Edition, string Says);

/// <summary>Marks a day on which a storyline took a turn.</summary>
/// <param name="Storyline">The storyline's public id.</param>
/// <param name="Day">The day.</param>
/// <param name="Words">What happened, in each edition that is to tell it.</param>
public sealed record AddTurningPoint(string Storyline, DateOnly Day, IReadOnlyList<PointWords> Words)
{
    // What lies before or behind them is a slip of the finger.
    private const int FirstYear = 1000;
    private const int LastYear = 2199;

    // More than anybody reads at the head of a page.
    private const int Most = 100;

    /// <summary>Does it; the result is the turning point's public id.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<string>(actor, async context =>
        {
            if (IsWrong(Day) is { } wrong) return wrong;
            if (!PublicId.TryRead(Storyline ?? "", out long id) || !await context.Set<StorylineRow>().AnyAsync(row => row.Id == id, cancel)) return new Refusal("unknown-storyline", $"There is no storyline with the id \"{Storyline}\".");
            if (await context.Set<TurningPointRow>().CountAsync(row => row.StorylineId == id, cancel) >= Most) return new Refusal("too-many", $"A storyline can have {Most} turning points at most.");
            var point = new TurningPointRow { Id = PublicId.Next(desk.Clock), StorylineId = id, Day = Written(Day) };
            context.Add(point);
            if (await TellAsync(context, point, Words) is { } refusal) return refusal;
            string made = PublicId.Text(point.Id);
            return (new EntryDraft("TurningPointAdded", [Subject.Storyline(id)], new { Storyline, point = made, Day }), made);
        }, cancel);

    /// <summary>A day that somebody forgot to write is one of the year 1; the refusal of it.</summary>
    internal static Refusal? IsWrong(DateOnly day) => day.Year is < FirstYear or > LastYear ? new Refusal("wrong-day", "There is no such day.", "Write the day on which it happened.") : null;

    /// <summary>The day as it is kept.</summary>
    internal static string Written(DateOnly day) => day.ToString(TurningPoint.DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Gives a turning point its words, in the transaction of an act; it has none yet.</summary>
    internal static async Task<Refusal?> TellAsync(HouseContext context, TurningPointRow point, IReadOnlyList<PointWords>? words)
    {
        if (words is not { Count: > 0 }) return new Refusal("empty", "The turning point is told in no edition.", "Write what happened in one edition at least.");
        var told = new HashSet<long>();
        foreach (var one in words)
        {
            var checks = new Checks();
            string says = checks.Line("turning point", one.Says, NewName.LongestDescription, required: true);
            if (checks.Fault is { } fault) return fault;
            var edition = await context.FindEditionAsync(one.Edition);
            if (edition.Refusal is { } unknown) return unknown;
            if (!told.Add(edition.Value.Id)) return new Refusal("said-twice", $"The turning point is told twice in the edition {one.Edition}.");
            context.Add(new TurningPointWordsRow { PointId = point.Id, EditionId = edition.Value.Id, Says = says });
        }
        return null;
    }
}
