using System.Reflection;
using System.Text.RegularExpressions;

namespace StopPress.Tests.HouseRules;

public partial class WordTests
{
    // Blockers hide what carries one of these as a word, and so would hide the newspaper from its readers and its desk.
    private static readonly HashSet<string> Hidden = ["ad", "ads", "advert", "adverts", "banner", "banners", "sponsor", "sponsors", "sponsored"];

    // What a type is to the program, after the word that says what it is to the newsroom.
    private static readonly string[] Endings = ["Row", "Rows", "Request", "Id", "Kind", "Options", "Reader", "Writer", "Html", "Json", "Set", "Inline"];

    [Fact]
    public void no_address_class_or_id_carries_a_word_that_blockers_hide()
    {
        var found = Repository.Files("themes").Concat(Repository.Files("src", ".cshtml")).SelectMany(file =>
        {
            string text = LiquidCode().Replace(file.Text, "");
            var names = Attribute().Matches(text).Select(match => match.Groups[1].Value).Append(file.Name);
            if (file.Name.EndsWith(".css", StringComparison.Ordinal)) names = names.Concat(Selector().Matches(text).Select(match => match.Groups[1].Value));
            return names.Where(name => Parts().Split(name.ToLowerInvariant()).Any(Hidden.Contains)).Select(name => $"{file.Name}: {name}");
        });
        var routes = Repository.Files("src", ".cs").SelectMany(file => Route().Matches(file.Text).Select(match => match.Groups[1].Value)
            .Where(route => Parts().Split(route.ToLowerInvariant()).Any(Hidden.Contains)).Select(route => $"{file.Name}: {route}"));
        Assert.Empty(found.Concat(routes));
    }

    [Fact]
    public void every_public_noun_of_the_newsroom_is_in_the_vocabulary()
    {
        string[] vocabulary = [.. Vocabulary().Select(Fold)];
        var missing = new[] { "StopPress.Newsroom", "StopPress.Commercial" }
            .Where(name => File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
            .SelectMany(name => Assembly.Load(name).GetExportedTypes())
            .Where(type => !type.IsNested)
            .Select(type => (Type: type, Noun: Noun(type.Name.Split('`')[0])))
            .Where(found => found.Noun.Length > 0 && !vocabulary.Any(word => IsWord(Fold(found.Noun), word)))
            .GroupBy(found => Word().Matches(found.Noun)[^1].Value.ToLowerInvariant(), found => found.Type.Name)
            .Select(group => $"{group.Key} ({string.Join(", ", group.Distinct())})").Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"docs/vocabulary.md lacks: {string.Join("; ", missing)}");
    }

    [Fact]
    public void every_word_has_a_meaning_and_stands_once_in_order()
    {
        string[] words = [.. Vocabulary()];
        Assert.Equal(words.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), words);
        Assert.All(Rows(), row => Assert.True(row.Meaning.Length > 10, $"{row.Word} has no meaning."));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("th")]
    public void the_desk_has_words_for_every_entry_of_the_journal(string language)
    {
        string words = File.ReadAllText(Path.Combine(Repository.Root, "src", "StopPress.Desk", "Words", language + ".json"));
        string[] kinds = [.. Repository.Files("src", ".cs").SelectMany(file => EntryKind().Matches(file.Text)).SelectMany(entry => Quoted().Matches(entry.Value)).Select(kind => kind.Groups[1].Value).Distinct()];
        Assert.True(kinds.Length > 90, $"Only {kinds.Length} kinds were found.");
        Assert.DoesNotContain(kinds, kind => !words.Contains($"\"did.{kind}\"", StringComparison.Ordinal));
    }

    // StoryPublished is about a story, PublishStory and StoryRow are too: the noun is what is left.
    private static string Noun(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value).ToList();
        while (words.Count > 1 && (Endings.Contains(words[^1]) || words[^1].EndsWith("ed", StringComparison.Ordinal))) words.RemoveAt(words.Count - 1);
        return string.Concat(words);
    }

    private static bool IsWord(string noun, string word) =>
        noun.EndsWith(word, StringComparison.Ordinal) || noun.EndsWith(word + "s", StringComparison.Ordinal) || (word[^1] == 'y' && noun.EndsWith(word[..^1] + "ies", StringComparison.Ordinal));

    private static string Fold(string words) => NotALetter().Replace(words, "").ToLowerInvariant();

    private static IEnumerable<string> Vocabulary() => Rows().Select(row => row.Word);

    private static IEnumerable<(string Word, string Meaning)> Rows() => File.ReadLines(Path.Combine(Repository.Root, "docs", "vocabulary.md"))
        .Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Split('|')).Select(cells => (cells[1].Trim(), cells[2].Trim()));

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline)]
    private static partial Regex LiquidCode();

    [GeneratedRegex("""\b(?:class|id|href|src|action|name|for|aria-labelledby)\s*=\s*"([^"]*)""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[.#]([A-Za-z][\w-]*)|url\(([^)]*)\)")]
    private static partial Regex Selector();

    [GeneratedRegex("\"(/-/[^\"]*)\"")]
    private static partial Regex Route();

    // What an act writes, by itself, as one of two, as a constant of withdrawals, or as a change of what somebody signs in with.
    [GeneratedRegex(@"EntryDraft\((?:[^,""\[]*""[A-Z][A-Za-z]+"")+|internal const string \w+ = ""[A-Z][a-z]+[A-Z]\w+""|ChangeCredentials \w+\(.*?=> new\([^,]+, ""\w+""")]
    private static partial Regex EntryKind();

    [GeneratedRegex(@"""([A-Z][A-Za-z]+)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[^a-z0-9]+")]
    private static partial Regex Parts();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex NotALetter();
}
