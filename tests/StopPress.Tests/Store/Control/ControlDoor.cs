using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Control;

/// <summary>What the acts of the test's door take.</summary>
internal sealed record Publication(string StoryId, int Revision = 1, IReadOnlyList<Publication.Note>? Notes = null)
{
    internal sealed record Note(string Words);
}

/// <summary>An open control socket with a few acts.</summary>
internal sealed class ControlDoor : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    public ControlDoor()
    {
        Verbs = new ControlVerbs()
            .Add<Publication>("PublishStory", (actor, with, _) => Answer(new ControlAnswer(12, new { actor, with.StoryId, with.Revision, Notes = with.Notes?.Count })))
            .Add<Publication>("KillStory", (_, _, _) => Task.FromResult<Outcome<ControlAnswer>>(new Refusal("no-reason", "A kill needs a reason.", "Give one.")))
            .Add<object>("Break", (_, _, _) => throw new InvalidDataException("jam"))
            .Add<object>("Count", async (_, _, tell, cancel) =>
            {
                for (int done = 1; !Gate.Task.IsCompleted; done++)
                {
                    tell(done, 1000);
                    await Task.Delay(10, cancel);
                }
                return new ControlAnswer(null, "counted");
            })
            .Add<object>("Wait", async (_, _, cancel) =>
            {
                Waiting.SetResult();
                await Gate.Task.WaitAsync(cancel);
                return new ControlAnswer(null, "done");
            });
        Socket = new ControlSocket(Path, Verbs, NullLogger<ControlSocket>.Instance);
    }

    public string Path => RunFolder.SocketOf(folder.Path);

    public string Data => folder.Path;

    public ControlVerbs Verbs { get; }

    public ControlSocket Socket { get; }

    public TaskCompletionSource Waiting { get; } = new();

    public TaskCompletionSource Gate { get; } = new();

    public static async Task<ControlDoor> OpenAsync()
    {
        var door = new ControlDoor();
        Assert.Null(await door.Socket.StartAsync());
        return door;
    }

    public async Task<ControlClient> ConnectAsync() => await ControlClient.ConnectAsync(Path) ?? throw new InvalidOperationException("Nobody listens.");

    /// <summary>Sends raw bytes, closes the sending side, and returns the lines that came back.</summary>
    public async Task<string[]> SendAsync(params byte[][] pieces)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path));
        await using var stream = new NetworkStream(socket);
        var reading = new StreamReader(stream).ReadToEndAsync();
        foreach (byte[] piece in pieces) await stream.WriteAsync(piece);
        socket.Shutdown(SocketShutdown.Send);
        return (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public Task<string[]> SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await Socket.DisposeAsync();
        folder.Dispose();
    }

    private static Task<Outcome<ControlAnswer>> Answer(ControlAnswer answer) => Task.FromResult<Outcome<ControlAnswer>>(answer);
}
