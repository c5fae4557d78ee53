using Microsoft.EntityFrameworkCore;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Database;

public class MigrationTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task migrations_make_exactly_the_model_that_the_house_writes_through(DatabaseKind kind)
    {
        await using var migrated = await houses.OpenAsync(kind);
        await using var modelled = await houses.OpenEmptyAsync(kind);
        modelled.Modules = Houses.Modules;
        var database = modelled.OpenDatabase();
        var connection = await database.RentAsync();
        await using (var context = database.NewContext(connection)) await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript());
        await database.Return(connection);

        var expected = await SchemaReader.ReadAsync(database);
        var actual = await SchemaReader.ReadAsync(migrated.OpenDatabase());
        Assert.True(expected.Count > 20, "The model was not read.");
        string[] differences = [
            .. expected.Except(actual).Select(line => $"the migrations lack:  {line}"),
            .. actual.Except(expected).Select(line => $"the model has not:    {line}")];
        Assert.True(differences.Length == 0, "\n" + string.Join('\n', differences));
    }

    [Theory, BothDatabases]
    public async Task a_database_of_a_newer_release_is_refused_and_left_alone(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var database = house.OpenDatabase();
        await Execute(database, "INSERT INTO migrations (number, name, applied_at) VALUES (9999, '9999-the-future.sql', 0)");
        var outcome = await NewMigrator(database).MigrateAsync();
        Assert.Equal("database-is-newer", outcome.Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task a_second_start_applies_nothing_and_backs_nothing_up(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var backups = 0;
        var outcome = await NewMigrator(house.OpenDatabase()).MigrateAsync(() => Task.FromResult(backups++));
        Assert.Empty(outcome.Value);
        Assert.Equal(0, backups);
    }

    [Theory, BothDatabases]
    public async Task a_house_is_backed_up_before_its_schema_changes(DatabaseKind kind)
    {
        await using var house = await houses.OpenEmptyAsync(kind);
        var database = house.OpenDatabase();
        await Execute(database, "CREATE TABLE migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)");
        await Execute(database, "INSERT INTO migrations (number, name, applied_at) VALUES (0, '0000-before.sql', 0)");
        long tablesAtBackup = -1;
        await NewMigrator(database).MigrateAsync(async () => tablesAtBackup = (await SchemaReader.ReadAsync(database)).Count);
        Assert.Equal(0, tablesAtBackup);
        Assert.NotEmpty(await SchemaReader.ReadAsync(database));
    }

    [Fact]
    public async Task nodes_that_start_together_migrate_once()
    {
        await using var house = await houses.OpenEmptyAsync(DatabaseKind.Postgres);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NewMigrator(house.OpenDatabase()).MigrateAsync()));
        Assert.Single(outcomes, outcome => outcome.Value.Count > 0);
    }

    [Theory, BothDatabases]
    public async Task looking_at_a_schema_changes_nothing(DatabaseKind kind)
    {
        await using var empty = await houses.OpenEmptyAsync(kind);
        var (present, known) = await NewMigrator(empty.OpenDatabase()).InspectAsync();
        Assert.Equal(0, present);
        Assert.Empty(await SchemaReader.ReadAsync(empty.OpenDatabase()));

        await using var house = await houses.OpenAsync(kind);
        Assert.Equal((known, known), await NewMigrator(house.OpenDatabase()).InspectAsync());
    }

    [Theory, BothDatabases]
    public async Task text_sorts_by_its_bytes_whatever_the_servers_language(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var database = house.OpenDatabase();
        await Execute(database, "INSERT INTO cursors (follower, sequence) VALUES ('b', 1), ('B', 1), ('a', 1), ('ä', 1), ('A', 1)");
        var sorted = await database.ReadAsync((connection, snapshot) =>
            connection.ListAsync(snapshot, "SELECT follower FROM cursors ORDER BY follower", row => row.GetString(0)));
        Assert.Equal(["A", "B", "a", "b", "ä"], sorted);
    }

    private static Migrator NewMigrator(HouseDatabase database) => new(database, typeof(Newspaper).Assembly, TimeProvider.System);

    private static async Task Execute(HouseDatabase database, string statement)
    {
        var connection = await database.RentAsync();
        await connection.ExecuteAsync(null, statement);
        await database.Return(connection);
    }
}
