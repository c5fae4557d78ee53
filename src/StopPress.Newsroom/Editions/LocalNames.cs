using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>What something is called in one edition, and where it is found there.</summary>
/// <param name="Subject">What is named.</param>
/// <param name="EditionId">In which edition.</param>
/// <param name="Name">The name.</param>
/// <param name="Title">A person's job, or empty.</param>
/// <param name="Description">A sentence or two, or empty.</param>
/// <param name="Path">Its address there.</param>
public sealed record LocalName(string Subject, long EditionId, string Name, string Title, string Description, string Path);

/// <summary>The names of some sections, storylines, tags or people, in every edition that has one.</summary>
public sealed class LocalNames
{
    private readonly ILookup<string, LocalName> names;

    private LocalNames(IEnumerable<LocalName> names) => this.names = names.ToLookup(name => name.Subject);

    /// <summary>Reads the names of the given subjects, noting each.</summary>
    public static async Task<LocalNames> ReadAsync(Reads reads, IEnumerable<string> subjects)
    {
        string[] wanted = [.. subjects.Distinct()];
        reads.Note(wanted);
        return wanted.Length == 0 ? new([]) : await QueryAsync(reads, "subject IN @subjects", ("subjects", wanted));
    }

    /// <summary>Reads the names of every section.</summary>
    public static Task<LocalNames> ReadSectionsAsync(Reads reads)
    {
        reads.Note(House.Subject.Sections);
        // Binary order: what begins with "section:" lies before "section;".
        return QueryAsync(reads, "subject >= 'section:' AND subject < 'section;'");
    }

    /// <summary>Reads the names of every storyline, noting each.</summary>
    public static async Task<LocalNames> ReadStorylinesAsync(Reads reads)
    {
        reads.Note(House.Subject.Storylines);
        var names = await QueryAsync(reads, "subject >= 'storyline:' AND subject < 'storyline;'");
        reads.Note(names.Subjects);
        return names;
    }

    /// <summary>What is named.</summary>
    public IEnumerable<string> Subjects => names.Select(one => one.Key);

    /// <summary>Whether an entry of the journal gives a tag, a storyline or somebody a name, or another one. What is new touches no page yet.</summary>
    public static bool AreGivenBy(JournalEntry entry) => entry.Kind is "TagAdded" or "StaffAdded" or "StorylineStarted"
        || entry.Subjects.Any(subject => subject == House.Subject.Everything || House.Subject.KindOf(subject) is "tag" or "staff" or "storyline");

    /// <summary>The name in an edition, or null when it has none there and so no address.</summary>
    public LocalName? In(long editionId, string subject) => names[subject].FirstOrDefault(name => name.EditionId == editionId);

    /// <summary>The name in an edition, or else in the oldest one that has one.</summary>
    public LocalName? InOrElsewhere(long editionId, string subject) => In(editionId, subject) ?? names[subject].MinBy(name => name.EditionId);

    private static async Task<LocalNames> QueryAsync(Reads reads, string where, params (string Name, object? Value)[] values) => new(await reads.ListAsync(
        $"SELECT subject, edition_id, name, title, description, path FROM local_names WHERE {where}",
        row => new LocalName(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)), values));
}
