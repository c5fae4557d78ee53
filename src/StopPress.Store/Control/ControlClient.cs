using System.Net.Sockets;
using System.Text.Json;

namespace StopPress.Store.Control;

/// <summary>What came back through the control socket.</summary>
/// <param name="Ok">Whether the act went through.</param>
/// <param name="Sequence">Its entry in the journal, if it wrote one.</param>
/// <param name="Result">What it made.</param>
/// <param name="Refusal">The rule that said no.</param>
/// <param name="Fault">What broke; whether the act went through is then not known.</param>
/// <param name="Progress">How far the act has come; the answer is still to come then.</param>
public sealed record ControlReply(bool Ok = false, long? Sequence = null, JsonElement? Result = null, Refusal? Refusal = null, string? Fault = null, ControlProgress? Progress = null);

/// <summary>How far a long act has come.</summary>
/// <param name="Done">What is done.</param>
/// <param name="All">Of how much.</param>
public sealed record ControlProgress(int Done, int All);

/// <summary>The other end of the <see cref="ControlSocket"/>: for commands, soaks and benchmarks. One caller at a time.</summary>
public sealed class ControlClient : IAsyncDisposable
{
    private readonly NetworkStream stream;
    private readonly StreamReader answers;

    private ControlClient(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        answers = new StreamReader(stream);
    }

    /// <summary>Connects to the newspaper that runs on a socket, or null when none answers there.</summary>
    public static async Task<ControlClient?> ConnectAsync(string path, CancellationToken cancel = default)
    {
        if (!File.Exists(path)) return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new ControlClient(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Asks for an act and waits for its answer.</summary>
    /// <param name="act">The act's name.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="with">The request, written as JSON; null for an act that takes nothing.</param>
    /// <param name="cancel">Stops waiting; the act may go through all the same.</param>
    /// <param name="tell">Is told how far a long act has come, and of how much.</param>
    public async Task<ControlReply> CallAsync(string act, string actor, object? with = null, CancellationToken cancel = default, Action<int, int>? tell = null)
    {
        byte[] request = JsonSerializer.SerializeToUtf8Bytes(new { Act = act, Actor = actor, With = with ?? new { }, Tell = tell is null ? (bool?)null : true }, ControlFormat.Options);
        try
        {
            await stream.WriteAsync((byte[])[.. request, (byte)'\n'], cancel);
            while (await answers.ReadLineAsync(cancel) is { } answer)
            {
                var reply = JsonSerializer.Deserialize<ControlReply>(answer, ControlFormat.Options)!;
                if (reply.Progress is not { } progress) return reply;
                tell?.Invoke(progress.Done, progress.All);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // Told below: to the caller a broken line and a closed one are the same.
        }
        return new ControlReply(false, Fault: "The newspaper went away before it answered.");
    }

    /// <summary>Hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        answers.Dispose();
        await stream.DisposeAsync();
    }
}
