using System.Diagnostics;
using System.Globalization;
using StopPress.Newsroom.Documents;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>An import that is killed at one moment after another, and run again until it is through.</summary>
public class ImportKillTests(Houses houses)
{
    // "./soak import" sets it, for each database.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SOAK_IMPORT_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Theory, BothDatabases]
    public async Task an_import_that_is_killed_shows_nothing_or_all_and_ends_as_one_that_was_not(DatabaseKind kind)
    {
        string file = Corpus.PathOf("wxr/theme-unit-test.xml");
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var chance = new Random(seed);
        await using var whole = await houses.OpenAsync(kind);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await ImportAsync(whole, file, null));
        var lasts = clock.Elapsed;
        var expected = await ReadAsync(whole);
        Assert.True(expected.Count > 60);
        int killed = 0, empty = 0;
        while (killed < Kills)
        {
            await using var house = await houses.OpenAsync(kind);
            for (var tries = 0; tries < 8 && killed < Kills; tries++)
            {
                // Most of the time goes into starting: the moments after it count.
                clock.Restart();
                if (await ImportAsync(house, file, lasts * (0.3 + (0.7 * chance.NextDouble()))) == 0)
                {
                    // It is through before the kill: the machine is faster than it was, and the next kill comes sooner.
                    lasts = clock.Elapsed;
                    break;
                }
                killed++;
                var seen = await ReadAsync(house);
                if (seen.Count == 0) empty++;
                else Assert.Equal(expected, seen);
            }
            Assert.Equal(0, await ImportAsync(house, file, null));
            Assert.Equal(expected, await ReadAsync(house));
        }
        if (Environment.GetEnvironmentVariable("SOAK_REPORT") is { } report) await File.AppendAllTextAsync(report, $"{kind}, {killed} kills of an import, after {empty} of them nothing was there, seed {seed}\n");
    }

    private static Task<int> ImportAsync(House house, string file, TimeSpan? life) => OneCommand.RunAsync(house, ["import", "wordpress", file], life);

    // All that came in, without what is different in each house.
    private static async Task<List<string>> ReadAsync(House house)
    {
        var database = house.OpenDatabase();
        return await database.ReadAsync<List<string>>(async (connection, snapshot) =>
        {
            string found = house.Kind == DatabaseKind.Sqlite ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'imported'" : "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'imported'";
            if ((long)(await connection.ScalarAsync(snapshot, found))! == 0) return [];
            var texts = await connection.ListAsync(
                snapshot, "SELECT s.source, t.pub_status, COALESCE(t.path, ''), r.headline, r.standfirst, r.body, t.first_published_at FROM stories s JOIN story_texts t ON t.story_id = s.id JOIN revisions r ON r.id = t.latest_revision_id ORDER BY s.source",
                row => $"{row.GetString(0)} {row.GetInt32(1)} {row.GetString(2)} {row.GetString(3)} {row.GetString(4)} {PlainText.Render(ProseMirrorJson.Read(row.GetString(5)).Value)} {(row.IsDBNull(6) ? 0 : row.GetInt64(6))}");
            var names = await connection.ListAsync(snapshot, "SELECT name, path FROM local_names ORDER BY path", row => $"{row.GetString(0)} {row.GetString(1)}");
            var filed = await connection.ListAsync(snapshot, "SELECT s.source, n.path FROM filings f JOIN stories s ON s.id = f.story_id JOIN local_names n ON n.subject = f.subject ORDER BY s.source, n.path", row => $"{row.GetString(0)} in {row.GetString(1)}");
            return [.. texts, .. names, .. filed, .. await connection.ListAsync(snapshot, "SELECT name, tagline FROM editions", row => $"{row.GetString(0)} {row.GetString(1)}")];
        });
    }
}
