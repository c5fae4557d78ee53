using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;

namespace StopPress.Newsroom.Stories;

/// <summary>What happens to a story at an hour.</summary>
public enum HourKind
{
    /// <summary>It goes out.</summary>
    GoesOut = 0,

    /// <summary>Its embargo ends.</summary>
    EmbargoEnds = 1,

    /// <summary>It leaves readers.</summary>
    Expires = 2,

    /// <summary>Whoever works on it is to be done.</summary>
    Due = 3,
}

/// <summary>An hour in the calendar of the desk.</summary>
/// <param name="Id">The story's public id.</param>
/// <param name="Headline">The headline as it is written now; empty while there is none.</param>
/// <param name="Kind">What happens.</param>
/// <param name="At">When.</param>
/// <param name="Missing">What would keep it from going out, or make it go out as it should not.</param>
public sealed record BoardHour(string Id, string Headline, HourKind Kind, Instant At, IReadOnlyList<Refusal> Missing);

/// <content>The calendar: what is scheduled, under embargo, expiring and due.</content>
public sealed partial class StoryBoard
{
    /// <summary>The hours of an edition's texts, the earliest first.</summary>
    /// <param name="edition">The edition's language.</param>
    /// <param name="from">From when on.</param>
    /// <param name="until">Before when.</param>
    public Task<IReadOnlyList<BoardHour>> HoursAsync(string edition, Instant from, Instant until) => database.LookAsync<IReadOnlyList<BoardHour>>(async context =>
    {
        // Numbers: the hours of a row are compared in the database.
        Instant? first = from, end = until;
        string[] kinds = [Publication.Kind, Embargo.Kind, Expiry.Kind];
        var deadlines = await context.Set<DeadlineRow>().AsNoTracking().Where(row => row.DueAt >= from && row.DueAt < until && kinds.Contains(row.Kind)).ToListAsync();
        long[] texts = [.. Of(Publication.Kind)], stories = [.. Of(Embargo.Kind), .. Of(Expiry.Kind)];
        var lines = await Written(context).Where(line => line.Edition.Language == edition
            && (texts.Contains(line.Text.Id) || stories.Contains(line.Story.Id) || (line.Story.DueAt >= first && line.Story.DueAt < end))).ToListAsync();
        var hours = new List<BoardHour>();
        foreach (var line in lines)
        {
            string headline = line.Draft?.Headline ?? line.Latest.Headline;
            if (deadlines.Find(row => row.Kind == Publication.Kind && row.Subject == Subject.Text(line.Text.Id)) is { } goes)
            {
                hours.Add(new(PublicId.Text(line.Story.Id), headline, HourKind.GoesOut, goes.DueAt, await PublishGate.LookAheadAsync(context, new TextCopy(line.Story, line.Text, line.Edition) { Latest = line.Latest }, goes.DueAt)));
            }
            Add(line, headline, HourKind.EmbargoEnds, line.Story.EmbargoedUntil);
            Add(line, headline, HourKind.Expires, line.Story.ExpiresAt);
            // What is done need not be done by then.
            if (line.Text.PubStatus == PubStatus.Unpublished && line.Story.WorkStage is WorkStage.Draft or WorkStage.Submitted) Add(line, headline, HourKind.Due, line.Story.DueAt);
        }
        return [.. hours.OrderBy(hour => hour.At).ThenBy(hour => hour.Headline, StringComparer.Ordinal)];

        IEnumerable<long> Of(string kind) => deadlines.Where(row => row.Kind == kind).Select(row => Subject.IdOf(row.Subject));

        void Add(WrittenLine line, string headline, HourKind kind, Instant? at)
        {
            if (at is { } hour && hour >= from && hour < until) hours.Add(new(PublicId.Text(line.Story.Id), headline, kind, hour, []));
        }
    });
}
