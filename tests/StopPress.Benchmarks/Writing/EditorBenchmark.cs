using System.Text.Json;
using Microsoft.Playwright;
using StopPress.Benchmarks.Figures;

namespace StopPress.Benchmarks.Writing;

/// <summary>What writing in a long story costs: beside a bare ProseMirror with the same text, and after minutes of it.</summary>
internal static class EditorBenchmark
{
    // From the key to the frame that shows it, and from the navigation to the first frame in which one can write.
    private const string Watching = """
        window.times = [];
        const painted = act => requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = act;
            channel.port2.postMessage(0);
        });
        addEventListener('keydown', event => painted(() => window.times.push(performance.now() - event.timeStamp)), true);
        addEventListener('opened', () => painted(() => window.openedAt = performance.now()));
        """;

    // The slowest of a run are those in which the browser is still busy with what it has just been given.
    private const int WarmingUp = 10;
    private const int Middle = 150;
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMilliseconds(15);

    private sealed record Measured(Sample Presses, double Opened);

    /// <summary>Runs it; takes <c>cases</c> (<c>typing</c>, <c>memory</c>), <c>pairs</c>, <c>presses</c> and <c>minutes</c>. The ratio is that of the first case.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        await using var desk = await WritingDesk.OpenAsync();
        var verdicts = new List<Verdict>();
        foreach (string name in order.Words("cases", "typing", "memory"))
        {
            var verdict = name switch
            {
                "typing" => await TypingAsync(desk, order.Number("pairs", 5), order.Number("presses", 200)),
                "memory" => await MemoryAsync(desk, TimeSpan.FromMinutes(order.Number("minutes", 3))),
                _ => throw new ArgumentException($"There is no case {name}."),
            };
            Console.WriteLine(verdict);
            verdicts.Add(verdict);
        }
        return verdicts[0] with { Name = "editor" };
    }

    private static async Task<Verdict> TypingAsync(WritingDesk desk, int count, int presses)
    {
        async Task<Measured> Ours() => await MeasureAsync(desk, await desk.FileAsync(), presses);
        Task<Measured> Bare() => MeasureAsync(desk, desk.BareAddress, presses);
        await Pairs.MeasureAsync(1, Ours, Bare);
        var pairs = await Pairs.MeasureAsync(count, Ours, Bare);
        double Of(Func<Measured, double> figure, bool ours) => new Sample(pairs.Select(pair => figure(ours ? pair.First : pair.Second))).Median;
        foreach (bool ours in new[] { true, false })
        {
            Console.WriteLine($"editor typing, {(ours ? "the desk's" : "bare")}: half of the presses within {Of(one => one.Presses.Median, ours):0.0} ms, "
                + $"95 of 100 within {Of(one => one.Presses.Percentile(95), ours):0.0} ms; open after {Of(one => one.Opened, ours):0} ms");
        }
        var later = new Sample(pairs.Select(pair => pair.First.Opened - pair.Second.Opened));
        Console.WriteLine($"editor typing: open {later.Median:0} ms after the bare one ({later.Min:0} to {later.Max:0})");
        return Verdict.Of("editor typing", pairs.Select(pair => pair.First.Presses.Percentile(95) / pair.Second.Presses.Percentile(95)));
    }

    private static async Task<Measured> MeasureAsync(WritingDesk desk, string address, int presses)
    {
        await using var window = await desk.WindowAsync();
        var page = await OpenAsync(window, address);
        double opened = await page.EvaluateAsync<double>("window.openedAt");
        await page.Locator(".ProseMirror > p").Nth(Middle).ClickAsync();
        for (var press = 0; press < presses + WarmingUp; press++)
        {
            await page.Keyboard.PressAsync($"{"abcdefgh "[press % 9]}");
            await Task.Delay(BetweenKeys);
        }
        await Task.Delay(500);
        double[] times = await page.EvaluateAsync<double[]>("window.times");
        return new Measured(new Sample(times.Skip(WarmingUp)), opened);
    }

    // Sentences are typed in one place after another and deleted again, so that the text stays as long as it is.
    private static async Task<Verdict> MemoryAsync(WritingDesk desk, TimeSpan time)
    {
        await using var window = await desk.WindowAsync();
        var page = await OpenAsync(window, await desk.FileAsync());
        var browser = await window.NewCDPSessionAsync(page);
        var figures = new List<(double Megabytes, int Nodes)>();
        var chance = new Random(1);
        var first = TimeSpan.FromTicks(time.Ticks / 5);
        var lasted = System.Diagnostics.Stopwatch.StartNew();
        var presses = 0;
        for (var look = 1; look <= 5; look++)
        {
            while (lasted.Elapsed < first * look)
            {
                await page.EvaluateAsync($"""
                    () => {"{"}
                        const block = document.querySelectorAll('.ProseMirror > p')[{chance.Next(250)}];
                        getSelection().selectAllChildren(block);
                        getSelection().collapseToEnd();
                        window.times.length = 0;
                    {"}"}
                    """);
                const string sentence = " Nobody had told the owners of the boats that the harbour was open again.";
                foreach (char letter in sentence)
                {
                    await page.Keyboard.PressAsync($"{letter}");
                    presses++;
                }
                for (var back = 0; back < sentence.Length; back++) await page.Keyboard.PressAsync("Backspace");
                presses += sentence.Length;
            }
            figures.Add(await HeldAsync(page, browser));
            Console.WriteLine($"editor memory: after {lasted.Elapsed.TotalMinutes:0.0} minutes and {presses} presses {figures[^1].Megabytes:0.0} MB, {figures[^1].Nodes} nodes");
        }
        var ratios = figures.Skip(1).Select(figure => figure.Megabytes / figures[0].Megabytes).ToList();
        return new Verdict("editor memory", ratios[^1], ratios.Min(), ratios.Max());
    }

    // What is held when all that can be thrown away is.
    private static async Task<(double Megabytes, int Nodes)> HeldAsync(IPage page, ICDPSession browser)
    {
        await page.EvaluateAsync("() => window.stoppressEditor.flush()");
        await Task.Delay(2000);
        for (var round = 0; round < 2; round++) await browser.SendAsync("HeapProfiler.collectGarbage");
        double used = Number(await browser.SendAsync("Runtime.getHeapUsage"), "usedSize");
        return (used / Megabyte, (int)Number(await browser.SendAsync("Memory.getDOMCounters"), "nodes"));
    }

    private static double Number(JsonElement? answer, string name) => answer!.Value.GetProperty(name).GetDouble();

    private static async Task<IPage> OpenAsync(IBrowserContext window, string address)
    {
        var page = await window.NewPageAsync();
        await page.AddInitScriptAsync(Watching);
        await page.GotoAsync(address);
        await page.WaitForFunctionAsync("() => window.openedAt");
        return page;
    }
}
