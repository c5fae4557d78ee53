using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace StopPress.Site.Press;

/// <summary>Work that no reader waits for: pressing pages in demand again, and packing those asked for most a second time, smaller.</summary>
internal sealed class BackRoom : IAsyncDisposable
{
    // Enough for every page that readers are on just now; what does not fit is pressed when it is asked for.
    private const int LongestQueue = 2000;

    // Brotli at 5 takes about 2 ms for 60 kB and saves a tenth against gzip; at 11 it takes 47 and saves a tenth more. So first after
    // a few readers, then after many.
    private static readonly (int Hits, int Quality)[] Packings = [(4, 5), (200, 11)];

    private readonly Channel<(string Name, Func<Task> Work)> queue = Channel.CreateBounded<(string, Func<Task>)>(
        new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Channel<(PressedPage Page, int Quality, Action Done)> packing = Channel.CreateBounded<(PressedPage, int, Action)>(
        new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ILogger log;
    private readonly Task working;

    public BackRoom(ILogger log)
    {
        this.log = log;
        working = Task.WhenAll(Task.Run(WorkAsync), Task.Run(PackAsync));
    }

    /// <summary>Does something soon.</summary>
    public void Do(string name, Func<Task> work) => queue.Writer.TryWrite((name, work));

    /// <summary>Does something at once, beside what is done in order.</summary>
    public void DoBeside(string name, Func<Task> work) => _ = Task.Run(() => TryAsync(name, work));

    /// <summary>Counts a reader who takes brotli, and packs the page when there have been enough.</summary>
    /// <param name="page">The page.</param>
    /// <param name="path">Its address.</param>
    /// <param name="done">What to do when it is packed.</param>
    public void Consider(PressedPage page, ReadOnlySpan<char> path, Action<string> done)
    {
        int hits = page.CountHit();
        if (hits > Packings[^1].Hits) return;
        foreach (var (enough, quality) in Packings)
        {
            if (hits == enough) Pack(page, path.ToString(), quality, done);
        }
    }

    private void Pack(PressedPage page, string path, int quality, Action<string> done) => packing.Writer.TryWrite((page, quality, () => done(path)));

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        packing.Writer.TryComplete();
        await working;
    }

    private async Task WorkAsync()
    {
        await foreach (var (name, work) in queue.Reader.ReadAllAsync()) await TryAsync(name, work);
    }

    private async Task TryAsync(string name, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            // Nobody waits for it: the next reader presses the page, and is told what is wrong.
            log.LogWarning(fault, "{Name} could not be pressed ahead.", name);
        }
    }

    private async Task PackAsync()
    {
        await foreach (var (page, quality, done) in packing.Reader.ReadAllAsync())
        {
            page.Polish(quality);
            done();
        }
    }
}
