using System.Diagnostics;
using System.Globalization;
using System.Text;
using StopPress.Site.Api;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Search;

/// <summary>Whatever is asked, in whatever letters, is answered soon and without an error.</summary>
public class HostileQuestionTests(Houses houses)
{
    // "./soak questions" sets it to 10,000, and holds them to what readers are promised.
    private static readonly int? Soaked = int.TryParse(Environment.GetEnvironmentVariable("SOAK_QUESTIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : null;

    private static readonly string[] Parts =
    [
        "\"", "'", "*", "-", "^", "(", ")", ":", "~", "@", "NEAR(", " AND ", " OR ", " NOT ", "&", "|", "!", "<->", "\\", "%00", "%", "\0", "\u202e", "\u0301", "\ud800", "\udc00", "\ufffe", "\ufdd0", "สี", "แดง", "红", "ア", "ﷺ", "👨‍👩‍👧", "harbour",
        "rowid", "terms:", "--", "; DROP TABLE x", "{{", "{%", "<script>", "&amp;", "\u200b", "ํา", "𠀀", "\U0010ffff", "א", "ก", "^harbour", "~harbour", "@section",
    ];

    [Theory, BothDatabases]
    public async Task no_question_is_answered_with_an_error_or_after_long(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        for (var i = 0; i < 20; i++) await paper.PublishAsync(await paper.FileAsync($"Harbour wall {i} สีแดง", string.Join(' ', Enumerable.Repeat("quay storm รถสีแดง", 200))));
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? "5", CultureInfo.InvariantCulture);
        var chance = new Random(seed);
        var times = new List<double>();
        for (var i = 0; i < (Soaked ?? 400); i++)
        {
            string words = Question(chance, i);
            string rest = $"?q={Uri.EscapeDataString(words)}{(i % 3 == 0 ? "&by=newest" : "")}&page={words.Length}&before={Parts[i % Parts.Length].Length}&section=%27&from=x";
            string kindOf = (i % 10) switch { 7 => "/rss", 8 => "/json", 9 => "/suggest", _ => "" };
            long began = Stopwatch.GetTimestamp();
            using var answer = await paper.AskAsync($"{(i % 2 == 0 ? "/" : "/th/")}-/search{kindOf}{rest}");
            string page = await answer.Content.ReadAsStringAsync();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Assert.True((int)answer.StatusCode == 200, $"seed {seed}, {(int)answer.StatusCode}: {kindOf} {words}");
            if (kindOf.Length == 0) Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
            else if (kindOf == "/rss") _ = System.Xml.Linq.XDocument.Parse(page);
            else System.Text.Json.JsonDocument.Parse(page).Dispose();
            if (i % 5 == 0) times.Add(await ProgramAsync(paper, ApiAddress.SearchIn(i % 2 == 0 ? "en" : "th"), words, rest));
        }
        foreach (string raw in new[] { "%ED%A0%80", "%FF%FE", "%00", "%", "&q=b&q=c", "%u0041" }) Assert.Equal(200, (int)(await paper.AskAsync("/-/search?q=" + raw)).StatusCode);
        // Longer than a line of a request may be.
        Assert.InRange((int)(await paper.AskAsync("/-/search?q=" + new string('x', 2_000_000))).StatusCode, 400, 499);
        times.Sort();
        string told = $"{kind}, {times.Count} questions: {times[times.Count / 2]:0.0} ms (median), {times[times.Count * 99 / 100]:0.0} ms (p99), {times[^1]:0.0} ms at most";
        if (Environment.GetEnvironmentVariable("SOAK_REPORT") is { Length: > 0 } report) await File.AppendAllTextAsync(report, told + "\n");
        Assert.True(Soaked is null ? times[times.Count * 9 / 10] < 300 : times[times.Count * 99 / 100] < 200, told);
    }

    // A program is answered as pages are, and told where what it asks makes no sense.
    private static async Task<double> ProgramAsync(Paper paper, string search, string words, string senseless)
    {
        long began = Stopwatch.GetTimestamp();
        System.Text.Json.JsonDocument.Parse(await paper.ReadAsync($"{search}?q={Uri.EscapeDataString(words)}")).Dispose();
        double took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        Assert.Equal(400, (int)(await paper.AskAsync(search + senseless)).StatusCode);
        return took;
    }

    private static string Question(Random chance, int number)
    {
        var query = new StringBuilder();
        for (var n = chance.Next(1, 12); n > 0; n--) query.Append(chance.Next(4) == 0 ? AnyLetter(chance) : Parts[chance.Next(Parts.Length)]).Append(chance.Next(2) == 0 ? " " : "");
        if (number % 50 == 0) query.Append(string.Concat(Enumerable.Repeat(Parts[chance.Next(Parts.Length)], 40)));
        // Halves of a pair come as a browser sends them.
        return string.Concat(query.ToString().EnumerateRunes().Select(rune => rune.ToString()));
    }

    // Of any script, also such as nobody has assigned.
    private static string AnyLetter(Random chance)
    {
        while (true)
        {
            int value = chance.Next(2) == 0 ? chance.Next(0x20, 0x3000) : chance.Next(0x20, 0x110000);
            if (Rune.IsValid(value)) return new Rune(value).ToString();
        }
    }
}
