using System.Text.Json;
using StopPress.Newsroom.Import;
using StopPress.Store;
using StopPress.Store.Control;

namespace StopPress.Commands;

/// <summary>Tells a person what an import came to.</summary>
internal static class ImportReport
{
    /// <summary>Tells it, on the screen and in the report that was asked for.</summary>
    public static int Tell(ImportResult result, ImportOrder order)
    {
        Write(result, order);
        Console.Out.WriteLine($"{result.Stories} stories and {result.Pages} pages are published, {result.Unpublished} came in unpublished, {result.Renewed} were brought up to date, {result.Known} were here already.");
        Console.Out.WriteLine(string.Join(", ", result.Came.Where(one => one.Value > 0).Select(one => $"{one.Key}: {one.Value}")) + ".");
        if (result.Edited > 0) Console.Out.WriteLine($"{result.Edited} have changed there and were edited here as well: they stay as they are here.");
        if (result.Gone > 0) Console.Out.WriteLine($"{result.Gone} are not in the file any more: they stay here.");
        if (result.Proof is { } proof) Tell(proof);
        else Console.Out.WriteLine("It was not compared with its source, since it was stopped before; run it again for the proof.");
        return 0;
    }

    private static void Tell(ImportProof proof)
    {
        foreach (var one in proof.Differences) Console.Out.WriteLine($"{one.Kind} {one.Id} \"{one.Title}\": {(one.Missing.Length > 0 ? $"words of the source that are not here: {one.Missing}. " : "")}{(one.Added.Length > 0 ? $"words that are only here: {one.Added}." : "")}");
        Console.Out.WriteLine($"Proof: {proof.Same} stories and pages have the words of their source, {proof.Moved} have them in another order, {proof.Differences.Count} differ{(proof.Edited > 0 ? $", {proof.Edited} were edited here since" : "")}.");
    }

    /// <summary>Why the report that was asked for cannot be written; null when it can.</summary>
    public static Refusal? Closed(ImportOrder order)
    {
        if (order.Report is not { } file) return null;
        try
        {
            // What is refused later leaves no empty report.
            bool wasThere = file.Exists;
            File.Open(file.FullName, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (!wasThere) File.Delete(file.FullName);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("no-report", $"The report cannot be written to {file.FullName}: {fault.Message}", "Nothing was imported. Name a file in a folder that is there.");
        }
    }

    /// <summary>Tells what would come in, keeping nothing.</summary>
    public static int TryOut(Outcome<ImportResult> rehearsed, ImportOrder order)
    {
        if (rehearsed.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        var result = rehearsed.Value;
        Write(result, order);
        Console.Out.WriteLine($"{result.Stories} stories and {result.Pages} pages would be published, {result.Unpublished} would come in unpublished. Nothing was kept.");
        return 0;
    }

    private static void Write(ImportResult result, ImportOrder order)
    {
        foreach (string line in result.Lines) Console.Out.WriteLine(line);
        if (order.Report is { } file) File.WriteAllText(file.FullName, JsonSerializer.Serialize(result, ControlFormat.Options));
    }
}
