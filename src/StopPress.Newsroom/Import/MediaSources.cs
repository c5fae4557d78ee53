using StopPress.Store;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.Import;

/// <summary>The files of the old site as they lie in a folder: its <c>uploads</c>, or one that holds them.</summary>
internal sealed class MediaFolder(string folder) : IMediaSource
{
    private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    public Task<Outcome<Stream>> OpenAsync(string address, CancellationToken cancel) => Task.FromResult(Open(address));

    private Outcome<Stream> Open(string address)
    {
        foreach (string path in WordPressAddress.OfFile(WordPressPictures.FileOf(address)).SelectMany(Places))
        {
            string file = Path.GetFullPath(Path.Combine(root, path));
            // An address with ".." in it must not lead out of the folder.
            if (!file.StartsWith(root, StringComparison.Ordinal) || !File.Exists(file)) continue;
            try
            {
                return new FileStream(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return new Refusal("unreadable", $"The file {file} cannot be read: {fault.Message}");
            }
        }
        return new Refusal("no-file", $"{WordPressPictures.FileOf(address)} is not in the folder.");
    }

    private static IEnumerable<string> Places(string file) => file.Length == 0 || file.Contains('\0') ? [] : [file, "uploads/" + file, "wp-content/uploads/" + file, Path.GetFileName(file)];
}

/// <summary>The files of the old site, fetched from it.</summary>
internal sealed class MediaFetch(Errand errand) : IMediaSource
{
    // Whoever does not answer so often is not there, and need not be waited for a thousand times.
    private const int MostSilence = 3;
    private readonly Dictionary<string, int> silent = new(StringComparer.OrdinalIgnoreCase);

    public async Task<Outcome<Stream>> OpenAsync(string address, CancellationToken cancel)
    {
        string host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Authority : "";
        if (silent.GetValueOrDefault(host) >= MostSilence) return new Refusal(Errand.Unreachable, $"{address} cannot be fetched: {host} has not answered {MostSilence} times.", "Bring them another time, when it can be reached.");
        var fetched = await errand.FetchAsync(address, cancel);
        silent[host] = fetched.Refusal?.Code == Errand.Unreachable ? silent.GetValueOrDefault(host) + 1 : 0;
        return fetched;
    }
}
