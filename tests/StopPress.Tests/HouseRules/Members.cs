using System.Text.RegularExpressions;

namespace StopPress.Tests.HouseRules;

/// <summary>A type or a member with a body, as found in a file.</summary>
internal sealed record Declared(string Name, int Line, int Length);

/// <summary>Finds declarations by how formatted C# looks: braces alone on their lines, bodies set in.</summary>
internal static partial class Members
{
    /// <summary>The names of all types that a file declares.</summary>
    public static IEnumerable<string> Types(Source file) => TypeDeclaration().Matches(WithoutRemarks(file.Text)).Select(match => match.Groups["name"].Value);

    /// <summary>The namespaces that a file declares, each cut into its segments.</summary>
    public static IEnumerable<string> NamespaceSegments(Source file) =>
        NamespaceDeclaration().Matches(file.Text).SelectMany(match => match.Groups["name"].Value.Split('.'));

    /// <summary>The methods (constructors, properties, …) of a file that have a body in braces.</summary>
    public static IEnumerable<Declared> Methods(Source file)
    {
        string[] lines = [.. WithoutRawText(file.Lines)];
        for (var opening = 0; opening < lines.Length; opening++)
        {
            if (lines[opening].Trim() != "{") continue;
            int margin = lines[opening].Length - 1;
            int header = opening - 1;
            while (header > 0 && (lines[header].Length <= margin || lines[header][margin] == ' ')) header--;
            if (TypeDeclaration().IsMatch(string.Join(' ', lines[header..opening])) || lines[header].StartsWith("namespace", StringComparison.Ordinal)) continue;
            int closing = Array.FindIndex(lines, opening, line => line.StartsWith(new string(' ', margin) + "}", StringComparison.Ordinal));
            if (closing < 0) yield break;
            yield return new Declared(lines[header].Trim(), header + 1, closing - header + 1);
            opening = closing;
        }
    }

    // What stands between three quotes may look like anything.
    private static IEnumerable<string> WithoutRawText(string[] lines)
    {
        var raw = false;
        foreach (string line in lines)
        {
            bool toggles = line.Split("\"\"\"").Length % 2 == 0;
            yield return raw && !toggles ? new string(' ', 200) : line;
            raw ^= toggles;
        }
    }

    private static string WithoutRemarks(string text) => Remark().Replace(text, "");

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Remark();

    [GeneratedRegex(@"^\s*(?:\[[^\]]*\]\s*)?(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe|new)\s+)*(?:class|record\s+struct|record\s+class|record|struct|interface|enum|delegate\s+[\w<>?\[\],. ()]+?)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();
}
