using System.Globalization;
using System.Text;

namespace StopPress.Tests.Site.Press;

/// <summary>
/// The newspaper as plain lists in memory, and what each of its pages must say. It shares nothing with the program: no query, no key, no cache.
/// </summary>
internal sealed partial class PressModel
{
    public string House = "Our newspaper";
    public List<MEdition> Editions = [];
    public List<MThing> Sections = [];
    public List<MThing> Storylines = [];
    public List<MThing> Tags = [];
    public List<MThing> Staff = [];
    public List<MPicture> Pictures = [];
    public List<MStory> Stories = [];
    public DateOnly Today;

    // Sections as they stand among their siblings.
    public List<int> Order = [];

    public PressModel Copy() => new()
    {
        House = House,
        FeedsAreWhole = FeedsAreWhole,
        Reads = Reads,
        Today = Today,
        Logo = Logo,
        Accounts = Accounts,
        Redirects = new(Redirects),
        Order = [.. Order],
        Editions = [.. Editions.Select(edition => edition with { })],
        Sections = [.. Sections.Select(Copy)],
        Storylines = [.. Storylines.Select(Copy)],
        Tags = [.. Tags.Select(Copy)],
        Staff = [.. Staff.Select(Copy)],
        Pictures = [.. Pictures.Select(picture => picture with { Alts = new(picture.Alts) })],
        Stories = [.. Stories.Select(story => story with { Sections = [.. story.Sections], Storylines = [.. story.Storylines], Tags = [.. story.Tags], By = [.. story.By], Related = [.. story.Related], Texts = story.Texts.ToDictionary(text => text.Key, text => text.Value with { Old = [.. text.Value.Old], Corrections = [.. text.Value.Corrections] }) })],
    };

    /// <summary>Every address that ever meant something, and a few that never did.</summary>
    public IEnumerable<string> Paths()
    {
        foreach (var edition in Editions)
        {
            yield return edition.Home;
            yield return edition.Home + "nowhere/";
            yield return edition.Home + "corrections/";
            foreach (var month in Stories.SelectMany(story => story.Texts.Values).Where(text => text.Language == edition.Language).SelectMany(text => text.Corrections).Select(one => Month(one.Day)).Distinct()) yield return $"{edition.Home}corrections/{month}";
            foreach (var thing in All())
            {
                if (!thing.Paths.TryGetValue(edition.Language, out var path)) continue;
                yield return path;
                foreach (string old in thing.Old.Where(old => old.Language == edition.Language).Select(old => old.Path))
                {
                    yield return old;
                    foreach (var month in Months(edition.Language).Take(1)) yield return $"{old}{Month(month)}";
                }
                foreach (var month in Months(edition.Language)) yield return $"{path}{Month(month)}";
            }
            foreach (var month in Months(edition.Language)) yield return edition.Home + Month(month);
            foreach (var day in Listed(edition.Language).Select(text => text.Day).Distinct()) yield return edition.Home + day.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture);
        }
        foreach (var text in Stories.SelectMany(story => story.Texts.Values).Where(text => text.Path.Length > 0))
        {
            yield return text.Path;
            foreach (string old in text.Old) yield return old;
        }
        foreach (string from in Redirects.Keys) yield return from;
    }

    /// <summary>What the answer at an address must be: the status, and the facts of the page or the address to go to.</summary>
    public string Answer(string path)
    {
        if (path.StartsWith(Feeds, StringComparison.Ordinal)) return FeedAnswer(path[Feeds.Length..]);
        if (path.StartsWith(Api, StringComparison.Ordinal)) return ApiAnswer(path[Api.Length..].Split('/'));
        var edition = Editions.Where(one => path.StartsWith(one.Home, StringComparison.Ordinal)).MaxBy(one => one.Home.Length)!;
        if (path == edition.Home) return Page(200, edition, "", Front(edition));
        foreach (var story in Stories)
        {
            foreach (var (language, text) in story.Texts)
            {
                if (text.Path != path && !text.Old.Contains(path)) continue;
                if (story.Reasons is { } reasons) return Page(410, Of(language), null, "gone " + reasons.GetValueOrDefault(language));
                if (text.Status == "withheld") return Page(410, Of(language), null, "gone");
                return text.Path == path ? Story(Of(language), story, text) : "301 " + text.Path;
            }
        }
        foreach (var thing in All())
        {
            if (thing.Paths.GetValueOrDefault(edition.Language) == path) return Thing(edition, thing);
            if (thing.Old.Contains((edition.Language, path))) return "301 " + thing.Paths[edition.Language];
        }
        if (path.StartsWith(edition.Home + "corrections/", StringComparison.Ordinal) && Corrections(edition, path[(edition.Home.Length + "corrections/".Length)..]) is { } corrections) return corrections;
        return Archive(edition, path) ?? SentOn(path) ?? Page(404, edition, null, "not found\nlist " + Cards(edition, Listed(edition.Language).Take(12)));
    }

    // The newest fifty, or all of a month.
    private string? Corrections(MEdition edition, string month)
    {
        string home = edition.Home + "corrections/";
        var all = Stories.SelectMany(story => story.Texts.Values).Where(text => text.Language == edition.Language && text.Status == "usable")
            .SelectMany(text => text.Corrections.Select(one => (one.Number, one.Day, Line: $"{one.Day:yyyy-MM-dd} {one.Says} {text.Headline} {text.Path};"))).OrderByDescending(one => one.Number).ToList();
        if (month.Length == 0)
        {
            return Page(200, edition, Crumbs(edition, null, false), $"corrections\n{string.Concat(all.Take(50).Select(one => one.Line))}\nolder {(all.Count > 50 ? home + Month(all[50].Day) : "")} newer");
        }
        var months = all.Select(one => Month(one.Day)).Distinct().ToList();
        int place = months.IndexOf(month);
        if (place < 0) return null;
        string Link(int at) => months.ElementAtOrDefault(at) is { } other ? home + other : "";
        return Page(200, edition, Crumbs(edition, null, false) + home + ";", $"corrections\n{string.Concat(all.Where(one => Month(one.Day) == month).Select(one => one.Line))}\nolder {Link(place + 1)} newer {Link(place - 1)}");
    }

    private static string Corrected(MText text) => "corrected " + string.Concat(text.Corrections.Select(one => $"{one.Day:yyyy-MM-dd} {one.Says};"));

    private static MThing Copy(MThing thing) => thing with { Names = new(thing.Names), Paths = new(thing.Paths), Old = [.. thing.Old], Points = [.. thing.Points] };

    private static string Month(DateOnly month) => month.ToString("yyyy/MM/", CultureInfo.InvariantCulture);

    private IEnumerable<MThing> All() => Sections.Concat(Storylines).Concat(Tags).Concat(Staff);

    private MEdition Of(string language) => Editions.First(edition => edition.Language == language);

    private IEnumerable<DateOnly> Months(string language) => Listed(language).Select(text => new DateOnly(text.Day.Year, text.Day.Month, 1)).Distinct();

    private IEnumerable<MText> Listed(string language) => Stories.Where(story => !story.IsPage).SelectMany(story => story.Texts.Values)
        .Where(text => text.Language == language && text.Status == "usable").OrderByDescending(text => text.At).ThenByDescending(text => text.StoryId, StringComparer.Ordinal);

    private IEnumerable<MText> ListedUnder(string language, MThing thing) => Listed(language).Where(text => IsUnder(StoryOf(text), thing));

    private MStory StoryOf(MText text) => Stories.First(story => story.Id == text.StoryId);

    private bool IsUnder(MStory story, MThing thing) => thing.Kind switch
    {
        "section" => story.Sections.Any(section => Above(section).Contains(thing.Number)),
        "storyline" => story.Storylines.Contains(thing.Number),
        "tag" => story.Tags.Contains(thing.Number),
        _ => story.By.Contains(thing.Number),
    };

    /// <summary>A section and those that it is part of, itself first.</summary>
    public IEnumerable<int> Above(int section)
    {
        for (int? at = section; at is { } one; at = Sections[one].Parent) yield return one;
    }

    private string Page(int status, MEdition edition, string? crumbs, string content)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{status}\nhouse {House}\n{Identity()}\nedition {edition.Name} {edition.Tagline} {edition.Home}\nbreaking {Breaking(edition)}\n");
        page.Append("editions ").AppendJoin("", Editions.Select(one => $"{one.Language} {one.Home} {one.OwnName};")).Append('\n');
        page.Append("menu ").AppendJoin("", Menu(edition)).Append('\n');
        page.Append("pages ").AppendJoin("", Stories.Where(story => story.IsPage).SelectMany(story => story.Texts.Values).Where(text => text.Language == edition.Language && text.Status == "usable")
            .OrderBy(text => text.At).ThenBy(text => text.StoryId, StringComparer.Ordinal).Select(text => $"{text.Headline} {text.Path};")).Append('\n');
        page.Append("standards ").AppendJoin("", Standards(edition)).Append('\n');
        page.Append("crumbs ").Append(crumbs is null or "" ? "" : crumbs).Append('\n').Append(content);
        return ProbeTheme.Facts(page.ToString());
    }

    private IEnumerable<MThing> Children(int? section, MEdition edition) => Order.Select(number => Sections[number]).Where(child => child.Parent == section && !child.Closed && child.Names.ContainsKey(edition.Language));

    private string Crumbs(MEdition edition, int? section, bool itself) =>
        edition.Home + ";" + (section is not { } number ? "" : string.Concat(Above(number).Reverse().Where(one => itself || one != number)
            .Where(one => Sections[one].Paths.ContainsKey(edition.Language)).Select(one => Sections[one].Paths[edition.Language] + ";")));

    private string Card(MEdition edition, MText text)
    {
        var story = StoryOf(text);
        string section = story.Sections.Count > 0 ? Sections[story.Sections[0]].Names.GetValueOrDefault(edition.Language, "") : "";
        return $"{text.Headline} {text.Path} {section} {Joined([.. story.By.Select(by => Name(Staff[by], edition))], edition.Language == "th" ? "และ" : "and")} {Picture(edition, story)}";
    }

    // What may be shown no longer is on no page, and no story is chosen for it.
    private string Picture(MEdition edition, MStory story) =>
        story.Picture is { } number && Pictures[number] is { Expired: false } picture ? $"[{picture.Credit} {picture.Width} {picture.Alts.GetValueOrDefault(edition.Language)}]" : "";

    private static string Joined(List<string> names, string and) => names.Count < 2 ? string.Concat(names) : string.Join(", ", names.SkipLast(1)) + $" {and} " + names[^1];

    // Whoever has no name in an edition stands under the name of the oldest one that has one, whichever stands first.
    private string Name(MThing person, MEdition edition) => person.Names.GetValueOrDefault(edition.Language) ?? person.Names[Editions.OrderBy(one => one.Home.Length).First(one => person.Names.ContainsKey(one.Language)).Language];

    private string Cards(MEdition edition, IEnumerable<MText> texts) => string.Concat(texts.Select(text => Card(edition, text) + ";"));

    private string Front(MEdition edition)
    {
        var all = Listed(edition.Language).ToList();
        var chosen = all.FirstOrDefault(text => StoryOf(text).Id == edition.Lead);
        var lead = chosen ?? all.Take(12).FirstOrDefault(text => Picture(edition, StoryOf(text)).Length > 0) ?? all.FirstOrDefault();
        var rest = all.Where(text => text != lead).ToList();
        var shown = rest.Take(12).Append(lead).ToHashSet();
        var front = new StringBuilder($"card {CardOf(edition)}\nfront {Today:yyyy-MM-dd}\nlead {(lead is null ? "" : Card(edition, lead))}\nsecond {Cards(edition, rest.Skip(8).Take(4))}\n");
        foreach (var section in Children(null, edition))
        {
            var block = ListedUnder(edition.Language, section).Where(text => !shown.Contains(text)).Take(5).ToList();
            if (block.Count == 0) continue;
            shown.UnionWith(block);
            var large = block.FirstOrDefault(text => Picture(edition, StoryOf(text)).Length > 0) ?? block[0];
            front.Append($"block {section.Names[edition.Language]}: {Card(edition, large)}|{Cards(edition, block.Where(text => text != large))}\n");
        }
        front.Append($"older {(all.Count > 0 ? edition.Home + Month(all[0].Day) : "")}\n");
        return front.Append($"rail {Cards(edition, rest.Take(8))}\n{Most(edition)}").ToString();
    }

    private string Thing(MEdition edition, MThing thing)
    {
        var listed = ListedUnder(edition.Language, thing).ToList();
        string older = listed.Count > 24 ? thing.Paths[edition.Language] + Month(listed[24].Day) : "";
        string head = thing.Kind == "section"
            ? $"section {thing.Names[edition.Language]} {string.Concat(Children(thing.Number, edition).Select(child => child.Paths[edition.Language] + ";"))}"
            : $"{(thing.Kind == "staff" ? "author" : thing.Kind)} {thing.Names[edition.Language]}";
        if (thing.Kind == "storyline") head += $" {(thing.Closed ? "closed" : "")}\npoints {string.Concat(thing.Points.Where(point => point.Language == edition.Language).OrderByDescending(point => point.Day).ThenByDescending(point => point.Number).Select(point => $"{point.Day:yyyy-MM-dd} {point.Says};"))}";
        return Page(200, edition, thing.Kind == "section" ? Crumbs(edition, thing.Number, false) : Crumbs(edition, null, false), $"{head}\nlist {Cards(edition, listed.Take(24))}\nolder {older}");
    }

    private string Story(MEdition edition, MStory story, MText text)
    {
        if (story.IsPage) return Page(200, edition, Crumbs(edition, null, false), $"card {CardOf(edition, story, text)}\npage {text.Headline}\nbody <p>{text.Body}</p>\n{Corrected(text)}");
        var page = new StringBuilder($"card {CardOf(edition, story, text)}\nstory {text.Headline}\npicture {Picture(edition, story)}\nbody <p>{text.Body}</p>\n{Corrected(text)}\nupdated {(text.Updated ? "yes" : "")}\n");
        page.Append("bylines ").AppendJoin("", story.By.Select(by => $"{Name(Staff[by], edition)} {Staff[by].Paths.GetValueOrDefault(edition.Language, "")};")).Append('\n');
        page.Append("sections ").AppendJoin("", story.Sections.Where(one => Sections[one].Paths.ContainsKey(edition.Language)).Select(one => Sections[one].Paths[edition.Language] + ";")).Append('\n');
        page.Append("tags ").AppendJoin("", Named(Tags, story.Tags, edition).Select(tag => $"{tag.Names[edition.Language]} {tag.Paths[edition.Language]};")).Append('\n');
        page.Append("languages ").AppendJoin("", Editions.Where(one => one != edition && story.Texts.GetValueOrDefault(one.Language)?.Status == "usable")
            .Select(one => $"{one.Language} {story.Texts[one.Language].Path} {story.Texts[one.Language].Headline};")).Append('\n');
        page.Append("related ").Append(Cards(edition, story.Related.Select(number => Stories[number])
            .Select(other => other.Texts.GetValueOrDefault(edition.Language)).OfType<MText>().Where(other => other.Status == "usable"))).Append('\n');
        foreach (var line in Named(Storylines, story.Storylines, edition))
        {
            // What came before it, and a little of what came since.
            var listed = ListedUnder(edition.Language, line).ToList();
            int place = listed.IndexOf(text);
            page.Append($"box {line.Names[edition.Language]} {line.Paths[edition.Language]} {Cards(edition, listed.Skip(Math.Max(0, place - 2)).Take(Math.Min(2, place) + 5))}\n");
        }
        page.Append($"likes {story.Likes}\n{Most(edition)}");
        return Page(200, edition, Crumbs(edition, story.Sections.Count > 0 ? story.Sections[0] : null, true), page.ToString());
    }

    private static IEnumerable<MThing> Named(List<MThing> things, List<int> numbers, MEdition edition) => numbers.Select(number => things[number]).Where(thing => thing.Names.ContainsKey(edition.Language));

    private string? Archive(MEdition edition, string path)
    {
        string[] parts = path.TrimEnd('/').Split('/');
        if (parts.Length > 3 && parts[^3].Length == 4 && DateOnly.TryParseExact(string.Join('/', parts[^3..]), "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Day(edition, day);
        if (parts.Length < 3 || !DateOnly.TryParseExact(string.Join('/', parts[^2..]) + "/01", "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return null;
        string below = string.Join('/', parts[..^2]) + "/";
        var thing = All().FirstOrDefault(one => one.Paths.GetValueOrDefault(edition.Language) == below);
        if (below != edition.Home && thing is null)
        {
            var left = All().FirstOrDefault(one => one.Old.Contains((edition.Language, below)));
            return left is null ? null : "301 " + left.Paths[edition.Language] + Month(month);
        }
        var months = Months(edition.Language).ToList();
        if (!months.Contains(month)) return null;
        var older = months.Where(one => one < month).OrderDescending().Select(one => below + Month(one)).FirstOrDefault("");
        var newer = months.Where(one => one > month).Order().Select(one => below + Month(one)).FirstOrDefault("");
        var texts = (thing is null ? Listed(edition.Language) : ListedUnder(edition.Language, thing)).Where(text => text.Day.Year == month.Year && text.Day.Month == month.Month).ToList();
        string days = thing is not null ? "" : string.Concat(texts.Select(text => text.Day).Distinct().Order().Select(one => below + one.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture) + ";"));
        string crumbs = thing is null ? Crumbs(edition, null, false) : thing.Kind == "section" ? Crumbs(edition, thing.Number, true) : Crumbs(edition, null, false) + below + ";";
        return Page(200, edition, crumbs, $"archive {thing?.Names[edition.Language]}\nlist {Cards(edition, texts.Take(thing is null ? 60 : 1000))}\nolder {older} newer {newer}\ndays {days}");
    }

    private string? Day(MEdition edition, DateOnly day)
    {
        var texts = Listed(edition.Language).Where(text => text.Day == day).ToList();
        if (texts.Count == 0) return null;
        var days = Listed(edition.Language).Select(text => text.Day).Distinct().ToList();
        string Link(IEnumerable<DateOnly> found) => found.Select(one => edition.Home + one.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture)).FirstOrDefault("");
        return Page(200, edition, Crumbs(edition, null, false) + edition.Home + Month(day) + ";",
            $"archive\nlist {Cards(edition, texts)}\nolder {Link(days.Where(one => one < day).OrderDescending())} newer {Link(days.Where(one => one > day).Order())}\ndays");
    }
}

internal sealed record MEdition(string Language, string Home, string Name, string OwnName)
{
    public string? Lead { get; set; }

    public string Tagline { get; init; } = "";

    // What the house has made its menu of; null leaves it to the tree.
    public List<MLink>? Menu { get; set; }

    public MBreaking? Breaking { get; set; }

    // Where it tells about the newspaper.
    public List<string> Standards { get; set; } = [];

    // What is read most, by the numbers of stories, as readers were told it.
    public List<int> MostRead { get; set; } = [];
}

internal sealed record MThing(string Kind, int Number, int? Parent)
{
    public string Id { get; set; } = "";

    public Dictionary<string, string> Names { get; set; } = [];

    public Dictionary<string, string> Paths { get; set; } = [];

    public List<(string Language, string Path)> Old { get; set; } = [];

    public int? Parent { get; set; } = Parent;

    public bool Closed { get; set; }

    // The turning points of a storyline, each once for every edition that tells it.
    public List<(int Number, string Id, DateOnly Day, string Language, string Says)> Points { get; set; } = [];
}

internal sealed record MPicture(string Credit, int Width)
{
    public string Id { get; set; } = "";

    public string Credit { get; set; } = Credit;

    public int Width { get; set; } = Width;

    public bool Expired { get; set; }

    // The ids under which earlier originals are kept, with what was said of them.
    public List<(string Id, string Credit, int Width)> Earlier { get; set; } = [];

    public Dictionary<string, string> Alts { get; set; } = [];
}

internal sealed record MText(string Language)
{
    public string Headline { get; set; } = "";

    public string Body { get; set; } = "";

    public string Path { get; set; } = "";

    public List<string> Old { get; set; } = [];

    public string Status { get; set; } = "";

    public long At { get; set; }

    public DateOnly Day { get; set; }

    public bool Updated { get; set; }

    public List<(int Number, DateOnly Day, string Says)> Corrections { get; set; } = [];

    // It was out when its story was held.
    public bool WasOut { get; set; }

    public string StoryId { get; set; } = "";

    // The hour at which the desk lets it out.
    public DateTimeOffset? Due { get; set; }

    // What the desk has written since, and no reader may see.
    public string Pending { get; set; } = "";

    public string PendingBody { get; set; } = "";

    public string? PendingSlug { get; set; }

    public string? Slug { get; set; }
}

internal sealed record MStory(int Number, bool IsPage)
{
    public string Id { get; set; } = "";

    public List<int> Sections { get; set; } = [];

    public List<int> Storylines { get; set; } = [];

    public List<int> Tags { get; set; } = [];

    public List<int> By { get; set; } = [];

    public List<int> Related { get; set; } = [];

    public int? Picture { get; set; }

    public Dictionary<string, MText> Texts { get; set; } = [];

    public bool Held { get; set; }

    public int Likes { get; set; }

    public DateTimeOffset? EmbargoedUntil { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    // Why it was killed, by language; null while it was not.
    public Dictionary<string, string>? Reasons { get; set; }
}
