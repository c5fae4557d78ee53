using System.Diagnostics;
using Microsoft.Playwright;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Desk;

/// <summary>The first five minutes of an owner who has never seen the program, from an empty folder to a story with a picture that readers have, without a mouse.</summary>
public class FirstDayTests(Browser browser)
{
    private static readonly TimeSpan LongestFirstDay = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("en-GB", ColorScheme.Dark, 390)]
    [InlineData("th-TH", ColorScheme.Light, 390)]
    [InlineData("th-TH", ColorScheme.Dark, 1280)]
    public async Task somebody_new_has_a_newspaper_and_a_story_in_it_by_keyboard_alone(string language, ColorScheme scheme, int width)
    {
        var waited = Stopwatch.StartNew();
        using var folders = new TwoFolders();
        await using var program = await EmptyNewspaper.StartAsync(folders.First);
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var keys = new KeyboardVisitor(await window.NewPageAsync(), $"first-day-{language[..2]}-{scheme}-{width}".ToLowerInvariant());
        await keys.Page.GotoAsync(program.Link);

        await keys.LookAsync("set-up");
        await keys.TypeAsync("#name", "The Harbour Post");
        await keys.TypeAsync("#owner", "Anna Weber");
        await keys.TypeAsync("#email", "anna@example.org");
        await keys.PressAsync("form button.main", "Enter");
        await keys.LookAsync("link");
        await keys.TypeAsync("#password", DeskVisitor.Password);
        await keys.Page.Keyboard.PressAsync("Enter");
        await keys.Page.WaitForURLAsync("**/-/desk/");
        await keys.LookAsync("board");
        await keys.TypeAsync("#headline", "Harbour wall holds");
        await keys.Page.Keyboard.PressAsync("Enter");
        await WriteAsync(keys);
        await FileAsync(keys);

        await keys.PressAsync("form[action$='handler=Publish'] button", "Enter");
        await keys.Page.WaitForSelectorAsync(".said a");
        await keys.LookAsync("out");
        await keys.PressAsync(".said a", "Enter");
        await keys.Page.WaitForURLAsync(address => !address.Contains("/-/", StringComparison.Ordinal));
        string read = await keys.Page.ContentAsync();
        foreach (string word in new[] { "Harbour wall holds", "The wall stood through the night.", "A wall in heavy sea", "Boon Chaiyo", "Anna Weber" }) Assert.Contains(word, read, StringComparison.Ordinal);
        await keys.Page.Locator("main figure img").ScrollIntoViewIfNeededAsync();
        await keys.Page.WaitForFunctionAsync("document.querySelector('main figure img').naturalWidth > 0");
        await keys.LookAsync("read");
        Assert.Empty(keys.Wrong);
        Assert.True(waited.Elapsed < LongestFirstDay, $"It took {waited.Elapsed}.");
        await keys.Page.CloseAsync();
    }

    private static async Task WriteAsync(KeyboardVisitor keys)
    {
        await keys.Page.WaitForSelectorAsync("#editor .ProseMirror");
        await keys.TypeAsync("#editor .ProseMirror", "The wall stood through the night.");
        await keys.Page.Keyboard.PressAsync("Enter");
        var chooser = await keys.Page.RunAndWaitForFileChooserAsync(async () =>
        {
            await keys.Page.Keyboard.TypeAsync("/");
            await keys.Page.WaitForSelectorAsync("[role=listbox]");
            await keys.LookAsync("slash");
            while (!await keys.Page.EvaluateAsync<bool>("document.querySelector('[role=listbox] [aria-selected=true]')?.dataset.key === 'picture' || /picture|ภาพ/i.test(document.querySelector('[role=listbox] [aria-selected=true]')?.textContent ?? '')")) await keys.Page.Keyboard.PressAsync("ArrowDown");
            await keys.Page.Keyboard.PressAsync("Enter");
        });
        await chooser.SetFilesAsync(new FilePayload { Name = "wall.jpg", MimeType = "image/jpeg", Buffer = Shots.Jpeg(900, 600) });
        await keys.Page.WaitForSelectorAsync("#editor figure img");
        await keys.TypeAsync("#editor .facts :is(input, textarea) >> nth=0", "A wall in heavy sea");
        await keys.TypeAsync("#editor .facts :is(input, textarea) >> nth=1", "Boon Chaiyo");
        await keys.LookAsync("written");
    }

    private static async Task FileAsync(KeyboardVisitor keys)
    {
        await keys.PressAsync("input[name=sections] >> nth=0", "Space");
        await keys.PressAsync("select[name=staff] >> nth=0", "ArrowDown");
        await keys.PressAsync("form[action$='handler=Filing'] > button", "Enter");
        await keys.Page.WaitForURLAsync("**said=kept");
        await keys.Page.WaitForSelectorAsync("#editor figure img");
        Assert.Equal(0, await keys.Page.Locator(".gate li").CountAsync());
        await keys.LookAsync("filed");
    }

    /// <summary>Somebody who goes from thing to thing by the tabulator key.</summary>
    private sealed class KeyboardVisitor
    {
        // More than any page of the desk has to stop at.
        private const int MostStops = 250;

        private readonly string shots;

        public KeyboardVisitor(IPage page, string shots)
        {
            (Page, this.shots) = (page, shots);
            page.PageError += (_, fault) => Wrong.Add(fault);
        }

        public IPage Page { get; }

        public List<string> Wrong { get; } = [];

        public Task LookAsync(string screen) => DeskScreen.LookAsync(Page, $"{shots}-{screen}");

        public async Task TypeAsync(string what, string words)
        {
            await ReachAsync(what);
            await Page.Keyboard.TypeAsync(words);
        }

        public async Task PressAsync(string what, string key)
        {
            await ReachAsync(what);
            await Page.Keyboard.PressAsync(key);
        }

        private async Task ReachAsync(string what)
        {
            var wanted = Page.Locator(what).First;
            await wanted.WaitForAsync();
            for (var stop = 0; stop < MostStops; stop++)
            {
                if (await wanted.EvaluateAsync<bool>("it => it === document.activeElement"))
                {
                    Assert.True(await wanted.EvaluateAsync<bool>("it => { const of = getComputedStyle(it); return of.outlineStyle !== 'none' || of.boxShadow !== 'none' || it.isContentEditable; }"), $"One does not see that {what} is in focus.");
                    return;
                }
                await Page.Keyboard.PressAsync("Tab");
            }
            Assert.Fail($"{what} cannot be reached by keyboard.");
        }
    }

    /// <summary>The program as it is started for the first time.</summary>
    private sealed class EmptyNewspaper(Process process, string link) : IAsyncDisposable
    {
        public string Link => link;

        public static async Task<EmptyNewspaper> StartAsync(string folder)
        {
            string[] arguments = [Path.Combine(AppContext.BaseDirectory, "stoppress.dll"), "--data", folder, "--urls", $"http://127.0.0.1:{Paper.FreePort()}", "--log-level", "Warning"];
            var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.IndexOf("http", StringComparison.Ordinal) is >= 0 and var from && line.Contains("set-up?link=", StringComparison.Ordinal)) return new EmptyNewspaper(process, line[from..]);
            }
            throw new InvalidOperationException("The program ended without a link.");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
