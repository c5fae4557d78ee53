namespace StopPress.Newsroom.Media;

/// <summary>What the darkroom is to make next: every JPEG before the first WebP, every WebP before the first AVIF, the newest picture first.</summary>
internal sealed class DarkroomQueue
{
    private readonly PriorityQueue<(long Picture, RenditionFormat Format), (int, long)> queue = new();
    private readonly HashSet<(long, RenditionFormat)> waiting = [];
    private readonly SemaphoreSlim filled = new(0);

    /// <summary>How much waits.</summary>
    public int Count
    {
        get
        {
            lock (queue) return queue.Count;
        }
    }

    /// <summary>Adds a picture in a format, unless it waits already.</summary>
    public void Add(long picture, RenditionFormat format)
    {
        lock (queue)
        {
            if (!waiting.Add((picture, format))) return;
            queue.Enqueue((picture, format), ((int)format, -picture));
        }
        filled.Release();
    }

    /// <summary>Takes what comes first, waiting until there is something.</summary>
    public async Task<(long Picture, RenditionFormat Format)> TakeAsync(CancellationToken cancel)
    {
        await filled.WaitAsync(cancel);
        lock (queue)
        {
            var next = queue.Dequeue();
            waiting.Remove(next);
            return next;
        }
    }
}
