using System.Text;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>Brings in many redirects at once, or none: a line that cannot be kept refuses the whole table.</summary>
/// <param name="Csv">A line for each, with the path and where it leads, parted by a comma (RFC 4180); a first line "from,to" is passed over.</param>
public sealed record ImportRedirects(string Csv)
{
    // Some seconds of writing; who has more cuts the table in two.
    private const int Most = 5000;

    /// <summary>Does it; the result is how many there were.</summary>
    public async Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var read = Read(desk.Host);
        if (read.Refusal is { } wrong) return wrong;
        var pairs = read.Value;
        return await desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var rows = await context.Set<RedirectRow>().ToDictionaryAsync(row => row.Path, cancel);
            var targets = rows.Values.ToDictionary(row => row.Path, row => row.Target);
            foreach (var pair in pairs) targets[pair.Key] = pair.Target;
            foreach (var pair in pairs)
            {
                if (await Redirects.StandsAsync(context, pair.From, cancel) is { } stands) return At(pair.Line, stands);
                if (await Redirects.LoopsAsync(pair.Key, pair.Target, at => Task.FromResult(targets.GetValueOrDefault(at)))) return At(pair.Line, Redirects.Loop(pair.From, pair.Target));
                if (rows.TryGetValue(pair.Key, out var row)) row.Target = pair.Target;
                else context.Add(new RedirectRow { Path = pair.Key, Target = pair.Target, AddedAt = Instant.Now(desk.Clock) });
            }
            return (new EntryDraft("RedirectsImported", [Subject.Redirects], new { redirects = pairs.Count }), pairs.Count);
        }, cancel);
    }

    private Outcome<List<Pair>> Read(string host)
    {
        var pairs = new List<Pair>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (string text in (Csv ?? "").Split('\n'))
        {
            number++;
            string line = text.Trim('\r', ' ', '\ufeff');
            if (line.Length == 0) continue;
            if (Fields(line) is not [var from, var to]) return At(number, new Refusal("not-two-fields", "There are not two fields.", "Write the path, a comma, and where it leads."));
            if (pairs.Count == 0 && from.Trim().Equals("from", StringComparison.OrdinalIgnoreCase)) continue;
            if (HousePath.Of(from) is not { Length: > 1 } path) return At(number, Redirects.WrongPath(from));
            var checks = new Checks();
            string target = HousePath.Target(checks, to, host);
            if (checks.Fault is { } fault) return At(number, fault);
            string key = HousePath.Key(path);
            if (!seen.TryAdd(key, number)) return At(number, new Refusal("listed-twice", $"{HousePath.Short(path)} stands in line {seen[key]} already.", "Keep one of them.") { Parts = [seen[key]] });
            pairs.Add(new Pair(number, path, key, target));
            if (pairs.Count > Most) return At(number, new Refusal("too-many", $"{Most} are the most at once.", "Cut the table in two."));
        }
        return pairs.Count > 0 ? pairs : new Refusal("empty", "There is no redirect in the table.", "Write a line for each: the path, a comma, and where it leads.");
    }

    private static Refusal At(int line, Refusal why) => new("wrong-line", $"Line {line}: {why.Message}", $"{why.Help} Nothing was taken in.".Trim()) { Parts = [line, why] };

    // Null when a quotation mark is left open.
    private static List<string>? Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            char letter = line[at];
            if (letter == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"') field.Append(line[at++]);
            else if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(letter);
        }
        fields.Add(field.ToString());
        return quoted ? null : fields;
    }

    private sealed record Pair(int Line, string From, string Key, string Target);
}
