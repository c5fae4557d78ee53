using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;

namespace StopPress.Tests.Newsroom.Drafts;

/// <summary>Every word that anybody has typed: which were kept, and which somebody has deleted.</summary>
internal sealed class WordsTyped
{
    private int count;

    public ConcurrentDictionary<string, bool> Kept { get; } = new();

    public ConcurrentDictionary<string, bool> Deleted { get; } = new();

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"w{Interlocked.Increment(ref count)}");

    /// <summary>Those that must be found.</summary>
    public IEnumerable<string> Owed => Kept.Keys.Where(word => !Deleted.ContainsKey(word));
}

/// <summary>What a tab has sent, and what it had then.</summary>
internal sealed record Posted(KeepDraft Act, IReadOnlyList<Block> Text, IReadOnlyDictionary<string, string> Fields);

/// <summary>A tab as the contract wants it (docs/contracts/draft.md): it keeps what is typed, sends it, and merges what it is answered.</summary>
internal sealed partial class WritingTab(string story, string name, Random chance, WordsTyped words)
{
    private static readonly string[] FieldNames = ["headline", "standfirst"];
    private readonly HashSet<string> unanswered = [];
    private readonly HashSet<string> settled = [];
    private List<Block> text = [];
    private Dictionary<string, string> fields = [];
    private Dictionary<string, IReadOnlyList<string>> conflicts = [];
    private Dictionary<string, Block> known = [];
    private Dictionary<string, string> knownFields = [];
    private long version;
    private int sent;

    public IReadOnlyList<Block> Text => text;

    public string Name => name;

    /// <summary>Opens what is there.</summary>
    public void Open(DraftText draft)
    {
        text = [.. Read(draft.Body.GetRawText())];
        fields = new() { ["headline"] = draft.Fields.Headline!, ["standfirst"] = draft.Fields.Standfirst! };
        (conflicts, version) = (new(draft.Conflicts), draft.Version);
        (known, knownFields) = (ById(text), new(fields));
    }

    /// <summary>Does one thing that a writer does.</summary>
    public void Write()
    {
        var before = Seen().CountBy(word => word).ToDictionary();
        HashSet<string> chosen = [];
        int at = text.Count == 0 ? -1 : chance.Next(text.Count);
        switch (chance.Next(20))
        {
            case < 7 when at >= 0: text[at] = Typed(text[at]); break;
            case 7 when at >= 0: text[at] = Shortened(text[at]); break;
            case 8 when at >= 0: text.RemoveAt(at); break;
            case 9 when at >= 0: Split(at); break;
            case 10 when at > 0: Join(at); break;
            case 11 when at >= 0: Move(at); break;
            case 12 when at >= 0: Wrap(at); break;
            case 13 or 14: TypeInField(); break;
            case 15 or 16 when text.FindIndex(block => block is Conflict) is >= 0 and var conflict: chosen = Choose(conflict); break;
            case 17 when conflicts.Count > 0: chosen = Settle(); break;
            default: text.Insert(at + 1, Paragraph([words.Next()])); break;
        }
        // Of a word that stands in two places somebody else may be deleting the other one just now. Only what was chosen was in both by right.
        var after = Seen().CountBy(word => word).ToDictionary();
        foreach (var (word, _) in before.Where(word => after.GetValueOrDefault(word.Key) < word.Value && !chosen.Contains(word.Key))) words.Deleted[word] = true;
    }

    /// <summary>What there is to send.</summary>
    public Posted Post()
    {
        var blocks = text.Where(block => unanswered.Contains(block.Id.ToString()) || !block.Equals(known.GetValueOrDefault(block.Id.ToString()))).ToList();
        var changed = FieldNames.Where(field => unanswered.Contains(field) || settled.Contains(field) || fields[field] != knownFields[field]).ToList();
        string? Of(string field) => changed.Contains(field) ? fields[field] : null;
        unanswered.UnionWith(blocks.Select(block => block.Id.ToString()));
        unanswered.UnionWith(changed);
        var act = new KeepDraft(
            story, "en", name, version, ++sent, new DraftFields(Of("headline"), null, Of("standfirst")), [.. settled], DraftAnswer.Nodes(blocks), [.. text.Select(block => block.Id.ToString())]);
        return new Posted(act, [.. text], new Dictionary<string, string>(fields));
    }

    /// <summary>Merges an answer into what was typed meanwhile. False when it was thrown away: it changes what the tab has changed since it asked, and must be asked anew.</summary>
    public bool Take(Posted posted, DraftAnswer answer)
    {
        var news = answer.Blocks.Select(node => Read($$"""{"type":"doc","content":[{{node.GetRawText()}}]}""")[0]).ToDictionary(block => block.Id.ToString());
        var had = ById(posted.Text);
        var there = answer.Order.Select(id => news.GetValueOrDefault(id) ?? had.GetValueOrDefault(id) ?? known.GetValueOrDefault(id)
            ?? throw new InvalidOperationException($"{name} has never been told of the block {id}.")).ToList();
        var here = ById(text);
        var told = ById(there);
        Dictionary<string, string> toldFields = new() { ["headline"] = answer.Fields.Headline ?? posted.Fields["headline"], ["standfirst"] = answer.Fields.Standfirst ?? posted.Fields["standfirst"] };
        if (there.Exists(block => Collides(block.Id.ToString(), block))) return false;
        if (FieldNames.Any(field => toldFields[field] != posted.Fields[field] && fields[field] != posted.Fields[field])) return false;
        foreach (string word in posted.Act.Blocks!.SelectMany(node => In(node.GetRawText())).Concat(In(posted.Act.Fields!.ToString()))) words.Kept[word] = true;
        text = Merge(there, had, here);
        foreach (string field in FieldNames.Where(field => fields[field] == posted.Fields[field])) fields[field] = toldFields[field];
        (known, knownFields, version, conflicts) = (told, toldFields, answer.Version, new(answer.Conflicts));
        unanswered.Clear();
        settled.Clear();
        return true;

        bool Collides(string id, Block now) => had.TryGetValue(id, out var then) && !now.Equals(then) && !then.Equals(here.GetValueOrDefault(id));
    }

    /// <summary>The words of some JSON.</summary>
    public static IEnumerable<string> In(string json) => Word().Matches(json).Select(match => match.Value);

    /// <summary>All words that the tab shows. Its own wording of a field stands among the others as it was when it was answered for.</summary>
    public IEnumerable<string> Seen() => In(ProseMirrorJson.Write(new Document(Sequence.Of<Block>(text))))
        .Concat(fields.Values.Concat(conflicts.SelectMany(both => both.Value.Where(one => one != knownFields[both.Key]))).SelectMany(In));

    private static IReadOnlyList<Block> Read(string json) => ProseMirrorJson.Read(json).Value.Blocks;

    private static Dictionary<string, Block> ById(IEnumerable<Block> blocks) => blocks.ToDictionary(block => block.Id.ToString());

    // What the newspaper has, with what was typed since the tab asked.
    private List<Block> Merge(List<Block> there, Dictionary<string, Block> had, Dictionary<string, Block> here)
    {
        var merged = new List<Block>();
        foreach (var block in there)
        {
            string id = block.Id.ToString();
            if (had.ContainsKey(id) && !here.ContainsKey(id)) continue;
            merged.Add(had.TryGetValue(id, out var then) && !here[id].Equals(then) ? here[id] : block);
        }
        string? before = null;
        foreach (var (id, block) in here)
        {
            if (!merged.Exists(one => one.Id == block.Id))
            {
                bool isTyped = !had.TryGetValue(id, out var then) || !then.Equals(block);
                if (!isTyped || WriteOn(merged, then, block)) continue;
                merged.Insert(merged.FindIndex(one => one.Id.ToString() == before) + 1, block);
            }
            before = id;
        }
        return Apart(merged);
    }

    // The editor lets no id stand twice.
    private static List<Block> Apart(List<Block> blocks) => [.. BlockIds.Apart([.. blocks.Select(block => new DraftBlock(block, 0, ""))], 0).Select(block => block.Block)];

    // What has become a side of a conflict while it was typed in is typed on there.
    private static bool WriteOn(List<Block> merged, Block? then, Block now)
    {
        int at = merged.FindIndex(block => block is Conflict both && both.Inner.Any(one => one.Equals(then)));
        if (at < 0) return false;
        merged[at] = ((Conflict)merged[at]) with
        {
            Ours = Sequence.Of(((Conflict)merged[at]).Ours.Select(block => block.Equals(then) ? now : block)),
            Theirs = Sequence.Of(((Conflict)merged[at]).Theirs.Select(block => block.Equals(then) ? now : block)),
        };
        return true;
    }

    private static Paragraph Paragraph(IEnumerable<string> words, BlockId? id = null) => new(id ?? BlockId.New(), words.Any() ? [new TextRun(string.Join(' ', words), Marks.None)] : []);

    private static string[] WordsOf(Paragraph paragraph) => [.. paragraph.Text.OfType<TextRun>().SelectMany(run => run.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private Block Typed(Block block) => block switch
    {
        Paragraph it => Paragraph(WordsOf(it).Append(words.Next()), it.Id),
        BlockQuote it => it with { Blocks = Sequence.Of(it.Blocks.Select(Typed)) },
        Conflict it => chance.Next(2) == 0 ? it with { Ours = Sequence.Of(it.Ours.Select(Typed)) } : it with { Theirs = Sequence.Of(it.Theirs.Select(Typed)) },
        _ => block,
    };

    private Block Shortened(Block block) => block is Paragraph it && WordsOf(it) is { Length: > 1 } all ? Paragraph(all[..^1], it.Id) : block;

    private void Split(int at)
    {
        if (text[at] is not Paragraph it || WordsOf(it) is not { Length: > 1 } all) return;
        int cut = chance.Next(1, all.Length);
        text[at] = Paragraph(all[..cut], it.Id);
        text.Insert(at + 1, Paragraph(all[cut..]));
    }

    private void Join(int at)
    {
        if (text[at] is not Paragraph it || text[at - 1] is not Paragraph before) return;
        text[at - 1] = Paragraph([.. WordsOf(before), .. WordsOf(it)], before.Id);
        text.RemoveAt(at);
    }

    private void Move(int at)
    {
        var block = text[at];
        text.RemoveAt(at);
        text.Insert(chance.Next(text.Count + 1), block);
    }

    // Into a quotation or out of it, under its own id.
    private void Wrap(int at)
    {
        if (text[at] is Paragraph it) text[at] = new BlockQuote(BlockId.New(), [it], []);
        else if (text[at] is BlockQuote quote && !quote.Blocks.Any(block => text.Exists(one => one.Id == block.Id)))
        {
            text.RemoveAt(at);
            text.InsertRange(at, quote.Blocks);
        }
    }

    private void TypeInField()
    {
        string field = FieldNames[chance.Next(2)];
        string[] all = fields[field].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        fields[field] = string.Join(' ', chance.Next(5) == 0 ? all.Skip(1) : all.Append(words.Next()));
    }

    // One side, the other, or both.
    private HashSet<string> Choose(int at)
    {
        var both = (Conflict)text[at];
        int choice = chance.Next(3);
        var chosen = (choice == 0 ? both.Ours : choice == 1 ? both.Theirs : both.Ours.Concat(both.Theirs)).ToList();
        text.RemoveAt(at);
        foreach (var block in chosen)
        {
            text.Insert(at++, text.Exists(one => one.Id == block.Id) ? block with { Id = BlockId.New() } : block);
        }
        text = Apart(text);
        return [.. In(ProseMirrorJson.Write(new Document(Sequence.Of<Block>(chosen))))];
    }

    private HashSet<string> Settle()
    {
        string field = conflicts.Keys.First();
        var both = conflicts[field];
        int choice = chance.Next(both.Count + 1);
        fields[field] = choice < both.Count ? both[choice] : string.Join(' ', both.SelectMany(one => one.Split(' ')).Distinct());
        conflicts.Remove(field);
        settled.Add(field);
        return [.. In(fields[field])];
    }

    [GeneratedRegex(@"\bw\d+\b")]
    private static partial Regex Word();
}
