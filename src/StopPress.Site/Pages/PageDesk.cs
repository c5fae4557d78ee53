using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.LinkCards;
using StopPress.Site.Press;
using StopPress.Site.Themes;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Pages;

/// <summary>What whoever makes a page of an edition works with.</summary>
/// <param name="run">The run of the press.</param>
/// <param name="furniture">What stands on every page.</param>
/// <param name="edition">The edition.</param>
/// <param name="theme">How it looks.</param>
/// <param name="addresses">How addresses are written.</param>
/// <param name="clock">What time it is.</param>
public sealed class PageDesk(PressRun run, Furniture furniture, Edition edition, Theme theme, Addresses addresses, TimeProvider clock)
{
    /// <summary>The look at the house.</summary>
    public Reads Reads => run.Reads;

    /// <summary>What stands on every page.</summary>
    public Furniture Furniture => furniture;

    /// <summary>The edition.</summary>
    public Edition Edition => edition;

    /// <summary>How addresses are written.</summary>
    public Addresses Addresses => addresses;

    /// <summary>How dates are written.</summary>
    public EditionDates Dates { get; } = new(edition);

    /// <summary>The edition's lists.</summary>
    public StoryLists Lists { get; } = new(run.Reads, edition);

    /// <summary>The words of the interface.</summary>
    public IReadOnlyDictionary<string, string> Words { get; } = theme.Words(edition.Language);

    /// <summary>Which day it is in the edition: the one that ends at the midnight that is set. It is read with all else, not off the clock, so a page is of one moment.</summary>
    public async Task<DateOnly> ReadTodayAsync()
    {
        Reads.Note(Subject.Today(edition.Language));
        var midnights = await Reads.ListAsync(
            "SELECT due_at FROM deadlines WHERE subject = @subject AND kind = @kind", row => new Instant(row.GetInt64(0)),
            ("subject", DayBegins.About(edition.Language)), ("kind", DayBegins.Kind));
        return midnights is [var midnight] ? edition.DayOf(midnight).AddDays(-1) : edition.DayOf(Instant.Now(clock));
    }

    /// <summary>A word of the interface; its name where the theme lacks it, so that somebody sees what is missing.</summary>
    public string Word(string name) => Words.GetValueOrDefault(name, name);

    /// <summary>The cards of the stories in a list.</summary>
    public async Task<IReadOnlyList<CardModel>> CardsAsync(IEnumerable<Listing> listings) =>
        [.. (await StoryCards.ReadAsync(Reads, edition, listings.Select(listing => listing.StoryId))).Select(Card)];

    /// <summary>A card as templates get it.</summary>
    public CardModel Card(StoryCard card) => new(
        PublicId.Text(card.Id), Addresses.Link(card.Path), card.Kicker, card.Headline, card.Standfirst,
        card.SectionSubject is { } section ? SectionLink(section) : null,
        Joined(card.Reporters), Dates.Moment(card.PublishedAt), card.Picture is { } picture ? PictureModels.Of(picture, Crop.Card) : null, edition.Language);

    /// <summary>A link to a section, or null when it has no name in this edition.</summary>
    public LinkModel? SectionLink(string subject) => furniture.Sections.Name(edition.Id, subject) is { } name ? new(name.Name, Addresses.Link(name.Path)) : null;

    /// <summary>The way from the front to a section; the section itself only when asked for.</summary>
    public IReadOnlyList<LinkModel> Way(string? section, bool withItself)
    {
        var way = new List<LinkModel> { new(Word("home"), Addresses.Link(edition.Home)) };
        if (section is null) return way;
        var line = furniture.Sections.Line(section).Where(place => withItself || place.Subject != section);
        way.AddRange(line.Select(place => SectionLink(place.Subject)).OfType<LinkModel>());
        return way;
    }

    /// <summary>The colours of cards for links.</summary>
    public CardColours CardColours { get; } = CardColours.Of(theme.Style);

    /// <summary>The head of a page that only this edition has. Other sites show the edition's card beside a link to it.</summary>
    public HeadModel Head(string kind, string headline, string description, string path) =>
        new HeadModel(kind, Title(headline), headline, description, Addresses.Link(path), addresses.Whole(path), []).Showing(this, LinkCard.Of(edition, CardColours), null);

    /// <summary>What a browser's tab and search engines call a page.</summary>
    public string Title(string headline) => $"{headline} | {edition.Name}";

    /// <summary>The head of a page that several editions have, each at an address of its own.</summary>
    public HeadModel Head(string kind, string headline, string description, string path, IEnumerable<(long Edition, string Path)> all) =>
        Head(kind, headline, description, path) with { Alternates = AlternateModel.Of(furniture, addresses, edition, all) };

    /// <summary>Names in one line, as the edition's language joins them.</summary>
    public string Joined(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => string.Join(Word("comma"), names.Take(names.Count - 1)) + Word("and") + names[^1],
    };
}
