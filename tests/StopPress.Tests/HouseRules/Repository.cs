namespace StopPress.Tests.HouseRules;

/// <summary>The house's own source, as the rules read it.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "artifacts", "node_modules", ".git", "TestResults"];

    /// <summary>Where the repository is: the folder above the tests that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file under a folder of the repository that a person wrote; none when the folder is not there.</summary>
    public static IReadOnlyList<Source> Files(string folder, params string[] endings)
    {
        string start = Path.Combine(Root, folder);
        return Directory.Exists(start) ? [.. Walk(start).Where(path => endings.Length == 0 || endings.Any(path.EndsWith)).Order(StringComparer.Ordinal).Select(path => new Source(path))] : [];
    }

    /// <summary>The C# of the house and of its tests.</summary>
    public static IReadOnlyList<Source> Code() => [.. Files("src", ".cs"), .. Files("tests", ".cs")];

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => !Made.Contains(Path.GetFileName(inner))).SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StopPress.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests run outside the repository.");
    }
}

/// <summary>One file of the repository.</summary>
internal sealed class Source(string path)
{
    /// <summary>Its path from the repository's root, with slashes.</summary>
    public string Name { get; } = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    /// <summary>Its text.</summary>
    public string Text { get; } = File.ReadAllText(path);

    /// <summary>Its lines.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');
}
