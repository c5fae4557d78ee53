using System.Text;
using System.Text.Json.Nodes;

namespace StopPress.Commands;

/// <summary>Writes an answer for reading: a line per member, lists and groups set in by two spaces.</summary>
internal static class PlainText
{
    /// <summary>The text of an answer.</summary>
    public static string Write(JsonNode? answer)
    {
        var text = new StringBuilder();
        if (answer is JsonObject or JsonArray) Children(text, answer, "");
        else text.Append(Word(answer)).Append('\n');
        return text.ToString();
    }

    private static void Children(StringBuilder text, JsonNode? parent, string margin)
    {
        if (parent is JsonObject members)
        {
            foreach (var (name, value) in members) Child(text, name.Replace('_', ' ') + ":", value, margin);
        }
        if (parent is JsonArray items)
        {
            foreach (var item in items) Child(text, "-", item, margin);
        }
    }

    private static void Child(StringBuilder text, string label, JsonNode? value, string margin)
    {
        bool nested = value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 };
        text.Append(margin).Append(label);
        if (!nested) text.Append(' ').Append(Word(value));
        text.Append('\n');
        if (nested) Children(text, value, margin + "  ");
    }

    private static string Word(JsonNode? value) => value switch
    {
        null => "none",
        JsonObject or JsonArray => "none",
        _ => value.ToString(),
    };
}
