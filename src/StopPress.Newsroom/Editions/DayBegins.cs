using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>Midnight in an edition: pages that name the day are pressed anew, and the next midnight is set.</summary>
public static class DayBegins
{
    /// <summary>The kind of the deadline.</summary>
    public const string Kind = "midnight";

    /// <summary>What the deadline is about.</summary>
    public static string About(string language) => "edition:" + language;

    /// <summary>Sets the edition's next midnight, in place of the one that was set.</summary>
    internal static async Task SetNextAsync(NewsDesk desk, HouseContext context, EditionRow edition)
    {
        await desk.Deadlines.MoveAsync(context, Next(edition, Instant.Now(desk.Clock)), Kind, About(edition.Language));
    }

    /// <summary>What happens at midnight.</summary>
    internal static async Task<Outcome<EntryDraft>> FallDueAsync(NewsDesk desk, HouseContext context, DeadlineRow deadline)
    {
        string language = deadline.Subject["edition:".Length..];
        var edition = await context.Set<EditionRow>().FirstOrDefaultAsync(row => row.Language == language);
        if (edition is null) return new Refusal("unknown-edition", $"There is no edition {language} any more.");
        // The next midnight from now, however many have passed while the house was closed.
        await SetNextAsync(desk, context, edition);
        return new EntryDraft("DayBegan", [Subject.Today(language)], new { language });
    }

    /// <summary>The first midnight after a moment, on the edition's clocks.</summary>
    public static Instant Next(EditionRow row, Instant now)
    {
        var edition = row.AsEdition();
        return edition.StartOf(edition.DayOf(now).AddDays(1));
    }
}
