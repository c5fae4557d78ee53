using System.Numerics;
using StopPress.Newsroom.House;
using StopPress.Store.Journal;

namespace StopPress.Site.Press;

/// <summary>
/// Where pressed sheets and pieces lie until an entry touches what they have read. All that lies here is true at the shelf's place in
/// the journal: that is what filing checks, and what every touch keeps so.
/// </summary>
/// <param name="limit">How much memory pages may take, in bytes.</param>
public sealed class Shelf(long limit)
{
    // A run of the press takes milliseconds; one that is overtaken by more entries than these is made again.
    private const int Remembered = 1024;

    private readonly Lock gate = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, SheetSlot> sheets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PieceSlot> pieces = new(StringComparer.Ordinal);
    // How many sheets here show a piece that is made for one thing, such as a story: it goes with the last of them, and is not here before the first.
    private readonly Dictionary<string, int> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Slot>> readers = new(StringComparer.Ordinal);
    private readonly Queue<(long Sequence, IReadOnlyList<string> Subjects)> recent = [];
    private readonly EvictionClock clock = new();
    private readonly Dictionary<string, (string Cause, long Hits)> memory = new(StringComparer.Ordinal);
    private Furniture? furniture;
    private long position;
    private long forgotten;
    private long epoch;

    /// <summary>The furniture that was read last, true or not any more: for the page that says that no other can be made.</summary>
    public Furniture? LastFurniture { get; set; }

    /// <summary>How many pages lie here.</summary>
    public int Count => sheets.Count;

    /// <summary>How much memory they take, in bytes.</summary>
    public long Weight => clock.Weight;

    /// <summary>The subjects that furniture is read from.</summary>
    public static IEnumerable<string> FurnitureKeys(Furniture furniture) =>
        [Subject.House, Subject.Editions, Subject.Sections, Subject.Menus, .. furniture.Menus.Shown, .. furniture.Editions.Select(edition => Subject.Pages(edition.Language))];

    /// <summary>The page at an address, joined and true, or null.</summary>
    public PressedPage? Ready(ReadOnlySpan<char> path)
    {
        if (!sheets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var slot) || slot.Ready is not { } ready || ready.IsOutdated) return null;
        slot.Used = true;
        // Not counted exactly: only how many times more than another page matters.
        slot.Hits++;
        return ready.Page;
    }

    /// <summary>Whether the page at an address is joined and true; does not count as a reader.</summary>
    public bool IsReady(string path) => sheets.TryGetValue(path, out var slot) && slot.Ready is { IsOutdated: false };

    /// <summary>Where the shelf stands now, and the furniture that is true there: what a run notes before it reads.</summary>
    public (long Epoch, long Position, Furniture? Furniture) Stand()
    {
        lock (gate) return (epoch, position, furniture);
    }

    /// <summary>The sheet at an address with its pieces, all of this moment; null when any of them is missing.</summary>
    public Assembly? Capture(string path)
    {
        lock (gate) return sheets.TryGetValue(path, out var slot) ? Assemble(slot) : null;
    }

    /// <summary>The pieces of a filed sheet that are missing; null when the sheet itself is.</summary>
    public IReadOnlyList<string>? MissingPieces(string path)
    {
        lock (gate) return sheets.TryGetValue(path, out var slot) ? [.. slot.Sheet.Pieces.Where(piece => !pieces.ContainsKey(piece))] : null;
    }

    /// <summary>Whether a piece is missing.</summary>
    public bool Lacks(string piece)
    {
        lock (gate) return !pieces.ContainsKey(piece);
    }

    /// <summary>Whether nothing that readers can see was written since a run read the house: an answer without keys is true only then.</summary>
    public bool NothingSince(RunStamp stamp)
    {
        lock (gate) return NothingSinceLocked(stamp);
    }

    /// <summary>The sheet at an address, provided that nothing was written since a run read the house; else null.</summary>
    public Assembly? CaptureIfNothingSince(string path, RunStamp stamp)
    {
        lock (gate) return NothingSinceLocked(stamp) && sheets.TryGetValue(path, out var slot) ? Assemble(slot) : null;
    }

    /// <summary>Files a sheet, unless one of its keys was touched since it was read; then false.</summary>
    public bool File(Sheet sheet, IReadOnlyCollection<string> keys, RunStamp stamp)
    {
        lock (gate)
        {
            if (!IsTrue(keys, stamp)) return false;
            if (sheets.TryGetValue(sheet.Path, out var old)) Drop(old);
            var (cause, hits) = memory.GetValueOrDefault(sheet.Path, ("the first reader who asked for it", 0));
            var slot = new SheetSlot(sheet, [.. keys], cause, stamp.Read) { Hits = hits };
            sheets[sheet.Path] = slot;
            foreach (string piece in sheet.KeyedPieces) shown[piece] = shown.GetValueOrDefault(piece) + 1;
            Register(slot);
            clock.Add(slot);
            while (clock.Weight > limit && clock.Next() is { } cold) Drop(cold);
            return true;
        }
    }

    /// <summary>Files a piece, unless one of its keys was touched since it was read; then false.</summary>
    public bool File(string piece, Fragment fragment, IReadOnlyCollection<string> keys, RunStamp stamp)
    {
        lock (gate)
        {
            if (!IsTrue(keys, stamp) || (Sheet.IsKeyed(piece) && !shown.ContainsKey(piece))) return false;
            if (pieces.TryGetValue(piece, out var old)) Drop(old);
            var slot = new PieceSlot(piece, fragment, [.. keys]);
            pieces[piece] = slot;
            Register(slot);
            return true;
        }
    }

    /// <summary>Keeps furniture that a run has read, if it is still true.</summary>
    public void File(Furniture read, RunStamp stamp)
    {
        lock (gate)
        {
            if (IsTrue([.. FurnitureKeys(read)], stamp)) LastFurniture = furniture = read;
        }
    }

    /// <summary>Keeps a joined page, if all that it was joined from still lies here.</summary>
    /// <param name="assembly">What the page was joined from.</param>
    /// <param name="page">The page.</param>
    /// <param name="ahead">Whether it was made before anybody asked for it.</param>
    public void Keep(Assembly assembly, PressedPage page, bool ahead)
    {
        lock (gate)
        {
            if (!sheets.TryGetValue(assembly.Sheet.Path, out var slot) || !ReferenceEquals(slot.Sheet, assembly.Sheet)) return;
            slot.Ready = new ReadyPage(page, assembly.Pieces);
            slot.Used = !ahead;
            clock.Weigh(slot);
        }
    }

    /// <summary>Weighs a page again, since it has got an encoding more.</summary>
    public void Reweigh(string path)
    {
        lock (gate)
        {
            if (sheets.TryGetValue(path, out var slot)) clock.Weigh(slot);
        }
    }

    /// <summary>Counts a reader of a page that was not ready; how many there were.</summary>
    public long CountHit(string path) => sheets.TryGetValue(path, out var slot) ? ++slot.Hits : 0;

    /// <summary>Takes an entry of the journal: whatever has read one of its subjects is dropped. Pages in demand are returned as they were, the most wanted first.</summary>
    public IReadOnlyList<Sheet> Touch(JournalEntry entry)
    {
        lock (gate)
        {
            position = Math.Max(position, entry.Sequence);
            recent.Enqueue((entry.Sequence, entry.Subjects));
            while (recent.Count > Remembered) forgotten = recent.Dequeue().Sequence;
            if (entry.Subjects.Contains(Subject.Everything)) return DropAll();
            var hot = new List<SheetSlot>();
            foreach (var slot in entry.Subjects.SelectMany(subject => readers.GetValueOrDefault(subject) ?? []).Distinct().ToList())
            {
                if (slot is SheetSlot sheet) Remember(sheet, entry, hot);
                Drop(slot);
            }
            if (furniture is not null && FurnitureKeys(furniture).Intersect(entry.Subjects).Any()) furniture = null;
            return InOrder(hot);
        }
    }

    /// <summary>Drops everything, as when the theme has changed or an entry could not be followed. Pages in demand are returned as they were.</summary>
    public IReadOnlyList<Sheet> DropEverything()
    {
        lock (gate) return DropAll();
    }

    /// <summary>Starts from a place in the journal: everything written up to it was there before the first page.</summary>
    public void StartAt(long sequence)
    {
        lock (gate)
        {
            DropAll();
            recent.Clear();
            (position, forgotten) = (sequence, sequence);
        }
    }

    /// <summary>What a page has read with its pieces, and what pressed it last; null when it does not lie here.</summary>
    public PageStory? Why(string path)
    {
        lock (gate)
        {
            if (!sheets.TryGetValue(path, out var slot)) return null;
            var joined = slot.Sheet.Pieces.ToDictionary(piece => piece, piece => (IReadOnlyList<string>)(pieces.TryGetValue(piece, out var found) ? found.Keys : []));
            return new PageStory(path, slot.Cause, slot.ReadAt, [.. slot.Keys.Order(StringComparer.Ordinal)], joined);
        }
    }

    /// <summary>The pages that have read a subject, themselves or in a piece.</summary>
    public IReadOnlyList<string> ReadersOf(string subject)
    {
        lock (gate)
        {
            var found = readers.GetValueOrDefault(subject) ?? [];
            var touched = found.OfType<PieceSlot>().Select(piece => piece.Name).ToHashSet();
            return [.. sheets.Values.Where(sheet => found.Contains(sheet) || sheet.Sheet.Pieces.Any(touched.Contains)).Select(sheet => sheet.Sheet.Path).Order(StringComparer.Ordinal)];
        }
    }

    // What a run read at its snapshot must not have been touched after it; what it took from here must not have been touched after it took it.
    private bool IsTrue(IReadOnlyCollection<string> keys, RunStamp stamp)
    {
        if (epoch != stamp.Epoch || stamp.Taken < forgotten || stamp.Read > position) return false;
        var read = keys as IReadOnlySet<string> ?? keys.ToHashSet(StringComparer.Ordinal);
        return !recent.Any(entry => entry.Sequence > stamp.Taken && entry.Subjects.Any(subject =>
            subject == Subject.Everything || (read.Contains(subject) && (entry.Sequence > stamp.Read || stamp.TookFurniture))));
    }

    private bool NothingSinceLocked(RunStamp stamp) =>
        epoch == stamp.Epoch && stamp.Read >= forgotten && !recent.Any(entry => entry.Sequence > stamp.Read && entry.Subjects.Count > 0);

    private Assembly? Assemble(SheetSlot slot)
    {
        var fragments = new Fragment[slot.Sheet.Parts.Count];
        var keys = new HashSet<string>(slot.Keys, StringComparer.Ordinal);
        var joined = new HashSet<PieceSlot>();
        for (var i = 0; i < fragments.Length; i++)
        {
            var part = slot.Sheet.Parts[i];
            if (part.Piece is null)
            {
                fragments[i] = part.Own!;
                continue;
            }
            if (!pieces.TryGetValue(part.Piece, out var piece)) return null;
            fragments[i] = piece.Fragment;
            joined.Add(piece);
            keys.UnionWith(piece.Keys);
        }
        return new Assembly(slot.Sheet, fragments, keys) { Pieces = [.. joined] };
    }

    private void Register(Slot slot)
    {
        foreach (string key in slot.Keys)
        {
            if (!readers.TryGetValue(key, out var set)) readers[key] = set = new(2);
            set.Add(slot);
        }
    }

    private void Drop(Slot slot)
    {
        foreach (string key in slot.Keys)
        {
            if (readers.TryGetValue(key, out var set) && set.Remove(slot) && set.Count == 0) readers.Remove(key);
        }
        if (slot is PieceSlot piece)
        {
            piece.IsGone = true;
            pieces.Remove(piece.Name);
        }
        if (slot is not SheetSlot sheet) return;
        sheet.Ready = null;
        sheets.TryRemove(new(sheet.Sheet.Path, sheet));
        clock.Remove(sheet);
        foreach (string shownHere in sheet.Sheet.KeyedPieces) DropUnshown(shownHere);
    }

    private void DropUnshown(string piece)
    {
        if (shown[piece] > 1)
        {
            shown[piece]--;
            return;
        }
        shown.Remove(piece);
        if (pieces.TryGetValue(piece, out var alone)) Drop(alone);
    }

    private void Remember(SheetSlot sheet, JournalEntry entry, List<SheetSlot> hot)
    {
        // Only a hint for whoever asks why: it may be lost, and must not grow.
        if (memory.Count > 10_000) memory.Clear();
        memory[sheet.Sheet.Path] = ($"{entry.Kind}, entry {entry.Sequence}", sheet.Hits);
        if (sheet.IsInDemand) hot.Add(sheet);
    }

    // The most wanted first; among those that are wanted about as much the fronts, whose addresses are the shortest.
    private static List<Sheet> InOrder(IEnumerable<SheetSlot> hot) =>
        [.. hot.OrderByDescending(slot => BitOperations.Log2((ulong)slot.Hits + 1)).ThenBy(slot => slot.Sheet.Path.Length).Select(slot => slot.Sheet)];

    private List<Sheet> DropAll()
    {
        epoch++;
        var hot = InOrder(sheets.Values.Where(sheet => sheet.IsInDemand));
        foreach (var sheet in sheets.Values) sheet.Ready = null;
        foreach (var piece in pieces.Values) piece.IsGone = true;
        sheets.Clear();
        pieces.Clear();
        shown.Clear();
        readers.Clear();
        memory.Clear();
        clock.Clear();
        furniture = null;
        return hot;
    }
}
