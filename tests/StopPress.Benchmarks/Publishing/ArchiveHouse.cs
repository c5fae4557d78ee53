using System.Diagnostics;
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
    // Stands in a folder that holds the whole archive.
    private const string Filled = "filled";

    private readonly ScratchFolder? folder;
    private readonly PostgresServer? postgres;

    private ArchiveHouse(ScratchFolder? folder, PostgresServer? postgres, OpenHouse house, OpenSite site) =>
        (this.folder, this.postgres, House, Site) = (folder, postgres, house, site);

    /// <summary>The house.</summary>
    public OpenHouse House { get; }

    /// <summary>What readers see of it.</summary>
    public OpenSite Site { get; }

    /// <summary>Fills a new database and opens the newspaper on it.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="archive">What is in it.</param>
    /// <param name="kept">A folder in which it stays, filled and indexed, for the next time; null for one that is taken away.</param>
    public static async Task<ArchiveHouse> OpenAsync(DatabaseKind kind, NewsArchive archive, string? kept = null)
    {
        var folder = kept is null ? new ScratchFolder() : null;
        string data = folder?.Make("data") ?? Directory.CreateDirectory(Path.Combine(kept!, $"{kind}-{archive.Stories}")).FullName;
        var postgres = kind == DatabaseKind.Postgres ? await PostgresServer.StartAsync(kept is null ? null : OfServer(data)) : null;
        bool isFilled = File.Exists(Path.Combine(data, Filled));
        string connection = postgres is null ? "" : isFilled ? postgres.Connection("bench") : await MakeDatabaseAsync(postgres);
        // 128 MB for pages is what the program takes when nobody says otherwise.
        var settings = new MachineSettings(data, connection, [$"http://127.0.0.1:{WebServer.FreePort()}"], "http://localhost", 128, LogLevel.Warning);
        if (!isFilled)
        {
            foreach (string left in Directory.GetFiles(data)) File.Delete(left);
            await using var database = OpenHouse.DatabaseOf(settings);
            await ArchiveFiller.FillAsync(database, archive);
            await File.WriteAllTextAsync(Path.Combine(data, Filled), "");
        }
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
        folder?.Dispose();
    }

    // The server does not run as root, and wants its folder for itself.
    private static string OfServer(string data)
    {
        string folder = Directory.CreateDirectory(Path.Combine(data, "postgres")).FullName;
        if (Environment.UserName == "root") Process.Start("chown", ["postgres", folder]).WaitForExit();
        return folder;
    }

    private static async Task<string> MakeDatabaseAsync(PostgresServer postgres)
    {
        await using var connection = new NpgsqlConnection(postgres.Connection("postgres"));
        await connection.OpenAsync();
        // What an earlier attempt has left half filled goes.
        await connection.ExecuteAsync(null, "DROP DATABASE IF EXISTS bench");
        await connection.ExecuteAsync(null, "CREATE DATABASE bench");
        return postgres.Connection("bench");
    }
}
