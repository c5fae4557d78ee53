using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(StopPress.Tests.Support.Browser))]

namespace StopPress.Tests.Support;

/// <summary>Debian's Chromium, started once for all tests that look at pages as readers do.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A window of its own, without cookies or cache.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null) => await (await StartAsync()).NewContextAsync(options);

    /// <summary>Closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await turn.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            });
        }
        finally
        {
            turn.Release();
        }
    }
}
