using System.Text.Json;
using Microsoft.Playwright;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Documents;

/// <summary>Attacks on HTML cleaners, filed and published as stories, and looked at by a real browser whose own guards are off.</summary>
public sealed class HostileHtmlTests(Houses houses, Browser browser)
{
    private const int Windows = 4;

    // Whatever an attack calls to show that it has won, and every event that a reader's hand or a loading page can set off.
    private const string Watch =
        """
        window.caught = [];
        for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch'])
            window[name] = (...args) => { window.caught.push(name + '(' + args.join() + ')'); };
        """;

    private const string Provoke =
        """
        () => {
            addEventListener('click', event => event.preventDefault(), true);
            for (const element of document.querySelectorAll('*'))
                for (const event of ['load', 'error', 'click', 'dblclick', 'mouseover', 'mouseenter', 'mousemove', 'pointerover', 'focus', 'focusin', 'blur', 'input', 'change',
                    'toggle', 'animationstart', 'animationend', 'transitionend', 'scroll', 'wheel', 'keydown', 'begin', 'end', 'cut', 'copy', 'paste', 'drag', 'submit'])
                    element.dispatchEvent(new Event(event, { bubbles: true, cancelable: true }));
            const found = [...window.caught];
            for (const element of document.querySelectorAll('script:not([type="application/ld+json"]):not([src^="/-/"]), iframe, object, embed, applet, base, meta[http-equiv], form[action]:not([action^="/-/like/"]), link[rel=stylesheet], svg script, math'))
                found.push('element ' + element.outerHTML.slice(0, 200));
            for (const element of document.querySelectorAll('*'))
                for (const attribute of element.attributes)
                    if (/^on/i.test(attribute.name) || attribute.name === 'srcdoc' || attribute.name === 'style'
                        || (/^(href|src|action|formaction|poster|data|xlink:href|srcset)$/i.test(attribute.name) && /^[\s\x00-\x1f]*(javascript|data|vbscript|blob|file)\s*:/i.test(attribute.value)))
                        found.push(attribute.name + '=' + attribute.value.slice(0, 200));
            return found;
        }
        """;

    [Fact]
    public async Task nothing_that_a_hostile_document_holds_ever_executes()
    {
        var attacks = await File.ReadAllLinesAsync(Corpus.PathOf("html/dompurify.jsonl"));
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var addresses = new Queue<(string Attack, string Path)>();
        foreach (string attack in attacks) addresses.Enqueue((attack, await PublishAsync(paper, JsonDocument.Parse(attack).RootElement.GetProperty("html").GetString()!)));
        Assert.True(addresses.Count > 100);
        addresses.Enqueue(("the front", "/"));
        var won = (await Task.WhenAll(Enumerable.Range(0, Windows).Select(_ => LookAsync(paper, addresses)))).SelectMany(found => found).ToList();
        Assert.True(won.Count == 0, string.Join("\n", won));
    }

    [Fact]
    public async Task the_browser_would_notice_an_attack_that_wins()
    {
        await using var window = await browser.OpenAsync(new() { BypassCSP = true });
        await window.AddInitScriptAsync(Watch);
        var page = await window.NewPageAsync();
        await page.SetContentAsync("<script>alert(1)</script><p onmouseover=alert(2)>x</p><a href=' javascript:alert(3)'>y</a>");
        string[] found = await page.EvaluateAsync<string[]>(Provoke);
        Assert.Contains("alert(1)", found);
        Assert.Contains("alert(2)", found);
        Assert.Contains("href= javascript:alert(3)", found);
    }

    // The attack stands in the body as HTML that was pasted or imported, and as it is in every line that an editor types.
    private static async Task<string> PublishAsync(Paper paper, string attack)
    {
        var body = HtmlToDocument.Convert(attack, new HtmlImportOptions { Picture = _ => null }).Document;
        string line = attack.Length <= 200 ? attack : attack[..200];
        var words = new StoryWords("Attack: " + line, ProseMirrorJson.Write(body), Kicker: line, Standfirst: line, Dateline: line);
        string story = await Paper.DoneAsync(new FileStory("en", words).RunAsync(paper.Desk, "anna"));
        return await paper.PublishAsync(story);
    }

    private async Task<List<string>> LookAsync(Paper paper, Queue<(string Attack, string Path)> addresses)
    {
        await using var window = await browser.OpenAsync(new() { BypassCSP = true });
        await window.AddInitScriptAsync(Watch);
        var won = new List<string>();
        string attack = "";
        var page = await window.NewPageAsync();
        // It would do what it is for, when every button is pressed.
        await page.RouteAsync("**" + Assets.StoryScript.Path, route => route.AbortAsync());
        page.Dialog += async (_, dialog) =>
        {
            won.Add($"{dialog.Type} by {attack}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(new Uri(paper.Address, "/-/assets/").ToString(), StringComparison.Ordinal)) return;
            if (!request.IsNavigationRequest || request.Frame != page.MainFrame) won.Add($"asks {request.Url}: {attack}");
        };
        while (true)
        {
            string path;
            lock (addresses)
            {
                if (!addresses.TryDequeue(out var next)) return won;
                (attack, path) = next;
            }
            string address = new Uri(paper.Address, path).ToString();
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            won.AddRange((await page.EvaluateAsync<string[]>(Provoke)).Select(what => $"{what}: {attack}"));
            if (new Uri(page.Url) != new Uri(address)) won.Add($"led to {page.Url}: {attack}");
        }
    }
}
