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
    private readonly ReadingFault fault;
    private readonly string place;
    private JsonElement? attributes;
    private JsonElement? content;

    public ProseMirrorNode(JsonElement element, ReadingFault fault, string place)
    {
        this.fault = fault;
        this.place = place;
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
    public string Place => Type.Length == 0 ? place : $"{place} ({Type})";

    /// <summary>The nodes inside it.</summary>
    public IEnumerable<ProseMirrorNode> Children()
    {
        if (content is null)
            yield break;
        var number = 0;
        foreach (var child in content.Value.EnumerateArray())
            yield return new(child, fault, PlaceOf(++number));
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
            if (attribute.Value.ValueKind != JsonValueKind.Null && !names.Contains(attribute.Name))
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

    private string PlaceOf(int number) => Type == "doc" ? $"block {number}" : $"{Place}, part {number}";

    private void Take(JsonProperty property)
    {
        switch (property.Name, property.Value.ValueKind)
        {
            case ("type", JsonValueKind.String): Type = StringOf(property.Value) ?? ""; break;
            case ("text", JsonValueKind.String): Text = StringOf(property.Value); break;
            case ("attrs", JsonValueKind.Object): attributes = property.Value; break;
            case ("content", JsonValueKind.Array): content = property.Value; break;
            case ("marks", JsonValueKind.Array): Marks = property.Value; break;
            case ("attrs" or "content" or "marks", JsonValueKind.Null): break;
            default: Refuse("document-broken", $"has a \"{property.Name}\" that does not belong there"); break;
        }
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
            fault.Refuse(ProseMirrorReader.BrokenCharacter(place));
            return null;
        }
    }
}
