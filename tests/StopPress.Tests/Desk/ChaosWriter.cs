using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Every word that anybody has typed: which a page has shown as kept, and which somebody has deleted.</summary>
internal sealed partial class WordsShown
{
    private int count;

    /// <summary>How many were typed.</summary>
    public int Typed => count;

    /// <summary>Those that a page has shown as kept, with the page and the state that it showed.</summary>
    public ConcurrentDictionary<string, string> Kept { get; } = new();

    public ConcurrentDictionary<string, bool> Deleted { get; } = new();

    /// <summary>Those that must be found.</summary>
    public IEnumerable<string> Owed => Kept.Keys.Where(word => !Deleted.ContainsKey(word));

    // No part of one is another one.
    public string Next(char who) => string.Create(CultureInfo.InvariantCulture, $"{who}{Interlocked.Increment(ref count):000000}z");

    public static IEnumerable<string> In(string text) => Word().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"[ab]\d{6}z")]
    private static partial Regex Word();
}

/// <summary>Somebody with a browser who writes at random, and whose network, session and tab fail at random.</summary>
internal sealed class ChaosWriter(IBrowserContext window, char name, string email, int port, string story, Random chance, WordsShown words, HouseDatabase database)
{
    private const string Helpers = """
        window.chaos = {
            words: text => text.match(/[ab]\d{6}z/g) ?? [],
            // All that the page shows of the story. The versions of a field stand there until the newspaper has heard which was chosen; those that were not are gone all the same.
            settled: new Map(),
            shown() {
                const { view } = window.stoppressEditor;
                const open = [...document.querySelectorAll('#editor .versions')].filter(place => chaos.settled.get(place) !== place.innerHTML);
                return JSON.stringify(view.state.doc.toJSON()) + open.flatMap(place => [...place.querySelectorAll('.side p')]).map(one => one.textContent).join(' ');
            },
            count() { return chaos.words(chaos.shown()).reduce((all, word) => all.set(word, (all.get(word) ?? 0) + 1), new Map()); },
            // Does something, and tells which words stand there less often than before.
            without(act) {
                const before = chaos.count();
                const spared = new Set(act() ?? []);
                const after = chaos.count();
                return [...before].filter(([word, times]) => (after.get(word) ?? 0) < times && !spared.has(word)).map(([word]) => word);
            },
            blocks() {
                const found = [];
                stoppressEditor.view.state.doc.descendants((node, at) => { if (node.isTextblock && node.type.name !== 'attribution') found.push({ node, at }); return !node.isTextblock; });
                return found;
            },
            place(share) {
                const { view } = stoppressEditor;
                const blocks = chaos.blocks();
                const { node, at } = blocks[Math.floor(share * blocks.length)];
                const end = view.state.doc.resolve(at + 1 + node.content.size);
                view.dispatch(view.state.tr.setSelection(chaos.near(view, end)));
                view.focus();
            },
            near(view, place) {
                let type = view.state.selection.constructor;
                while (Object.getPrototypeOf(type).near) type = Object.getPrototypeOf(type);
                return type.near(place, -1);
            },
            // The last word of a block, or a whole top-level block.
            remove(share, whole) {
                const { view } = stoppressEditor;
                return chaos.without(() => {
                    const { doc, tr } = view.state;
                    if (whole) {
                        const places = [];
                        doc.forEach((node, at) => node.type.name !== 'conflict' && places.push([at, at + node.nodeSize]));
                        if (places.length > 1) view.dispatch(tr.delete(...places[Math.floor(share * places.length)]));
                        return;
                    }
                    const blocks = chaos.blocks();
                    const { node, at } = blocks[Math.floor(share * blocks.length)];
                    const last = node.textContent.lastIndexOf(' ');
                    if (last > 0 && node.textContent.length === node.content.size) view.dispatch(tr.delete(at + 1 + last, at + 1 + node.content.size));
                });
            },
            move(share, to) {
                const { view } = stoppressEditor;
                const { doc, tr } = view.state;
                if (doc.childCount < 2) return;
                const places = [];
                doc.forEach((node, at) => places.push({ node, at }));
                const { node, at } = places[Math.floor(share * places.length)];
                tr.delete(at, at + node.nodeSize);
                const ends = [0];
                tr.doc.forEach((one, start) => ends.push(start + one.nodeSize));
                view.dispatch(tr.insert(ends[Math.floor(to * ends.length)], node));
            },
            // Chooses in a conflict; a word that stands on every side is on the chosen one.
            choose(share) {
                const places = [...document.querySelectorAll('#editor .conflict, #editor .versions:not([hidden])')].filter(place => chaos.settled.get(place) !== place.innerHTML);
                if (!places.length) return [];
                const place = places[Math.floor(share * places.length)];
                const sides = [...place.querySelectorAll('.side')].map(side => chaos.words(side.textContent));
                const buttons = [...place.querySelectorAll('button')];
                return chaos.without(() => {
                    buttons[Math.floor(share * 997) % buttons.length].click();
                    if (place.matches('.versions')) chaos.settled.set(place, place.innerHTML);
                    return sides.length ? sides[0].filter(word => sides.every(side => side.includes(word))) : [];
                });
            },
            undo() { const { view } = stoppressEditor; return chaos.without(() => { view.undoes.undo(view.state, view.dispatch); }); },
        };
        """;

    private readonly string desk = $"http://localhost:{port}/-/desk";
    private IPage? page;
    private bool isOffline;
    private Task signingIn = Task.CompletedTask;
    private bool isSignedOut;

    /// <summary>What was done, and how often.</summary>
    public Dictionary<string, int> Done { get; } = [];

    /// <summary>Signs in, and opens the story.</summary>
    public async Task OpenAsync()
    {
        await SignInAsync();
        await OpenPageAsync();
    }

    /// <summary>Writes for so long.</summary>
    public async Task WriteAsync(TimeSpan time)
    {
        var lasted = Stopwatch.StartNew();
        while (lasted.Elapsed < time)
        {
            await StepAsync();
            await SampleAsync();
            await Task.Delay(chance.Next(5, 100));
        }
    }

    /// <summary>Has network, is signed in, and has the story open.</summary>
    public async Task ComeBackAsync()
    {
        await OnlineAsync();
        await SignedInAsync();
    }

    /// <summary>Looks for news; the state that the page shows, and the version that it has.</summary>
    public async Task<(string State, long Version)> LookAsync()
    {
        await SampleAsync();
        var look = await page!.EvaluateAsync<JsonElement>("() => { stoppressEditor.look(); return { state: document.querySelector('#editor .state').dataset.state, version: stoppressEditor.version }; }");
        return (look.GetProperty("state").GetString()!, look.GetProperty("version").GetInt64());
    }

    /// <summary>The words of the body as the page has them.</summary>
    public async Task<string> BodyAsync() => string.Join(' ', WordsShown.In(await page!.EvaluateAsync<string>("() => JSON.stringify(stoppressEditor.view.state.doc.toJSON().content)")));

    private async Task StepAsync()
    {
        switch (chance.Next(60))
        {
            case < 34: await TypeAsync(); break;
            case < 38: await DeleteAsync("deleted", $"() => chaos.remove({Share()}, {(chance.Next(3) == 0 ? "true" : "false")})"); break;
            case < 42: await DeleteAsync("chosen", $"() => chaos.choose({Share()})"); break;
            case < 44: await DeleteAsync("undone", "() => chaos.undo()"); break;
            case < 46: await DeleteAsync("moved", $"() => {{ chaos.move({Share()}, {Share()}); return []; }}"); break;
            case < 50 when !isOffline: await OfflineAsync(); break;
            case < 54 when isOffline: await OnlineAsync(); break;
            case < 56 when !isSignedOut && signingIn.IsCompleted: await EndSessionAsync(); break;
            case < 59 when isSignedOut && signingIn.IsCompleted: signingIn = SignInAsync(); break;
            case 59: await ReopenAsync(); break;
            default: await TypeAsync(); break;
        }
    }

    private string Share() => chance.NextDouble().ToString("0.000000", CultureInfo.InvariantCulture);

    private void Count(string what) => Done[what] = Done.GetValueOrDefault(what) + 1;

    private async Task TypeAsync()
    {
        int kind = chance.Next(10);
        if (kind == 0)
        {
            await page!.FocusAsync("#editor-headline");
            await page.Keyboard.PressAsync("End");
        }
        else
        {
            await page!.EvaluateAsync($"() => chaos.place({Share()})");
            if (kind == 1) await page.Keyboard.PressAsync("Enter");
        }
        for (int more = chance.Next(1, 4); more > 0; more--) await page.Keyboard.TypeAsync($" {words.Next(name)}");
    }

    private async Task DeleteAsync(string what, string act)
    {
        foreach (string word in await page!.EvaluateAsync<string[]>(act)) words.Deleted[word] = true;
        Count(what);
    }

    private async Task OfflineAsync()
    {
        await NetworkAsync(false);
        Count("offline");
    }

    private async Task OnlineAsync()
    {
        if (isOffline) await NetworkAsync(true);
    }

    // The tab in which somebody signs in may just close.
    private async Task NetworkAsync(bool isThere)
    {
        isOffline = !isThere;
        await AgainAsync(() => window.SetOfflineAsync(isOffline));
    }

    // The cookie is still there, and the newspaper knows it no more.
    private async Task EndSessionAsync()
    {
        var connection = await database.RentAsync();
        await using (var delete = connection.CreateCommand())
        {
            delete.CommandText = $"DELETE FROM sessions WHERE account_id IN (SELECT id FROM accounts WHERE email = '{email}')";
            await delete.ExecuteNonQueryAsync();
        }
        await database.Return(connection);
        isSignedOut = true;
        Count("signed out");
    }

    private async Task SignedInAsync()
    {
        await signingIn;
        if (isSignedOut) await SignInAsync();
    }

    // In another tab, while the writing goes on.
    private async Task SignInAsync()
    {
        var tab = await window.NewPageAsync();
        tab.SetDefaultTimeout(5000);
        await AgainAsync(async () =>
        {
            await tab.GotoAsync($"{desk}/sign-in");
            await tab.FillAsync("#email", email);
            await tab.FillAsync("#password", DeskVisitor.Password);
            await tab.ClickAsync("form:not([data-passkey]) > button");
            await tab.WaitForURLAsync($"{desk}/", new() { Timeout = 3000 });
        });
        await tab.CloseAsync();
        isSignedOut = false;
    }

    // The tab is loaded anew, or closed and another one opened.
    private async Task ReopenAsync()
    {
        Count("reopened");
        await OnlineAsync();
        await SignedInAsync();
        await OpenPageAsync();
    }

    private async Task OpenPageAsync()
    {
        if (page is not null && chance.Next(2) == 0)
        {
            await page.CloseAsync();
            page = null;
        }
        if (page is null)
        {
            page = await window.NewPageAsync();
            page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
            await page.AddInitScriptAsync(Helpers);
        }
        await AgainAsync(async () =>
        {
            await page.GotoAsync($"{desk}/stories/{story}/en");
            await page.WaitForFunctionAsync("() => window.stoppressEditor", null, new() { Timeout = 8000 });
        });
    }

    // The newspaper may just be away.
    private static async Task AgainAsync(Func<Task> act)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception fault) when (fault is PlaywrightException or TimeoutException && waited.Elapsed < TimeSpan.FromMinutes(3))
            {
                await Task.Delay(200);
            }
        }
    }

    // What the page shows at one moment, and what it says of it. What is kept in the browser must reach the newspaper as well: the browser stays.
    private async Task SampleAsync()
    {
        var seen = await page!.EvaluateAsync<JsonElement>("() => ({ state: document.querySelector('#editor .state').dataset.state, text: JSON.stringify(stoppressEditor.view.state.doc.toJSON()) })");
        string state = seen.GetProperty("state").GetString()!;
        if (state is not ("kept" or "here" or "offline" or "signedOut")) return;
        foreach (string word in WordsShown.In(seen.GetProperty("text").GetString()!)) words.Kept.TryAdd(word, $"{name} {state}");
    }
}
