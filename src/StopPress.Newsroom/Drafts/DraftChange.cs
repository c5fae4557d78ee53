using System.Text.Json;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Stories;
using StopPress.Store;

namespace StopPress.Newsroom.Drafts;

/// <summary>What a tab has changed, read and found to make sense.</summary>
/// <param name="Tab">The tab.</param>
/// <param name="Base">The version that it has seen and merged.</param>
/// <param name="Sent">The number of its request; 0 when it does not count them.</param>
/// <param name="Fields">The fields that it has changed, by name.</param>
/// <param name="Settles">Those of them in which it has chosen between two wordings.</param>
/// <param name="Blocks">The top-level blocks that it has changed or added.</param>
/// <param name="Order">The ids of all top-level blocks as it has them; null when it says nothing of the body.</param>
internal sealed record DraftChange(
    string Tab, long Base, int Sent, IReadOnlyDictionary<string, string> Fields, IReadOnlySet<string> Settles, IReadOnlyList<Block> Blocks, IReadOnlyList<string>? Order)
{
    // Ten times what a headline may have when it is filed: what somebody types is kept before anybody calls it too long.
    private const int LongestField = 20_000;
    private const int ShortestTab = 16, LongestTab = 64;

    /// <summary>Reads what a tab sends, or says what makes no sense.</summary>
    public static Outcome<DraftChange> Read(KeepDraft act)
    {
        if (act.Tab is not { Length: >= ShortestTab and <= LongestTab } tab || !tab.All(char.IsAsciiLetterOrDigit))
        {
            return new Refusal("wrong-tab", $"A tab is called by {ShortestTab} to {LongestTab} letters and digits.", "Make a new name for each page load.");
        }
        var fields = (act.Fields ?? new DraftFields()).ByName.ToDictionary(field => field.Key, field => CleanText.Line(field.Value));
        foreach (var (name, text) in fields)
        {
            if (text.Length > LongestField) return new Refusal("too-long", $"The {name.Replace('_', ' ')} has {text.Length} letters; {LongestField} are the most.", "Shorten it.");
        }
        var settles = (act.Settles ?? []).ToHashSet();
        if (settles.FirstOrDefault(name => !fields.ContainsKey(name)) is { } unsaid)
        {
            return new Refusal("something-missing", $"The choice in \"{Short(unsaid)}\" is made, but not what was chosen.", "Send the chosen text among the fields.");
        }
        var blocks = Parsed(act.Blocks ?? []);
        if (blocks.Refusal is { } broken) return broken;
        if (Misplaced(blocks.Value, act.Order) is { } misplaced) return misplaced;
        return new DraftChange(tab, act.Base, act.Sent, fields, settles, blocks.Value, act.Order);
    }

    /// <summary>What a revision changes that was kept past the draft.</summary>
    /// <param name="seen">The draft's version that was the same as the revision before.</param>
    /// <param name="before">The revision before.</param>
    /// <param name="revision">The revision.</param>
    public static DraftChange Of(long seen, RevisionRow before, RevisionRow revision)
    {
        var had = Draft.FieldsOf(before);
        var old = ProseMirrorJson.Read(before.Body).Value.Blocks.ToDictionary(block => block.Id);
        var blocks = ProseMirrorJson.Read(revision.Body).Value.Blocks;
        return new DraftChange(
            Draft.RevisionTab, seen, 0, Draft.FieldsOf(revision).Where(field => field.Value != had[field.Key]).ToDictionary(), new HashSet<string>(),
            [.. blocks.Where(block => !block.Equals(old.GetValueOrDefault(block.Id)))], [.. blocks.Select(block => block.Id.ToString())]);
    }

    // Read as a document, so that what the body of a text may not hold is refused in the same words. An inner block that stands in two of
    // them is no reason to lose either: the merge gives it another id.
    private static Outcome<List<Block>> Parsed(IReadOnlyList<JsonElement> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].ValueKind != JsonValueKind.Object || !nodes[i].TryGetProperty("attrs", out var attributes) || attributes.ValueKind != JsonValueKind.Object
                || !attributes.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
            {
                return new Refusal("block-without-id", $"Block {i + 1} has no id.", "Give each block an id that it keeps.");
            }
        }
        var read = Parsed(string.Join(',', nodes.Select(node => node.GetRawText())));
        if (read.Refusal?.Code != "document-duplicate-id") return read;
        var blocks = new List<Block>();
        foreach (var node in nodes)
        {
            var one = Parsed(node.GetRawText());
            if (one.Refusal is { } refusal) return refusal;
            if (blocks.Exists(block => block.Id == one.Value[0].Id)) return new Refusal("doubled-block", $"The block {one.Value[0].Id} is sent twice.", "Send it once.");
            blocks.Add(one.Value[0]);
        }
        return blocks;
    }

    private static Outcome<List<Block>> Parsed(string nodes)
    {
        var read = ProseMirrorJson.Read($$"""{"type":"doc","content":[{{nodes}}]}""");
        return read.Refusal is { } refusal ? refusal : read.Value.Blocks.ToList();
    }

    private static Refusal? Misplaced(IReadOnlyList<Block> blocks, IReadOnlyList<string>? order)
    {
        var places = new HashSet<string>();
        foreach (string id in order ?? [])
        {
            if (id is null || !BlockId.TryParse(id, out _)) return new Refusal("wrong-order", $"The order names a block \"{Short(id)}\"; that is no id.");
            if (!places.Add(id)) return new Refusal("doubled-block", $"The order names the block {id} twice.", "A block stands in one place.");
        }
        if (places.Count > Document.MaxBlocks) return new Refusal("document-too-large", $"The order names more than the {Document.MaxBlocks:N0} blocks that a story can have.", "Split the story.");
        return blocks.FirstOrDefault(block => !places.Contains(block.Id.ToString())) is { } nowhere
            ? new Refusal("block-without-place", $"The block {nowhere.Id} is not in the order.", "Name all blocks in the order, as the tab has them.")
            : null;
    }

    private static string Short(string? text) => text is { Length: > 40 } ? text[..40] + "…" : text ?? "";
}
