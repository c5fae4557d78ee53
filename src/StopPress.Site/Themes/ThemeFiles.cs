using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace StopPress.Site.Themes;

/// <summary>The files of a theme as they stood at one moment: those of the house, over those that come with the program.</summary>
internal sealed class ThemeFiles : IFileProvider
{
    private const string BuiltIn = "theme/";
    private readonly Dictionary<string, string> texts;

    private ThemeFiles(Dictionary<string, string> texts) => this.texts = texts;

    /// <summary>The names of all files, with <c>/</c> between folders.</summary>
    public IEnumerable<string> Names => texts.Keys;

    /// <summary>The theme that comes with the program.</summary>
    public static ThemeFiles OfTheProgram { get; } = new(Embedded());

    /// <summary>The program's theme with the files of a folder over it, where there is one.</summary>
    public static ThemeFiles Under(string? folder)
    {
        var texts = new Dictionary<string, string>(OfTheProgram.texts, StringComparer.Ordinal);
        if (folder is not null && Directory.Exists(folder))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsOfATheme))
            {
                texts[Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')] = File.ReadAllText(file);
            }
        }
        return new ThemeFiles(texts);
    }

    /// <summary>What changes whenever a file of the folder does.</summary>
    public static string StateOf(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n', Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsOfATheme).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks} {new FileInfo(file).Length}"));

    /// <summary>Whether there is a template of this name, without extension.</summary>
    public bool Has(string template) => texts.ContainsKey(template + ".liquid");

    /// <summary>The text of a file; empty when it is not there.</summary>
    public string Text(string name) => texts.GetValueOrDefault(name, "");

    /// <inheritdoc/>
    public IFileInfo GetFileInfo(string subpath) => texts.TryGetValue(subpath, out string? text) ? new TextFile(subpath, text) : new NotFoundFileInfo(subpath);

    /// <inheritdoc/>
    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    /// <inheritdoc/>
    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private static bool IsOfATheme(string file) => Path.GetExtension(file) is ".liquid" or ".css" or ".json";

    private static Dictionary<string, string> Embedded()
    {
        var source = Assembly.GetExecutingAssembly();
        return source.GetManifestResourceNames().Where(name => name.StartsWith(BuiltIn, StringComparison.Ordinal)).ToDictionary(
            name => name[BuiltIn.Length..].Replace('\\', '/'),
            name =>
            {
                using var reader = new StreamReader(source.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            },
            StringComparer.Ordinal);
    }

    private sealed class TextFile(string name, string text) : IFileInfo
    {
        private readonly byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);

        public bool Exists => true;

        public long Length => bytes.Length;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(bytes);
    }
}
