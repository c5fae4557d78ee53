using StopPress.Newsroom.Import;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Import;

/// <summary>What anybody has linked or kept of the old site leads somewhere.</summary>
public class OldAddressTests(Houses houses)
{
    public static TheoryData<string> Exports =>
        [.. Directory.GetFiles(Corpus.PathOf("wxr"), "*.xml", SearchOption.AllDirectories).Where(file => ImportWordPress.Read(file).Refusal is null).Select(file => Path.GetRelativePath(Corpus.PathOf("wxr"), file)).Order()];

    [Theory, MemberData(nameof(Exports))]
    public async Task each_address_of_an_export_answers_or_leads_on_once(string name)
    {
        string file = Path.Combine(Corpus.PathOf("wxr"), name);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var result = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(paper.Desk, "anna"));
        var lost = new List<string>();
        var old = Addresses(file).Distinct().ToList();
        foreach (string address in old)
        {
            if (await EndAsync(paper, address) is var end && end != "200") lost.Add($"{address}: {end}");
        }
        Assert.Equal("", string.Join('\n', lost));
        Assert.NotNull(result.Proof);
        Assert.Equal("", string.Join('\n', result.Proof.Differences));
    }

    private static async Task<string> EndAsync(Paper paper, string address)
    {
        using var answer = await paper.AskAsync(address);
        if ((int)answer.StatusCode != 301) return $"{(int)answer.StatusCode}";
        string location = answer.Headers.Location!.OriginalString;
        using var next = await paper.AskAsync(location);
        return (int)next.StatusCode == 200 ? "200" : $"{location}: {(int)next.StatusCode}";
    }

    private static IEnumerable<string> Addresses(string file)
    {
        var site = ImportWordPress.Read(file).Value;
        string root = WordPressAddress.Root(site.Address);
        using var stream = File.OpenRead(file);
        foreach (var item in WordPressFile.Items(stream).Where(item => item.IsPublic))
        {
            if (item.Path.Length > 0)
            {
                yield return Encoded(item.Path);
                yield return Encoded(item.Path).ToLowerInvariant() == Encoded(item.Path) ? Encoded(item.Path) + (item.Path.EndsWith('/') ? "amp/" : "/amp/") : Encoded(item.Path);
                yield return item.Path.EndsWith('/') ? Encoded(item.Path.TrimEnd('/')) : Encoded(item.Path) + "/";
                yield return Encoded(item.Path.TrimEnd('/')) + "/feed/";
            }
            if (item.Id.Length > 0)
            {
                yield return $"{root}?p={item.Id}";
                yield return $"{root}?page_id={item.Id}";
                yield return $"{root}archives/{item.Id}";
            }
        }
        using var again = File.OpenRead(file);
        foreach (var attachment in WordPressFile.Attachments(again))
        {
            if (attachment.Path.Length > 0 && attachment.Path != "/") yield return Encoded(attachment.Path);
            if (attachment.Id.Length > 0) yield return $"{root}?attachment_id={attachment.Id}";
        }
        foreach (var term in site.Categories.Values)
        {
            string path = term.Slug;
            for (var above = term; above.Parent.Length > 0 && site.Categories.TryGetValue(above.Parent, out var over) && !path.Split('/').Contains(over.Slug); above = over) path = $"{over.Slug}/{path}";
            foreach (string address in new[] { $"category/{path}/", $"category/{path}/page/2/", $"category/{path}/feed/", $"category/{term.Slug}/" }) yield return Encoded(root + address);
            if (term.Id.Length > 0) yield return $"{root}?cat={term.Id}";
        }
        foreach (var term in site.Tags.Values)
        {
            yield return Encoded($"{root}tag/{term.Slug}/");
            yield return Encoded($"{root}tag/{term.Slug}/feed/");
        }
        foreach (var author in site.Authors.Values) yield return Encoded($"{root}author/{author.Slug}/");
        foreach (string month in Months(file)) yield return month;
        foreach (string home in new[] { root, root + "feed/", root + "comments/feed/", root + "page/2/" }) yield return home;
    }

    // By the site's own clocks, as its archive was.
    private static IEnumerable<string> Months(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = ExportReader.Open(stream).Value;
        foreach (var item in reader.Things().Where(thing => thing.Name == "item" && thing.Said("post_type") == "post" && thing.Said("status") == "publish" && thing.Said("post_password").Length == 0))
        {
            if (item.Said("post_date") is { Length: > 7 } date && date[0] != '0') yield return $"/{date[..4]}/{date[5..7]}/";
        }
    }

    private static string Encoded(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
