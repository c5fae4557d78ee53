using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Export;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Export;

/// <summary>Moves newspapers out and in, and tells whether two are the same.</summary>
internal static partial class Moving
{
    /// <summary>Tables that no export holds, and why; docs/contracts/export.md says the same.</summary>
    public static readonly Dictionary<string, string> LeftOut = new()
    {
        ["journal"] = "who did what, when: in backups",
        ["cursors"] = "how far followers of this database are",
        ["parked"] = "what followers of this database could not do",
        ["leases"] = "which node acts",
        ["sessions"] = "lets people in",
        ["links"] = "lets people in",
        ["passkeys"] = "lets people in",
        ["recovery_codes"] = "lets people in",
        ["seals"] = "lets people in",
        ["mail_server"] = "holds a password",
        ["letters"] = "mail that waits",
        ["api_keys"] = "let programs in",
        ["webhooks"] = "hold secrets",
        ["webhook_deliveries"] = "what webhooks were told",
        ["hub_pages"] = "what the hub is to be told yet",
        ["messages"] = "what the desk told people",
        ["backups"] = "files of one machine",
        ["import_stage"] = "an import that is being made ready",
    };

    // What is made anew, or is nobody's business elsewhere.
    private static readonly Dictionary<string, string[]> LeftOutColumns = new()
    {
        ["accounts"] = ["password_hash", "authenticator_key", "authenticator_since", "last_code"],
        ["deadlines"] = ["id"],
        ["drafts"] = ["version", "filed_version", "memory"],
        ["filings"] = ["position"],
    };

    // A look ahead at a schedule that was cancelled since tells nobody anything.
    private static readonly Dictionary<string, string> Where = new()
    {
        ["deadlines"] = "WHERE kind <> 'backup' AND (kind <> 'look-ahead' OR EXISTS (SELECT 1 FROM deadlines goes WHERE goes.kind = 'publish' AND goes.subject = deadlines.subject))",
        ["drafts"] = "WHERE version > filed_version",
    };

    /// <summary>Moves a newspaper out.</summary>
    public static Task<ExportResult> ExportAsync(Paper paper, string folder) => Paper.DoneAsync(new ExportNewspaper(folder).RunAsync(paper.Desk, "anna"));

    /// <summary>Opens the newspaper of a house after moving an export into it.</summary>
    public static Task<Paper> OpenAsync(House house, string folder, TimeProvider clock) =>
        Paper.OpenAsync(house.Folder, house.Connection, clock, opened => Paper.DoneAsync(new ImportNewspaper(folder).RunAsync(opened.Desk, "anna")));

    /// <summary>Tries to move an export into a newspaper, and looks whether nothing of it came in when it was refused.</summary>
    public static async Task<Outcome<Settled<ImportedNewspaper>>> TryAsync(Paper paper, string folder)
    {
        var before = await RowsAsync(paper.Desk.Database);
        var tried = await new ImportNewspaper(folder).RunAsync(paper.Desk, "anna");
        if (tried.Refusal is not null) Same(before, await RowsAsync(paper.Desk.Database));
        return tried;
    }

    /// <summary>Fails when the files of two exports differ in any byte; in the manifest, beside when it was made.</summary>
    public static void SameFiles(string one, string other)
    {
        string[] names = Names(one);
        Assert.Equal(names, Names(other));
        foreach (string name in names)
        {
            byte[] first = File.ReadAllBytes(Path.Combine(one, name)), second = File.ReadAllBytes(Path.Combine(other, name));
            if (name == "manifest.json") Assert.Equal(Manifest(first), Manifest(second));
            else if (!first.AsSpan().SequenceEqual(second)) Assert.Equal(File.ReadAllLines(Path.Combine(one, name)), File.ReadAllLines(Path.Combine(other, name)));
        }
    }

    /// <summary>All that the tables hold which an export holds, a line for each row.</summary>
    public static Task<SortedDictionary<string, IReadOnlyList<string>>> RowsAsync(HouseDatabase database) => database.ReadAsync(async (connection, snapshot) =>
    {
        var found = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        await using var context = database.NewContext(connection);
        foreach (string table in context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Where(table => !LeftOut.ContainsKey(table)))
        {
            string where = Where.GetValueOrDefault(table) ?? "";
            string[] left = LeftOutColumns.GetValueOrDefault(table) ?? [];
            var rows = await connection.ListAsync(snapshot, $"SELECT * FROM {table} {where}", row => string.Join(
                '|', Enumerable.Range(0, row.FieldCount).Where(place => !left.Contains(row.GetName(place))).OrderBy(row.GetName, StringComparer.Ordinal).Select(place => $"{row.GetName(place)}={Text(row.GetValue(place))}")));
            found[table] = [.. rows.Order(StringComparer.Ordinal)];
        }
        return found;
    });

    /// <summary>Fails when two newspapers have other rows.</summary>
    public static void Same(SortedDictionary<string, IReadOnlyList<string>> one, SortedDictionary<string, IReadOnlyList<string>> other)
    {
        Assert.Equal(one.Keys, other.Keys);
        foreach (string table in one.Keys) Assert.True(one[table].SequenceEqual(other[table]), $"{table}:\n{string.Join('\n', one[table].Except(other[table]).Take(5))}\nwas not\n{string.Join('\n', other[table].Except(one[table]).Take(5))}");
    }

    /// <summary>Fails when two newspapers answer differently at any address that leads, or ever led, anywhere, or that a page of theirs leads to.</summary>
    /// <returns>How many answers were compared.</returns>
    public static async Task<int> SameSurfacesAsync(Paper one, Paper other, int most = int.MaxValue)
    {
        var waiting = new Queue<string>((await AddressesAsync(one)).Take(most));
        var seen = waiting.ToHashSet();
        var compared = 0;
        while (waiting.TryDequeue(out string? path))
        {
            var (here, there) = (await one.AskAsync(path), await other.AskAsync(path));
            byte[] first = await here.Content.ReadAsByteArrayAsync(), second = await there.Content.ReadAsByteArrayAsync();
            Assert.True(Head(here) == Head(there), $"{path}:\n{Head(here)}\nand\n{Head(there)}");
            string text = System.Text.Encoding.UTF8.GetString(first);
            Assert.True(first.AsSpan().SequenceEqual(second), $"{path}:\n{text}\nand\n{System.Text.Encoding.UTF8.GetString(second)}");
            compared++;
            if (here.Content.Headers.ContentType?.MediaType?.StartsWith("text/html", StringComparison.Ordinal) != true || seen.Count > most) continue;
            foreach (Match link in Link().Matches(text))
            {
                string to = WebUtility.HtmlDecode(link.Groups[1].Value).Replace("https://courier.example", "", StringComparison.Ordinal).Split('#')[0];
                // Renditions take a second each to make, and are made of originals and rows that are compared.
                if (to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !(to.StartsWith("/-/media/", StringComparison.Ordinal) && compared > 3) && seen.Add(to)) waiting.Enqueue(to);
            }
        }
        return compared;
    }

    /// <summary>Where the editions are, all addresses that were ever given, and the archive of each month and day.</summary>
    public static Task<List<string>> AddressesAsync(Paper paper) => paper.Desk.Database.LookAsync(async context =>
    {
        var all = new List<string>();
        foreach (var edition in await context.Set<EditionRow>().AsNoTracking().ToListAsync())
        {
            string home = edition.Prefix.Length == 0 ? "/" : $"/{edition.Prefix}/";
            all.AddRange([home, home + "corrections/", home + "nowhere/"]);
            var days = (await context.Set<StopPress.Newsroom.Stories.StoryTextRow>().AsNoTracking().Where(text => text.EditionId == edition.Id && text.FirstPublishedAt != null).Select(text => text.FirstPublishedAt!.Value).ToListAsync())
                .Select(edition.AsEdition().DayOf).Distinct().ToList();
            all.AddRange(days.SelectMany(day => new[] { day.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture), day.ToString("yyyy/MM/", CultureInfo.InvariantCulture) }).Distinct().Select(part => home + part));
        }
        all.AddRange((await context.Set<PermalinkRow>().AsNoTracking().Select(row => row.Path).ToListAsync()).Concat(await context.Set<RedirectRow>().AsNoTracking().Select(row => row.Path).ToListAsync()).Select(Escaped));
        return all.Order(StringComparer.Ordinal).ToList();
    });

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    // When a rendition was made is told of it, and is another moment in each house.
    private static string Head(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode}\n{string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Last-Modified")).OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"))}";

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private static string Manifest(byte[] bytes)
    {
        var manifest = JsonNode.Parse(bytes)!.AsObject();
        manifest.Remove("madeAt");
        manifest.Remove("sequence");
        return manifest.ToJsonString();
    }

    private static string Text(object value) => value switch
    {
        DBNull => "nothing",
        bool yes => yes ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex("""(?:href|src|content)="([^"]+)""")]
    private static partial Regex Link();
}
