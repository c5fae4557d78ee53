using StopPress.Demo;

[assembly: AssemblyFixture(typeof(StopPress.Tests.Support.DemoPaper))]

namespace StopPress.Tests.Support;

/// <summary>The sample newspaper, filled once for all tests that only read it.</summary>
public sealed class DemoPaper : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string folder = Directory.CreateTempSubdirectory("stoppress-").FullName;
    private Paper? paper;

    /// <summary>The newspaper, open.</summary>
    public async Task<Paper> OpenAsync()
    {
        await turn.WaitAsync();
        try
        {
            return paper ??= await Paper.OpenAsync(
                folder, "", TimeProvider.System, house => DemoHouse.FillAsync(house.Desk, house.Tail));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Closes it and takes it away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (paper is not null) await paper.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
