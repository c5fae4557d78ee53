using StopPress.Tests.HouseRules;

namespace StopPress.Tests.Support;

/// <summary>Material that nobody of this house wrote, beside the repository. Where it is absent its tests are skipped; on a build server they fail.</summary>
public static class Corpus
{
    /// <summary>The path of a file or folder of the corpus.</summary>
    public static string PathOf(string name)
    {
        string path = Path.Combine(Repository.Root, "..", "shared", "corpus", name);
        if (File.Exists(path) || Directory.Exists(path)) return path;
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail($"The corpus is not there: {path}");
        Assert.Skip($"The corpus is not there: {path}");
        return path;
    }
}
