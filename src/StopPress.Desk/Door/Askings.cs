using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;

namespace StopPress.Desk.Door;

/// <summary>
/// Sees to those who ask for a link, after they were answered: so the answer takes as long for an address that nobody has. Nothing is kept for
/// those who wait; after a restart they ask again, as they do when a mail does not come.
/// </summary>
public sealed class Askings : IAsyncDisposable
{
    // More at once is nobody's newsroom.
    private const int Most = 100;

    private readonly Channel<string> waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Task seeing;

    /// <summary>Begins to see to them.</summary>
    /// <param name="desk">The newsroom.</param>
    /// <param name="log">Where faults are told.</param>
    public Askings(NewsDesk desk, ILogger<Askings> log) => seeing = Task.Run(() => SeeAsync(desk, new Trouble(log, desk.Clock)));

    /// <summary>Somebody asks.</summary>
    public void Ask(string email) => waiting.Writer.TryWrite(email);

    /// <summary>Sees to nobody any more.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await seeing;
    }

    private async Task SeeAsync(NewsDesk desk, Trouble trouble)
    {
        await foreach (string email in waiting.Reader.ReadAllAsync())
        {
            try
            {
                // A refusal is for nobody: whoever asked must not learn of it.
                await new AskForLink(email).RunAsync(desk);
                trouble.End("Links are made again for those who ask.");
            }
            catch (Exception fault)
            {
                trouble.Meet(fault, "Somebody asked for a link, and none could be made.");
            }
        }
    }
}
