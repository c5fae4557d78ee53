using System.Security.Cryptography;
using System.Text;
using StopPress.Newsroom.House;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Sitemaps;

/// <summary>A file that was made for a search engine.</summary>
/// <param name="Body">What it says.</param>
/// <param name="Position">The last entry of the journal that it has seen.</param>
public sealed record MadeFile(byte[] Body, long Position)
{
    /// <summary>The validator by which whoever has it already is told so.</summary>
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Body).AsSpan(0, 12))}\"";
}

/// <summary>
/// Where the files are made that machines look for at the root of a newspaper, first of all the sitemap, which tells search engines of every page. A file is made when somebody asks for it, of one look at the house, so that it is true whatever the newspaper
/// did a moment ago (docs/decisions/0033).
/// </summary>
/// <param name="house">The newspaper.</param>
/// <param name="tail">The journal's end, which knows whether the database answers.</param>
/// <param name="addresses">How addresses are written.</param>
/// <param name="clock">What time it is.</param>
public sealed class RootFileRoom(HouseDatabase house, JournalTail tail, Addresses addresses, TimeProvider clock)
{
    // Of the files that were made last a few are kept as long as nothing happens: a search engine asks for the same ones from several machines.
    private const int MostKept = 4;

    // One at a time: whoever asks for a thousand files must not keep readers waiting.
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly List<(string Path, MadeFile File)> kept = [];

    /// <summary>The list of all files; null before the first edition is opened.</summary>
    public Task<MadeFile?> IndexAsync(CancellationToken cancel) => MakeAsync(SitemapPart.Index, isKept: false, async (reads, furniture) =>
    {
        var parts = new List<SitemapPart>();
        foreach (var edition in furniture.Editions) parts.AddRange(await new SitemapDesk(reads, furniture, edition, addresses).PartsAsync(Instant.Now(clock)));
        return parts.Count == 0 ? null : SitemapWriter.Index(parts.Select(part => addresses.Whole(part.Path)));
    }, cancel);

    /// <summary>A file; null when there is none.</summary>
    /// <param name="name">What stands between <see cref="SitemapPart.Begin"/> and <see cref="SitemapPart.End"/>.</param>
    /// <param name="cancel">Gives up waiting for a turn.</param>
    public Task<MadeFile?> FileAsync(string name, CancellationToken cancel) => MakeAsync(SitemapPart.Begin + name, isKept: !name.EndsWith("-" + SitemapPart.News, StringComparison.Ordinal), async (reads, furniture) =>
    {
        foreach (var edition in furniture.Editions)
        {
            if (SitemapPart.Read(edition.Language, name) is not { } part) continue;
            var pages = await new SitemapDesk(reads, furniture, edition, addresses).PagesAsync(part, Instant.Now(clock));
            // Of news there is none on some days; the file is there all the same for whoever was told of it.
            return pages.Count == 0 && part != new SitemapPart(edition.Language, SitemapPart.News) ? null : SitemapWriter.Pages(pages);
        }
        return null;
    }, cancel);

    /// <summary>What machines may ask for.</summary>
    public Task<MadeFile?> RobotsAsync(CancellationToken cancel) => MakeAsync("/robots.txt", isKept: true, (_, furniture) => Bytes(RootFiles.Robots(furniture, addresses)), cancel);

    /// <summary>To whom somebody turns who has found a way to break in; null where the house has not said.</summary>
    public Task<MadeFile?> SecurityAsync(CancellationToken cancel) => MakeAsync(
        RootFiles.SecurityPath, isKept: false, async (reads, furniture) => await Bytes(RootFiles.Security(furniture, await Declarations.ReadAsync(reads), addresses, Instant.Now(clock))), cancel);

    /// <summary>Who may sell advertising; null where the house has not said.</summary>
    public Task<MadeFile?> AdsAsync(CancellationToken cancel) => MakeAsync("/ads.txt", isKept: true, async (reads, _) => await Bytes(RootFiles.Ads(await Declarations.ReadAsync(reads))), cancel);

    private static Task<byte[]?> Bytes(string? text) => Task.FromResult(text is null ? null : Encoding.UTF8.GetBytes(text));

    private async Task<MadeFile?> MakeAsync(string path, bool isKept, Func<Reads, Furniture, Task<byte[]?>> make, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await tail.Currency.UnlessAwayAsync(Reads.LookAsync(house, async reads =>
            {
                if (isKept && kept.Find(one => one.Path == path).File is { } known && known.Position == reads.Position) return known;
                if (await make(reads, await Furniture.ReadAsync(reads)) is not { } body) return null;
                var made = new MadeFile(body, reads.Position);
                if (isKept) Keep(path, made);
                return made;
            }, cancel));
        }
        finally
        {
            turn.Release();
        }
    }

    private void Keep(string path, MadeFile made)
    {
        kept.RemoveAll(one => one.Path == path);
        if (kept.Count == MostKept) kept.RemoveAt(0);
        kept.Add((path, made));
    }
}
