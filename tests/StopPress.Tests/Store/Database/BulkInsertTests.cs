using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using StopPress.Newsroom.Editions;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Database;

public class BulkInsertTests(Houses houses)
{
    private const int Rows = 30;
    private readonly Random chance = new(20261);

    [Theory]
    [BothDatabases]
    public async Task rows_of_every_table_come_back_as_they_were(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house.Folder, house.Connection, TimeProvider.System, null);
        var written = new List<object>();
        await WriteAsync(paper, async context =>
        {
            foreach (var table in context.Model.GetEntityTypes()) written.AddRange(Enumerable.Range(0, Rows).Select(number => RowOf(table, number)).DistinctBy(row => string.Join('|', KeyOf(table, row))));
            await context.AddRangeAsync(written);
        });
        Assert.True(written.Count > 30 * Rows);
        await paper.Desk.Database.LookAsync(async context =>
        {
            foreach (object row in written)
            {
                var table = context.Model.FindEntityType(row.GetType())!;
                object? found = await context.FindAsync(row.GetType(), KeyOf(table, row));
                Assert.NotNull(found);
                foreach (var column in table.GetProperties()) Assert.Equal(column.GetGetter().GetClrValue(row), column.GetGetter().GetClrValue(found));
            }
            return 0;
        });
    }

    [Theory]
    [BothDatabases]
    public async Task what_was_changed_and_taken_away_beside_them_is_saved_too(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house.Folder, house.Connection, TimeProvider.System, null);
        await WriteAsync(paper, context => context.AddRangeAsync(Link("/a/"), Link("/b/")));
        await WriteAsync(paper, async context =>
        {
            (await context.LinkAtAsync("/a/", default))!.Subject = "story:2";
            context.Remove((await context.LinkAtAsync("/b/", default))!);
            await context.AddAsync(Link("/c/"));
        });
        var links = await paper.Desk.Database.LookAsync(context => context.Set<PermalinkRow>().Where(row => row.Path.Length == 3).OrderBy(row => row.Path).Select(row => row.Path + row.Subject).ToListAsync());
        Assert.Equal(["/a/story:2", "/c/story:1"], links);
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(paper, context => context.AddRangeAsync(Link("/d/"), Link("/c/"))));
        Assert.Equal(2, await paper.Desk.Database.LookAsync(context => context.Set<PermalinkRow>().CountAsync(row => row.Path.Length == 3)));
    }

    private static PermalinkRow Link(string path) => new() { Path = path, EditionId = 1, Subject = "story:1", Current = true };

    private static async Task WriteAsync(Paper paper, Func<HouseContext, Task> write)
    {
        var database = paper.Desk.Database;
        using var turn = await database.EnterWriterAsync();
        var connection = await database.RentAsync();
        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var context = database.NewContext(connection);
            await context.Database.UseTransactionAsync(transaction);
            await write(context);
            await context.SaveAndForgetAsync(default);
            Assert.Empty(context.ChangeTracker.Entries());
            await transaction.CommitAsync();
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private static object?[] KeyOf(IEntityType table, object row) => [.. table.FindPrimaryKey()!.Properties.Select(column => column.GetGetter().GetClrValue(row))];

    // Texts of the first one are empty: that is something else than null.
    private object RowOf(IEntityType table, int number)
    {
        object row = RuntimeHelpers.GetUninitializedObject(table.ClrType);
        foreach (var column in table.GetProperties()) column.PropertyInfo!.SetValue(row, column.IsNullable && chance.Next(2) == 0 ? null : number == 0 && column.ClrType == typeof(string) && !column.GetContainingIndexes().Any(index => index.IsUnique) ? "" : ValueOf(Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType));
        return row;
    }

    private object ValueOf(Type type)
    {
        if (type.IsEnum) return Enum.GetValues(type).GetValue(chance.Next(Enum.GetValues(type).Length))!;
        return type switch
        {
            _ when type == typeof(string) => $"{{\"ไทย\": 'it''s {chance.NextInt64()}'}}\r\n\t\\N, 😀",
            _ when type == typeof(long) => chance.NextInt64(1L << 40, long.MaxValue),
            _ when type == typeof(int) => chance.Next(1 << 20, int.MaxValue),
            _ when type == typeof(bool) => chance.Next(2) == 0,
            _ when type == typeof(double) => chance.NextDouble(),
            _ when type == typeof(Instant) => new Instant(chance.NextInt64(1L << 50)),
            _ when type == typeof(byte[]) => Enumerable.Range(0, 40).Select(_ => (byte)chance.Next(256)).ToArray(),
            _ => throw new NotSupportedException($"A column of the kind {type}: say here what it may hold."),
        };
    }
}
