using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using StopPress.Store.Text;

namespace StopPress.Store.Control;

/// <summary>One line that came through the control socket: an act, who asks for it, and with what.</summary>
public sealed record ControlRequest(string Act, string Actor, JsonObject With)
{
    // As long as an address of e-mail can be (RFC 5321, section 4.5.3.1).
    private const int LongestActor = 254;

    // Three times the longest of the house, so that a misspelled one is still told what it may have meant.
    private const int LongestAct = 60;

    private static readonly string[] Members = ["act", "actor", "with", "tell"];

    /// <summary>Whether the caller wants to hear how far it has come before the answer.</summary>
    public bool IsTold { get; private init; }

    /// <summary>Reads a line, or says in plain words what is wrong with it.</summary>
    public static Outcome<ControlRequest> Read(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span)) return NotARequest("it is not UTF-8");
        try
        {
            if (JsonNode.Parse(line.Span, null, ControlFormat.Document) is not JsonObject request) return NotARequest("it is not an object");
            foreach (var (name, _) in request)
            {
                if (!Members.Contains(name)) return NotARequest($"it holds \"{name}\"");
            }
            if (Word(request["act"]) is not { } act) return NotARequest("it names no act");
            if (act.Length > LongestAct) return NotARequest($"its \"act\" has more than {LongestAct} letters");
            if (Word(request["actor"])?.Length > LongestActor) return NotARequest($"its \"actor\" has more than {LongestActor} letters");
            if (Word(request["actor"]) is not { } actor) return NotARequest("it does not say who asks, as \"actor\"");
            if (request["with"] is not (null or JsonObject)) return NotARequest("its \"with\" is not an object");
            bool isTold = false;
            if (request["tell"] is { } tell && !(tell is JsonValue said && said.TryGetValue(out isTold))) return NotARequest("its \"tell\" is neither true nor false");
            return new ControlRequest(act, actor, request["with"] as JsonObject ?? []) { IsTold = isTold };
        }
        catch (JsonException fault)
        {
            return NotARequest($"it is not JSON (at byte {fault.BytePositionInLine ?? 0})");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair, or the same name twice: well-formed JSON that stands for no text.
            return NotARequest("it holds text that cannot be read");
        }
    }

    /// <summary>Makes the act's own request of <see cref="With"/>.</summary>
    public Outcome<T> As<T>()
    {
        try
        {
            if (Settle(With, ControlFormat.Options.GetTypeInfo(typeof(T)), "") is { } refusal) return refusal;
            return With.Deserialize<T>(ControlFormat.Options)!;
        }
        catch (JsonException fault)
        {
            string place = fault.Path is null or "$" ? "what came" : $"\"{fault.Path.TrimStart('$', '.')}\"";
            return new Refusal("wrong-value", $"{Act} cannot read {place}: it is of the wrong kind.", "Look the act up in docs/contracts/acts.md.");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            return new Refusal("wrong-value", $"{Act} cannot read what came: it holds text that cannot be read.");
        }
    }

    // Gives each member the spelling that the type knows (storyId, StoryId and story_id are one), so that a person at a
    // terminal need not know which; only where the type has members: documents pass untouched.
    private Refusal? Settle(JsonNode? node, JsonTypeInfo type, string place)
    {
        // PostgreSQL has no such character, and its driver loses its place on the connection when it is asked about one.
        if (Word(node)?.Contains('\0', StringComparison.Ordinal) == true) return new Refusal("wrong-value", $"{Act} cannot read \"{place.TrimEnd('.')}\": it holds a character of the value 0.", "Leave it out.");
        if (type.Kind == JsonTypeInfoKind.Enumerable && node is JsonArray items)
        {
            if (items.Any(item => item is null)) return new Refusal("something-missing", $"{Act} was told nothing for one thing in {(place.Length == 0 ? "the list" : $"\"{place.TrimEnd('.')}\"")}.", "Leave it out, or say it.");
            var element = ControlFormat.Options.GetTypeInfo(type.ElementType!);
            return items.Select((item, number) => Settle(item, element, $"{place}[{number}]")).FirstOrDefault(refusal => refusal is not null);
        }
        return type.Kind == JsonTypeInfoKind.Object && node is JsonObject members ? SettleMembers(members, type, place) : WrongWord(node, type, place);
    }

    // A word that is none of those that can stand there, and an hour that is none.
    private Refusal? WrongWord(JsonNode? node, JsonTypeInfo type, string place)
    {
        if (Word(node) is not { } word) return null;
        var wanted = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        string asked = $"{Act} cannot read \"{place.TrimEnd('.')}\"";
        if (wanted.IsEnum)
        {
            string[] words = [.. Enum.GetNames(wanted).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
            return words.Contains(word) ? null : new Refusal("wrong-value", $"{asked}: there is no \"{word}\".", $"It is {string.Join(", ", words[..^1])} or {words[^1]}.");
        }
        if (wanted != typeof(DateTimeOffset) || ControlFormat.IsHour(word)) return null;
        return new Refusal("wrong-value", $"{asked}: \"{word}\" is no hour.", "Write it with its offset, such as 2026-11-25T18:00:00+07:00.");
    }

    private Refusal? SettleMembers(JsonObject members, JsonTypeInfo type, string place)
    {
        foreach (string written in members.Select(member => member.Key).ToList())
        {
            if (type.Properties.FirstOrDefault(property => Fold(property.Name) == Fold(written)) is not { } property) return Unknown(written, type, place);
            if (property.Name != written)
            {
                if (members.ContainsKey(property.Name)) return new Refusal("said-twice", $"{Act} was told {Inside(place)}\"{property.Name}\" twice.");
                var value = members[written];
                members.Remove(written);
                members[property.Name] = value;
            }
            if (Settle(members[property.Name], ControlFormat.Options.GetTypeInfo(property.PropertyType), $"{place}{property.Name}.") is { } refusal) return refusal;
        }
        string[] missing = [.. type.Properties.Where(property => property.IsRequired && !members.ContainsKey(property.Name)).Select(property => property.Name)];
        return missing.Length == 0 ? null : new Refusal("something-missing", $"{Act} needs {Inside(place)}{string.Join(", ", missing)}.");
    }

    private Refusal Unknown(string written, JsonTypeInfo type, string place)
    {
        string[] known = [.. type.Properties.Select(property => property.Name)];
        string help = Spelling.Nearest(written, known) is { } nearest ? $"Did you mean \"{nearest}\"?"
            : known.Length == 0 ? "It takes nothing." : $"It takes {string.Join(", ", known)}.";
        return new Refusal("unknown-member", $"{Act} does not know {Inside(place)}\"{written}\".", help);
    }

    private static string Inside(string place) => place.Length == 0 ? "" : $"in \"{place.TrimEnd('.')}\" ";

    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string? Word(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private static Refusal NotARequest(string why) => new(
        "not-a-request", $"This line is no request: {why}.", """Write {"act":"NAME","actor":"WHO","with":{…}} on one line.""");
}
