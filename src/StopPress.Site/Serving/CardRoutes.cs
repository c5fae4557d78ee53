using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Site.LinkCards;
using StopPress.Site.Pages;
using StopPress.Site.Themes;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Serving;

/// <summary>The route of cards for links. Nobody has the card of a story that readers do not have; whoever asks for an earlier card is sent to the present one.</summary>
/// <remarks>Each request asks the database: what was withdrawn is gone with the act's answer, on every node.</remarks>
public static class CardRoutes
{
    /// <summary>Adds it.</summary>
    public static void MapCards(this IEndpointRouteBuilder routes, HouseDatabase database, ComposingRoom room, ThemeRack rack)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Addresses.Own + "card/{name}", reading, (string name, HttpContext context) => AnswerAsync(name, database, room, rack, context)).WithMetadata(Audience.Readers);
    }

    private static async Task<IResult> AnswerAsync(string name, HouseDatabase database, ComposingRoom room, ThemeRack rack, HttpContext context)
    {
        // The database may wait, which must not happen on the thread that serves all others.
        await Task.Yield();
        if (!LinkCard.TryRead(name, out var story, out string language, out string stamp)) return KeptByNobody.Nothing(context);
        if (await FindAsync(database, rack, story, language, context.RequestAborted) is not { } card) return KeptByNobody.Nothing(context);
        if (card.Stamp != stamp) return KeptByNobody.Elsewhere(context, card.PathFor(story));
        byte[] png = await room.MakeAsync(card, context.RequestAborted);
        // It may have been withdrawn, or been given another headline, while it was set.
        if ((await FindAsync(database, rack, story, language, context.RequestAborted))?.Stamp != stamp) return KeptByNobody.Nothing(context);
        var headers = context.Response.Headers;
        headers.CacheControl = ReaderRoutes.ForEver;
        headers["Surrogate-Key"] = story is { } id ? Subject.Story(id) : Subject.Editions;
        return Results.Bytes(png, LinkCard.MimeType, entityTag: new EntityTagHeaderValue($"\"{stamp}\""));
    }

    private static Task<LinkCard?> FindAsync(HouseDatabase database, ThemeRack rack, long? story, string language, CancellationToken cancel) => Reads.LookAsync(database, async reads =>
    {
        if (await Edition.FindAsync(reads, language) is not { } edition) return null;
        var colours = CardColours.Of(rack.Current.Style);
        if (story is not { } id) return LinkCard.Of(edition, colours);
        return await StoryPage.PassedOnAsync(reads, edition, id) is { } headline ? LinkCard.Of(edition, headline, colours) : null;
    }, cancel);
}
