using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace StopPress.Tests.Support;

/// <summary>A page of the desk as somebody sees it: kept as a picture, usable without eyes, and no wider than the window.</summary>
internal static class DeskScreen
{
    public static string Path(string name) => System.IO.Path.Combine(HouseRules.Repository.Root, "artifacts", "screens", name + ".png");

    /// <summary>A room in a window in which somebody has signed in.</summary>
    public static async Task<IPage> OpenAsync(IBrowserContext window, Paper paper, DeskVisitor visitor, string room)
    {
        var address = new Uri($"http://localhost:{paper.Address.Port}/-/desk/");
        await window.AddCookiesAsync([new() { Name = "stoppress-desk", Value = visitor.Cookies.GetCookies(address)["stoppress-desk"]!.Value, Url = address.AbsoluteUri }]);
        var page = await window.NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri + room);
        return page;
    }

    public static async Task LookAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new() { Path = Path(name), FullPage = true });
        // What a frame shows is a page of its own, looked at where readers have it.
        Assert.Empty((await page.RunAxe(new AxeRunOptions { Iframes = false })).Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help} {violation.Nodes.FirstOrDefault()?.Html}"));
        bool overflows = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(overflows, $"{name} is wider than the window.");
    }
}
