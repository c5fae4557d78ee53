using System.CommandLine;

namespace StopPress.Commands;

/// <summary><c>stoppress config</c>: each setting, its value, and where the value comes from.</summary>
internal static class ConfigCommand
{
    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("config", "Print each setting, its value and where the value comes from");
        command.SetAction(line =>
        {
            var settings = GlobalFlags.Read(line, out var values);
            int name = values.Max(value => value.Name.Length);
            int shown = values.Max(value => value.Shown.Length);
            foreach (var value in values)
            {
                line.InvocationConfiguration.Output.WriteLine(
                    $"{value.Name.PadRight(name)}  {value.Shown.PadRight(shown)}  {value.Source.ToString().ToLowerInvariant(),-11}  {value.Meaning}");
            }
            return settings.Refusal is { } refusal ? CommandLine.Refuse(refusal) : 0;
        });
        return command;
    }
}
