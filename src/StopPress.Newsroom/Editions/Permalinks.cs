using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>What was found at an address.</summary>
/// <param name="EditionId">The edition that the address belongs to.</param>
/// <param name="Subject">The section, storyline, tag, member of staff, or story; the front or one of the media, which another house had there; null when it was withdrawn.</param>
/// <param name="Path">Where it is found today; the same address, or one to go to instead.</param>
public sealed record Permalink(long EditionId, string? Subject, string Path)
{
    /// <summary>The story that was withdrawn for good, as a subject; null for all others.</summary>
    public string? Killed { get; init; }
}

/// <summary>Finds what an address leads to.</summary>
public static class Permalinks
{
    /// <summary>What an address leads to; null when it leads nowhere, as to a story that was never out.</summary>
    /// <remarks>Nothing is noted: what a page shows is noted by whoever reads it, and an address that leads nowhere is never kept.</remarks>
    public static async Task<Permalink?> FindAsync(Reads reads, string path)
    {
        var row = await reads.FirstAsync(
            "SELECT edition_id, subject, current FROM permalinks WHERE path = @path",
            found => new PermalinkRow { Path = path, EditionId = found.GetInt64(0), Subject = found.GetString(1), Current = found.GetBoolean(2) }, ("path", path));
        if (row is null) return null;
        if (Subject.KindOf(row.Subject) == "text") return await TextAsync(reads, row);
        if (row.Current || Subject.KindOf(row.Subject) is "media" or "front") return new Permalink(row.EditionId, row.Subject, path);
        var name = await reads.FirstAsync(
            "SELECT path FROM local_names WHERE subject = @subject AND edition_id = @edition", found => found.GetString(0),
            ("subject", row.Subject), ("edition", row.EditionId));
        return name is null ? null : new Permalink(row.EditionId, row.Subject, name);
    }

    private static Task<Permalink?> TextAsync(Reads reads, PermalinkRow row) => reads.FirstAsync(
        "SELECT story_id, pub_status, path FROM story_texts WHERE id = @text AND pub_status <> @unpublished",
        found => new Permalink(
            row.EditionId, (PubStatus)found.GetInt32(1) == PubStatus.Usable ? Subject.Story(found.GetInt64(0)) : null, found.GetString(2))
        {
            Killed = (PubStatus)found.GetInt32(1) == PubStatus.Cancelled ? Subject.Story(found.GetInt64(0)) : null,
        },
        ("text", Subject.IdOf(row.Subject)), ("unpublished", (long)PubStatus.Unpublished));
}
