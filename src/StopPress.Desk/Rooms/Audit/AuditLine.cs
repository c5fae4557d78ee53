using System.Globalization;
using System.Text.Json;
using StopPress.Desk.Door;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Audit;

/// <summary>One entry of the journal, as the export has it.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="At">When it was written (RFC 3339).</param>
/// <param name="Who">Who did it.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Details">What the act says of it, as JSON.</param>
public sealed record AuditLine(long Sequence, string At, string Who, string Kind, string Details)
{
    // Of no use to whoever reads, or said by a name beside it.
    private static readonly HashSet<string> Silent = ["remark", "answers", "point", "x", "y", "subject", "name", "message"];

    private List<(string Key, string Value)>? parts;

    /// <summary>When it was written.</summary>
    internal Instant When => Instant.From(DateTimeOffset.Parse(At, CultureInfo.InvariantCulture));

    /// <summary>What was done, in words; of a kind that there are none for, its name in the journal.</summary>
    public string What(WordsIn words) => words.Find("did." + Kind) ?? Kind;

    /// <summary>All ids that it names.</summary>
    internal IEnumerable<long> Ids() => Parts.Select(part => IdIn(part.Value)).OfType<long>();

    /// <summary>What it is about: everything that it names and that still is there for whoever reads.</summary>
    internal IEnumerable<AuditName> About(AuditNames names)
    {
        string? edition = Parts.FirstOrDefault(part => part.Key == "edition").Value;
        var found = Parts.Select(part => IdIn(part.Value) is { } id ? names.Of(id, edition) : null).OfType<AuditName>().Distinct().ToList();
        string? called = Parts.FirstOrDefault(part => part.Key == "name").Value;
        return found.Count > 0 || called is null ? found : [new AuditName(called, "")];
    }

    /// <summary>Whatever else it says, in a line of words.</summary>
    /// <param name="words">The words of whoever reads.</param>
    /// <param name="hour">Writes an hour as they read it.</param>
    internal string Rest(WordsIn words, Func<Instant, string> hour) => string.Join(" · ", Parts.Where(part => !Silent.Contains(part.Key) && IdIn(part.Value) is null).GroupBy(part => part.Key)
        .Select(group => (Label: words.Find("audit.of." + group.Key) ?? group.Key.Replace('_', ' '), Said: string.Join(", ", group.Select(part => Say(part.Key, part.Value, words, hour)).Where(said => said.Length > 0))))
        .Select(part => $"{part.Label} {part.Said}".Trim()));

    // What says nothing (false, null, empty) is left out, and what is inside something else stands beside it.
    private List<(string Key, string Value)> Parts => parts ??= Read(Details);

    private static List<(string Key, string Value)> Read(string details)
    {
        using var read = JsonDocument.Parse(details);
        return [.. Inside("", read.RootElement)];
    }

    private static IEnumerable<(string Key, string Value)> Inside(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(one => Inside(one.Name, one.Value)).ToList(),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(one => Inside(key, one)).ToList(),
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => [(key, text)],
        JsonValueKind.Number => [(key, value.GetRawText())],
        JsonValueKind.True => [(key, "")],
        _ => [],
    };

    private static string Say(string key, string value, WordsIn words, Func<Instant, string> hour)
    {
        if (key is "edition" or "editions" or "language") return DeskWords.NameOf(value);
        if (key == "browser") return BrowserName.Of(value);
        if (key is "role" or "stage" or "missing" or "how" && words.Find($"{key}.{value}") is { } word) return word;
        return value.EndsWith('Z') && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at) ? hour(Instant.From(at)) : value;
    }

    // An id by itself, or as the last part of a subject such as section:….
    private static long? IdIn(string value) => PublicId.TryRead(value.AsSpan(value.IndexOf(':') + 1), out long id) ? id : null;
}
