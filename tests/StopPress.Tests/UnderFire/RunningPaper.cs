using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using StopPress.Store.Control;

namespace StopPress.Tests.UnderFire;

/// <summary>A newspaper as a process of its own, which can be stopped, continued and killed.</summary>
internal sealed class RunningPaper : IAsyncDisposable
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    // A newspaper that does not answer at all must fail the test, not hold it up.
    private static readonly TimeSpan LongestAct = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly HttpClient reader;
    private readonly string folder;
    private ControlClient? desk;

    private readonly Task<string> log, errors;

    private RunningPaper(Process process, HttpClient reader, string folder, Task<string> log, Task<string> errors) =>
        (this.process, this.reader, this.folder, this.log, this.errors) = (process, reader, folder, log, errors);

    /// <summary>The process.</summary>
    public int Id => process.Id;

    /// <summary>Where it is read.</summary>
    public Uri Address => reader.BaseAddress!;

    /// <summary>Starts it, and waits until it is open; at a port that is told, it is known to browsers by that.</summary>
    public static async Task<RunningPaper> StartAsync(string folder, string connection = "", IReadOnlyDictionary<string, string>? environment = null, int at = 0, HeldSocket? held = null, string? program = null)
    {
        var (paper, words) = await TryStartAsync(folder, connection, environment, at, held, program);
        if (paper is null) Assert.Fail($"The newspaper did not start: {words}");
        return paper;
    }

    /// <summary>Starts it; when it does not open, what it said instead.</summary>
    public static async Task<(RunningPaper? Paper, string Words)> TryStartAsync(
        string folder, string connection = "", IReadOnlyDictionary<string, string>? environment = null, int at = 0, HeldSocket? held = null, string? program = null)
    {
        int port = held?.Port ?? (at == 0 ? Support.Paper.FreePort() : at);
        string[] arguments = [program ?? Path.Combine(AppContext.BaseDirectory, "stoppress.dll"), "serve", "--data", folder, "--urls", $"http://127.0.0.1:{port}", "--log-level", "Warning"];
        if (connection.Length > 0) arguments = [.. arguments, "--database", connection];
        if (at != 0) arguments = [.. arguments, "--public-address", $"http://localhost:{at}"];
        var start = new ProcessStartInfo(held is null ? "dotnet" : "bash", held is null ? arguments : held.HandOn(["dotnet", .. arguments])) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        // What it has to say before it is open, such as that a database was asked in vain once, comes first.
        string line = "";
        while (await process.StandardOutput.ReadLineAsync() is { } next)
        {
            line += next;
            if (!next.Contains("is open", StringComparison.Ordinal)) continue;
            // Read on to the end, or a full pipe would stop it.
            var log = process.StandardOutput.ReadToEndAsync();
            return (new RunningPaper(process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") }, folder, log, errors), line);
        }
        await process.WaitForExitAsync();
        string words = line + await errors;
        process.Dispose();
        return (null, words);
    }

    /// <summary>Asks for an act; a newspaper that has died answers with a fault.</summary>
    public async Task<ControlReply> CallAsync(string act, object? with = null, string actor = "anna")
    {
        try
        {
            desk ??= await ControlClient.ConnectAsync(RunFolder.SocketOf(folder));
            return desk is null ? new ControlReply(false, Fault: "Nobody answers.") : await desk.CallAsync(act, actor, with).WaitAsync(LongestAct);
        }
        catch (Exception fault) when (fault is IOException or SocketException or JsonException or ObjectDisposedException)
        {
            return new ControlReply(false, Fault: fault.Message);
        }
    }

    /// <summary>Asks for an act that must go through; its result as text.</summary>
    public async Task<string> DoAsync(string act, object? with = null)
    {
        var reply = await CallAsync(act, with);
        if (!reply.Ok) Assert.Fail($"{act}: {reply.Refusal?.Message ?? reply.Fault}\n{await LastWordsAsync()}");
        return reply.Result?.ToString() ?? "";
    }

    /// <summary>Files a story and lets it out; its id and address.</summary>
    public async Task<(string Story, string Path)> PublishAsync(string headline)
    {
        string story = await DoAsync("FileStory", new { edition = "en", words = new { headline, body = Support.Paper.Body(headline) } });
        return (story, await DoAsync("PublishStory", new { story, edition = "en" }));
    }

    /// <summary>The status and the text of a page.</summary>
    public async Task<(int Status, string Text)> AskAsync(string path)
    {
        using var answer = await reader.GetAsync(path);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Stops it where it stands.</summary>
    public void Stop() => Signal(process.Id, SigStop);

    /// <summary>Lets it go on.</summary>
    public void Continue() => Signal(process.Id, SigCont);

    /// <summary>Asks it to close, as systemd does, and waits until it has; its exit code.</summary>
    public async Task<int> CloseAsync()
    {
        Signal(process.Id, SigTerm);
        await process.WaitForExitAsync().WaitAsync(LongestAct);
        return process.ExitCode;
    }

    /// <summary>Kills it.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) Signal(process.Id, SigKill);
        await process.WaitForExitAsync();
    }

    /// <summary>Whether it lives; a moment is left to whatever is about to end it.</summary>
    public async Task<bool> LivesAsync()
    {
        await Task.Delay(30);
        return !process.HasExited;
    }

    /// <summary>Whether it answers readers; one that does not is dying, and is dead when this returns.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            await AskAsync("/");
            return true;
        }
        catch (HttpRequestException)
        {
            await process.WaitForExitAsync().WaitAsync(LongestAct);
            return false;
        }
    }

    /// <summary>Kills it, and returns how it ended and what it said while it lived.</summary>
    public async Task<string> LastWordsAsync()
    {
        bool hadEnded = process.HasExited;
        await KillAsync();
        return $"{(hadEnded ? $"It had ended with {process.ExitCode}" : "It lived")}, and said: {await log}{await errors}";
    }

    /// <summary>Kills it, if it lives.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (desk is not null) await desk.DisposeAsync();
        process.Dispose();
        reader.Dispose();
    }

    /// <summary>Stops other processes where they stand, or lets them go on.</summary>
    public static void Signal(IEnumerable<int> processes, bool stop)
    {
        foreach (int one in processes) Signal(one, stop ? SigStop : SigCont);
    }

    /// <summary>Interrupts a process, as Ctrl+C does.</summary>
    public static void Interrupt(int process) => Signal(process, SigInt);

    private static void Signal(int process, int signal) => _ = Kill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
