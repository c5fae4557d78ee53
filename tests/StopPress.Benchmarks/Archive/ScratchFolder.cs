namespace StopPress.Benchmarks.Archive;

/// <summary>A folder for one benchmark, taken away after it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("stoppress-bench-").FullName;

    /// <summary>Makes the folder.</summary>
    public ScratchFolder() => LeftBehind.Add(root);

    /// <summary>Makes a folder in it, and returns its path.</summary>
    public string Make(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(root, recursive: true);
        LeftBehind.Remove(root);
    }
}
