using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Media;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>The media of the old site that some posts name, as they are in the library or will be.</summary>
internal sealed partial class WordPressPictures
{
    private readonly Dictionary<string, ImportMediaRow> byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportMediaRow> byId = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> inPost;

    private WordPressPictures(IEnumerable<ImportMediaRow> rows, string sources)
    {
        var found = rows.ToList();
        foreach (var row in found)
        {
            byFile.TryAdd(row.File, row);
            byId.TryAdd(NumberOf(row, sources), row);
        }
        inPost = found.Where(row => row.Name.Length == 0).OrderBy(row => row.Place).ThenBy(row => row.MediaId).ToLookup(row => row.Parent, row => NumberOf(row, sources));
    }

    /// <summary>None at all: what is made of a body without asking anybody.</summary>
    public static WordPressPictures None { get; } = new([], "");

    /// <summary>How a picture is called by its number, as in the class that WordPress gives it.</summary>
    public static string ById(string id) => "wp-image-" + id;

    /// <summary>Whether an address is no address, but such a name.</summary>
    public static bool IsById(string address) => address.StartsWith(ById(""), StringComparison.Ordinal);

    /// <summary>The media that posts name, by address or number, and those that were put into them.</summary>
    public static async Task<WordPressPictures> OfAsync(HouseContext context, WordPressSite site, IReadOnlyCollection<WordPressItem> items, CancellationToken cancel)
    {
        string[] files = [.. items.SelectMany(item => FilesIn(item.Body)).SelectMany(WordPressAddress.OfFile).Distinct()];
        string[] sources = [.. items.SelectMany(item => NumbersIn(item.Body).Append(item.Field("_thumbnail_id"))).Where(id => id.Length > 0).Select(id => site.Sources + id).Distinct()];
        string[] posts = [.. items.Where(item => item.Body.Contains("[gallery", StringComparison.Ordinal) && item.Id.Length > 0).Select(item => item.Id)];
        string prefix = site.Sources;
        var rows = context.Set<ImportMediaRow>().AsNoTracking().Where(row => row.Source.StartsWith(prefix));
        var found = new Dictionary<string, ImportMediaRow>(StringComparer.Ordinal);
        foreach (var row in await rows.Where(row => files.Contains(row.File)).ToListAsync(cancel)) found[row.Source] = row;
        foreach (var row in await rows.Where(row => sources.Contains(row.Source)).ToListAsync(cancel)) found[row.Source] = row;
        foreach (var row in await rows.Where(row => posts.Contains(row.Parent)).ToListAsync(cancel)) found[row.Source] = row;
        return new WordPressPictures(found.Values, prefix);
    }

    /// <summary>What the file at an address is called here: the part of its path that stays the same wherever a site keeps its files.</summary>
    public static string FileOf(string address)
    {
        string path = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsolutePath : address.Split('?', '#')[0];
        path = WordPressReading.Decoded(path).TrimStart('/');
        int uploads = path.IndexOf("uploads/", StringComparison.Ordinal);
        return uploads >= 0 ? path[(uploads + "uploads/".Length)..] : path;
    }

    /// <summary>The picture at an address, or with the number of <see cref="ById"/>; null when it is not in the library.</summary>
    public long? Picture(string address) => Find(address) is { Name.Length: 0 } row ? row.MediaId : null;

    /// <summary>The address here of a sound or a document that lay at an address; null when it is not in the library.</summary>
    public string? File(string address) => Find(address) is { Name.Length: > 0 } row ? AddFile.Address(row.MediaId, row.Name) : null;

    /// <summary>The numbers of the pictures that were put into a post, in their order.</summary>
    public IReadOnlyList<string> InPost(string id) => [.. inPost[id]];

    /// <summary>What the media are that a post shows, so that it is made anew when there are more: empty for none.</summary>
    public string Fingerprint(WordPressItem item) => byId.Count == 0 ? "" : string.Join(',', FilesIn(item.Body).Select(Find).Concat(NumbersIn(item.Body).Append(item.Field("_thumbnail_id")).Concat(InPost(item.Id)).Select(byId.GetValueOrDefault))
        .OfType<ImportMediaRow>().Select(row => row.MediaId.ToString(CultureInfo.InvariantCulture)).Distinct().Order(StringComparer.Ordinal));

    private ImportMediaRow? Find(string address)
    {
        if (address.StartsWith("wp-image-", StringComparison.Ordinal)) return byId.GetValueOrDefault(address["wp-image-".Length..]);
        return WordPressAddress.OfFile(FileOf(address)).Select(byFile.GetValueOrDefault).FirstOrDefault(row => row is not null);
    }

    private static string NumberOf(ImportMediaRow row, string sources) => row.Source[sources.Length..];

    private static IEnumerable<string> FilesIn(string body) => FileName().Matches(body).Select(match => FileOf(System.Net.WebUtility.HtmlDecode(match.Value)));

    private static IEnumerable<string> NumbersIn(string body) => Numbers().Matches(body).SelectMany(match => Number().Matches(match.Value)).Select(match => match.Value);

    [GeneratedRegex("""[^"'\s()<>\[\]=]+\.(?:jpe?g|jpe|png|gif|webp|avif|tiff?|mp3|m4a|ogg|oga|wav|pdf)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();

    [GeneratedRegex("""wp-image-[0-9]+|"id":\s*"?[0-9]+|"(?:ids|ref)":\s*\[?[0-9,\s]+|\b(?:ids|include)\s*=\s*["'\u201c\u201d\u2033]?[0-9,\s]+""")]
    private static partial Regex Numbers();

    [GeneratedRegex("[0-9]{1,18}")]
    private static partial Regex Number();
}
