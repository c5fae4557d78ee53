using System.Text.Json;

namespace StopPress.Tests.Site.Press;

/// <summary>What the feeds of its pages must say.</summary>
internal sealed partial class PressModel
{
    public bool FeedsAreWhole = true;

    private const string Feeds = "/-/feed/json";

    private const string BreakingFeed = "-/breaking";

    // As many as a feed tells.
    private const int FeedLength = 30;

    /// <summary>The addresses of all pages, of their feeds, and of what the read API tells.</summary>
    public IEnumerable<string> PathsAndFeeds() => [.. Paths(), .. Editions.SelectMany(edition =>
        All().Where(thing => thing.Paths.ContainsKey(edition.Language)).SelectMany(thing => thing.Old.Where(old => old.Language == edition.Language).Select(old => old.Path).Append(thing.Paths[edition.Language]))
            .Concat([edition.Home, edition.Home + "nowhere/", edition.Home + BreakingFeed])).Select(page => Feeds + page), .. OfApi()];

    /// <summary>The facts of a feed as it was sent.</summary>
    public static string FeedFacts(string json)
    {
        using var feed = JsonDocument.Parse(json);
        var root = feed.RootElement;
        return $"feed {root.GetProperty("title").GetString()} {Path(root.GetProperty("home_page_url"))} {root.GetProperty("language").GetString()} {root.GetProperty("authors")[0].GetProperty("name").GetString()}\n"
            + string.Join('\n', root.GetProperty("items").EnumerateArray().Select(item =>
                $"{item.GetProperty("title").GetString()} {Path(item.GetProperty("url"))} by {Names(item, "authors", author => author.GetProperty("name").GetString())} in {Names(item, "tags", tag => tag.GetString())} "
                + $"{(item.TryGetProperty("content_html", out var whole) ? whole.GetString()!.Trim() : item.GetProperty("content_text").GetString())} {(item.TryGetProperty("image", out _) ? "picture" : "")}"));
    }

    private static string Path(JsonElement address) => Uri.UnescapeDataString(new Uri(address.GetString()!).AbsolutePath);

    private static string Names(JsonElement item, string list, Func<JsonElement, string?> name) => item.TryGetProperty(list, out var all) ? string.Join(',', all.EnumerateArray().Select(name)) : "";

    private string FeedAnswer(string page)
    {
        var edition = Editions.Where(one => page.StartsWith(one.Home, StringComparison.Ordinal)).MaxBy(one => one.Home.Length)!;
        if (page == edition.Home) return FeedOf(edition, edition.Name, page, Listed(edition.Language));
        if (page == edition.Home + BreakingFeed) return BreakingOf(edition);
        foreach (var thing in All())
        {
            if (thing.Paths.GetValueOrDefault(edition.Language) == page) return FeedOf(edition, $"{thing.Names[edition.Language]} | {edition.Name}", page, ListedUnder(edition.Language, thing));
            if (thing.Old.Contains((edition.Language, page))) return $"301 {Feeds}{thing.Paths[edition.Language]}";
        }
        return Page(404, edition, null, "not found\nlist " + Cards(edition, Listed(edition.Language).Take(12)));
    }

    private string BreakingOf(MEdition edition)
    {
        string title = $"feed {(edition.Language == "th" ? "ข่าวด่วน" : "Breaking")} | {edition.Name} {edition.Home} {edition.Language} {House}\n";
        if (edition.Breaking is not { } line) return title;
        var text = line.Story is { } story ? Stories[story].Texts.GetValueOrDefault(edition.Language) : null;
        return $"{title}{line.Text} {(text?.Status == "usable" ? text.Path : edition.Home)} by  in  {line.Text} ";
    }

    private string FeedOf(MEdition edition, string title, string page, IEnumerable<MText> texts) => $"feed {title} {page} {edition.Language} {House}\n" + string.Join('\n', texts.Take(FeedLength).Select(text =>
    {
        var story = StoryOf(text);
        string filed = string.Join(',', Named(Sections, story.Sections, edition).Concat(Named(Storylines, story.Storylines, edition)).Concat(Named(Tags, story.Tags, edition)).Select(thing => thing.Names[edition.Language]).Distinct());
        return $"{text.Headline} {text.Path} by {string.Join(',', story.By.Select(by => Name(Staff[by], edition)))} in {filed} {(FeedsAreWhole ? $"<p>{text.Body}</p>" : text.Body)} {(Picture(edition, story).Length > 0 ? "picture" : "")}";
    }));
}
