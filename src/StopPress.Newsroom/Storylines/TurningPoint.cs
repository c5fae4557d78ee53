using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Storylines;

/// <summary>A day on which a storyline took a turn, as an edition's readers are told.</summary>
/// <param name="Day">The day.</param>
/// <param name="Says">What happened.</param>
public sealed record TurningPoint(DateOnly Day, string Says)
{
    internal const string DayFormat = "yyyy-MM-dd";

    /// <summary>Whether a storyline is closed, and its turning points that have words in an edition, the newest first; noted by the storyline.</summary>
    public static async Task<(bool IsClosed, IReadOnlyList<TurningPoint> Points)> ReadAsync(Reads reads, Edition edition, string storyline)
    {
        reads.Note(storyline);
        long id = Subject.IdOf(storyline);
        var closed = await reads.ListAsync("SELECT id FROM storylines WHERE id = @id AND closed_at IS NOT NULL", row => row.GetInt64(0), ("id", id));
        var points = await reads.ListAsync(
            """
            SELECT p.day, w.says FROM turning_points p JOIN turning_point_words w ON w.point_id = p.id
            WHERE p.storyline_id = @id AND w.edition_id = @edition ORDER BY p.day DESC, p.id DESC
            """,
            row => new TurningPoint(DateOnly.ParseExact(row.GetString(0), DayFormat, System.Globalization.CultureInfo.InvariantCulture), row.GetString(1)),
            ("id", id), ("edition", edition.Id));
        return (closed.Count > 0, points);
    }
}
