using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>What stands on every page: the house, its editions, the sections, and the pages at the foot.</summary>
/// <param name="HouseName">The name of the house; empty before it is set up.</param>
/// <param name="Editions">Every edition, the first one first.</param>
/// <param name="Sections">The tree of sections.</param>
/// <param name="Pages">The house's own pages that each edition lists, by the edition's id.</param>
public sealed record Furniture(string HouseName, IReadOnlyList<Edition> Editions, SectionTree Sections, ILookup<long, PageLink> Pages)
{
    /// <summary>The house's logo, or null.</summary>
    public Logo? Logo { get; private init; }

    /// <summary>The house's accounts on other networks.</summary>
    public IReadOnlyList<SocialAccount> Accounts { get; private init; } = [];

    /// <summary>Where each edition tells about the newspaper, by the edition's id.</summary>
    public required ILookup<long, StandardPage> Standards { get; init; }

    /// <summary>Whether feeds tell stories whole.</summary>
    public bool FeedsAreWhole { get; private init; } = true;

    /// <summary>The hub that is told which feeds have changed, or empty.</summary>
    public string Hub { get; private init; } = "";

    /// <summary>The menus that the house has made.</summary>
    public required HouseMenus Menus { get; init; }

    /// <summary>Reads it whole.</summary>
    public static async Task<Furniture> ReadAsync(Reads reads)
    {
        reads.Note(Subject.House);
        var house = await reads.ListAsync("SELECT name, feeds_are_whole, hub FROM house", row => (Name: row.GetString(0), FeedsAreWhole: row.GetBoolean(1), Hub: row.GetString(2)));
        reads.Note(Subject.Editions);
        var editions = await Edition.ReadAllAsync(reads);
        var sections = await SectionTree.ReadAsync(reads);
        return new Furniture(house is [var named] ? named.Name : "", editions, sections, await PageLink.ReadAsync(reads, editions))
        {
            Logo = await Logo.ReadAsync(reads),
            FeedsAreWhole = house is not [{ FeedsAreWhole: false }],
            Hub = house is [var told] ? told.Hub : "",
            Accounts = await SocialAccount.ReadAsync(reads),
            Standards = await StandardPage.ReadAsync(reads),
            Menus = await HouseMenus.ReadAsync(reads, sections),
        };
    }

    /// <summary>The edition with this id.</summary>
    public Edition EditionOf(long id) => Editions.First(edition => edition.Id == id);

    /// <summary>The edition that an address belongs to by its first part; null when there is no edition at all.</summary>
    public Edition? EditionAt(string path) =>
        Editions.FirstOrDefault(edition => edition.Prefix.Length > 0 && (path + "/").StartsWith(edition.Home, StringComparison.Ordinal))
        ?? Editions.FirstOrDefault(edition => edition.Prefix.Length == 0) ?? Editions.FirstOrDefault();
}
