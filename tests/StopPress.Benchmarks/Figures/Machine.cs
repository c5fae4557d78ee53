using System.Globalization;
using System.Runtime.InteropServices;

namespace StopPress.Benchmarks.Figures;

/// <summary>The machine that figures were measured on; without it they mean nothing.</summary>
internal static class Machine
{
    /// <summary>Processor, memory, system, runtime and how busy it is, on one line.</summary>
    public static string Describe()
    {
        string memory = string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024.0 / 1024 / 1024:0.0} GB");
        return $"{Environment.ProcessorCount} x {Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString()}, {memory}, "
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {Load()}";
    }

    /// <summary>How much memory a process holds now, in bytes.</summary>
    public static long ResidentBytes(int process) => Kilobytes(process, "VmRSS") * 1024;

    /// <summary>The most memory that a process ever held, in bytes.</summary>
    public static long PeakBytes(int process) => Kilobytes(process, "VmHWM") * 1024;

    private static long Kilobytes(int process, string name) =>
        long.Parse(Line($"/proc/{process}/status", name)!.Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string? Line(string file, string name) => !File.Exists(file) ? null : File.ReadLines(file)
        .Select(line => line.Split(':', 2)).FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim() == name)?[1].Trim();
}
