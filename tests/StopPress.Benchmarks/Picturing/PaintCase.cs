using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Serving;
using StopPress.Demo;
using StopPress.Store.Settings;

namespace StopPress.Benchmarks.Picturing;

/// <summary>The first picture of a story on the screen of a browser that has seen nothing yet, and the same bytes on a page that holds nothing else.</summary>
internal static partial class PaintCase
{
    // The moment at which the browser has painted the largest picture (Largest Contentful Paint, W3C), or -1 after five seconds.
    private const string PaintedAt = """
        () => new Promise(done => {
            setTimeout(() => done(-1), 5000);
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) if (entry.element && entry.element.tagName === 'IMG') done(entry.startTime);
            }).observe({ type: 'largest-contentful-paint', buffered: true });
        })
        """;

    public static async Task<Verdict> RunAsync(int count)
    {
        using var folder = new ScratchFolder();
        string address = $"http://127.0.0.1:{WebServer.FreePort()}";
        var settings = new MachineSettings(folder.Make("data"), "", [address], address, 128, LogLevel.Warning);
        await using var house = (await OpenHouse.OpenAsync(settings, TimeProvider.System, NullLoggerFactory.Instance)).Value;
        await using var site = await OpenSite.OpenAsync(house, open => DemoHouse.FillAsync(open.Desk, open.Tail));
        // The worker is done before anything is measured: it makes nothing and takes no time from either.
        while (house.Desk.Darkroom.Waiting > 0) await Task.Delay(200);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
        string story = address + await LeadAsync(address);
        string picture = await ShownAsync(browser, story);
        await using var bare = await BareAsync(picture);
        string bareAddress = bare.Urls.First();
        await Pairs.MeasureAsync(3, () => MeasureAsync(browser, story), () => MeasureAsync(browser, bareAddress));
        var pairs = await Pairs.MeasureAsync(count, () => MeasureAsync(browser, story), () => MeasureAsync(browser, bareAddress));
        Console.WriteLine($"pictures paint: {new Sample(pairs.Select(pair => pair.First)).Median:0.0} ms, bare page {new Sample(pairs.Select(pair => pair.Second)).Median:0.0} ms ({picture[address.Length..]})");
        return Verdict.Of("pictures paint", pairs.Select(pair => pair.First / pair.Second));
    }

    private static async Task<string> LeadAsync(string address)
    {
        using var reader = new HttpClient();
        return Story().Match(await reader.GetStringAsync(new Uri(address))).Groups[1].Value;
    }

    private static async Task<string> ShownAsync(IBrowser browser, string story)
    {
        await using var window = await browser.NewContextAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync(story);
        return await page.EvaluateAsync<string>("document.querySelector('.opener img').currentSrc");
    }

    private static async Task<WebApplication> BareAsync(string picture)
    {
        using var reader = new HttpClient();
        byte[] bytes = await reader.GetByteArrayAsync(new Uri(picture));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{WebServer.FreePort()}");
        app.MapGet("/", () => Results.Content("<!doctype html><html lang=\"en\"><title>Bare</title><img src=\"/picture\" width=\"768\" height=\"512\" alt=\"\"></html>", "text/html"));
        app.MapGet("/picture", () => Results.Bytes(bytes, "image/" + picture[(picture.LastIndexOf('.') + 1)..]));
        await app.StartAsync();
        return app;
    }

    private static async Task<double> MeasureAsync(IBrowser browser, string address)
    {
        await using var window = await browser.NewContextAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync(address);
        double painted = await page.EvaluateAsync<double>(PaintedAt);
        return painted >= 0 ? painted : throw new InvalidOperationException($"No picture was painted at {address}.");
    }

    [GeneratedRegex("""<article class="card lead.*?<a href="([^"]+)">""", RegexOptions.Singleline)]
    private static partial Regex Story();
}
