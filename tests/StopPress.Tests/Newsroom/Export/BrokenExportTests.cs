using System.Text;
using System.Text.Json.Nodes;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Export;

/// <summary>Exports that are broken, or that somebody has made to do harm: refused whole, with the file and the line.</summary>
public class BrokenExportTests(Houses houses)
{
    [Fact]
    public async Task what_is_broken_is_refused_whole_with_its_file_and_its_line()
    {
        using var folder = new TemporaryFolder();
        await Altering.MakeAsync(houses, folder["sound"]);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var unsaid = new List<string>();
        foreach (var (name, file, change, says) in Spoilt())
        {
            string spoilt = folder[$"spoilt-{Guid.NewGuid():N}"];
            Altering.Copy(folder["sound"], spoilt);
            string[] lines = await File.ReadAllLinesAsync(Path.Combine(spoilt, file));
            string[] after = change(lines);
            Assert.False(lines.SequenceEqual(after), $"{name} changes nothing.");
            await File.WriteAllTextAsync(Path.Combine(spoilt, file), string.Concat(after.Select(line => line + "\n")));
            Altering.Seal(spoilt);
            var refused = (await Moving.TryAsync(paper, spoilt)).Refusal;
            if (refused?.Code != "export-broken" || !refused.Message.Contains($"{file}, line ", StringComparison.Ordinal) || !refused.Message.Contains(says, StringComparison.Ordinal)) unsaid.Add($"{name}: {refused?.Message}");
        }
        Assert.True(unsaid.Count == 0, string.Join('\n', unsaid));
        Assert.Null((await Moving.TryAsync(paper, folder["sound"])).Refusal);
        Assert.Equal("not-empty-newspaper", (await Moving.TryAsync(paper, folder["sound"])).Refusal?.Code);
    }

    [Fact]
    public async Task what_is_not_what_was_written_is_refused()
    {
        using var folder = new TemporaryFolder();
        await Altering.MakeAsync(houses, folder["sound"]);
        string media = Directory.GetFiles(folder["sound/media"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        string original = Path.GetRelativePath(folder["sound"], media);
        foreach (var (name, spoil, says) in new (string, Action<string>, string)[]
        {
            ("no folder", spoilt => Directory.Delete(spoilt, recursive: true), "There is no folder"),
            ("no manifest", spoilt => File.Delete(Path.Combine(spoilt, "manifest.json")), "no whole export"),
            ("a file is missing", spoilt => File.Delete(Path.Combine(spoilt, "tags.jsonl")), "tags.jsonl: it is not there"),
            ("a file is cut off", spoilt => File.WriteAllBytes(Path.Combine(spoilt, "stories.jsonl"), File.ReadAllBytes(Path.Combine(spoilt, "stories.jsonl"))[..^9]), "stories.jsonl: it has"),
            ("a letter is another", spoilt => Replace(spoilt, "stories.jsonl", "valley", "volley"), "stories.jsonl: its bytes are not those"),
            ("not JSON", spoilt => File.WriteAllText(Path.Combine(spoilt, "manifest.json"), "{"), "manifest.json"),
            ("another program's", spoilt => File.WriteAllText(Path.Combine(spoilt, "manifest.json"), """{"kind":"other","version":1}"""), "it does not say that it is of an export"),
            ("a file more", spoilt => Replace(spoilt, "manifest.json", "\"tags.jsonl\"", "\"../tags.jsonl\""), "the files of an export are"),
            ("a file of its own out of the folder", spoilt => Replace(spoilt, "manifest.json", "theme/ours.css", "theme/../../ours.css"), "is no file that a house can have of its own"),
            ("the database for a file of its own", spoilt => Replace(spoilt, "manifest.json", "theme/ours.css", "newsroom.db"), "is no file that a house can have of its own"),
            ("a file of its own is another", spoilt => Replace(spoilt, "files/theme/ours.css", "ours", "hers"), "files/theme/ours.css: it is not what was written"),
            ("a newer form", spoilt => Replace(spoilt, "manifest.json", "\"version\":1", "\"version\":2,\"more\":true"), "newer release"),
            ("an original is missing", spoilt => File.Delete(Path.Combine(spoilt, original)), "is not there"),
            ("an original is another", spoilt => File.AppendAllText(Path.Combine(spoilt, original), "more"), "are not those that were written"),
            ("an original is a page", spoilt => File.WriteAllText(Path.Combine(spoilt, original), "<html><script>alert(1)</script>"), "is of another type"),
            ("an original is a link", spoilt => Link(Path.Combine(spoilt, original), media), "is a link"),
        })
        {
            string spoilt = folder[$"spoilt-{Guid.NewGuid():N}"];
            Altering.Copy(folder["sound"], spoilt);
            spoil(spoilt);
            // What one try has brought another one need not bring.
            await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
            await using var paper = await Paper.OpenAsync(house, house.Clock);
            var refused = (await Moving.TryAsync(paper, spoilt)).Refusal;
            Assert.True(refused?.Message.Contains(says, StringComparison.Ordinal) == true, $"{name}: {refused?.Message}");
        }
    }

    [Fact]
    public async Task an_original_that_was_missing_in_the_newspaper_is_told_and_all_else_comes_back()
    {
        using var folder = new TemporaryFolder();
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
        await Shots.AddAsync(paper, Shots.Jpeg(330, 220));
        string[] originals = [.. Directory.GetFiles(Path.Combine(house.Folder, "media"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).Length == 64)];
        File.Delete(originals[0]);
        await File.AppendAllTextAsync(originals[1], "rot");
        var made = await Moving.ExportAsync(paper, folder["out"]);
        Assert.Equal((2, 0), (made.Missing.Count, made.Originals));
        await using var there = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var again = await Paper.OpenAsync(there, there.Clock);
        Assert.Equal(2, (await Moving.TryAsync(again, folder["out"])).Value.Result.Missing.Count);
    }

    [Fact]
    public async Task nothing_that_lets_anybody_in_is_in_an_export()
    {
        using var folder = new TemporaryFolder();
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await FullPaper.FillAsync(paper, house.Clock);
        const string Secret = "geheimnis7312";
        await paper.Desk.Journal.KeepUnseenAsync<bool>(async context =>
        {
            var connection = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(context.Database);
            var transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(context.Database.CurrentTransaction!);
            await connection.ExecuteAsync(transaction, $"UPDATE accounts SET password_hash = '{Secret}', authenticator_key = '{Secret}', last_code = '{Secret}'");
            await connection.ExecuteAsync(transaction, $"INSERT INTO passkeys VALUES ('{Secret}', 1, '{Secret}', 1, '{Secret}')");
            await connection.ExecuteAsync(transaction, $"INSERT INTO sessions (hash, id, account_id, opened_at, ends_at, browser) VALUES ('{Secret}', 1, 1, 1, 1, '{Secret}')");
            await connection.ExecuteAsync(transaction, $"INSERT INTO links (hash, kind, ends_at) VALUES ('{Secret}', 0, 1)");
            await connection.ExecuteAsync(transaction, $"INSERT INTO seals VALUES ('{Secret}', '{Secret}')");
            await connection.ExecuteAsync(transaction, $"INSERT INTO recovery_codes VALUES (1, '{Secret}')");
            await connection.ExecuteAsync(transaction, $"INSERT INTO mail_server VALUES (1, '{Secret}', 25, 0, '{Secret}', '{Secret}', '{Secret}', '{Secret}')");
            return true;
        });
        await Moving.ExportAsync(paper, folder["out"]);
        foreach (string file in Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    /// <summary>Each with the file, what is done to its lines, and what the refusal must say.</summary>
    private static IEnumerable<(string Name, string File, Func<string[], string[]> Change, string Says)> Spoilt()
    {
        const string Nobody = "0000000000001";
        yield return ("not JSON", "tags.jsonl", lines => [lines[0][..^1]], "line 1");
        yield return ("an empty line", "tags.jsonl", lines => [lines[0], ""], "line 2");
        yield return ("null", "tags.jsonl", lines => [lines[0], "null"], "it is empty");
        yield return ("a list", "tags.jsonl", lines => [lines[0], "[]"], "line 2");
        yield return ("an unknown member", "tags.jsonl", lines => [lines[0].Replace("\"names\"", "\"colour\":1,\"names\"", StringComparison.Ordinal)], "colour");
        yield return ("a member is missing", "tags.jsonl", lines => [lines[0].Replace("\"permalinks\"", "\"permalink\"", StringComparison.Ordinal)], "line 1");
        yield return ("a member is there twice", "tags.jsonl", lines => [lines[0].Replace("\"names\"", "\"names\":[],\"names\"", StringComparison.Ordinal)], "names");
        yield return ("the same id twice", "tags.jsonl", lines => [lines[0], lines[0]], "there is another tag");
        yield return ("no id", "tags.jsonl", lines => [Set(lines[0], "id", "17")], "An id has 13 letters");
        yield return ("the same address twice", "tags.jsonl", lines => [lines[0], Set(lines[0], "id", Nobody)], "leads to something else already");
        yield return ("half a letter", "tags.jsonl", lines => [lines[0].Replace("\"rain\"", "\"\\ud800\"", StringComparison.Ordinal)], "line 1");
        yield return ("a letter with the number 0", "tags.jsonl", lines => [lines[0].Replace("\"rain\"", "\"a\\u0000b\"", StringComparison.Ordinal)], "number 0");
        yield return ("an edition that is not there", "tags.jsonl", lines => [lines[0].Replace("\"edition\":\"en\"", "\"edition\":\"fr\"", StringComparison.Ordinal)], "there is no edition fr");
        yield return ("two houses", "house.jsonl", lines => [lines[0], lines[0]], "one house");
        yield return ("an ink", "house.jsonl", lines => [lines[0].Replace("\"ink\":\"", "\"ink\":\"x\\\" onload=", StringComparison.Ordinal)], "is no ink");
        yield return ("an account elsewhere", "house.jsonl", lines => [lines[0].Replace("https://t.me/", "https://evil.example/", StringComparison.Ordinal)], "is no address of an account");
        yield return ("the house's logo out of the folder", "house.jsonl", lines => [Edit(lines[0], line => line["logo"]!["sha256"] = "../../../etc/passwd")], "is no SHA-256");
        yield return ("a program in a menu", "editions.jsonl", lines => [lines[0].Replace("https://shop.example/", "javascript:alert(1)", StringComparison.Ordinal), lines[1]], "is nothing that can be led to");
        yield return ("a menu that leads nowhere", "editions.jsonl", lines => [lines[0].Replace("\"section:", "\"media:", StringComparison.Ordinal), lines[1]], "is nothing that can be led to");
        yield return ("two editions of a language", "editions.jsonl", lines => [lines[0], Set(lines[0], "id", Nobody)], "another edition");
        yield return ("a time zone", "editions.jsonl", lines => [lines[0], Set(lines[1], "timeZone", "Mars/Olympus")], "is no time zone");
        yield return ("a lead that is not there", "editions.jsonl", lines => [lines[0], Set(lines[1], "lead", Nobody)], $"there is no story {Nobody}");
        yield return ("a circle of redirects", "redirects.jsonl", lines => [.. lines, """{"path":"/a","target":"/b/","addedAt":"2026-01-01T00:00:00Z"}""", """{"path":"/b","target":"/a","addedAt":"2026-01-01T00:00:00Z"}"""], "back to itself");
        yield return ("a redirect to a program", "redirects.jsonl", lines => [Set(lines[0], "target", "data:text/html,x")], "is nothing that can be led to");
        yield return ("an hour without a zone", "redirects.jsonl", lines => [Set(lines[0], "addedAt", "2026-01-01T00:00:00")], "An hour is written as");
        yield return ("a section in itself", "sections.jsonl", lines => [.. lines.Select(line => Set(line, "parent", (string)JsonNode.Parse(line)!["id"]!))], "is part of itself");
        yield return ("a section in nothing", "sections.jsonl", lines => [Set(lines[0], "parent", Nobody), .. lines[1..]], $"there is no section {Nobody}");
        yield return ("two accounts of one address", "accounts.jsonl", lines => [lines[0], Set(Set(lines[0], "id", Nobody), "email", "BOON@example.org")], "another account");
        yield return ("an account with a password", "accounts.jsonl", lines => [Set(lines[0], "passwordHash", "x")], "passwordHash");
        yield return ("a role that there is not", "accounts.jsonl", lines => [Set(lines[0], "role", "emperor")], "role");
        yield return ("a page for a picture", "media.jsonl", lines => [Set(lines[0], "mimeType", "text/html"), .. lines[1..]], "is no media type");
        yield return ("a picture that is a sound", "media.jsonl", lines => [Set(lines[0], "kind", "sound"), .. lines[1..]], "of another kind");
        yield return ("a media name out of the folder", "media.jsonl", lines => [Set(lines[0], "sha256", "../../../../etc/passwd"), .. lines[1..]], "is no SHA-256");
        yield return ("a document's name out of the folder", "media.jsonl", lines => [.. lines.Select(line => line.Contains("\"kind\":\"document\"", StringComparison.Ordinal) ? Set(line, "name", "../../x.pdf") : line)], "cannot stand in an address");
        yield return ("a colour that is a style", "media.jsonl", lines => [Set(lines[0], "colour", "#000000;background:url(//evil.example)"), .. lines[1..]], "is no colour");
        yield return ("a picture without height", "media.jsonl", lines => [Edit(lines[0], line => line["height"] = 0), .. lines[1..]], "the height is 0");
        yield return ("an original that is not there", "media.jsonl", lines => [Set(lines[0], "sha256", new string('a', 64)), .. lines[1..]], "is not there");
        yield return ("a story without a text", "stories.jsonl", lines => [Edit(lines[0], line => line["texts"] = new JsonArray()), .. lines[1..]], "it has no text");
        yield return ("a picture at the head that is not there", "stories.jsonl", lines => [Set(lines[0], "picture", Nobody), .. lines[1..]], $"there is no media {Nobody}");
        yield return ("a section that is not there", "stories.jsonl", lines => [Edit(lines[0], line => line["sections"] = new JsonArray(Nobody)), .. lines[1..]], $"there is no section {Nobody}");
        yield return ("an owner who is not there", "stories.jsonl", lines => [Set(lines[0], "owner", Nobody), .. lines[1..]], $"there is no account {Nobody}");
        yield return ("a story beside it that is not there", "stories.jsonl", lines => [Edit(lines[0], line => line["related"] = new JsonArray(Nobody)), .. lines[1..]], $"there is no story {Nobody}");
        yield return ("a tag twice", "stories.jsonl", lines => [Edit(lines[0], line => line["tags"]!.AsArray().Add((string)line["tags"]![0]!)), .. lines[1..]], "is named twice");
        yield return ("a killed story that readers have", "stories.jsonl", lines => [Set(lines[0], "killedAt", "2026-01-01T00:00:00Z"), .. lines[1..]], "is killed");
        yield return ("a story that is out nowhere", "stories.jsonl", lines => [Edit(lines[0], line => line["texts"]![0]!.AsObject().Remove("path")), .. lines[1..]], "at which address");
        yield return ("an address that is not its own", "stories.jsonl", lines => [Edit(lines[0], line => line["texts"]![0]!["path"] = "/2020/01/other/"), .. lines[1..]], "is not among its permalinks");
        yield return ("a revision that is not there", "stories.jsonl", lines => [Edit(lines[0], line => line["texts"]![0]!["latestRevision"] = 99), .. lines[1..]], "has no revision 99");
        yield return ("a body that is no document", "stories.jsonl", lines => [Edit(lines[0], line => line["texts"]![0]!["revisions"]![0]!["body"] = "<p>words</p>"), .. lines[1..]], "the body of revision");
        yield return ("a body with a program", "stories.jsonl", lines => [lines[0].Replace("\"href\":\"/-/media/", "\"href\":\"javascript:/-/media/", StringComparison.Ordinal), .. lines[1..]], "the body of revision");
        yield return ("a body with what no document has", "stories.jsonl", lines => [lines[0].Replace("\"type\":\"paragraph\"", "\"type\":\"script\"", StringComparison.Ordinal), .. lines[1..]], "the body of revision");
        yield return ("a body that is too deep", "stories.jsonl", lines => [Edit(lines[0], line => line["texts"]![0]!["revisions"]![0]!["body"] = Deep(200)), .. lines[1..]], "line 1");
        yield return ("a byline of two", "stories.jsonl", lines => [Edit(lines[0], line => line["bylines"]![0]!["guest"] = "Both"), .. lines[1..]], "a byline names");
        yield return ("a line that is far too deep", "stories.jsonl", lines => [new string('[', 5000) + new string(']', 5000), .. lines[1..]], "line 1");
    }

    private static JsonNode Deep(int levels) => levels == 0 ? new JsonObject() : new JsonObject { ["content"] = new JsonArray(Deep(levels - 1)) };

    private static string Set(string line, string member, string value) => Edit(line, one => one[member] = value);

    private static string Edit(string line, Action<JsonObject> change)
    {
        var one = JsonNode.Parse(line, documentOptions: new() { MaxDepth = 1000 })!.AsObject();
        change(one);
        return one.ToJsonString(new() { MaxDepth = 1000 });
    }

    private static void Replace(string folder, string file, string words, string others)
    {
        string text = File.ReadAllText(Path.Combine(folder, file));
        Assert.Contains(words, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, file), text.Replace(words, others, StringComparison.Ordinal), new UTF8Encoding(false));
    }

    private static void Link(string file, string target)
    {
        File.Delete(file);
        File.CreateSymbolicLink(file, target);
    }
}
