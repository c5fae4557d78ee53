using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>The commands that ask the newspaper that runs on the same data, through its control socket.</summary>
internal static class ControlCommands
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>why PATH</c>: what a page read, and which entry last pressed it.</summary>
    public static Command Why()
    {
        var path = new Argument<string>("path") { Description = "A path on the site, such as /news/flood, or an address pasted from a browser" };
        return CommandLine.WithSettings(
            new Command("why", "Tell what a page shows and which entry last pressed it") { path },
            (settings, line, cancel) => AskAsync(settings, "Why", new JsonObject { ["path"] = line.GetValue(path) }, PlainText.Write, cancel));
    }

    /// <summary><c>touches SUBJECT</c>: the pages that show a subject.</summary>
    public static Command Touches()
    {
        var subject = new Argument<string>("subject") { Description = "A subject of the journal, such as story:42" };
        return CommandLine.WithSettings(
            new Command("touches", "Tell which pages show a subject") { subject },
            (settings, line, cancel) => AskAsync(settings, "Touches", new JsonObject { ["subject"] = line.GetValue(subject) }, PlainText.Write, cancel));
    }

    /// <summary><c>act NAME [JSON|-]</c>: any act of the house.</summary>
    public static Command Act()
    {
        var name = new Argument<string>("name") { Description = "The act, such as PublishStory" };
        var with = new Argument<string?>("json") { Description = "Its request as JSON, or - to read it from the input", Arity = ArgumentArity.ZeroOrOne };
        return CommandLine.WithSettings(
            new Command("act", "Ask the running newspaper for an act") { name, with },
            async (settings, line, cancel) =>
            {
                string text = line.GetValue(with) is { } given ? given == "-" ? await Console.In.ReadToEndAsync(cancel) : given : "{}";
                try
                {
                    return await AskAsync(settings, line.GetRequiredValue(name), JsonNode.Parse(text), result => result.ToJsonString(Indented) + "\n", cancel);
                }
                catch (JsonException)
                {
                    return CommandLine.Refuse(new Refusal("not-json", "The request is not JSON.", """Write it as one argument, such as '{"story":"…"}'."""));
                }
            });
    }

    /// <summary>Asks the running newspaper, and writes what it answers.</summary>
    public static async Task<int> AskAsync(MachineSettings settings, string act, JsonNode? with, Func<JsonNode, string> write, CancellationToken cancel)
    {
        await using var client = await ControlClient.ConnectAsync(RunFolder.SocketOf(settings.Data), cancel);
        if (client is null)
        {
            return CommandLine.Refuse(new Refusal(
                "nobody-there", $"No newspaper of yours is running on the folder {settings.Data}.", "Start it with \"stoppress serve\", or say where it is with --data."));
        }
        var reply = await client.CallAsync(act, $"{Environment.UserName}@{Environment.MachineName}", with, cancel);
        if (reply.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        if (reply.Fault is { } fault) return CommandLine.Refuse(new Refusal("broken", $"Something broke: {fault}", "The newspaper's log tells more."));
        if (reply.Result is { } result) Console.Out.Write(write(JsonNode.Parse(result.GetRawText())!));
        else if (reply.Sequence is { } sequence) Console.Out.WriteLine($"Done; it is entry {sequence} of the journal.");
        return 0;
    }
}
