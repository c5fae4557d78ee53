using System.Text.Json;
using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Drafts;

/// <summary>What a tab is told about the draft that it has written in: all that it does not have yet.</summary>
/// <param name="Version">The draft's version.</param>
/// <param name="Fields">The fields that others have changed since the tab looked; in a conflict as the tab itself has worded it.</param>
/// <param name="Conflicts">The fields that two have worded differently, each with all its wordings.</param>
/// <param name="Blocks">The blocks that differ from what the tab sent or had, as nodes of ProseMirror JSON.</param>
/// <param name="Order">The ids of all top-level blocks.</param>
public sealed record DraftAnswer(
    long Version, DraftFields Fields, IReadOnlyDictionary<string, IReadOnlyList<string>> Conflicts, IReadOnlyList<JsonElement> Blocks, IReadOnlyList<string> Order)
{
    /// <summary>The answer to a tab that has sent a change.</summary>
    internal static DraftAnswer Of(Draft draft, DraftChange change)
    {
        var sent = change.Blocks.ToDictionary(block => block.Id);
        bool IsNews(DraftBlock block) => sent.TryGetValue(block.Block.Id, out var known) ? !known.Equals(block.Block) : block.Version > change.Base;
        return new DraftAnswer(
            draft.Version,
            DraftFields.Of(Draft.FieldNames.Where(name => IsNewsIn(draft, change, name)).ToDictionary(name => name, name => draft.WordedFor(change.Tab, name).Text)),
            draft.FieldConflicts,
            Nodes(draft.Blocks.Where(IsNews).Select(block => block.Block)),
            [.. draft.Blocks.Select(block => block.Id)]);
    }

    /// <summary>Blocks as nodes of ProseMirror JSON.</summary>
    internal static IReadOnlyList<JsonElement> Nodes(IEnumerable<Block> blocks) =>
        Node(new Document(Sequence.Of(blocks))).TryGetProperty("content", out var content) ? [.. content.EnumerateArray()] : [];

    /// <summary>A document as a node of ProseMirror JSON.</summary>
    internal static JsonElement Node(Document body)
    {
        // As deep as a document that was read once can be, and more.
        using var written = JsonDocument.Parse(ProseMirrorJson.Write(body), new JsonDocumentOptions { MaxDepth = 1000 });
        return written.RootElement.Clone();
    }

    private static bool IsNewsIn(Draft draft, DraftChange change, string name)
    {
        var wording = draft.WordedFor(change.Tab, name);
        return change.Fields.TryGetValue(name, out string? sent) ? sent != wording.Text : wording.Version > change.Base;
    }
}
