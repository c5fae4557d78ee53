using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;

namespace StopPress.Site.Pages;

/// <summary>Texts for whoever reads them elsewhere, such as in a feed: addresses are whole, pictures have one size, and nothing is said that only the newspaper's own pages know what to do with.</summary>
internal static class ReadElsewhere
{
    /// <summary>What a renderer is told for some bodies.</summary>
    /// <param name="desk">What the answer is made with.</param>
    /// <param name="bodies">The bodies.</param>
    /// <param name="pictures">The pictures in them.</param>
    public static async Task<RenderContext> ContextAsync(PageDesk desk, IEnumerable<Document> bodies, IReadOnlyDictionary<long, Picture> pictures)
    {
        var pointed = (await StoryCards.ReadAsync(desk.Reads, desk.Edition, bodies.SelectMany(body => body.StoryIds))).ToDictionary(card => card.Id);
        return new RenderContext(
            id => pictures.TryGetValue(id, out var picture) ? Shown(desk, picture) : null,
            id => pointed.TryGetValue(id, out var card) ? new StoryLink(desk.Addresses.Whole(card.Path), card.Headline) : null)
        {
            OwnHost = desk.Addresses.Host,
            House = desk.Addresses.House,
            Words = new BodyWords(desk.Word("embed_open"), desk.Word("embed_open")),
        };
    }

    // One size, in the format that every program shows.
    private static FigureMedia Shown(PageDesk desk, Picture picture)
    {
        var model = PictureModels.Of(picture, Crop.Whole);
        return new FigureMedia(desk.Addresses.Whole(model.Src), null, model.Width, model.Height, model.Alt, model.Caption, model.Credit);
    }
}
