using System.Globalization;
using System.Text.Json.Nodes;
using StopPress.Benchmarks.Archive;
using StopPress.Newsroom.Documents;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Searching;

/// <summary>
/// Looks for words out of the middle of stories from all over an archive, each narrowed to the story's day, and follows what is found to its end: is the story
/// among it, and is what is found the same on both databases?
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="questions">How many words.</param>
internal sealed class Recall(NewsArchive archive, int questions)
{
    // Letters of a script without spaces that stand together; of others whole words.
    private const int FewestLetters = 4, MostLetters = 12;

    private List<string>? others;

    /// <summary>Asks; how many stories were missing, and how many questions found something else on the database that was asked before.</summary>
    public async Task<(int Missing, int Different)> AskAsync(HttpClient reader)
    {
        // Another generator than that of the archive, and the same each time.
        var dice = new Random(7);
        var found = new List<string>();
        var missing = 0;
        for (var i = 0; i < questions; i++)
        {
            var story = archive.Story(dice.Next(archive.Stories));
            var text = story.Texts[dice.Next(story.Texts.Count)];
            string day = text.Edition.DayOf(story.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var ids = await FindAsync(reader, $"/-/api/v1/{text.Edition.Language}/search?q={Uri.EscapeDataString(Word(text, dice))}&by=newest&from={day}&until={day}");
            if (!ids.Contains(PublicId.Text(story.Id))) missing++;
            found.Add(string.Join(' ', ids));
        }
        int different = others?.Zip(found).Count(pair => pair.First != pair.Second) ?? 0;
        others = found;
        return (missing, different);
    }

    private static async Task<List<string>> FindAsync(HttpClient reader, string address)
    {
        var ids = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = JsonNode.Parse(await reader.GetStringAsync(next))!;
            ids.AddRange(page["stories"]!.AsArray().Select(story => story!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>() is { } more ? new Uri(more).PathAndQuery : null;
        }
        return ids;
    }

    private static string Word(ArchiveText text, Random dice)
    {
        string words = PlainText.Render(ProseMirrorJson.Read(text.Body).Value);
        if (text.Edition.Language != "th")
        {
            string[] whole = [.. words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= FewestLetters && word.All(char.IsAsciiLetter))];
            return whole[dice.Next(whole.Length)];
        }
        string[] runs = [.. words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(run => run.Length > MostLetters && run.All(letter => letter is >= '\u0e01' and <= '\u0e4e'))];
        var graphemes = StringInfo.ParseCombiningCharacters(runs[dice.Next(runs.Length)] is var run ? run : "");
        int length = dice.Next(2, Math.Min(6, graphemes.Length)), first = dice.Next(graphemes.Length - length);
        return run[graphemes[first]..graphemes[first + length]];
    }
}
