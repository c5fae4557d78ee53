using System.Data.Common;
using System.Globalization;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>A new release is started on what an earlier one has left, while readers read.</summary>
[Collection(nameof(WholeMachine))]
public class UpgradeTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task whoever_comes_while_a_schema_is_brought_up_waits_and_a_copy_is_made_first(DatabaseKind kind)
    {
        await using var house = await houses.OpenEmptyAsync(kind);
        int earlier = await MakeAllButTheNewestAsync(house);
        using var held = new HeldSocket();
        using var crowd = new Crowd(held.Port, "/");
        await using var paper = await RunningPaper.StartAsync(house.Folder, house.Connection, held: held);
        await crowd.HasReadAsync(100);
        await crowd.EndAsync();
        Assert.Empty(crowd.Failures);
        Assert.Equal(earlier + 1, await NewestAsync(house.OpenDatabase()));
        if (kind == DatabaseKind.Sqlite) Assert.Equal(earlier, await NewestAsync(HouseDatabase.OnSqlite(Copy(house.Folder))));
    }

    [Theory, BothDatabases]
    public async Task an_earlier_release_answers_whoever_has_asked_and_this_one_goes_on_with_all_that_it_kept(DatabaseKind kind)
    {
        // "./soak upgrade" builds one; here there is none.
        string? program = Environment.GetEnvironmentVariable("SOAK_UPGRADE_FROM");
        Assert.SkipWhen(program is null, "No earlier release was built: ./soak upgrade does.");
        await using var house = await houses.OpenEmptyAsync(kind);
        int port = Paper.FreePort();
        await using var first = await RunningPaper.StartAsync(house.Folder, house.Connection, at: port, program: program);
        var kept = new List<(string Headline, string Path)>();
        for (var i = 0; i < 20; i++) kept.Add(($"Kept by the earlier release, {i}", (await first.PublishAsync($"Kept by the earlier release, {i}")).Path));
        int earlier = await NewestAsync(house.OpenDatabase());
        using var crowd = new Crowd(port, kept[0].Path, knocks: true);
        await crowd.HasReadAsync(200);
        await first.CloseAsync();
        int before = crowd.Read;
        await using var second = await RunningPaper.StartAsync(house.Folder, house.Connection, at: port);
        await crowd.HasReadAsync(before + 200);
        await crowd.EndAsync();
        Assert.Empty(crowd.Failures);
        Assert.True(await NewestAsync(house.OpenDatabase()) > earlier, "The earlier release has this one's schema already.");
        if (kind == DatabaseKind.Sqlite) Assert.Equal(earlier, await NewestAsync(HouseDatabase.OnSqlite(Copy(house.Folder))));
        foreach (var (headline, path) in kept) Assert.Contains(headline, (await second.AskAsync(path)).Text, StringComparison.Ordinal);
        await second.PublishAsync("The first of the new release");
    }

    private static string Copy(string folder) => Assert.Single(Directory.GetFiles(folder, "newsroom-before-upgrade-*.db"));

    private static async Task<int> NewestAsync(HouseDatabase database)
    {
        await using (database) return (await new Migrator(database, typeof(Newspaper).Assembly, TimeProvider.System).InspectAsync()).Present;
    }

    // As a release would have left it that did not know the newest migration yet; the number of its own newest.
    private static async Task<int> MakeAllButTheNewestAsync(House house)
    {
        string part = $".Migrations.{(house.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgres")}.";
        string[] files = [.. typeof(Newspaper).Assembly.GetManifestResourceNames().Where(name => name.Contains(part, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        await using var database = house.OpenDatabase();
        DbConnection connection = await database.RentAsync();
        await connection.ExecuteAsync(null, "CREATE TABLE migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)");
        foreach (string file in files[..^1])
        {
            using var reader = new StreamReader(typeof(Newspaper).Assembly.GetManifestResourceStream(file)!);
            await connection.ExecuteAsync(null, await reader.ReadToEndAsync());
            string name = file[(file.IndexOf(part, StringComparison.Ordinal) + part.Length)..];
            await connection.ExecuteAsync(null, "INSERT INTO migrations (number, name, applied_at) VALUES (@number, @name, 0)", ("number", (long)NumberOf(name)), ("name", name));
        }
        await database.Return(connection);
        return NumberOf(files[^2][(files[^2].IndexOf(part, StringComparison.Ordinal) + part.Length)..]);
    }

    private static int NumberOf(string name) => int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
}
