using StopPress.Demo.Pictures;

namespace StopPress.Demo;

/// <summary>The pictures of the demonstration, drawn in the background in the order in which they are wanted, while the desk already works.</summary>
/// <remarks>On threads of its own: the pool's would keep the desk's work waiting behind the drawing. One processor is left to the desk.</remarks>
internal sealed class DemoPrints
{
    private readonly Dictionary<string, TaskCompletionSource<byte[]>> prints;
    private readonly string[] order;
    private int next = -1;

    public DemoPrints(IEnumerable<string> keys)
    {
        order = [.. keys.Distinct()];
        prints = order.ToDictionary(key => key, _ => new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously));
        for (var i = 0; i < Math.Max(1, Environment.ProcessorCount - 1); i++)
            new Thread(Draw) { IsBackground = true, Name = "pictures" }.Start();
    }

    /// <summary>A picture, as soon as it is drawn.</summary>
    public Task<byte[]> this[string key] => prints[key].Task;

    private void Draw()
    {
        while (Interlocked.Increment(ref next) is var turn && turn < order.Length)
        {
            string key = order[turn];
            try
            {
                prints[key].SetResult(DemoPictures.Original(key));
            }
            catch (Exception fault)
            {
                // Whoever waits for the picture gets the fault, as if the picture had been drawn there.
                prints[key].SetException(fault);
            }
        }
    }
}
