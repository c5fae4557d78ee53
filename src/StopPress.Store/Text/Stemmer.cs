using System.Globalization;
using System.Text;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace StopPress.Store.Text;

/// <summary>Finds what the forms of a word have in common, by the rules of a language (Snowball): flood, floods, flooding. Languages without such rules keep words as they are.</summary>
public sealed class Stemmer
{
    // The rules are for letters, and nothing shorter has an ending to lose.
    private const int Shortest = 3;

    private static readonly Dictionary<string, Func<SnowballProgram>> Rules = new()
    {
        ["ca"] = () => new CatalanStemmer(),
        ["da"] = () => new DanishStemmer(),
        ["de"] = () => new GermanStemmer(),
        ["en"] = () => new EnglishStemmer(),
        ["es"] = () => new SpanishStemmer(),
        ["eu"] = () => new BasqueStemmer(),
        ["fi"] = () => new FinnishStemmer(),
        ["fr"] = () => new FrenchStemmer(),
        ["ga"] = () => new IrishStemmer(),
        ["hu"] = () => new HungarianStemmer(),
        ["hy"] = () => new ArmenianStemmer(),
        ["it"] = () => new ItalianStemmer(),
        ["nb"] = () => new NorwegianStemmer(),
        ["nl"] = () => new DutchStemmer(),
        ["nn"] = () => new NorwegianStemmer(),
        ["no"] = () => new NorwegianStemmer(),
        ["pt"] = () => new PortugueseStemmer(),
        ["ro"] = () => new RomanianStemmer(),
        ["ru"] = () => new RussianStemmer(),
        ["sv"] = () => new SwedishStemmer(),
        ["tr"] = () => new TurkishStemmer(),
    };

    private static readonly Dictionary<string, Stemmer> Known = Rules.ToDictionary(rule => rule.Key, rule => new Stemmer(rule.Value));
    private static readonly Stemmer None = new(null);

    // The rules keep the word that they are at.
    private readonly ThreadLocal<SnowballProgram>? rules;

    private Stemmer(Func<SnowballProgram>? rules) => this.rules = rules is null ? null : new(rules);

    /// <summary>The stemmer of a language.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    public static Stemmer For(string language) => Known.GetValueOrDefault(language.Split('-')[0]) ?? None;

    /// <summary>What a word has in common with its other forms, folded; null where that is the word itself. It is found by the word as it was written, with its accents.</summary>
    /// <param name="text">The text that the word was cut from.</param>
    /// <param name="word">The word.</param>
    public string? Of(string text, CutWord word)
    {
        if (rules is null || word.IsUnspaced || word.Folded.Length < Shortest || word.End - word.Start > WordCutter.LongestWord || char.IsAsciiDigit(word.Folded[0])) return null;
        var program = rules.Value!;
        program.SetCurrent(text[word.Start..word.End].ToLower(CultureInfo.InvariantCulture));
        if (!program.Stem()) return null;
        var stem = new StringBuilder();
        foreach (var letter in program.Current.EnumerateRunes()) stem.Append(Letters.Folded(letter));
        return stem.ToString() is { Length: > 0 } found && found != word.Folded ? found : null;
    }
}
