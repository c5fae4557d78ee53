using StopPress.Demo.Pictures;

namespace StopPress.Demo;

/// <summary>One picture of the demonstration at every size that is served, the smallest first.</summary>
internal sealed record DemoPrint(string Colour, IReadOnlyList<byte[]> Files)
{
    /// <summary>The widths of the files, in pixels.</summary>
    public static IReadOnlyList<int> Widths { get; } = [480, 960, 1600];

    /// <summary>The largest file, from which the others are made.</summary>
    public byte[] Original => Files[^1];
}

/// <summary>The pictures of the demonstration, drawn in the background in the order in which they are wanted, while the desk already works.</summary>
/// <remarks>On threads of its own: the pool's would keep the desk's work waiting behind the drawing. One processor is left to the desk.</remarks>
internal sealed class DemoPrints
{
    private readonly Dictionary<string, TaskCompletionSource<DemoPrint>> prints;
    private readonly string[] order;
    private int next = -1;

    public DemoPrints(IEnumerable<string> keys)
    {
        order = [.. keys.Distinct()];
        prints = order.ToDictionary(key => key, _ => new TaskCompletionSource<DemoPrint>(TaskCreationOptions.RunContinuationsAsynchronously));
        for (var i = 0; i < Math.Max(1, Environment.ProcessorCount - 1); i++)
            new Thread(Draw) { IsBackground = true, Name = "pictures" }.Start();
    }

    /// <summary>A picture, as soon as it is drawn.</summary>
    public Task<DemoPrint> this[string key] => prints[key].Task;

    private void Draw()
    {
        while (Interlocked.Increment(ref next) is var turn && turn < order.Length)
        {
            string key = order[turn];
            try
            {
                var files = DemoPictures.Renditions(key, [.. DemoPrint.Widths]);
                prints[key].SetResult(new DemoPrint(DemoPictures.Colour(key), files));
            }
            catch (Exception fault)
            {
                // Whoever waits for the picture gets the fault, as if the picture had been drawn there.
                prints[key].SetException(fault);
            }
        }
    }
}
