using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Stories;

namespace StopPress.Newsroom.Drafts;

/// <summary>One way in which a field is worded.</summary>
/// <param name="Text">The words.</param>
/// <param name="Version">The draft's version since which they stand.</param>
/// <param name="Tab">The tab that wrote them.</param>
internal sealed record Wording(string Text, long Version, string Tab);

/// <summary>A block of a draft's body.</summary>
/// <param name="Block">The block.</param>
/// <param name="Version">The draft's version since which it stands so.</param>
/// <param name="Tab">The tab that wrote it; <see cref="Draft.NoTab"/> when the merge made it.</param>
/// <param name="Sides">In a conflict: which tab's words stand where.</param>
internal sealed record DraftBlock(Block Block, long Version, string Tab, Sequence<ConflictSide>? Sides = null)
{
    /// <summary>The block's id as text.</summary>
    public string Id => Block.Id.ToString();
}

/// <summary>Where in a conflict the words stand that a tab writes into a block.</summary>
/// <param name="Tab">The tab.</param>
/// <param name="Origin">The block's id as the tab knows it.</param>
/// <param name="Side">0 or 1.</param>
/// <param name="Id">The block's id within the side.</param>
/// <param name="Since">The draft's version since which they stand there. Whoever has seen that knows the block by its id within the side.</param>
internal sealed record ConflictSide(string Tab, string Origin, int Side, string Id, long Since)
{
    /// <summary>Whether a tab that has seen a version means this place by an id.</summary>
    public bool IsMeant(string id, long seen) => seen < Since ? Origin == id : Id == id;
}

/// <summary>How far a tab has come.</summary>
/// <param name="Sent">The number of its last request that was merged.</param>
/// <param name="Version">The draft's version then.</param>
internal sealed record TabSeen(int Sent, long Version);

/// <summary>A draft with all that merging needs to know. It never changes; a merge makes another one.</summary>
internal sealed record Draft
{
    /// <summary>What the merge makes itself belongs to no tab.</summary>
    public const string NoTab = "";

    /// <summary>Stands for whoever keeps a revision past the draft. Shorter than any tab's id.</summary>
    public const string RevisionTab = "revision";

    /// <summary>The fields of a text, as answers name them.</summary>
    public static readonly IReadOnlyList<string> FieldNames = ["headline", "kicker", "standfirst", "dateline", "url_slug", "search_headline", "social_headline"];

    /// <summary>How often a change was kept.</summary>
    public required long Version { get; init; }

    /// <summary>The wordings of each field: one, or in a conflict several.</summary>
    public required IReadOnlyDictionary<string, Sequence<Wording>> Fields { get; init; }

    /// <summary>The body's top-level blocks.</summary>
    public required IReadOnlyList<DraftBlock> Blocks { get; init; }

    /// <summary>Blocks that were deleted, by id: as they stood, with the version and the tab of the deletion.</summary>
    public IReadOnlyDictionary<string, DraftBlock> Gone { get; init; } = new Dictionary<string, DraftBlock>();

    /// <summary>The version since which the blocks stand in this order.</summary>
    public required long OrderVersion { get; init; }

    /// <summary>The tab that put them so.</summary>
    public string OrderTab { get; init; } = RevisionTab;

    /// <summary>The tabs that have written in it.</summary>
    public IReadOnlyDictionary<string, TabSeen> Tabs { get; init; } = new Dictionary<string, TabSeen>();

    /// <summary>The body.</summary>
    public Document Body => new(Sequence.Of(Blocks.Select(block => block.Block)));

    /// <summary>The draft in which nothing is written since a revision. Its version is the revision's number.</summary>
    public static Draft Of(RevisionRow revision) => new()
    {
        Version = revision.Number,
        OrderVersion = revision.Number,
        Fields = FieldsOf(revision).ToDictionary(field => field.Key, field => Sequence.Of<Wording>([new Wording(field.Value, revision.Number, RevisionTab)])),
        Blocks = [.. ProseMirrorJson.Read(revision.Body).Value.Blocks.Select(block => new DraftBlock(block, revision.Number, RevisionTab))],
    };

    /// <summary>A revision's fields by name; it does not know which slug was asked for.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(RevisionRow revision) => new Dictionary<string, string>
    {
        ["headline"] = revision.Headline,
        ["kicker"] = revision.Kicker,
        ["standfirst"] = revision.Standfirst,
        ["dateline"] = revision.Dateline,
        ["url_slug"] = "",
        ["search_headline"] = revision.SearchHeadline,
        ["social_headline"] = revision.SocialHeadline,
    };

    /// <summary>The first wording of a field.</summary>
    public string Field(string name) => Fields[name][0].Text;

    /// <summary>A field as a tab has worded it; in the first wording, where it has not.</summary>
    public Wording WordedFor(string? tab, string name) => Fields[name].FirstOrDefault(wording => wording.Tab == tab) ?? Fields[name][0];

    /// <summary>The fields that two have worded differently, with all their wordings.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldConflicts => FieldNames.Where(name => Fields[name].Count > 1)
        .ToDictionary(name => name, IReadOnlyList<string> (name) => [.. Fields[name].Select(wording => wording.Text)]);
}
