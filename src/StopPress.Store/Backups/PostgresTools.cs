using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using StopPress.Store.Database;

namespace StopPress.Store.Backups;

/// <summary>PostgreSQL's own tools, by which a newspaper on it is copied and put back: <c>pg_dump</c> and <c>pg_restore</c>.</summary>
public static partial class PostgresTools
{
    private const string Dump = "pg_dump";
    private const string Restore = "pg_restore";

    // The tables of search are made anew (docs/decisions/0031).
    private const string WithoutSearch = "--exclude-table=search[0-9]_*";

    // What is known of readers' networks until the day is over, with its salt, is in no copy (docs/decisions/0035).
    private const string WithoutDays = "--exclude-table=counts[0-9]_day", WithoutTallies = "--exclude-table=counts[0-9]_tallies";

    // What a tool says may be pages; the end of it names the cause.
    private const int LongestWords = 300;


    /// <summary>Why a newspaper on a database cannot be backed up by this machine's tools, or null; with the commands to run instead.</summary>
    public static async Task<Refusal?> WhyNotAsync(string connection, int server, CancellationToken cancel)
    {
        string database = InWords(connection);
        string help = $"Install the client tools of PostgreSQL {server} or newer on this machine (Debian: apt-get install postgresql-client-{server}), or run yourself: pg_dump --format=custom --file=newsroom.dump \"{database}\", and then copy the folder \"media\" of the data folder beside it.";
        foreach (string tool in new[] { Dump, Restore })
        {
            if (await VersionAsync(tool, cancel) is not { } version) return new Refusal("no-" + tool.Replace('_', '-'), $"The database is PostgreSQL, and its tool {tool} was not found on the PATH.", help);
            if (version < server) return new Refusal("old-" + tool.Replace('_', '-'), $"{tool} is of PostgreSQL {version}, which is older than the server's {server}.", help);
        }
        return null;
    }

    /// <summary>Copies the database as a transaction sees it, and checks that the copy can be read back.</summary>
    internal static async Task<Refusal?> DumpAsync(string connection, NpgsqlConnection open, DbTransaction moment, string file, CancellationToken cancel)
    {
        int server = open.PostgreSqlVersion.Major;
        if (await WhyNotAsync(connection, server, cancel) is { } refusal) return refusal;
        string snapshot = (string)(await open.ScalarAsync(moment, "SELECT pg_export_snapshot()"))!;
        // Through this process: a tool that writes a file itself outlives a newspaper that is killed, and leaves the file behind.
        await using var copy = new FileStream(file, FileMode.Open, FileAccess.Write);
        var dumped = await RunAsync(Dump, connection, copy, cancel, "--format=custom", "--no-owner", "--no-privileges", "--no-password", WithoutSearch, WithoutDays, WithoutTallies, $"--snapshot={snapshot}");
        await copy.DisposeAsync();
        if (dumped.Code != 0) return Failed(Dump, dumped.Words);
        var listed = await RunAsync(Restore, "", cancel, "--list", file);
        if (listed.Code != 0 || !listed.Output.Contains("TABLE DATA", StringComparison.Ordinal)) return Failed(Restore, $"the copy cannot be read back. {listed.Words}");
        return null;
    }

    /// <summary>Puts a copy into an empty database: all of it, or nothing.</summary>
    public static async Task<Refusal?> RestoreAsync(string connection, string file, CancellationToken cancel)
    {
        int server;
        await using (var open = new NpgsqlConnection(connection))
        {
            await open.OpenAsync(cancel);
            server = open.PostgreSqlVersion.Major;
            const string Tables = "SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";
            if ((long)(await open.ScalarAsync(null, Tables))! > 0) return new Refusal("database-not-empty", $"The database \"{open.Database}\" is not empty; nothing was changed.", "Make a new one (createdb), and name it with --database.");
        }
        if (await VersionAsync(Restore, cancel) is not { } version) return new Refusal("no-pg-restore", "The backup is of a newspaper on PostgreSQL, and its tool pg_restore was not found on the PATH.", $"Install the client tools of PostgreSQL {server} (Debian: apt-get install postgresql-client-{server}).");
        var done = await RunAsync(Restore, connection, cancel, "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--no-password", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", file);
        return done.Code == 0 ? null : Failed(Restore, $"(of PostgreSQL {version}) {done.Words}");
    }

    /// <summary>A connection as PostgreSQL's tools take it, without its password.</summary>
    internal static string InWords(string connection)
    {
        var said = new NpgsqlConnectionStringBuilder(connection);
        return $"host={said.Host} port={said.Port.ToString(CultureInfo.InvariantCulture)} user={said.Username} dbname={said.Database ?? said.Username}";
    }

    private static Refusal Failed(string tool, string words) => new("dump-failed", $"{tool} failed: {words}", "Nothing was kept; mend what it says, and try again.");

    // "pg_dump (PostgreSQL) 17.4 (Debian 17.4-1)".
    private static async Task<int?> VersionAsync(string tool, CancellationToken cancel)
    {
        try
        {
            var said = await RunAsync(tool, "", cancel, "--version");
            return said.Code == 0 && Version().Match(said.Output) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static Task<(int Code, string Output, string Words)> RunAsync(string tool, string connection, CancellationToken cancel, params string[] arguments) => RunAsync(tool, connection, null, cancel, arguments);

    private static async Task<(int Code, string Output, string Words)> RunAsync(string tool, string connection, Stream? into, CancellationToken cancel, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // The tools say their words in English, and what they need to know stands in no list of processes.
        start.Environment["LC_ALL"] = "C";
        if (connection.Length > 0) Tell(start.Environment, new NpgsqlConnectionStringBuilder(connection));
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = into is null ? process.StandardOutput.ReadToEndAsync(cancel) : CopyAsync(process.StandardOutput.BaseStream, into, cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            string said = await output;
            await process.WaitForExitAsync(cancel);
            string words = (await errors).Trim();
            return (process.ExitCode, said, words.Length <= LongestWords ? words : words[..LongestWords]);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task<string> CopyAsync(Stream output, Stream into, CancellationToken cancel)
    {
        await output.CopyToAsync(into, cancel);
        return "";
    }

    // PostgreSQL, "Environment Variables" of libpq.
    private static void Tell(IDictionary<string, string?> environment, NpgsqlConnectionStringBuilder said)
    {
        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) environment[name] = value;
        }

        Set("PGHOST", said.Host);
        Set("PGPORT", said.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", said.Username);
        Set("PGPASSWORD", said.Password);
        Set("PGPASSFILE", said.Passfile);
        Set("PGDATABASE", said.Database ?? said.Username);
        Set("PGSSLROOTCERT", said.RootCertificate);
        Set("PGSSLCERT", said.SslCertificate);
        Set("PGSSLKEY", said.SslKey);
        Set("PGSSLMODE", said.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
    }

    [GeneratedRegex(@"\) (\d+)[.\d]*")]
    private static partial Regex Version();
}
