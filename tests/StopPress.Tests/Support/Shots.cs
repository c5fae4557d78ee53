using NetVips;
using SkiaSharp;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Tests.Support;

/// <summary>Pictures for tests, and the way from one to what a reader gets of it.</summary>
internal static class Shots
{
    /// <summary>A JPEG of four fields, red and green over blue and white, as a second library writes it.</summary>
    public static byte[] Jpeg(int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        using var paint = new SKPaint();
        SKColor[] fields = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White];
        for (var i = 0; i < fields.Length; i++)
        {
            paint.Color = fields[i];
            surface.Canvas.DrawRect(i % 2 * width / 2f, i / 2 * height / 2f, width / 2f, height / 2f, paint);
        }
        using var image = surface.Snapshot();
        return image.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
    }

    /// <summary>The same with notes in it: a place in coordinates, and who made it.</summary>
    public static byte[] WithNotes(byte[] jpeg)
    {
        using var image = Image.NewFromBuffer(jpeg);
        using var noted = image.Mutate(notes =>
        {
            notes.Set(GValue.GStrType, "exif-ifd0-Artist", "Jane Doe");
            notes.Set(GValue.GStrType, "exif-ifd2-DateTimeOriginal", "2026:03:01 10:22:00");
            notes.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "13/1 44/1 30/1");
            notes.Set(GValue.GStrType, "exif-ifd3-GPSLatitudeRef", "N");
            notes.Set(GValue.GStrType, "exif-ifd3-GPSLongitude", "100/1 30/1 12/1");
            notes.Set(GValue.BlobType, "xmp-data", System.Text.Encoding.UTF8.GetBytes("""
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
                 exif:GPSLatitude="13,44.5N" photoshop:City="Bangkok" photoshop:Country="Thailand" photoshop:Credit="ภาพ: Jane Doe / Courier">
                <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Four fields seen from above.</rdf:li></rdf:Alt></dc:description>
                <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Jane Doe</rdf:li></rdf:Alt></dc:rights>
                <dc:subject><rdf:Bag><rdf:li>fields</rdf:li><rdf:li>colour</rdf:li></rdf:Bag></dc:subject>
                </rdf:Description></rdf:RDF></x:xmpmeta>
                """));
        });
        return noted.JpegsaveBuffer(q: 95);
    }

    /// <summary>Takes a picture in that must not be refused; its public id.</summary>
    public static async Task<string> AddAsync(Paper paper, byte[] file, AddPicture? act = null) => (await TryAsync(paper, file, act)).Value.Result.Id;

    /// <summary>Takes a picture in.</summary>
    public static Task<Outcome<Settled<AddedPicture>>> TryAsync(Paper paper, byte[] file, AddPicture? act = null) =>
        (act ?? new AddPicture(Credit: "Jane Doe")).RunAsync(paper.Desk, "anna", new MemoryStream(file));

    /// <summary>A body that shows pictures.</summary>
    public static string Body(params string[] pictures) =>
        ProseMirrorJson.Write(new Document([.. pictures.Select(id => new Figure(BlockId.New(), Id(id), null, [], null))]));

    /// <summary>Files a story that shows pictures; its public id.</summary>
    public static Task<string> FileAsync(Paper paper, string headline, params string[] pictures) =>
        Paper.DoneAsync(new FileStory("en", new StoryWords(headline, Body(pictures))).RunAsync(paper.Desk, "anna"));

    /// <summary>The addresses of all renditions of a picture, as they are today.</summary>
    public static async Task<IReadOnlyList<string>> AddressesAsync(Paper paper, string picture)
    {
        var original = await OriginalAsync(paper, picture);
        return [.. Rendition.Formats.SelectMany(format => Rendition.Crops.SelectMany(crop => Rendition.Of(original, crop, format))).Select(one => Addresses.OfRendition(original, one))];
    }

    /// <summary>A picture's original.</summary>
    public static async Task<Original> OriginalAsync(Paper paper, string picture) => (await Originals.FindAsync(paper.Desk.Database, Id(picture)))!;

    /// <summary>What a reader gets of a rendition.</summary>
    public static async Task<byte[]> ReadAsync(Paper paper, string picture, Crop crop, RenditionFormat format, int place = -1)
    {
        var original = await OriginalAsync(paper, picture);
        var all = Rendition.Of(original, crop, format);
        // AVIF is never made for a reader who waits; here somebody does.
        var rendition = all[place < 0 ? all.Count - 1 : place];
        await paper.Desk.Darkroom.MakeAsync(original, rendition);
        var answer = await paper.AskAsync(Addresses.OfRendition(original, rendition));
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The number of a public id.</summary>
    public static long Id(string text) => PublicId.TryRead(text, out long id) ? id : throw new FormatException(text);
}
