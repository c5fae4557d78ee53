using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StopPress.Desk.Door;

/// <summary>Reads the files of words: the program's own, and over them those of the house. A word that cannot stand is left out, and said in English.</summary>
public static partial class WordFiles
{
    private const string English = "en";

    // A refusal's words have its code for a name; the codes are the acts' own (docs/contracts/acts.md).
    private const string Refused = "refused.";

    // Ten times what the program's own files hold.
    private const long LongestFile = 1 << 20;

    /// <summary>Reads all of them.</summary>
    /// <param name="folder">The house's own folder, or null.</param>
    /// <param name="faults">What is wrong, a sentence for each.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Read(string? folder, out IReadOnlyList<string> faults)
    {
        var languages = OfProgram();
        var found = new List<string>();
        var english = languages[English];
        foreach (string file in Files(folder, found))
        {
            if (Language(file, found) is not { } language || Words(file, found) is not { } words) continue;
            if (!languages.TryGetValue(language, out var own)) languages[language] = own = [];
            foreach (var (key, word) in words)
            {
                if (WhyNot(key, word, english) is { } why) found.Add($"{Path.GetFileName(file)}: \"{key}\" {why}");
                else own[key] = word;
            }
        }
        faults = found;
        return languages.ToDictionary(one => one.Key, one => (IReadOnlyDictionary<string, string>)one.Value);
    }

    private static Dictionary<string, Dictionary<string, string>> OfProgram()
    {
        const string prefix = "words/";
        var assembly = typeof(WordFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(
            name => Path.GetFileNameWithoutExtension(name[prefix.Length..]),
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
            });
    }

    private static IEnumerable<string> Files(string? folder, List<string> faults)
    {
        if (!Directory.Exists(folder)) return [];
        try
        {
            return Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"The folder {folder} cannot be read: {fault.Message}");
            return [];
        }
    }

    private static string? Language(string file, List<string> faults)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        try
        {
            if (Tag().IsMatch(name)) return CultureInfo.GetCultureInfo(name, predefinedOnly: true).Name;
        }
        catch (CultureNotFoundException)
        {
            // Told below.
        }
        faults.Add($"{Path.GetFileName(file)}: \"{name}\" is no language. Name the file by its tag, such as de.json, pt-BR.json or zh-Hant.json.");
        return null;
    }

    private static Dictionary<string, string>? Words(string file, List<string> faults)
    {
        try
        {
            if (new FileInfo(file).Length <= LongestFile) return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))?.Where(word => word.Value is not null).ToDictionary();
            faults.Add($"{Path.GetFileName(file)} is larger than a megabyte, and is left out.");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{Path.GetFileName(file)} is left out, for it cannot be read: {fault.Message}");
        }
        return null;
    }

    private static string? WhyNot(string key, string word, Dictionary<string, string> english)
    {
        if (!english.TryGetValue(key, out string? model)) return key.StartsWith(Refused, StringComparison.Ordinal) ? null : "is nothing that the desk says.";
        string[] places = [.. Places(model)];
        if (Places(word).Except(places).FirstOrDefault() is { } odd) return $"has a place {odd} that English has not; it is said in English.";
        return places.Any(IsNumbered) && !CanBeFilled(word, places.Length) ? "has a brace that opens or closes nothing; it is said in English." : null;
    }

    private static IEnumerable<string> Places(string word) => Place().Matches(word).Select(match => match.Value);

    private static bool IsNumbered(string place) => char.IsAsciiDigit(place[1]);

    /// <summary>Whether a word has no more numbered places than there are parts to fill them, and no brace that stands alone.</summary>
    internal static bool CanBeFilled(string word, int places)
    {
        try
        {
            return CompositeFormat.Parse(word).MinimumArgumentCount <= places;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Place();
}
