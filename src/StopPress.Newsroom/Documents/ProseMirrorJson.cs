using System.Text.Json;
using StopPress.Store;

namespace StopPress.Newsroom.Documents;

/// <summary>The form in which the desk's editor, the database and exports hold a document.</summary>
/// <remarks>
/// Writing is canonical: equal documents give equal text. Ids of media and stories are written as strings, since 64 bits do not fit into a
/// number of JavaScript. Reading refuses what it does not know instead of losing it.
/// </remarks>
public static class ProseMirrorJson
{
    // The largest document (a million letters, each at most six characters as an escape, and 20,000 blocks with their marks) is shorter.
    private const int MaxJsonLength = 20_000_000;

    // One level of blocks takes at most four of JSON (list, its content, item, its content); below are cells, runs and marks.
    private const int MaxJsonDepth = (Document.MaxDepth * 4) + 16;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxJsonDepth, AllowDuplicateProperties = false };

    /// <summary>Reads a document; refuses, naming the place, what is broken, unknown, nested wrongly, too deep, too large or unsafe.</summary>
    public static Outcome<Document> Read(string json)
    {
        if (json.Length > MaxJsonLength)
            return new Refusal("document-too-large", "This text is too large to be one story.", "Split it into several stories.");
        if (CleanText.HasLoneSurrogate(json))
            return ProseMirrorReader.BrokenCharacter("the document");
        try
        {
            using var parsed = JsonDocument.Parse(json, Options);
            return new ProseMirrorReader().Read(parsed.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second is what the parser throws for half a character that is escaped in a name.
            return new Refusal("document-broken", $"The document is not readable JSON: {fault.Message}", "Send it again as the editor wrote it.");
        }
    }

    /// <summary>Writes a document in its canonical form.</summary>
    public static string Write(Document document) => ProseMirrorWriter.Write(document);
}
