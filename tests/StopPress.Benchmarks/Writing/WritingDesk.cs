using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Serving;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Settings;

namespace StopPress.Benchmarks.Writing;

/// <summary>A newspaper with its desk, somebody who is signed in to it, and a page beside it that holds a bare ProseMirror.</summary>
internal sealed class WritingDesk : IAsyncDisposable
{
    private const int Blocks = 300;
    private const int WordsInParagraph = 18;
    private const int HeadingEvery = 12;
    private const string Language = "en";

    private static readonly string[] Words = "the harbour opened again after nine days of wind and nobody had told the owners of the boats".Split(' ');

    private readonly ScratchFolder folder = new();
    private readonly Stack<IAsyncDisposable> open = [];
    private OpenHouse house = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private string address = "";
    private string signedIn = "";

    private WritingDesk()
    {
    }

    /// <summary>Where the bare one is.</summary>
    public string BareAddress { get; private set; } = "";

    private static string Body { get; } = MakeBody();

    /// <summary>Opens all of it.</summary>
    public static async Task<WritingDesk> OpenAsync()
    {
        var desk = new WritingDesk();
        await desk.OpenHouseAsync();
        await desk.OpenBareAsync();
        desk.playwright = await Playwright.CreateAsync();
        desk.browser = await desk.playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
        desk.open.Push(desk.browser);
        await desk.SignInAsync();
        return desk;
    }

    /// <summary>Files a story of 5,000 words in 300 blocks; where it is written.</summary>
    public async Task<string> FileAsync()
    {
        var filed = await new FileStory(Language, new StoryWords("The harbour opens", Body)).RunAsync(house.Desk, "bench");
        return $"{address}/-/desk/stories/{filed.Value.Result}/{Language}";
    }

    /// <summary>A window of its own, signed in.</summary>
    public Task<IBrowserContext> WindowAsync() => browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, StorageState = signedIn });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (open.TryPop(out var one)) await one.DisposeAsync();
        playwright.Dispose();
        folder.Dispose();
    }

    private async Task OpenHouseAsync()
    {
        int port = WebServer.FreePort();
        address = $"http://localhost:{port}";
        var settings = new MachineSettings(folder.Make("data"), "", [$"http://127.0.0.1:{port}"], address, 64, LogLevel.Warning);
        house = (await OpenHouse.OpenAsync(settings, TimeProvider.System, NullLoggerFactory.Instance)).Value;
        open.Push(house);
        open.Push(await OpenSite.OpenAsync(house, null));
    }

    private async Task OpenBareAsync()
    {
        string script = Path.Combine(folder.Make("bare"), "bare.js");
        using (var build = Process.Start("node", [WebServer.InRepository("tests/editor/harness/bare.js"), script]))
        {
            await build.WaitForExitAsync();
            if (build.ExitCode != 0) throw new InvalidOperationException("The bare ProseMirror was not built; \"npm ci\" in src/StopPress.Desk/Editor fetches what it needs.");
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        BareAddress = $"http://127.0.0.1:{WebServer.FreePort()}";
        app.Urls.Add(BareAddress);
        app.MapGet("/", () => Results.Content("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Bare</title><div id=\"editor\"></div><script src=\"/bare.js\"></script></html>", "text/html"));
        app.MapGet("/bare.js", () => Results.Bytes(File.ReadAllBytes(script), "text/javascript"));
        app.MapGet("/draft", () => Results.Content(Body, "application/json"));
        await app.StartAsync();
        open.Push(app);
    }

    private async Task SignInAsync()
    {
        string token = (await new AddAccount("editor@example.org", "The editor", Role.Editor).RunAsync(house.Desk, "bench")).Value.Result;
        await using var window = await browser.NewContextAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{address}/-/desk/link?t={token}");
        await page.FillAsync("#password", "heron tide lantern copper");
        await page.ClickAsync("form:not([data-passkey]) > button");
        await page.WaitForURLAsync($"{address}/-/desk/");
        signedIn = await window.StorageStateAsync();
    }

    private static string MakeBody() => ProseMirrorJson.Write(new Document(Sequence.Of(Enumerable.Range(0, Blocks).Select(Block))));

    private static Block Block(int number)
    {
        string Run(int first, int count) => string.Join(' ', Enumerable.Range(number + first, count).Select(word => Words[word % Words.Length]));
        return number % HeadingEvery == HeadingEvery / 2
            ? new Heading(BlockId.New(), 2, [new TextRun(Run(0, 4), Marks.None)])
            : new Paragraph(BlockId.New(), [new TextRun(Run(0, WordsInParagraph / 2) + " ", Marks.None), new TextRun(Run(WordsInParagraph / 2, WordsInParagraph / 2), Marks.None.With(MarkSet.Emphasis))]);
    }
}
