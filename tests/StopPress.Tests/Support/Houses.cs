using System.Reflection;
using Npgsql;
using StopPress.Store.Database;

[assembly: AssemblyFixture(typeof(StopPress.Tests.Support.Houses))]

namespace StopPress.Tests.Support;

/// <summary>Gives each test a house of its own: a fresh database of either kind, with this release's schema.</summary>
public sealed class Houses : IAsyncDisposable
{
    private const string Template = "template_house";
    private readonly SemaphoreSlim turn = new(1, 1);
    private PostgresServer? server;
    private string? sqliteTemplate;
    private int count;

    /// <summary>The modules whose tables a test sees through EF, beside the floor's own.</summary>
    public static Assembly[] Modules { get; } = [];

    /// <summary>A fresh house with this release's schema.</summary>
    public async Task<House> OpenAsync(DatabaseKind kind, params Assembly[] modules)
    {
        var house = await OpenEmptyAsync(kind, await TemplateAsync(kind));
        house.Modules = modules.Length > 0 ? modules : Modules;
        return house;
    }

    /// <summary>A house whose database holds nothing, not even tables.</summary>
    public Task<House> OpenEmptyAsync(DatabaseKind kind) => OpenEmptyAsync(kind, null);

    /// <summary>Takes everything away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        if (sqliteTemplate is not null) File.Delete(sqliteTemplate);
    }

    private async Task<House> OpenEmptyAsync(DatabaseKind kind, string? template)
    {
        string folder = Directory.CreateTempSubdirectory("stoppress-").FullName;
        if (kind == DatabaseKind.Sqlite)
        {
            if (template is not null) File.Copy(template, Path.Combine(folder, "newsroom.db"));
            return new House(kind, folder, "", () => Task.CompletedTask);
        }
        string name = $"house_{Interlocked.Increment(ref count)}";
        await AdministerAsync($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}");
        return new House(kind, folder, server!.Connection(name), () => AdministerAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }

    // Made once by the migrations themselves, then copied: a copy takes a fraction of a migration's time.
    private async Task<string> TemplateAsync(DatabaseKind kind)
    {
        await turn.WaitAsync();
        try
        {
            if (kind == DatabaseKind.Sqlite) return sqliteTemplate ??= await MakeSqliteTemplate();
            if (server is null)
            {
                server = await PostgresServer.StartAsync();
                await AdministerAsync($"CREATE DATABASE {Template}");
                await MigrateAsync(HouseDatabase.OnPostgres(server.Connection(Template) + ";Pooling=false"));
            }
            return Template;
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<string> MakeSqliteTemplate()
    {
        string file = Path.Combine(Path.GetTempPath(), $"stoppress-template-{Guid.NewGuid():N}.db");
        await MigrateAsync(HouseDatabase.OnSqlite(file));
        return file;
    }

    private static async Task MigrateAsync(HouseDatabase database)
    {
        await using (database) _ = (await new Migrator(database, typeof(Newspaper).Assembly, TimeProvider.System).MigrateAsync()).Value;
    }

    private async Task AdministerAsync(string statement)
    {
        if (server is null) await TemplateAsync(DatabaseKind.Postgres);
        await using var connection = new NpgsqlConnection(server!.Connection("postgres"));
        await connection.OpenAsync();
        await connection.ExecuteAsync(null, statement);
    }
}
