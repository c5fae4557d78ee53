using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Serving;
using StopPress.Store.Database;
using StopPress.Store.Settings;
using StopPress.Tests.Support;

namespace StopPress.Benchmarks.Publishing;

/// <summary>The whole newspaper over an archive, open in this process: press, journal, deadlines and server, as the program itself opens them.</summary>
internal sealed class ArchiveHouse : IAsyncDisposable
{
    private readonly ScratchFolder folder;
    private readonly PostgresServer? postgres;

    private ArchiveHouse(ScratchFolder folder, PostgresServer? postgres, OpenHouse house, OpenSite site) =>
        (this.folder, this.postgres, House, Site) = (folder, postgres, house, site);

    /// <summary>The house.</summary>
    public OpenHouse House { get; }

    /// <summary>What readers see of it.</summary>
    public OpenSite Site { get; }

    /// <summary>Fills a new database and opens the newspaper on it.</summary>
    public static async Task<ArchiveHouse> OpenAsync(DatabaseKind kind, NewsArchive archive)
    {
        var folder = new ScratchFolder();
        var postgres = kind == DatabaseKind.Postgres ? await PostgresServer.StartAsync() : null;
        string connection = postgres is null ? "" : await MakeDatabaseAsync(postgres);
        // 128 MB for pages is what the program takes when nobody says otherwise.
        var settings = new MachineSettings(folder.Make("data"), connection, [$"http://127.0.0.1:{WebServer.FreePort()}"], "http://localhost", 128, LogLevel.Warning);
        await using (var database = OpenHouse.DatabaseOf(settings)) await ArchiveFiller.FillAsync(database, archive);
        var house = (await OpenHouse.OpenAsync(settings, TimeProvider.System, NullLoggerFactory.Instance)).Value;
        var site = await OpenSite.OpenAsync(house);
        // An archive that was filled beside the newspaper is brought into the index of search first.
        while (site.Clerk.IsBehind) await Task.Delay(100);
        return new ArchiveHouse(folder, postgres, house, site);
    }

    /// <summary>Closes it and takes it away.</summary>
    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await House.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<string> MakeDatabaseAsync(PostgresServer postgres)
    {
        await using var connection = new NpgsqlConnection(postgres.Connection("postgres"));
        await connection.OpenAsync();
        await connection.ExecuteAsync(null, "CREATE DATABASE bench");
        return postgres.Connection("bench");
    }
}
