using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StopPress.Store;

namespace StopPress.Desk.Door;

/// <summary>The words of the desk in each language that there is a file for; what a language lacks is said in English.</summary>
public sealed class DeskWords
{
    private const string English = "en";

    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> languages = Load();

    /// <summary>The languages that the desk speaks.</summary>
    public IEnumerable<string> Languages => languages.Keys.Order(StringComparer.Ordinal);

    /// <summary>The words that a browser asks for.</summary>
    public WordsIn For(HttpContext context)
    {
        var wanted = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value?.Split('-')[0] ?? "");
        string language = wanted.FirstOrDefault(languages.ContainsKey) ?? English;
        return new WordsIn(language, languages[language], languages[English]);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Load()
    {
        const string prefix = "words/";
        var assembly = typeof(DeskWords).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(
            name => Path.GetFileNameWithoutExtension(name[prefix.Length..]),
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return (IReadOnlyDictionary<string, string>)JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
            });
    }
}

/// <summary>The words of the desk in one language.</summary>
/// <param name="Language">The language as a BCP 47 tag.</param>
/// <param name="Own">Its words.</param>
/// <param name="English">The English ones, for what it lacks.</param>
public sealed record WordsIn(string Language, IReadOnlyDictionary<string, string> Own, IReadOnlyDictionary<string, string> English)
{
    /// <summary>What something is called.</summary>
    public string this[string key] => Own.GetValueOrDefault(key) ?? English[key];

    /// <summary>What something is called, with words set into it.</summary>
    public string Of(string key, params object[] parts) => string.Format(System.Globalization.CultureInfo.InvariantCulture, this[key], parts);

    /// <summary>A refusal as the person reads it: in their language where the file has its code.</summary>
    public string Of(Refusal refusal) => Own.GetValueOrDefault("refused." + refusal.Code) ?? $"{refusal.Message} {refusal.Help}".Trim();

    /// <summary>What a text lacks before it goes out, in a few words without help.</summary>
    public string Lacks(string code) => English.ContainsKey("missing." + code) ? this["missing." + code] : "";

    /// <summary>All words whose names begin so, for a script.</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) =>
        English.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(key => key[prefix.Length..], key => this[key]);
}
