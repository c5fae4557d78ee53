using System.Security.Cryptography;
using System.Text.Json.Nodes;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Export;

/// <summary>Makes exports, and alters them as somebody would who wants them to be believed.</summary>
internal static class Altering
{
    /// <summary>Makes the export of a newspaper in which there is something of everything.</summary>
    public static async Task MakeAsync(Houses houses, string folder)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await FullPaper.FillAsync(paper, house.Clock);
        await Moving.ExportAsync(paper, folder);
    }

    /// <summary>Copies an export.</summary>
    public static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Makes the checksums of a manifest fit its files.</summary>
    public static void Seal(string folder)
    {
        var manifest = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")))!;
        foreach (var file in manifest["files"]!.AsArray())
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, (string)file!["name"]!));
            (file["lines"], file["bytes"], file["sha256"]) = (bytes.Count(letter => letter == '\n'), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        File.WriteAllText(Path.Combine(folder, "manifest.json"), manifest.ToJsonString());
    }
}
