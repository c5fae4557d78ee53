using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.Api;
using StopPress.Site.Feeds;
using StopPress.Site.Press;
using StopPress.Store.Database;

namespace StopPress.Site.Pages;

/// <summary>What an address leads to: a place, another address, or neither.</summary>
/// <param name="Place">The place, or null.</param>
/// <param name="MovedTo">The address to go to instead, or null: a path, or a whole address elsewhere.</param>
public readonly record struct Destination(Place? Place, string? MovedTo)
{
    /// <summary>Where a redirect of the house sends it on to next; null when none does.</summary>
    public string? SentTo { get; init; }
}

/// <summary>Finds what stands at an address.</summary>
public static partial class SiteMap
{
    private static readonly Dictionary<string, Surface> ByKind = new()
    {
        ["section"] = Surface.Section,
        ["storyline"] = Surface.Storyline,
        ["staff"] = Surface.Author,
        ["tag"] = Surface.Tag,
        ["story"] = Surface.Story,
    };

    // Redirects make no circles when they are added; what was restored or written past the acts must not hold up a reader all the same.
    private const int MostSteps = 100;

    // No address that the house makes is longer; what is longer is not even looked up.
    private const int LongestPath = 1000;

    /// <summary>The address of the page that says that nothing is there. Readers cannot ask for it.</summary>
    public static string NotFoundIn(Edition edition) => Addresses.Own + "not-found/" + edition.Language;

    /// <summary>The address of the page that says that something was withdrawn. Readers cannot ask for it.</summary>
    public static string GoneIn(string language) => Addresses.Own + "gone/" + language;

    /// <summary>The address of the page that says that a story was withdrawn for good, and why. Readers cannot ask for it.</summary>
    /// <param name="language">The edition's language.</param>
    /// <param name="story">The story as a subject.</param>
    public static string KilledIn(string language, string story) => $"{GoneIn(language)}/{PublicId.Text(Subject.IdOf(story))}";

    /// <summary>Finds what stands at an address.</summary>
    public static async Task<Destination> FindAsync(PressRun run, string path)
    {
        var furniture = await run.FurnitureAsync();
        if (FeedAddress.Read(path) is { } feed) return await FeedAsync(run, furniture, feed);
        if (ApiAddress.Read(path) is { } api) return await ApiAsync(run, furniture, api);
        if (path.StartsWith(Addresses.Own, StringComparison.Ordinal)) return OfTheProgram(furniture, path);
        if (furniture.EditionAt(path) is not { } edition) return default;
        var nowhere = new Destination(new Place(Surface.NotFound, edition, NotFoundIn(edition)), null);
        if (path.Length > LongestPath || path.AsSpan().ContainsAny('\0', Nfc.NoCharacter) || !IsWellFormed(path)) return nowhere;
        if (!path.IsNormalized(NormalizationForm.FormC)) return await OtherFormAsync(run, edition, path.Normalize(NormalizationForm.FormC)) ?? await SentOnAsync(run, path.Normalize(NormalizationForm.FormC)) ?? nowhere;
        return await StandingAsync(run, edition, path) ?? await SentOnAsync(run, path) ?? await InsteadAsync(run, edition, path) ?? nowhere;
    }

    // A feed is where its page is, and moves with it.
    private static async Task<Destination> FeedAsync(PressRun run, Furniture furniture, FeedAddress feed)
    {
        if (furniture.EditionAt(feed.Page) is not { } edition) return default;
        var nowhere = new Destination(new Place(Surface.NotFound, edition, NotFoundIn(edition)), null);
        if (feed.Page == FeedPage.BreakingIn(edition)) return new Destination(new Place(Surface.Feed, edition, feed.Path), null);
        if (feed.Page.StartsWith(Addresses.Own, StringComparison.Ordinal)) return nowhere;
        var found = await FindAsync(run, feed.Page);
        if (found.MovedTo is { } moved) return Redirects.IsOutside(moved) ? nowhere : new Destination(null, (feed with { Page = moved }).Path);
        return found.Place is { } page && FeedPage.Followed.Contains(page.Surface) ? new Destination(new Place(Surface.Feed, page.Edition, feed.Path) { Subject = page.Subject, Followed = page }, null) : nowhere;
    }

    // What has left readers is said to have done so here as well.
    private static async Task<Destination> ApiAsync(PressRun run, Furniture furniture, ApiAddress api)
    {
        if (furniture.Editions is not [var first, ..]) return default;
        var edition = api.Language.Length == 0 ? first : furniture.Editions.FirstOrDefault(one => one.Language == api.Language);
        if (edition is null) return new Destination(new Place(Surface.NotFound, first, NotFoundIn(first)), null);
        var status = api.Resource == ApiResource.Story ? await StoryPage.StatusAsync(run.Reads, edition, api.Id) : PubStatus.Usable;
        return new Destination(
            status == PubStatus.Cancelled ? Killed(edition, Subject.Story(api.Id))
            : status == PubStatus.Withheld ? new Place(Surface.Gone, edition, GoneIn(edition.Language))
            : new Place(Surface.Api, edition, api.Path), null);
    }

    // What another house had at an address beside its pages: the second part of a list, a feed, a picture in another size.
    private static async Task<Destination?> InsteadAsync(PressRun run, Edition edition, string path)
    {
        foreach (string other in WordPressAddress.Instead(path))
        {
            if (await StandingAsync(run, edition, other) is not { } found) continue;
            if (found.Place is not { } place || place.Surface == Surface.Gone) return found;
            // Whoever followed it there follows it here.
            bool isFeed = WordPressAddress.IsFeed(path) && FeedPage.Followed.Contains(place.Surface);
            return new Destination(null, isFeed ? new FeedAddress(path.TrimEnd('/').EndsWith("/atom", StringComparison.Ordinal) ? FeedFormat.Atom : FeedFormat.Rss, other).Path : other);
        }
        return null;
    }

    private static async Task<Destination?> StandingAsync(PressRun run, Edition edition, string path) =>
        await AtAsync(run, edition, path) ?? await OtherFormAsync(run, edition, path.EndsWith('/') ? path.TrimEnd('/') : path + "/");

    // To the end of the chain at once, and on to where what stands there is found today.
    private static async Task<Destination?> SentOnAsync(PressRun run, string path)
    {
        if (await Redirects.NextAsync(run.Reads, path) is not { } next) return null;
        string end = next;
        for (var steps = 0; steps < MostSteps && !Redirects.IsOutside(end); steps++)
        {
            if ((await run.FurnitureAsync()).EditionAt(end) is { } edition && await StandingAsync(run, edition, end) is { } standing)
            {
                end = standing.MovedTo ?? end;
                break;
            }
            if (await Redirects.NextAsync(run.Reads, end) is not { } further) break;
            end = further;
        }
        return new Destination(null, end) { SentTo = next };
    }

    private static Destination OfTheProgram(Furniture furniture, string path)
    {
        foreach (var edition in furniture.Editions)
        {
            if (path == ApiAddress.Guide) return new(new Place(Surface.ApiGuide, edition, path), null);
            if (path == NotFoundIn(edition)) return new(new Place(Surface.NotFound, edition, path), null);
            string gone = GoneIn(edition.Language);
            if (path == gone) return new(new Place(Surface.Gone, edition, path), null);
            if (path.StartsWith(gone + "/", StringComparison.Ordinal) && PublicId.TryRead(path.AsSpan(gone.Length + 1), out long story)) return new(Killed(edition, Subject.Story(story)), null);
        }
        return default;
    }

    private static Place Killed(Edition edition, string story) => new(Surface.Gone, edition, KilledIn(edition.Language, story)) { Subject = story };

    private static async Task<Destination?> AtAsync(PressRun run, Edition edition, string path)
    {
        if (path == edition.Home) return new Destination(new Place(Surface.Front, edition, path), null);
        if (await Permalinks.FindAsync(run.Reads, path) is { } permalink)
        {
            var owner = (await run.FurnitureAsync()).EditionOf(permalink.EditionId);
            if (permalink.Killed is { } killed) return new Destination(Killed(owner, killed), null);
            if (permalink.Subject is not { } subject) return new Destination(new Place(Surface.Gone, owner, GoneIn(owner.Language)), null);
            if (Subject.KindOf(subject) == "front") return new Destination(null, owner.Home);
            if (Subject.KindOf(subject) == "media") return await MediaAsync(run, Subject.IdOf(subject)) is { } file ? new Destination(null, file) : null;
            if (permalink.Path != path) return new Destination(null, permalink.Path);
            return new Destination(new Place(ByKind[Subject.KindOf(subject)], owner, path) { Subject = subject }, null);
        }
        // A page that was imported with this address keeps it.
        if (path == CorrectionsPage.PathIn(edition)) return new Destination(new Place(Surface.Corrections, edition, path), null);
        return await ArchiveAsync(run, edition, path);
    }

    // A picture is sent whole, a sound or a document as it is; to readers who may see them by a story that they have.
    private static async Task<string?> MediaAsync(PressRun run, long id)
    {
        if (await Originals.ShownAsync(run.Reads, id) is { } picture) return Addresses.OfRendition(picture, Rendition.Of(picture, Crop.Whole, RenditionFormat.Jpeg)[^1]);
        return await Originals.ShownFileAsync(run.Reads, id);
    }

    private static async Task<Destination?> ArchiveAsync(PressRun run, Edition edition, string path)
    {
        var match = ArchivePath().Match(path);
        if (!match.Success || !DayOf(match, out var day)) return null;
        string below = match.Groups["below"].Value;
        bool oneDay = match.Groups["day"].Success;
        if (below == edition.Home) return new Destination(new Place(Surface.Archive, edition, path) { Day = day, IsOneDay = oneDay }, null);
        if (below == CorrectionsPage.PathIn(edition) && !oneDay) return new Destination(new Place(Surface.CorrectionsArchive, edition, path) { Day = day }, null);
        if (oneDay || await Permalinks.FindAsync(run.Reads, below) is not { Subject: { } subject } permalink || Subject.KindOf(subject) == "story") return null;
        var owner = (await run.FurnitureAsync()).EditionOf(permalink.EditionId);
        return permalink.Path != below
            ? new Destination(null, permalink.Path + path[below.Length..])
            : new Destination(new Place(Surface.ListArchive, owner, path) { Subject = subject, Day = day }, null);
    }

    // The same address in another spelling leads there, if anything is there.
    private static async Task<Destination?> OtherFormAsync(PressRun run, Edition edition, string path) =>
        path.Length > 0 && await AtAsync(run, edition, path) is { } found ? found.Place?.Surface == Surface.Gone ? found : new Destination(null, found.MovedTo ?? path) : null;

    private static bool DayOf(Match match, out DateOnly day) => DateOnly.TryParseExact(
        match.Groups["month"].Value + "/" + (match.Groups["day"].Success ? match.Groups["day"].Value : "01"), "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day.Year is > 1800 and < 3000;

    private static bool IsWellFormed(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (!char.IsSurrogate(path[i])) continue;
            if (!char.IsSurrogatePair(path, i++)) return false;
        }
        return true;
    }

    [GeneratedRegex(@"^(?<below>/(?:.*/)?)(?<month>[0-9]{4}/[0-9]{2})/(?:(?<day>[0-9]{2})/)?$", RegexOptions.RightToLeft)]
    private static partial Regex ArchivePath();
}
