using System.Text.Json;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Drafts;

/// <summary>A draft as its row keeps it: the body as a document of its own, and beside it what merging remembers.</summary>
internal static class DraftMemory
{
    // A tab that slept through more deletions than these is asked to send all that it has; one that sleeps longest has hundreds behind it.
    private const int MostGone = 500;

    // Each page load is a new tab. Whoever has not written for so many others sends nothing late any more.
    private const int MostTabs = 200;

    private sealed record Kept(
        Dictionary<string, List<Wording>> Fields, List<KeptBlock> Blocks, List<KeptGone> Gone, long OrderVersion, string OrderTab, Dictionary<string, TabSeen> Tabs);

    private sealed record KeptBlock(long Version, string Tab, List<ConflictSide>? Sides);

    private sealed record KeptGone(string Body, long Version, string Tab, List<ConflictSide>? Sides);

    /// <summary>Reads a row.</summary>
    public static Draft Read(DraftRow row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row.Memory, NewsJournal.PayloadFormat)!;
        var blocks = ProseMirrorJson.Read(row.Body).Value.Blocks;
        return new Draft
        {
            Version = row.Version,
            // A draft that an earlier release has kept knows fewer fields.
            Fields = Draft.FieldNames.ToDictionary(name => name, name => Sequence.Of<Wording>(kept.Fields.GetValueOrDefault(name) ?? [new Wording("", 0, Draft.NoTab)])),
            Blocks = [.. blocks.Zip(kept.Blocks, (block, memory) => new DraftBlock(block, memory.Version, memory.Tab, Of(memory.Sides)))],
            Gone = kept.Gone.Select(gone => new DraftBlock(ProseMirrorJson.Read(gone.Body).Value.Blocks[0], gone.Version, gone.Tab, Of(gone.Sides))).ToDictionary(gone => gone.Id),
            OrderVersion = kept.OrderVersion,
            OrderTab = kept.OrderTab,
            Tabs = kept.Tabs,
        };
    }

    /// <summary>Writes into a row what changes with each kept change.</summary>
    public static void Write(Draft draft, DraftRow row)
    {
        var kept = new Kept(
            draft.Fields.ToDictionary(field => field.Key, field => field.Value.ToList()),
            [.. draft.Blocks.Select(block => new KeptBlock(block.Version, block.Tab, block.Sides?.ToList()))],
            [.. draft.Gone.Values.OrderByDescending(gone => gone.Version).Take(MostGone)
                .Select(gone => new KeptGone(ProseMirrorJson.Write(new Document([gone.Block])), gone.Version, gone.Tab, gone.Sides?.ToList()))],
            draft.OrderVersion,
            draft.OrderTab,
            draft.Tabs.OrderByDescending(tab => tab.Value.Version).Take(MostTabs).ToDictionary());
        (row.Version, row.Headline) = (draft.Version, Checks.Clean(draft.Field("headline")));
        (row.Body, row.Memory) = (ProseMirrorJson.Write(draft.Body), JsonSerializer.Serialize(kept, NewsJournal.PayloadFormat));
    }

    private static Sequence<ConflictSide>? Of(List<ConflictSide>? sides) => sides is null ? null : Sequence.Of<ConflictSide>(sides);
}
