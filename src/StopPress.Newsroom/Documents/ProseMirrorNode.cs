using System.Text.Json;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Documents;

/// <summary>The first thing that is wrong with a document being read; reading goes on, and the result is thrown away.</summary>
internal sealed class ReadingFault
{
    public Refusal? First { get; private set; }

    public void Refuse(Refusal refusal) => First ??= refusal;
}

/// <summary>One node of ProseMirror JSON and where it stands, so that what is wrong with it can be said in plain words.</summary>
internal sealed class ProseMirrorNode
{
    // Nearly every node is one of these: nothing new is written down for it.
    private static readonly string[] Common = ["text", "paragraph", "link", "heading", "list_item", "strong", "em"];

    private readonly ReadingFault fault;
    private readonly ProseMirrorNode? above;
    private readonly int part;
    private JsonElement? attributes;
    private JsonElement? content;

    /// <summary>Reads a node.</summary>
    /// <param name="element">The node.</param>
    /// <param name="fault">Takes what is wrong with it.</param>
    /// <param name="above">The node that it stands in or marks; null for the document.</param>
    /// <param name="part">Its place among those in it, counted from 1; 0 for a mark.</param>
    public ProseMirrorNode(JsonElement element, ReadingFault fault, ProseMirrorNode? above, int part)
    {
        (this.fault, this.above, this.part) = (fault, above, part);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Refuse("document-broken", "is not a node");
            return;
        }
        foreach (var property in element.EnumerateObject())
            Take(property);
        if (Type.Length == 0)
            Refuse("document-broken", "has no type");
        if (Text is not null && Type != "text")
            Refuse("document-broken", "has text of its own, which only text can have");
    }

    /// <summary>What kind of node it is, or empty.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Its text, where it is text.</summary>
    public string? Text { get; private set; }

    /// <summary>Its marks, where it has any.</summary>
    public JsonElement? Marks { get; private set; }

    /// <summary>Where it stands, in words.</summary>
    public string Place => Type.Length == 0 ? Where : $"{Where} ({Type})";

    /// <summary>The nodes inside it.</summary>
    public IEnumerable<ProseMirrorNode> Children()
    {
        if (content is null)
            yield break;
        var number = 0;
        foreach (var child in content.Value.EnumerateArray())
            yield return new(child, fault, this, ++number);
    }

    /// <summary>Records that this node is wrong.</summary>
    /// <param name="code">The refusal's machine name.</param>
    /// <param name="what">The rest of a sentence that begins with the place.</param>
    /// <param name="help">What to do about it.</param>
    public void Refuse(string code, string what, string help = "") =>
        fault.Refuse(new(code, $"{char.ToUpperInvariant(Place[0])}{Place[1..]} {what}.", help));

    /// <summary>Refuses attributes that this kind of node does not have: what is not known would be lost.</summary>
    public void AllowAttributes(params ReadOnlySpan<string> names)
    {
        if (attributes is null)
            return;
        foreach (var attribute in attributes.Value.EnumerateObject())
        {
            if (attribute.Value.ValueKind != JsonValueKind.Null && !IsOneOf(attribute, names))
                Refuse("document-unknown", $"has an attribute \"{attribute.Name}\" that is not known");
        }
    }

    /// <summary>The text of an attribute, or null where it has none.</summary>
    public string? TextOf(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return StringOf(value);
        Refuse("document-broken", $"has an attribute \"{name}\" that is not text");
        return null;
    }

    /// <summary>A whole number within bounds, or what stands for none.</summary>
    public int NumberOf(string name, int least, int most, int none)
    {
        if (Find(name) is not { } value)
            return none;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Refuse("document-broken", $"has an attribute \"{name}\" that is not a number from {least} to {most}");
        return none;
    }

    /// <summary>The id of a picture or a story in its public form, as acts answer it; its absence is refused.</summary>
    public long IdOf(string name)
    {
        if (PublicId.TryRead(TextOf(name) ?? "", out long id))
            return id;
        Refuse("document-broken", $"does not say which {name} it shows", $"Write the {name}'s id, 13 letters and digits.");
        return 0;
    }

    private JsonElement? Find(string name) =>
        attributes is { } all && all.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Where => above is null ? "the document" : part == 0 ? $"{above.Place}, mark" : above.Type == "doc" ? $"block {part}" : $"{above.Place}, part {part}";

    private static bool IsOneOf(JsonProperty attribute, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (attribute.NameEquals(name))
                return true;
        }
        return false;
    }

    private void Take(JsonProperty property)
    {
        var kind = property.Value.ValueKind;
        if (kind == JsonValueKind.String && property.NameEquals("type"u8))
            Type = TypeOf(property.Value);
        else if (kind == JsonValueKind.String && property.NameEquals("text"u8))
            Text = StringOf(property.Value);
        else if (kind is JsonValueKind.Object or JsonValueKind.Null && property.NameEquals("attrs"u8))
            attributes = kind == JsonValueKind.Null ? attributes : property.Value;
        else if (kind is JsonValueKind.Array or JsonValueKind.Null && property.NameEquals("content"u8))
            content = kind == JsonValueKind.Null ? content : property.Value;
        else if (kind is JsonValueKind.Array or JsonValueKind.Null && property.NameEquals("marks"u8))
            Marks = kind == JsonValueKind.Null ? Marks : property.Value;
        else
            Refuse("document-broken", $"has a \"{property.Name}\" that does not belong there");
    }

    private string TypeOf(JsonElement value)
    {
        foreach (var name in Common)
        {
            if (value.ValueEquals(name))
                return name;
        }
        return StringOf(value) ?? "";
    }

    // JSON can escape half a surrogate pair, which is no text; System.Text.Json throws InvalidOperationException for it.
    private string? StringOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            fault.Refuse(ProseMirrorReader.BrokenCharacter(Where));
            return null;
        }
    }
}
