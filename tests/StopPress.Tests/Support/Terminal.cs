using System.Diagnostics;

namespace StopPress.Tests.Support;

/// <summary>What a command left on the screen.</summary>
public sealed record Screen(int ExitCode, string Output, string Errors);

/// <summary>Runs the program as a person does at a terminal.</summary>
public static class Terminal
{
    /// <summary>Runs a command to its end, with nothing to read unless told.</summary>
    public static Task<Screen> StopPressAsync(params string[] arguments) => StopPressAsync("", [], arguments);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="input">What is typed.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">The words after <c>stoppress</c>.</param>
    public static async Task<Screen> StopPressAsync(string input, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "stoppress.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Screen(process.ExitCode, await output, await errors);
    }
}
