using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>A picture at one size, with its bytes.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="MimeType">Its media type.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record NewRendition(int Width, int Height, string MimeType, byte[] Bytes);

/// <summary>The words that go with a picture in one edition.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Alt">What it shows, for those who cannot see it.</param>
/// <param name="Caption">The caption, or empty.</param>
public sealed record PictureWords(string Edition, string Alt, string Caption);

/// <summary>Takes in a picture with its renditions.</summary>
/// <param name="Original">The picture as it came.</param>
/// <param name="Colour">Its average colour as <c>#rrggbb</c>.</param>
/// <param name="Credit">Who made it, as it must be printed.</param>
/// <param name="Renditions">Its sizes, one at least.</param>
/// <param name="Words">Its words in each edition.</param>
public sealed record AddPicture(NewRendition Original, string Colour, string Credit, IReadOnlyList<NewRendition> Renditions, IReadOnlyList<PictureWords> Words)
{
    private const int LongestLine = 1000;

    // Twice the pixels of an 8K screen; nobody is served more.
    private const int LargestSide = 16_384;

    private static readonly HashSet<string> Types = ["image/jpeg", "image/png", "image/webp", "image/avif"];

    /// <summary>Does it; the result is the public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string credit = checks.Line("credit", Credit, LongestLine);
        foreach (var one in Renditions.Prepend(Original)) Check(checks, one);
        if (Renditions.Count == 0) checks.Refuse("no-rendition", "The picture has no rendition to show.");
        if (Colour.Length != 7 || Colour[0] != '#' || !Colour.AsSpan(1).ContainsOnlyHex()) checks.Refuse("wrong-colour", $"\"{Colour}\" is no colour.", "Write one such as #336699.");
        if (checks.Fault is { } fault) return fault;
        // The bytes come first: rows must never name a blob that is not there. A blob without a row harms nobody.
        string original = await PutAsync(desk, Original, cancel);
        var blobs = new List<string>();
        foreach (var rendition in Renditions) blobs.Add(await PutAsync(desk, rendition, cancel));
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var row = new MediaRow
            {
                Id = PublicId.Next(desk.Clock),
                Blob = original,
                MimeType = Original.MimeType,
                Width = Original.Width,
                Height = Original.Height,
                Colour = Colour,
                Credit = credit,
                AddedAt = Instant.Now(desk.Clock),
            };
            context.Add(row);
            for (var i = 0; i < blobs.Count; i++)
            {
                var one = Renditions[i];
                context.Add(new RenditionRow { MediaId = row.Id, Width = one.Width, Height = one.Height, MimeType = one.MimeType, Blob = blobs[i] });
            }
            if (await AddWordsAsync(context, row.Id) is { } refusal) return refusal;
            string id = PublicId.Text(row.Id);
            return (new EntryDraft("PictureAdded", [], new { media = id, credit }), id);
        }, cancel);
    }

    private async Task<Refusal?> AddWordsAsync(HouseContext context, long media)
    {
        foreach (var words in Words)
        {
            var checks = new Checks();
            string alt = checks.Line("alternative text", words.Alt, LongestLine);
            string caption = checks.Line("caption", words.Caption, LongestLine);
            var edition = await context.FindEditionAsync(words.Edition);
            if ((checks.Fault ?? edition.Refusal) is { } fault) return fault;
            context.Add(new MediaTextRow { MediaId = media, EditionId = edition.Value.Id, Alt = alt, Caption = caption });
        }
        return null;
    }

    private static void Check(Checks checks, NewRendition one)
    {
        if (!Types.Contains(one.MimeType)) checks.Refuse("wrong-type", $"A picture of the type \"{one.MimeType}\" cannot be shown.", "JPEG, PNG, WebP and AVIF can.");
        if (one.Width is < 1 or > LargestSide || one.Height is < 1 or > LargestSide) checks.Refuse("wrong-size", $"A picture of {one.Width} by {one.Height} pixels cannot be shown.");
        if (one.Bytes.Length == 0) checks.Refuse("empty", "The picture has no bytes.");
    }

    private static async Task<string> PutAsync(NewsDesk desk, NewRendition one, CancellationToken cancel) => (await desk.Blobs.PutAsync(one.Bytes, cancel)).ToString();
}

internal static class Hex
{
    /// <summary>Whether all are digits of base 16.</summary>
    public static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }
        return true;
    }
}
