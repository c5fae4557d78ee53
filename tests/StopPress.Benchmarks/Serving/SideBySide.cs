using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;

namespace StopPress.Benchmarks.Serving;

/// <summary>The newspaper and nginx with the same pages, to be loaded in turns.</summary>
internal sealed class SideBySide : IAsyncDisposable
{
    // What may differ: a digit in a length or a date.
    private const int SameLength = 4;
    private const int TrialPairs = 2;

    private readonly string name;
    private readonly string addresses;
    private readonly WebServer stopPress;
    private readonly List<Rival> rivals = [];
    private readonly List<NginxPage> pages;

    private SideBySide(string name, string addresses, WebServer stopPress, List<NginxPage> pages) =>
        (this.name, this.addresses, this.stopPress, this.pages) = (name, addresses, stopPress, pages);

    /// <summary>Takes pages from the newspaper, and gives the same to nginx with and without sendfile.</summary>
    /// <param name="stopPress">The newspaper.</param>
    /// <param name="folder">Where nginx's files go.</param>
    /// <param name="name">The case: <c>page</c>, <c>urls</c>, <c>unchanged</c> (304) or <c>brotli</c>.</param>
    /// <param name="paths">The addresses.</param>
    public static async Task<SideBySide> OpenAsync(WebServer stopPress, ScratchFolder folder, string name, IReadOnlyList<string> paths)
    {
        string encoding = name == "brotli" ? "br" : "gzip";
        var pages = new List<NginxPage>();
        foreach (string path in paths) pages.Add(new NginxPage(path, await HotAsync(stopPress.Port, path, encoding)));
        string first = folder.Make($"{name}-first");
        await using (var nginx = await NginxServer.StartAsync(first, pages, sendfile: false))
        {
            for (var i = 0; i < pages.Count; i++)
            {
                var reply = await WireReply.GetAsync(nginx.Port, pages[i].NginxPath, ("Accept-Encoding", encoding));
                pages[i] = pages[i] with { Trim = reply.Length - pages[i].Reply.Length };
            }
        }
        string list = folder.Make($"{name}-lists");
        await File.WriteAllLinesAsync(Path.Combine(list, "stoppress"), pages.Select(page => page.Path));
        await File.WriteAllLinesAsync(Path.Combine(list, "nginx"), pages.Select(page => page.NginxPath));
        var bout = new SideBySide(name, list, stopPress, pages);
        foreach (bool sendfile in (bool[])[false, true])
        {
            string what = sendfile ? "nginx with sendfile" : "nginx without sendfile";
            bout.rivals.Add(new Rival(what, await NginxServer.StartAsync(folder.Make($"{name}-{sendfile}"), pages, sendfile), "nginx", pages[0].NginxPath, encoding));
        }
        await bout.CheckAsync(encoding);
        return bout;
    }

    /// <summary>Measures; the verdict is of requests a second, and the latency is told beside it.</summary>
    public async Task<Verdict> MeasureAsync(int pairs, int seconds)
    {
        var ours = new Rival("stoppress", stopPress, "stoppress", pages[0].Path, rivals[0].Encoding) { ETag = pages[0].Reply["ETag"] };
        var best = await BetterAsync(seconds);
        _ = await LoadAsync(ours, seconds);
        var runs = await Pairs.MeasureAsync(pairs, () => LoadAsync(ours, seconds), () => LoadAsync(best, seconds));
        var first = pages[0].Reply;
        var (our, their) = (new Sample(runs.Select(run => run.First.Rate)), new Sample(runs.Select(run => run.Second.Rate)));
        Console.WriteLine($"{name}: {first.Body.Length} bytes of {first["Content-Encoding"]}, {our.Median:0} requests a second, {best.Name} {their.Median:0}");
        Console.WriteLine(Verdict.Of($"serve {name}, p99 latency", runs.Select(run => run.First.P99 / run.Second.P99)));
        return Verdict.Of($"serve {name}", runs.Select(run => run.First.Rate / run.Second.Rate));
    }

    /// <summary>Ends nginx.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var rival in rivals) await rival.Server.DisposeAsync();
    }

    private async Task<Rival> BetterAsync(int seconds)
    {
        int trial = Math.Max(1, seconds / 2);
        var runs = await Pairs.MeasureAsync(TrialPairs, () => LoadAsync(rivals[0], trial), () => LoadAsync(rivals[1], trial));
        double first = new Sample(runs.Select(run => run.First.Rate)).Median, second = new Sample(runs.Select(run => run.Second.Rate)).Median;
        Console.WriteLine($"{name}: {rivals[0].Name} {first:0}, {rivals[1].Name} {second:0} requests a second");
        return first >= second ? rivals[0] : rivals[1];
    }

    private Task<WrkRun> LoadAsync(Rival rival, int seconds)
    {
        (string, string)[] headers = name == "unchanged"
            ? [("Accept-Encoding", rival.Encoding), ("If-None-Match", rival.ETag)]
            : [("Accept-Encoding", rival.Encoding)];
        var load = new WrkLoad(rival.Server.Port, seconds, headers);
        return pages.Count == 1 ? WrkRun.RunAsync(load, rival.Path) : WrkRun.RunAsync(load, "/", "urls.lua", Path.Combine(addresses, rival.List));
    }

    // Ready pages only: a page is filed joined from its second reader on, and packed as brotli when it is in demand.
    private static async Task<WireReply> HotAsync(int port, string path, string encoding)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            var reply = await WireReply.GetAsync(port, path, ("Accept-Encoding", encoding));
            if (attempt >= 3 && reply.Status == 200 && reply["Content-Encoding"] == encoding) return reply;
            if (attempt > 10) await Task.Delay(20);
        }
        throw new InvalidOperationException($"{path} never came as {encoding}.");
    }

    // Whether both really send the same: status, encoding, bytes, and as much of them.
    private async Task CheckAsync(string encoding)
    {
        foreach (var rival in rivals)
        {
            foreach (var page in pages)
            {
                var reply = await WireReply.GetAsync(rival.Server.Port, page.NginxPath, ("Accept-Encoding", encoding));
                if (reply.Status != 200 || reply["Content-Encoding"] != encoding || !reply.Body.AsSpan().SequenceEqual(page.Reply.Body) || Math.Abs(reply.Length - page.Reply.Length) > SameLength)
                {
                    throw new InvalidOperationException($"{rival.Name} does not send what the newspaper sends at {page.Path}: {reply.Length} bytes, not {page.Reply.Length}.");
                }
                rival.ETag = reply["ETag"];
            }
        }
        if (name == "unchanged") await CheckUnchangedAsync(encoding);
    }

    private async Task CheckUnchangedAsync(string encoding)
    {
        var ours = await WireReply.GetAsync(stopPress.Port, pages[0].Path, ("Accept-Encoding", encoding), ("If-None-Match", pages[0].Reply["ETag"]));
        foreach (var rival in rivals)
        {
            var theirs = await WireReply.GetAsync(rival.Server.Port, pages[0].NginxPath, ("Accept-Encoding", encoding), ("If-None-Match", rival.ETag));
            if (ours.Status == 304 && theirs.Status == 304 && Math.Abs(ours.Length - theirs.Length) <= SameLength) continue;
            throw new InvalidOperationException($"Unchanged: the newspaper sends {ours.Status} in {ours.Length} bytes, {rival.Name} {theirs.Status} in {theirs.Length}.");
        }
    }

    private sealed record Rival(string Name, WebServer Server, string List, string Path, string Encoding)
    {
        public string ETag { get; set; } = "";
    }
}
