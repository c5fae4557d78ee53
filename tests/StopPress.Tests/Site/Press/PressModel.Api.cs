using System.Text.Json;

namespace StopPress.Tests.Site.Press;

/// <summary>What the read API must tell.</summary>
internal sealed partial class PressModel
{
    private const string Api = "/-/api/v1/";

    // As many as it tells of the newest.
    private const int ApiLength = 30;

    private static readonly Dictionary<string, string> ApiKinds = new() { ["sections"] = "section", ["storylines"] = "storyline", ["tags"] = "tag", ["authors"] = "staff" };

    private IEnumerable<string> OfApi() => Editions.SelectMany(edition => new[] { "", "/stories", "/sections", "/storylines", "/corrections" }
        .Concat(All().Where(thing => thing.Id.Length > 0).Select(thing => $"/{ApiKinds.First(kind => kind.Value == thing.Kind).Key}/{thing.Id}"))
        .Concat(Stories.Where(story => story.Id.Length > 0 && story.Texts.GetValueOrDefault(edition.Language) is { Path.Length: > 0 }).Select(story => "/stories/" + story.Id))
        .Select(what => Api + edition.Language + what));

    /// <summary>The facts of an answer as it was sent.</summary>
    public static string ApiFacts(string json)
    {
        using var answer = JsonDocument.Parse(json);
        var root = answer.RootElement;
        string Word(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (root.TryGetProperty("openapi", out _) || root.TryGetProperty("timeZone", out _)) return $"edition {Word("name")} {Word("tagline")} {Path(root.GetProperty("url"))}";
        if (root.TryGetProperty("html", out var html))
        {
            return $"story {Word("headline")} {Path(root.GetProperty("url"))} by {List(root, "bylines", by => $"{by.GetProperty("name").GetString()} {(by.GetProperty("url") is { ValueKind: JsonValueKind.String } url ? Path(url) : "")}")}\n"
                + $"in {List(root, "sections", Named)} {List(root, "storylines", Named)} {List(root, "tags", Named)}\n{html.GetString()!.Trim()}\n{PictureOf(root)} {(root.GetProperty("updatedAt").ValueKind == JsonValueKind.String ? "updated" : "")}\n"
                + $"corrected {List(root, "corrections", one => one.GetProperty("says").GetString()!)}\nelsewhere {List(root, "translations", one => $"{one.GetProperty("language").GetString()} {one.GetProperty("headline").GetString()} {Path(one.GetProperty("url"))}")}\nrelated {List(root, "related", CardFacts)}";
        }
        if (root.TryGetProperty("sections", out _)) return $"sections {List(root, "sections", Tree)}";
        if (root.TryGetProperty("storylines", out _)) return $"storylines {List(root, "storylines", Named)}";
        if (root.TryGetProperty("corrections", out _)) return $"corrections {List(root, "corrections", one => $"{one.GetProperty("says").GetString()} {Named(one.GetProperty("story"))}")}";
        string head = root.TryGetProperty("id", out _) ? $"list {Named(root)} {List(root, "children", Named)} {(root.GetProperty("closed").GetBoolean() ? "closed" : "")} {List(root, "turningPoints", point => $"{point.GetProperty("day").GetString()} {point.GetProperty("says").GetString()}")}" : "stories";
        return $"{head}\n{List(root, "stories", CardFacts)}";
    }

    private static string Tree(JsonElement section) => $"{Named(section)} ({List(section, "children", Tree)})";

    private static string Named(JsonElement named) => $"{named.GetProperty("name").GetString()} {Path(named.GetProperty("url"))}";

    private static string List(JsonElement of, string name, Func<JsonElement, string> fact) => string.Concat(of.GetProperty(name).EnumerateArray().Select(one => fact(one) + ";"));

    private static string CardFacts(JsonElement card) =>
        $"{card.GetProperty("headline").GetString()} {Path(card.GetProperty("url"))} {(card.GetProperty("section") is { ValueKind: JsonValueKind.Object } section ? Named(section) : "")} by {List(card, "reporters", name => name.GetString()!)} {PictureOf(card)}";

    private static string PictureOf(JsonElement of) => of.GetProperty("picture") is { ValueKind: JsonValueKind.Object } picture ? $"[{picture.GetProperty("credit").GetString()} {picture.GetProperty("alt").GetString()}]" : "";

    private string ApiAnswer(string[] parts)
    {
        var edition = Of(parts[0]);
        return parts[1..] switch
        {
            [] => $"edition {edition.Name} {edition.Tagline} {edition.Home}",
            ["stories"] => "stories\n" + ApiCards(edition, Listed(edition.Language).Take(ApiLength)),
            ["sections"] => "sections " + string.Concat(Children(null, edition).Select(child => ApiTree(edition, child) + ";")),
            ["storylines"] => "storylines " + string.Concat(Storylines.Where(line => line.Names.ContainsKey(edition.Language)).OrderByDescending(line => line.Number).Select(line => ApiName(edition, line) + ";")),
            ["corrections"] => "corrections " + string.Concat(Stories.SelectMany(story => story.Texts.Values).Where(text => text.Language == edition.Language && text.Status == "usable")
                .SelectMany(text => text.Corrections.Select(one => (one.Number, Fact: $"{one.Says} {text.Headline} {text.Path};"))).OrderByDescending(one => one.Number).Take(ApiLength).Select(one => one.Fact)),
            ["stories", var id] => Stories.FirstOrDefault(story => story.Id == id) is { } story ? ApiStory(edition, story) : "404",
            [var list, var id] => All().FirstOrDefault(thing => thing.Kind == ApiKinds[list] && thing.Id == id) is { } thing ? ApiList(edition, thing) : "404",
            _ => "404",
        };
    }

    private string ApiStory(MEdition edition, MStory story)
    {
        if (!story.Texts.TryGetValue(edition.Language, out var text)) return "404";
        if (story.Reasons is not null || text.Status == "withheld") return "410";
        if (text.Status != "usable") return "404";
        return $"story {text.Headline} {text.Path} by {string.Concat(story.By.Select(by => $"{Name(Staff[by], edition)} {Staff[by].Paths.GetValueOrDefault(edition.Language, "")};"))}\n"
            + $"in {ApiNames(edition, Sections, story.Sections)} {ApiNames(edition, Storylines, story.Storylines)} {ApiNames(edition, Tags, story.Tags)}\n<p>{text.Body}</p>\n{ApiPicture(edition, story)} {(text.Updated ? "updated" : "")}\n"
            + $"corrected {string.Concat(text.Corrections.Select(one => one.Says + ";"))}\nelsewhere "
            + string.Concat(Editions.Where(one => one != edition && story.Texts.GetValueOrDefault(one.Language)?.Status == "usable").Select(one => $"{one.Language} {story.Texts[one.Language].Headline} {story.Texts[one.Language].Path};"))
            + $"\nrelated {ApiCards(edition, story.Related.Select(number => Stories[number]).Select(other => other.Texts.GetValueOrDefault(edition.Language)).OfType<MText>().Where(other => other.Status == "usable"))}";
    }

    private string ApiList(MEdition edition, MThing thing)
    {
        if (!thing.Names.ContainsKey(edition.Language)) return "404";
        string below = thing.Kind == "section" ? string.Concat(Children(thing.Number, edition).Select(child => ApiName(edition, child) + ";")) : "";
        string points = string.Concat(thing.Points.Where(point => point.Language == edition.Language).OrderByDescending(point => point.Day).ThenByDescending(point => point.Number).Select(point => $"{point.Day:yyyy-MM-dd} {point.Says};"));
        return $"list {ApiName(edition, thing)} {below} {(thing.Kind == "storyline" && thing.Closed ? "closed" : "")} {points}\n{ApiCards(edition, ListedUnder(edition.Language, thing).Take(ApiLength))}";
    }

    private string ApiTree(MEdition edition, MThing section) => $"{ApiName(edition, section)} ({string.Concat(Children(section.Number, edition).Select(child => ApiTree(edition, child) + ";"))})";

    private static string ApiName(MEdition edition, MThing thing) => $"{thing.Names[edition.Language]} {thing.Paths[edition.Language]}";

    private static string ApiNames(MEdition edition, List<MThing> things, List<int> numbers) => string.Concat(Named(things, numbers, edition).Select(thing => ApiName(edition, thing) + ";"));

    private string ApiCards(MEdition edition, IEnumerable<MText> texts) => string.Concat(texts.Select(text =>
    {
        var story = StoryOf(text);
        string section = story.Sections.Count > 0 && Sections[story.Sections[0]].Names.ContainsKey(edition.Language) ? ApiName(edition, Sections[story.Sections[0]]) : "";
        return $"{text.Headline} {text.Path} {section} by {string.Concat(story.By.Select(by => Name(Staff[by], edition) + ";"))} {ApiPicture(edition, story)};";
    }));

    private string ApiPicture(MEdition edition, MStory story) => story.Picture is { } number && Pictures[number] is { Expired: false } picture ? $"[{picture.Credit} {picture.Alts.GetValueOrDefault(edition.Language)}]" : "";
}
