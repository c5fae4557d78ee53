using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Api;

/// <summary>Stories as the read API tells them.</summary>
/// <param name="desk">What answers are made with.</param>
internal sealed class ApiStoryDesk(PageDesk desk)
{
    /// <summary>The whole address of a story here.</summary>
    public static string At(PageDesk desk, long story) => desk.Addresses.Whole(new ApiAddress(ApiResource.Story, desk.Edition.Language, story).Path);

    /// <summary>A section, storyline, tag or member of staff in a few words.</summary>
    public static ApiName Named(PageDesk desk, LocalName name) => new(
        PublicId.Text(Subject.IdOf(name.Subject)), name.Name, desk.Addresses.Whole(name.Path), desk.Addresses.Whole(ApiAddress.OfList(desk.Edition.Language, name.Subject).Path));

    /// <summary>The stories of a list in a few words.</summary>
    public Task<List<ApiCard>> CardsAsync(IEnumerable<Listing> listed) => CardsAsync(listed.Select(listing => listing.StoryId));

    /// <summary>Stories in a few words.</summary>
    public async Task<List<ApiCard>> CardsAsync(IEnumerable<long> stories) => [.. (await StoryCards.ReadAsync(desk.Reads, desk.Edition, stories)).Select(card => new ApiCard(
        PublicId.Text(card.Id), desk.Addresses.Whole(card.Path), At(desk, card.Id), card.Kicker, card.Headline, card.Standfirst, desk.Dates.Moment(card.PublishedAt).Iso,
        card.SectionSubject is { } section ? Section(section) : null, card.Reporters, card.Picture is { } picture ? ApiPictures.Of(desk, picture) : null))];

    /// <summary>A story whole; null when readers may not have it.</summary>
    public async Task<ApiStory?> WholeAsync(long id)
    {
        if (await StoryPage.ReadAsync(desk.Reads, desk.Edition, id) is not { } story) return null;
        var pictures = await PictureDesk.ReadAsync(desk.Reads, desk.Edition.Id, [.. story.Body.MediaIds, .. story.PictureId is { } head ? [head] : Array.Empty<long>()]);
        var names = await LocalNames.ReadAsync(desk.Reads, story.Filings.Where(filing => Subject.KindOf(filing) is "storyline" or "tag"));
        // Who translated a story is said where it is a translation.
        var bylines = (await Bylines.ReadAsync(desk.Reads, desk.Edition, [id])).Where(name => name.Role != BylineRole.Translation || !story.IsOriginal);
        string text = PlainText.Render(story.Body);
        return new ApiStory(
            PublicId.Text(id), story.Kind == StoryKind.Page ? "page" : "story", desk.Edition.Language, desk.Addresses.Whole(story.Path), story.Kicker, story.Headline, story.Standfirst, story.Dateline,
            desk.Dates.Moment(story.PublishedAt).Iso, story.UpdatedAt is { } updated ? desk.Dates.Moment(updated).Iso : null,
            [.. bylines.Select(Byline)], [.. Filed("section").Select(Section).OfType<ApiName>()], Named("storyline"), Named("tag"),
            story.PictureId is { } lead && pictures.TryGetValue(lead, out var picture) ? ApiPictures.Of(desk, picture) : null,
            DocumentHtml.Render(story.Body, await ReadElsewhere.ContextAsync(desk, [story.Body], pictures)), text, WordCount.Of(text),
            [.. story.Corrections.Select(correction => new ApiStoryCorrection(desk.Dates.Moment(correction.At).Iso, correction.Says))], Translations(story), await CardsAsync(story.Related));

        IEnumerable<string> Filed(string kind) => story.Filings.Where(filing => Subject.KindOf(filing) == kind);
        List<ApiName> Named(string kind) => [.. Filed(kind).Select(filing => names.In(desk.Edition.Id, filing)).OfType<LocalName>().Select(name => ApiStoryDesk.Named(desk, name))];
    }

    private ApiName? Section(string subject) => desk.Furniture.Sections.Name(desk.Edition.Id, subject) is { } name ? Named(desk, name) : null;

    private ApiByline Byline(BylineName name) => new(name.Role.ToString().ToLowerInvariant(), name.Name, name.Title, name.Path is { } path ? desk.Addresses.Whole(path) : null);

    private List<ApiTranslation> Translations(StoryPage story) => [.. desk.Furniture.Editions.Where(edition => edition.Id != desk.Edition.Id).Join(
        story.Editions, edition => edition.Id, address => address.EditionId, (edition, address) => new ApiTranslation(
            edition.Language, address.Headline, desk.Addresses.Whole(address.Path), desk.Addresses.Whole(new ApiAddress(ApiResource.Story, edition.Language, story.Id).Path)))];
}
