using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Sections;

/// <summary>A section's place in the tree.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">The section that it is part of, or null.</param>
/// <param name="InMenu">Whether it stands in the menu.</param>
/// <param name="IsClosed">Whether it was closed: then nothing leads to it but its stories and its address.</param>
public sealed record SectionPlace(long Id, long? ParentId, bool InMenu, bool IsClosed)
{
    /// <summary>The section as a subject.</summary>
    public string Subject { get; } = House.Subject.Section(Id);
}

/// <summary>Every section of the newspaper with its names.</summary>
public sealed class SectionTree
{
    private readonly Dictionary<string, SectionPlace> places;
    private readonly ILookup<long?, SectionPlace> children;
    private readonly LocalNames names;

    private SectionTree(IReadOnlyList<SectionPlace> places, LocalNames names) =>
        (this.places, children, this.names) = (places.ToDictionary(place => place.Subject), places.ToLookup(place => place.ParentId), names);

    /// <summary>Reads the tree.</summary>
    public static async Task<SectionTree> ReadAsync(Reads reads)
    {
        reads.Note(Subject.Sections);
        var places = await reads.ListAsync(
            "SELECT id, parent_id, in_menu, closed_at FROM sections ORDER BY position, id",
            row => new SectionPlace(row.GetInt64(0), row.NumberOrNull(1), row.GetBoolean(2), !row.IsDBNull(3)));
        return new SectionTree(places, await LocalNames.ReadSectionsAsync(reads));
    }

    /// <summary>The menu of an edition: the open sections at the top of the tree that have a name there.</summary>
    public IEnumerable<SectionPlace> Menu(long editionId) => Below(null, editionId).Where(place => place.InMenu);

    /// <summary>The open sections directly below one that have a name in an edition.</summary>
    public IEnumerable<SectionPlace> Below(long? parent, long editionId) => children[parent].Where(place => !place.IsClosed && Name(editionId, place.Subject) is not null);

    /// <summary>A section and all that are part of it, however deep; itself alone when there is no such section.</summary>
    public IEnumerable<string> WithAllBelow(string subject) =>
        places.TryGetValue(subject, out var place) ? children[place.Id].SelectMany(child => WithAllBelow(child.Subject)).Prepend(subject) : [subject];

    /// <summary>What a section is called in an edition, or null when it has no name there.</summary>
    public LocalName? Name(long editionId, string subject) => names.In(editionId, subject);

    /// <summary>A section and those that it is part of, the topmost first; empty when there is no such section.</summary>
    public IReadOnlyList<SectionPlace> Line(string subject)
    {
        var line = new List<SectionPlace>();
        for (var place = places.GetValueOrDefault(subject); place is not null; place = place.ParentId is { } parent ? places.GetValueOrDefault(Subject.Section(parent)) : null)
        {
            line.Insert(0, place);
        }
        return line;
    }
}
