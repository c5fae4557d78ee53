using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StopPress.Store;

namespace StopPress.Desk.Door;

/// <summary>The words of the desk in each language that there is a file for, the program's own and the house's; what a language lacks is said in English.</summary>
public sealed class DeskWords
{
    private const string English = "en";

    // Read beside the start, so that readers do not wait for what only the desk says.
    private readonly Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> reading;

    /// <summary>Reads the words.</summary>
    /// <param name="folder">A folder with files of the house's own, or null. What is wrong with one is told, and stops nothing.</param>
    /// <param name="log">Where it is told.</param>
    public DeskWords(string? folder = null, ILogger? log = null) => reading = Task.Run(() =>
    {
        var read = WordFiles.Read(folder, out var faults);
        foreach (string fault in faults) log?.LogWarning("{Fault}", fault);
        return read;
    });

    /// <summary>The languages that the desk speaks.</summary>
    public IEnumerable<string> Languages => All.Keys.Order(StringComparer.Ordinal);

    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All => reading.GetAwaiter().GetResult();

    /// <summary>The words that somebody has chosen, or else those that their browser asks for.</summary>
    public WordsIn For(HttpContext context)
    {
        var wanted = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value ?? "");
        return In([context.Caller()?.Account.Language, .. wanted]);
    }

    /// <summary>The words of the first language of several that the desk speaks.</summary>
    public WordsIn In(params IEnumerable<string?> wanted)
    {
        string language = wanted.Select(Spoken).OfType<string>().FirstOrDefault() ?? English;
        return new WordsIn(language, All[language], All[English]);
    }

    /// <summary>What a language calls itself.</summary>
    public static string NameOf(string language) => CultureInfo.GetCultureInfo(language).NativeName;

    // RFC 4647, section 3.4, and after it another one of the same language: who reads pt-PT rather reads pt-BR than English.
    private string? Spoken(string? tag)
    {
        for (string? part = tag; part is { Length: > 0 }; part = part.LastIndexOf('-') is > 0 and var at ? part[..at] : null)
        {
            if (All.Keys.FirstOrDefault(one => one.Equals(part, StringComparison.OrdinalIgnoreCase)) is { } spoken) return spoken;
        }
        string? first = tag?.Split('-')[0];
        return first is { Length: > 0 } ? Languages.FirstOrDefault(one => one.Split('-')[0].Equals(first, StringComparison.OrdinalIgnoreCase)) : null;
    }
}

/// <summary>The words of the desk in one language.</summary>
/// <param name="Language">The language as a BCP 47 tag.</param>
/// <param name="Own">Its words.</param>
/// <param name="English">The English ones, for what it lacks.</param>
public sealed record WordsIn(string Language, IReadOnlyDictionary<string, string> Own, IReadOnlyDictionary<string, string> English)
{
    /// <summary>From where to where it is written: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => CultureInfo.GetCultureInfo(Language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>What something is called.</summary>
    public string this[string key] => Own.GetValueOrDefault(key) ?? English[key];

    /// <summary>What something is called, or null where there is no word for it.</summary>
    public string? Find(string key) => Own.GetValueOrDefault(key) ?? English.GetValueOrDefault(key);

    /// <summary>What something is called, with words set into it.</summary>
    public string Of(string key, params object[] parts) => string.Format(CultureInfo.InvariantCulture, this[key], parts);

    /// <summary>A refusal as the person reads it: in their language where the file has its code.</summary>
    public string Of(Refusal refusal) =>
        refusal.Parts.Count > 0 && Own.GetValueOrDefault($"refused.{refusal.Code}.of") is { } made && WordFiles.CanBeFilled(made, refusal.Parts.Count) ? string.Format(CultureInfo.InvariantCulture, made, [.. refusal.Parts.Select(Part)])
        : Own.GetValueOrDefault("refused." + refusal.Code) ?? $"{refusal.Message} {refusal.Help}".Trim();

    private object Part(object part) => part switch
    {
        Refusal inner => Of(inner),
        string field => Find("field." + field) ?? field,
        _ => part,
    };

    /// <summary>What a text lacks before it goes out, in a few words without help.</summary>
    public string Lacks(string code) => Find("missing." + code) ?? "";

    /// <summary>All words whose names begin so, for a script.</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) =>
        English.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(key => key[prefix.Length..], key => this[key]);
}
