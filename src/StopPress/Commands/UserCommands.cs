using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using StopPress.Desk.Door;
using StopPress.Newsroom.Staff;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary><c>user add</c> and <c>user link</c>: let somebody come to the desk, from the terminal.</summary>
internal static class UserCommands
{
    /// <summary>Both of them.</summary>
    public static Command Make()
    {
        var email = new Argument<string>("email") { Description = "Their e-mail address" };
        var name = new Option<string>("--name") { Description = "Their name", Required = true };
        var role = new Option<Role>("--role") { Description = "What they are at the newspaper", DefaultValueFactory = _ => Role.Reporter };
        var add = CommandLine.WithSettings(
            new Command("add", "Let somebody come to the desk; prints a one-time link") { email, name, role },
            (settings, line, cancel) => ControlCommands.AskAsync(
                settings, nameof(AddAccount), new JsonObject { ["email"] = line.GetValue(email), ["name"] = line.GetValue(name), ["role"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(line.GetValue(role).ToString()) },
                token => LinkOf(settings, token), cancel));
        var link = CommandLine.WithSettings(
            new Command("link", "Give somebody a new one-time link, as when phone and password are lost") { email },
            (settings, line, cancel) => ControlCommands.AskAsync(settings, nameof(RenewLink), new JsonObject { ["account"] = line.GetValue(email) }, token => LinkOf(settings, token), cancel));
        return new Command("user", "Who may come to the desk") { add, link };
    }

    private static string LinkOf(MachineSettings settings, JsonNode token) => $"{settings.PublicAddress}{DeskDoor.Path}/link?t={token.GetValue<string>()}\n";
}
