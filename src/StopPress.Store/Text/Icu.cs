using System.Globalization;
using System.Runtime.InteropServices;

namespace StopPress.Store.Text;

/// <summary>The library of letters that the runtime has loaded already (ICU), for what .NET does not hand on: where lines may end, and which way passages run.</summary>
/// <remarks>Its functions bear its version in their names (ICU, "uversion.h"), so they are found by the file that is in use. Null where the runtime uses another library.</remarks>
internal sealed class Icu
{
    private const string Library = "libicuuc.so.";

    // What the process has mapped (proc(5)).
    private const string Maps = "/proc/self/maps";

    private static readonly Lazy<Icu?> Loaded = new(Load);

    private Icu(Func<string, nint> find)
    {
        OpenBreaks = Marshal.GetDelegateForFunctionPointer<BreaksOpener>(find("ubrk_open"));
        NextBreak = Marshal.GetDelegateForFunctionPointer<BreakStep>(find("ubrk_next"));
        CloseBreaks = Marshal.GetDelegateForFunctionPointer<Closer>(find("ubrk_close"));
        OpenDirections = Marshal.GetDelegateForFunctionPointer<DirectionsOpener>(find("ubidi_open"));
        SetText = Marshal.GetDelegateForFunctionPointer<DirectionsText>(find("ubidi_setPara"));
        CountRuns = Marshal.GetDelegateForFunctionPointer<RunCounter>(find("ubidi_countRuns"));
        RunAt = Marshal.GetDelegateForFunctionPointer<RunFinder>(find("ubidi_getVisualRun"));
        CloseDirections = Marshal.GetDelegateForFunctionPointer<Closer>(find("ubidi_close"));
    }

    internal delegate nint BreaksOpener(int kind, [MarshalAs(UnmanagedType.LPStr)] string locale, nint text, int length, ref int error);

    internal delegate int BreakStep(nint breaks);

    internal delegate nint DirectionsOpener();

    internal delegate void DirectionsText(nint directions, nint text, int length, byte level, nint levels, ref int error);

    internal delegate int RunCounter(nint directions, ref int error);

    internal delegate int RunFinder(nint directions, int run, out int start, out int length);

    internal delegate void Closer(nint handle);

    /// <summary>The library, or null.</summary>
    public static Icu? Present => Loaded.Value;

    public BreaksOpener OpenBreaks { get; }

    public BreakStep NextBreak { get; }

    public Closer CloseBreaks { get; }

    public DirectionsOpener OpenDirections { get; }

    public DirectionsText SetText { get; }

    public RunCounter CountRuns { get; }

    public RunFinder RunAt { get; }

    public Closer CloseDirections { get; }

    /// <summary>Throws where the library says that something failed; what is below nothing is a remark.</summary>
    public static void Check(int error)
    {
        if (error > 0) throw new InvalidOperationException($"ICU failed with error {error}.");
    }

    private static Icu? Load()
    {
        if (!File.Exists(Maps)) return null;
        // Whoever has compared no text yet has not loaded it.
        _ = CultureInfo.InvariantCulture.CompareInfo.Compare("a", "b", CompareOptions.IgnoreCase);
        string? file = File.ReadLines(Maps).Select(line => line[(line.LastIndexOf(' ') + 1)..]).FirstOrDefault(name => Path.GetFileName(name).StartsWith(Library, StringComparison.Ordinal));
        if (file is null || !NativeLibrary.TryLoad(file, out nint library)) return null;
        string version = Path.GetFileName(file)[Library.Length..].Split('.')[0];
        return NativeLibrary.TryGetExport(library, "ubrk_open_" + version, out _) ? new Icu(name => NativeLibrary.GetExport(library, $"{name}_{version}")) : null;
    }
}
