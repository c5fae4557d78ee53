using System.Diagnostics;
using System.Globalization;

namespace StopPress.Tests.Support;

/// <summary>A PostgreSQL server of our own in a temporary folder, on a Unix socket only. It stops when this process ends, however it ends.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // The script lives as long as its input is open: when the tests are killed the input closes, and the server goes too.
    // Sorting by language (ICU) is what many servers do, and what the house must not depend on.
    private const string Script = """
        set -e
        dir=${2:-$(mktemp -d /tmp/stoppress-pg-XXXXXX)}
        if [ -n "$2" ]; then trap '"$1/pg_ctl" -D "$dir/data" -m fast -w -t 600 stop >/dev/null 2>&1' EXIT
        else trap '"$1/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$dir"' EXIT; fi
        [ -e "$dir/data" ] || "$1/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --locale-provider=icu --icu-locale=en --no-sync >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
        "$1/pg_ctl" -D "$dir/data" -w -l "$dir/log" start </dev/null >/dev/null 2>&1 -o "-c listen_addresses= -c unix_socket_directories=$dir \
            -c fsync=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB" || { cat "$dir/log" >&2; exit 1; }
        echo "$dir"
        cat >/dev/null
        """;

    private readonly Process process;

    private PostgresServer(Process process, string folder) => (this.process, Folder) = (process, folder);

    /// <summary>The folder of its socket.</summary>
    public string Folder { get; }

    /// <summary>Makes the server and waits until it answers.</summary>
    /// <param name="kept">An existing folder, of the user that the server runs as, which stays with all that is in it; null for one that goes with the server.</param>
    public static async Task<PostgresServer> StartAsync(string? kept = null)
    {
        string[] command = ["bash", "-c", Script, "postgres", Binaries(), kept ?? ""];
        // initdb refuses to run as root.
        if (Environment.UserName == "root") command = ["runuser", "-u", "postgres", "--", .. command];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        if (await process.StandardOutput.ReadLineAsync() is { } folder) return new PostgresServer(process, folder);
        throw new InvalidOperationException($"PostgreSQL did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>The connection string of one of its databases.</summary>
    public string Connection(string database) => $"Host={Folder};Username=postgres;Database={database};Maximum Pool Size=40;Include Error Detail=true";

    /// <summary>Stops it as a crash would.</summary>
    public Task GoAwayAsync() => ControlAsync("-m", "immediate", "-w", "stop");

    /// <summary>Starts it again.</summary>
    public Task ComeBackAsync() => ControlAsync(
        "-w", "-l", $"{Folder}/log", "-o", $"-c listen_addresses= -c unix_socket_directories={Folder} -c fsync=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB", "start");

    /// <summary>The processes of the server, its own first.</summary>
    public IReadOnlyList<int> Processes()
    {
        int first = int.Parse(File.ReadLines($"{Folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
        return [first, .. File.ReadAllText($"/proc/{first}/task/{first}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    /// <summary>Stops the server and takes its folder away.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ControlAsync(params string[] what)
    {
        string[] command = [Path.Combine(Binaries(), "pg_ctl"), "-D", $"{Folder}/data", .. what];
        if (Environment.UserName == "root") command = ["runuser", "-u", "postgres", "--", .. command];
        // Its output is left alone: a server that starts keeps it open for as long as it lives.
        using var control = Process.Start(new ProcessStartInfo("bash", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "bash", .. command]) { WorkingDirectory = "/" })!;
        await control.WaitForExitAsync();
        if (control.ExitCode != 0) throw new InvalidOperationException($"pg_ctl {string.Join(' ', what)} failed.");
    }

    private static string Binaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out int number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        ?? throw new InvalidOperationException("PostgreSQL is not installed; ./check installs it (apt-get install postgresql).");
}
