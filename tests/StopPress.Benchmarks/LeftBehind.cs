using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace StopPress.Benchmarks;

/// <summary>What must not outlive a benchmark that is told to end: the processes that it started, and its folders.</summary>
internal static class LeftBehind
{
    private const int Terminate = 15;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly ConcurrentDictionary<int, bool> Processes = [];
    private static readonly ConcurrentDictionary<string, bool> Folders = [];
    private static PosixSignalRegistration[] signals = [];

    /// <summary>From now on a signal to end takes everything away first.</summary>
    public static void TidyOnSignals() => signals =
        [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ => Tidy()))];

    /// <summary>Notes a process.</summary>
    public static void Add(int process) => Processes[process] = true;

    /// <summary>Notes a folder.</summary>
    public static void Add(string folder) => Folders[folder] = true;

    /// <summary>Forgets a process that has ended.</summary>
    public static void Remove(int process) => Processes.TryRemove(process, out _);

    /// <summary>Forgets a folder that is gone.</summary>
    public static void Remove(string folder) => Folders.TryRemove(folder, out _);

    /// <summary>Asks a process to end.</summary>
    public static void Ask(int process) => _ = Kill(process, Terminate);

    private static void Tidy()
    {
        foreach (int process in Processes.Keys) Ask(process);
        if (!Processes.IsEmpty) Thread.Sleep(Grace);
        foreach (string folder in Folders.Keys.Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
        GC.KeepAlive(signals);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int id, int signal);
}
