using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Backups;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>
/// The return from a backup, tried out: it is restored aside, opened at an address that nobody knows, compared with what it says of itself, and taken
/// away. Nothing leaves the house from there: no hour falls due, no mail is sent, no act is taken.
/// </summary>
internal static class Rehearsal
{
    private const int NewestStories = 20;

    // As long as a page may take on a machine that is overrun.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Rehearses, and says what was compared.</summary>
    public static async Task<int> RunAsync(MachineSettings settings, string file, CancellationToken cancel)
    {
        using var line = new ProgressLine();
        var opened = await BackupCommands.OpenAsync(file, settings, line, cancel);
        if (opened.Refusal is { } damaged) return CommandLine.Refuse(damaged);
        var backup = opened.Value;
        string folder = Directory.CreateTempSubdirectory("stoppress-rehearsal-").FullName;
        string database = "";
        try
        {
            if (backup.Manifest.Database == DatabaseKind.Postgres)
            {
                var made = await MakeDatabaseAsync(settings.Database, cancel);
                if (made.Refusal is { } no) return CommandLine.Refuse(no);
                database = made.Value;
            }
            var aside = settings with { Data = Path.Combine(folder, "data"), Database = database, Urls = ["http://127.0.0.1:0"] };
            var refusal = await BackupCommands.FillAsync(aside, backup, line.Tell, cancel);
            line.Dispose();
            if (refusal is not null) return CommandLine.Refuse(refusal);
            var compared = await CompareAsync(aside, backup.Manifest, cancel);
            if (compared.Refusal is { } differs) return CommandLine.Refuse(differs);
            foreach (string one in compared.Value) Console.Out.WriteLine(one);
            Console.Out.WriteLine("The backup is good: a newspaper was opened from it, compared, and taken away again.");
            return 0;
        }
        finally
        {
            if (database.Length > 0) await DropDatabaseAsync(settings.Database, database);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Opens what was restored and compares it with what the backup says; what was the same, a sentence for each.</summary>
    private static async Task<Outcome<IReadOnlyList<string>>> CompareAsync(MachineSettings aside, BackupManifest manifest, CancellationToken cancel)
    {
        var same = new List<string> { $"The backup is of {manifest.MadeAt}." };
        await using (var untouched = OpenHouse.DatabaseOf(aside))
        {
            if (await untouched.ReadAsync((connection, snapshot) => CompareRowsAsync(connection, snapshot, manifest, same), cancel) is { } differs) return differs;
        }
        var opened = await OpenHouse.OpenAsync(aside, TimeProvider.System, NullLoggerFactory.Instance, cancel);
        if (opened.Refusal is { } closed) return closed;
        await using var house = opened.Value;
        await using var site = await OpenSite.OpenAsync(house, rehearsal: true, cancel: cancel);
        if (await ComparePagesAsync(house, new Uri(site.Urls.First()), same, cancel) is { } wrong) return wrong;
        return same;
    }

    private static async Task<Refusal?> CompareRowsAsync(DbConnection connection, DbTransaction snapshot, BackupManifest manifest, List<string> same)
    {
        if (connection is not NpgsqlConnection)
        {
            object? sound = await connection.ScalarAsync(snapshot, "PRAGMA quick_check");
            if (sound is not "ok") return new Refusal("rehearsal-failed", $"The database in the backup is not sound: {sound}.", "Make another backup, and keep the earlier ones.");
            same.Add("The database is sound.");
        }
        long sequence = await NewsJournal.PositionAsync(connection, snapshot);
        if (sequence != manifest.Sequence) return Differs("the journal's last entry", manifest.Sequence, sequence);
        same.Add($"The journal ends with entry {sequence}.");
        foreach (var (table, count) in manifest.Rows)
        {
            // What is counted is of the schema that the backup has, and by a name that the program gave.
            if (!BackupClerk.Counted.Contains(table)) continue;
            long found = (long)(await connection.ScalarAsync(snapshot, $"SELECT COUNT(*) FROM {table}"))!;
            if (found != count) return Differs(table, count, found);
        }
        if (manifest.Rows.Count > 0) same.Add($"Rows: {string.Join(", ", manifest.Rows.Select(one => $"{one.Value} {one.Key.Replace('_', ' ')}"))}.");
        same.Add($"Originals: {manifest.Originals}{(manifest.Missing.Count > 0 ? $", and {manifest.Missing.Count} that were missing when it was made" : "")}.");
        return null;
    }

    private static async Task<Refusal?> ComparePagesAsync(OpenHouse house, Uri address, List<string> same, CancellationToken cancel)
    {
        var fronts = (await house.Database.ReadAsync((connection, snapshot) => connection.ListAsync(snapshot, "SELECT prefix FROM editions ORDER BY position", row => row.GetString(0)), cancel))
            .Select(prefix => prefix.Length == 0 ? "/" : $"/{prefix}/").ToList();
        var stories = await house.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, "SELECT path FROM story_texts WHERE pub_status = @usable AND path IS NOT NULL ORDER BY first_published_at DESC LIMIT @most", row => row.GetString(0),
            ("usable", (long)PubStatus.Usable), ("most", (long)NewestStories)), cancel);
        using var reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address, Timeout = Patience };
        foreach (string path in fronts.Concat(stories))
        {
            // Put together as text: a path may begin with two slashes.
            using var answer = await reader.GetAsync(address.GetLeftPart(UriPartial.Authority) + path, cancel);
            if (answer.StatusCode != System.Net.HttpStatusCode.OK) return new Refusal("rehearsal-failed", $"{path} is answered with {(int)answer.StatusCode} from the backup.", "Make another backup, and keep the earlier ones.");
        }
        same.Add($"Answered: the fronts of {fronts.Count} editions, and the newest {stories.Count} stories.");
        return null;
    }

    private static Refusal Differs(string what, long said, long found) => new("rehearsal-failed", $"The backup says {said.ToString(CultureInfo.InvariantCulture)} for {what}, and holds {found.ToString(CultureInfo.InvariantCulture)}.", "Make another backup, and keep the earlier ones.");

    private static async Task<Outcome<string>> MakeDatabaseAsync(string connection, CancellationToken cancel)
    {
        if (connection.Length == 0) return new Refusal("other-database", "The backup is of a newspaper on PostgreSQL.", "Name a server with --database \"Host=…\"; a database of its own is made there for the rehearsal, and dropped.");
        string name = $"stoppress_rehearsal_{Guid.NewGuid():N}";
        try
        {
            await DoAsync(connection, $"CREATE DATABASE {name} TEMPLATE template0", cancel);
            return new NpgsqlConnectionStringBuilder(connection) { Database = name, Pooling = false }.ConnectionString;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var said = new NpgsqlConnectionStringBuilder(connection);
            return new Refusal("may-not-create", $"The user {said.Username} may not make a database for the rehearsal.", $"Allow it (ALTER ROLE \"{said.Username}\" CREATEDB), or name another user with --database.");
        }
    }

    private static Task DropDatabaseAsync(string connection, string made) => DoAsync(connection, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(made).Database} WITH (FORCE)", CancellationToken.None);

    private static async Task DoAsync(string connection, string statement, CancellationToken cancel)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await open.OpenAsync(cancel);
        await open.ExecutePatientlyAsync(null, statement);
    }
}
