using StopPress.Demo;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Archive;

/// <summary>
/// A newspaper of as many stories as are wanted, set from the demonstration's copy: the same each time, so that figures of one day can
/// be held against those of another. Every fifth story is in Thai as well.
/// </summary>
/// <param name="stories">How many stories are out.</param>
/// <param name="drafts">How many more are ready to be published.</param>
internal sealed class NewsArchive(int stories, int drafts = 0)
{
    // As one newspaper might have it: the oldest is five and a half years older than the newest.
    private const int Days = 2000;
    private const int ThaiEvery = 5;
    private static readonly DateTimeOffset Newest = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ArchiveCopy copy = new();

    /// <summary>How many stories are out.</summary>
    public int Stories => stories;

    /// <summary>How many more are ready to be published.</summary>
    public int Drafts => drafts;

    /// <summary>What is written in it, and the places that it is filed under.</summary>
    public ArchiveCopy Copy => copy;

    /// <summary>The addresses of everything that lists stories, the front of each edition first.</summary>
    public IReadOnlyList<string> ListPaths =>
        [.. copy.Editions.Select(edition => edition.Home), .. copy.Places.SelectMany(place => copy.Editions.Select(edition => place.Paths[edition.Language]))];

    /// <summary>The months in which stories came out, as addresses, oldest first.</summary>
    public IReadOnlyList<string> MonthPaths => [.. Enumerable.Range(0, stories).Select(number => Path(copy.Editions[0], PublishedAt(number), "")).Distinct()];

    /// <summary>The address of a story in the first edition; 0 is the oldest.</summary>
    public string PathOf(int number) => Story(number).Texts[0].Path;

    /// <summary>A story; 0 is the oldest, and those from <see cref="Stories"/> on are not out yet.</summary>
    public ArchiveStory Story(int number)
    {
        // A well-known generator: the same seed gives the same story on every machine.
        var dice = new Random(number);
        var source = copy.Stories[dice.Next(copy.Stories.Count)];
        var at = PublishedAt(number);
        long id = ArchiveCopy.IdAt(at, 0);
        var sections = Some(dice, copy.Sections, 1);
        var storylines = Some(dice, copy.Storylines, dice.Next(5) == 0 ? 1 : 0);
        var tags = Some(dice, copy.Tags, 2);
        var staff = Some(dice, copy.Staff, 1 + dice.Next(2));
        var editions = number % ThaiEvery == 0 ? copy.Editions : copy.Editions.Take(1);
        var texts = editions.Select((edition, i) => Text(edition, number, id + 1 + (2 * i), at, source, dice)).ToList();
        return new ArchiveStory(id, number, at, number < stories, sections, storylines, tags, staff, dice.Next(copy.PictureIds.Count), texts);
    }

    private Instant PublishedAt(int number) => Instant.From(Newest.AddDays(-Days * (double)(stories - 1 - number) / stories));

    private ArchiveText Text(Edition edition, int number, long id, Instant at, DemoStory source, Random dice)
    {
        var text = source.Texts.FirstOrDefault(one => one.Language == edition.Language) ?? copy.AnyIn(edition.Language, dice);
        // Slugs of the first edition's stories, so that every address is written in ASCII and any server can hold it.
        string slug = $"{source.Texts.First(one => one.Language == copy.Editions[0].Language).Slug}-{number}";
        return new ArchiveText(id, edition, slug, Path(edition, at, slug + "/"), text, copy.Body(edition.Language, dice));
    }

    private static string Path(Edition edition, Instant at, string rest) => $"{edition.Home}{edition.DayOf(at):yyyy'/'MM'/'}{rest}";

    private static List<ArchivePlace> Some(Random dice, IReadOnlyList<ArchivePlace> places, int count)
    {
        int first = dice.Next(places.Count);
        return [.. Enumerable.Range(0, count).Select(i => places[(first + i) % places.Count])];
    }
}

/// <summary>A section, storyline, tag or member of staff of the archive.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">How the journal names it.</param>
/// <param name="Noun">What the copy says of it.</param>
/// <param name="Parent">The section that it is part of, or null.</param>
/// <param name="Paths">Its address in each edition, by language.</param>
internal sealed record ArchivePlace(long Id, string Subject, DemoNoun Noun, ArchivePlace? Parent, IReadOnlyDictionary<string, string> Paths);

/// <summary>A story's text in one edition of the archive.</summary>
/// <param name="Id">Its id; its one revision has the next.</param>
/// <param name="Edition">The edition.</param>
/// <param name="Slug">The last part of its address.</param>
/// <param name="Path">Its address, once it is out.</param>
/// <param name="Words">Headline and what goes with it.</param>
/// <param name="Body">The document as JSON.</param>
internal sealed record ArchiveText(long Id, Edition Edition, string Slug, string Path, DemoText Words, string Body);

/// <summary>A story of the archive.</summary>
internal sealed record ArchiveStory(
    long Id, int Number, Instant At, bool IsOut, IReadOnlyList<ArchivePlace> Sections, IReadOnlyList<ArchivePlace> Storylines, IReadOnlyList<ArchivePlace> Tags,
    IReadOnlyList<ArchivePlace> Staff, int Picture, IReadOnlyList<ArchiveText> Texts)
{
    /// <summary>What it is filed under, in order.</summary>
    public IEnumerable<string> Filings => Sections.Concat(Storylines).Concat(Tags).Select(place => place.Subject);

    /// <summary>The lists that it is in once it is out.</summary>
    public IReadOnlyList<string> Lists =>
        [Subject.FrontList, .. Sections.SelectMany(WithParents).Concat(Storylines).Concat(Tags).Concat(Staff).Select(place => place.Subject).Distinct()];

    private static IEnumerable<ArchivePlace> WithParents(ArchivePlace section)
    {
        for (var place = section; place is not null; place = place.Parent) yield return place;
    }
}
