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
        foreach (string line in result.Lines) Console.Out.WriteLine(line);
        Console.Out.WriteLine($"{result.Stories} stories and {result.Pages} pages are published, {result.Unpublished} came in unpublished, {result.Known} were here already.");
        if (order.Report is { } file) File.WriteAllText(file.FullName, JsonSerializer.Serialize(result, ControlFormat.Options));
        return 0;
    }

    /// <summary>Tells what is in a file, keeping nothing.</summary>
    public static int TryOut(Outcome<WordPressSite> read)
    {
        if (read.Refusal is { } refusal) return CommandLine.Refuse(refusal);
        var site = read.Value;
        Console.Out.WriteLine(
            $"\"{site.Title}\": {site.Items.Count(item => item.IsPublic)} posts and pages to publish, {site.Items.Count(item => !item.IsPublic)} to keep unpublished, " +
            $"{site.Categories.Count} categories, {site.Tags.Count} tags, {site.Authors.Count} authors. Nothing was kept.");
        return 0;
    }
}
