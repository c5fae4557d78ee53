using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Api;

/// <summary>Pictures as the read API tells them.</summary>
internal static class ApiPictures
{
    private static readonly Dictionary<RenditionFormat, string> MimeTypes = new() { [RenditionFormat.Jpeg] = "image/jpeg", [RenditionFormat.Webp] = "image/webp", [RenditionFormat.Avif] = "image/avif" };

    /// <summary>A picture beside a story.</summary>
    public static ApiPicture Of(PageDesk desk, Picture picture)
    {
        var middle = PictureModels.Middle(picture.Original, Crop.Whole);
        return new(
            PublicId.Text(picture.Id), desk.Addresses.Whole(new ApiAddress(ApiResource.Picture, desk.Edition.Language, picture.Id).Path),
            desk.Addresses.Whole(Addresses.OfRendition(picture.Original, middle)), middle.Width, middle.Height, picture.Alt, picture.Caption, picture.Original.Credit);
    }

    /// <summary>A picture in every size; null when readers may not see it.</summary>
    public static async Task<ApiMedia?> AllAsync(PageDesk desk, long id)
    {
        if (await Originals.ShownAsync(desk.Reads, id) is null) return null;
        // As long as one of these has it, it is shown; whatever becomes of them is told of them.
        desk.Reads.Note(await desk.Reads.ListAsync(
            "SELECT DISTINCT t.story_id FROM media_uses u JOIN story_texts t ON t.id = u.text_id WHERE u.media_id = @media AND u.shown", row => Subject.Story(row.GetInt64(0)), ("media", id)));
        if (!(await PictureDesk.ReadAsync(desk.Reads, desk.Edition.Id, [id])).TryGetValue(id, out var picture)) return null;
        var original = picture.Original;
        var renditions = from crop in Enum.GetValues<Crop>()
                         from format in Rendition.Formats
                         from one in Rendition.Of(original, crop, format)
                         select new ApiRendition(desk.Addresses.Whole(Addresses.OfRendition(original, one)), crop.ToString().ToLowerInvariant(), MimeTypes[format], one.Width, one.Height);
        return new(PublicId.Text(id), picture.Alt, picture.Caption, original.Credit, original.Creator, original.Copyright, [.. renditions]);
    }
}
