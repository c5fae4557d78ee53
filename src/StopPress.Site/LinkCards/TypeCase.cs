using System.Globalization;
using System.Text;

namespace StopPress.Site.LinkCards;

/// <summary>
/// Where type is taken from: the founts that come with the program (Latin, Greek, Cyrillic and Thai), and for all other scripts the machine's. One at a time may use it.
/// </summary>
/// <param name="folders">The machine's folders of fonts.</param>
internal sealed class TypeCase(IReadOnlyList<string> folders) : IDisposable
{
    // Folders of fonts are shallow; one that leads back into itself must end.
    private const int DeepestFolder = 6;

    // What nobody has is looked for once; so many signs are more than any script has that a newspaper is written in.
    private const int MostMissing = 20_000;

    // Those that a headline is set in best: upright, bold, with serifs or what a script has in their place. The first that has a sign is taken.
    private static readonly (string Word, int Worth)[] Worths =
    [
        ("Bold", 8), ("Serif", 4), ("Naskh", 4), ("Mincho", 4), ("Song", 4), ("Noto", 2), ("Regular", 1),
        ("Italic", -16), ("Oblique", -16), ("Slanted", -16), ("Mono", -16), ("Display", -2), ("Rashi", -4), ("Black", -8), ("Light", -8), ("Thin", -8), ("Condensed", -8), ("Semi", -4), ("Extra", -4), ("UI", -2),
    ];

    private readonly List<Fount> founts = [Fount.OfTheProgram("NotoSerif-Bold.ttf"), Fount.OfTheProgram("NotoSerifThai-Bold.ttf")];
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);

    // Those of the machine that were looked into: each is opened once, for a script that nobody has must not be looked for on the disk sign by sign.
    private readonly List<Fount> opened = [];
    private Queue<string>? files;

    /// <summary>The case of this machine.</summary>
    public static TypeCase OfTheMachine() => new(
    [
        "/usr/share/fonts", "/usr/local/share/fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fonts"),
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ]);

    /// <summary>The fount that a grapheme is set in; null when there is none.</summary>
    public Fount? For(string grapheme)
    {
        if (missing.Contains(grapheme)) return null;
        if (founts.Concat(opened).FirstOrDefault(fount => fount.Has(grapheme)) is { } known) return known;
        files ??= Files();
        while (files.TryDequeue(out string? file))
        {
            if (Fount.Open(file) is not { } fount) continue;
            opened.Add(fount);
            if (fount.Has(grapheme)) return fount;
        }
        if (missing.Count < MostMissing) missing.Add(grapheme);
        return null;
    }

    /// <summary>A text with what can be set of it; null when letters are missing, without which it would say something else.</summary>
    public string? Settable(string text)
    {
        var kept = new StringBuilder();
        foreach (string grapheme in Graphemes(text))
        {
            if (string.IsNullOrWhiteSpace(grapheme)) kept.Append(' ');
            else if (char.IsControl(grapheme[0]) || grapheme.EnumerateRunes().Contains(Rune.ReplacementChar)) continue;
            else if (For(grapheme) is not null) kept.Append(grapheme);
            else if (grapheme.EnumerateRunes().Any(Rune.IsLetterOrDigit)) return null;
        }
        return string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The graphemes of a text.</summary>
    public static IEnumerable<string> Graphemes(string text)
    {
        var signs = StringInfo.GetTextElementEnumerator(text);
        while (signs.MoveNext()) yield return signs.GetTextElement();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var fount in founts.Concat(opened)) fount.Dispose();
    }

    private Queue<string> Files()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = DeepestFolder };
        return new(folders.Where(folder => folder.Length > 0 && Directory.Exists(folder)).Distinct().SelectMany(folder => Directory.EnumerateFiles(folder, "*", options))
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".otf" or ".ttc" or ".otc")
            .OrderByDescending(file => Worth(Path.GetFileNameWithoutExtension(file))).ThenBy(file => file, StringComparer.Ordinal));
    }

    private static int Worth(string name) => Worths.Where(one => name.Contains(one.Word, StringComparison.Ordinal)).Sum(one => one.Worth);
}
