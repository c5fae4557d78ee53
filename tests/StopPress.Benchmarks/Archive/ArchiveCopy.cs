using System.Text;
using System.Xml.Linq;
using StopPress.Demo;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Archive;

/// <summary>The demonstration's copy as the archive uses it: its places with ids and addresses, its paragraphs shuffled into new stories.</summary>
internal sealed class ArchiveCopy
{
    // A story of a local newspaper has 400 to 700 words; the copy's paragraphs have about 50.
    private const int FewestParagraphs = 8;
    private const int MostParagraphs = 14;
    private const int PictureCount = 40;
    private static readonly DateTimeOffset FirstId = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, List<string>> paragraphs = [];
    private readonly Dictionary<string, List<DemoText>> texts = [];
    private long places;

    /// <summary>Reads the copy that is built into the program.</summary>
    public ArchiveCopy()
    {
        Source = DemoCopy.Read();
        Editions = [.. Source.Editions.Select(edition => new Edition(
            NextId(), edition.Language, edition.Locale, edition.Prefix, edition.Name, edition.Tagline, edition.OwnName, edition.Zone, edition.Calendar, "ltr"))];
        Sections = Make(Source.Sections, Subject.Section, "");
        Storylines = Make(Source.Storylines, Subject.Storyline, "storyline/");
        Tags = Make(Source.Tags, Subject.Tag, "tag/");
        Staff = Make(Source.Staff, Subject.Staff, "author/");
        PictureIds = [.. Enumerable.Range(0, PictureCount).Select(_ => NextId())];
        // Every story of the archive has a text in the first edition.
        Stories = [.. Source.Stories.Where(story => story.Texts.Any(text => text.Language == Editions[0].Language))];
        foreach (var edition in Editions)
        {
            texts[edition.Language] = [.. Source.Stories.SelectMany(story => story.Texts).Where(text => text.Language == edition.Language)];
            paragraphs[edition.Language] = [.. texts[edition.Language].SelectMany(text => text.Body.Elements("p")).Select(Words).Where(text => text.Length > 0)];
        }
    }

    /// <summary>The copy as it is written.</summary>
    public DemoCopy Source { get; }

    /// <summary>The editions, the one without a prefix first.</summary>
    public IReadOnlyList<Edition> Editions { get; }

    /// <summary>The sections; those that others are part of come first.</summary>
    public IReadOnlyList<ArchivePlace> Sections { get; }

    /// <summary>The storylines.</summary>
    public IReadOnlyList<ArchivePlace> Storylines { get; }

    /// <summary>The tags.</summary>
    public IReadOnlyList<ArchivePlace> Tags { get; }

    /// <summary>Who writes.</summary>
    public IReadOnlyList<ArchivePlace> Staff { get; }

    /// <summary>All of them.</summary>
    public IEnumerable<ArchivePlace> Places => [.. Sections, .. Storylines, .. Tags, .. Staff];

    /// <summary>The ids of the pictures; no bytes are behind them, since pages only name them.</summary>
    public IReadOnlyList<long> PictureIds { get; }

    /// <summary>The stories that headlines are taken from.</summary>
    public IReadOnlyList<DemoStory> Stories { get; }

    /// <summary>The id that the program would make at a moment, as <see cref="PublicId"/> lays it out, with a count of our own.</summary>
    public static long IdAt(Instant at, int count) => ((at.ToDateTimeOffset().ToUnixTimeMilliseconds() - FirstId.ToUnixTimeMilliseconds()) << 21) + count;

    /// <summary>Some text of a language.</summary>
    public DemoText AnyIn(string language, Random dice) => texts[language][dice.Next(texts[language].Count)];

    /// <summary>A body of paragraphs from all over the copy, as JSON.</summary>
    public string Body(string language, Random dice)
    {
        var pool = paragraphs[language];
        var blocks = Enumerable.Range(1, dice.Next(FewestParagraphs, MostParagraphs + 1)).Select(Block (number) =>
        {
            if (!BlockId.TryParse($"p{number}", out var id)) throw new InvalidOperationException("A block's id is wrong.");
            return new Paragraph(id, [new TextRun(pool[dice.Next(pool.Count)], Marks.None)]);
        });
        return ProseMirrorJson.Write(new Document(Sequence.Of(blocks)));
    }

    private static string Words(XElement paragraph) =>
        string.Join(' ', paragraph.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize(NormalizationForm.FormC);

    private long NextId() => ++places << 21;

    private List<ArchivePlace> Make(IEnumerable<DemoNoun> nouns, Func<long, string> subject, string below)
    {
        var made = new List<ArchivePlace>();
        foreach (var noun in nouns)
        {
            var parent = made.FirstOrDefault(place => place.Noun.Key == noun.Parent);
            var paths = Editions.ToDictionary(edition => edition.Language, edition =>
                $"{parent?.Paths[edition.Language] ?? edition.Home + below}{noun.Names.First(name => name.Language == edition.Language).Slug}/".Normalize(NormalizationForm.FormC));
            long id = NextId();
            made.Add(new ArchivePlace(id, subject(id), noun, parent, paths));
        }
        return made;
    }
}
