using System.CommandLine;
using StopPress.Store;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>What a person can ask of the program at a terminal. Exit codes: 0 done, 1 refused, 2 not understood.</summary>
internal static class CommandLine
{
    internal const int NotUnderstood = 2;

    // Acts under way and open requests are finished first; systemd's own patience is 90 seconds.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var line = Root().Parse(arguments);
        if (line.Errors.Count == 0) return await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeToStop });
        foreach (var error in line.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("\"stoppress --help\" tells what there is.");
        return NotUnderstood;
    }

    /// <summary>Says no on stderr, in plain words.</summary>
    public static int Refuse(Refusal refusal)
    {
        Console.Error.WriteLine(refusal.Message);
        if (refusal.Help.Length > 0) Console.Error.WriteLine(refusal.Help);
        return 1;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("StopPress: a whole newspaper in one program");
        GlobalFlags.AddTo(root);
        root.SetAction((line, cancel) => Serve(line, cancel));
        root.Subcommands.Add(WithSettings(new Command("serve", "Run the newspaper (what happens without a command)"), (settings, _, cancel) => Newspaper.ServeAsync(settings, cancel)));
        root.Subcommands.Add(WithSettings(new Command("demo", "Run a sample newspaper in a temporary folder"), (settings, _, cancel) => Newspaper.DemoAsync(settings, cancel)));
        root.Subcommands.Add(Import());
        root.Subcommands.Add(MoveCommands.Export());
        root.Subcommands.Add(BackupCommands.Backup());
        root.Subcommands.Add(BackupCommands.Restore());
        root.Subcommands.Add(ControlCommands.Why());
        root.Subcommands.Add(ControlCommands.Touches());
        root.Subcommands.Add(ControlCommands.Act());
        root.Subcommands.Add(UserCommands.Make());
        root.Subcommands.Add(ConfigCommand.Make());
        root.Subcommands.Add(WithSettings(new Command("doctor", "Check what the newspaper stands on"), (settings, _, cancel) => Doctor.RunAsync(settings, cancel)));
        return root;
    }

    /// <summary>Gives a command its action: with the settings of this machine, or refused when they are wrong.</summary>
    public static Command WithSettings(Command command, Func<MachineSettings, ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction((line, cancel) =>
        {
            var settings = GlobalFlags.Read(line, out _);
            return settings.Refusal is { } refusal ? Task.FromResult(Refuse(refusal)) : action(settings.Value, line, cancel);
        });
        return command;
    }

    private static Task<int> Serve(ParseResult line, CancellationToken cancel)
    {
        var settings = GlobalFlags.Read(line, out _);
        return settings.Refusal is { } refusal ? Task.FromResult(Refuse(refusal)) : Newspaper.ServeAsync(settings.Value, cancel);
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "The export file (WXR, .xml)" };
        file.AcceptExistingOnly();
        var dryRun = new Option<bool>("--dry-run") { Description = "Read everything and report, keeping nothing" };
        var media = new Option<string?>("--media") { Description = "Bring pictures and files, too: from this folder (the old site's uploads), or \"download\" to fetch them from the old site" };
        var report = new Option<FileInfo?>("--report") { Description = "Write the report to this file as JSON" };
        var wordPress = new Command("wordpress", "Bring a WordPress newspaper in") { file, media, dryRun, report };
        WithSettings(wordPress, (settings, line, cancel) => Newspaper.ImportWordPressAsync(
            settings, new ImportOrder(line.GetRequiredValue(file), line.GetValue(dryRun), line.GetValue(media), line.GetValue(report)), cancel));
        var import = MoveCommands.Import();
        import.Subcommands.Add(wordPress);
        return import;
    }
}
