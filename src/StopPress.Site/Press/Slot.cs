namespace StopPress.Site.Press;

/// <summary>Something that lies on the shelf, with the subjects that it was made from.</summary>
internal abstract class Slot(string[] keys)
{
    public string[] Keys { get; } = keys;
}

/// <summary>A piece on the shelf.</summary>
internal sealed class PieceSlot(string name, Fragment fragment, string[] keys) : Slot(keys)
{
    private volatile bool gone;

    public string Name { get; } = name;

    public Fragment Fragment { get; } = fragment;

    /// <summary>Whether it was dropped: then no page that was joined from it is true any more.</summary>
    public bool IsGone
    {
        get => gone;
        set => gone = value;
    }
}

/// <summary>A joined page, with the pieces that it was joined from; a dropped piece outdates it without anybody looking for it.</summary>
internal sealed record ReadyPage(PressedPage Page, PieceSlot[] Pieces)
{
    public bool IsOutdated
    {
        get
        {
            foreach (var piece in Pieces)
            {
                if (piece.IsGone) return true;
            }
            return false;
        }
    }
}

/// <summary>A sheet on the shelf, and the page that was joined from it.</summary>
internal sealed class SheetSlot(Sheet sheet, string[] keys, string cause, long readAt) : Slot(keys)
{
    // A key's string (26 bytes of header, some 25 letters), its place in the array and in the index of readers.
    private const int WeightOfKey = 160;

    // The slot, the sheet, the path, their places in the dictionary and on the clock.
    private const int WeightOfSlot = 700;

    // A piece that only this page shows, with the five subjects that it is made from and the furniture's: not weighed by itself.
    private const int WeightOfKeyedPiece = 2000;

    private volatile ReadyPage? ready;

    public Sheet Sheet { get; } = sheet;

    public string Cause { get; } = cause;

    public long ReadAt { get; } = readAt;

    public ReadyPage? Ready
    {
        get => ready;
        set => ready = value;
    }

    /// <summary>How often readers asked for it, here and before it was pressed again.</summary>
    public long Hits { get; set; }

    /// <summary>Whether a reader has asked for it since the clock's hand last passed, or since it was made ahead.</summary>
    public bool Used { get; set; } = true;

    /// <summary>Whether it is worth pressing again before somebody asks.</summary>
    public bool IsInDemand => Used && ready is not null;

    /// <summary>Its place on the clock, and the weight that was counted for it.</summary>
    public (int Index, int Weight) OnClock { get; set; } = (-1, 0);

    public int Weight => WeightOfSlot + (Keys.Length * WeightOfKey) + (Sheet.KeyedPieces.Count() * WeightOfKeyedPiece) + Sheet.Parts.Sum(part => part.Own?.Deflate.Length ?? 0)
        + (ready is { } it ? it.Page.Weight + (it.Page.SurrogateKey.ToString().Length * 2) : 0);
}

/// <summary>Chooses what leaves the shelf when it is full: whatever no reader has asked for since the hand last passed (the clock algorithm).</summary>
internal sealed class EvictionClock
{
    private readonly List<SheetSlot> slots = [];
    private int hand;

    public long Weight { get; private set; }

    public void Add(SheetSlot slot)
    {
        slot.OnClock = (slots.Count, 0);
        slots.Add(slot);
        Weigh(slot);
    }

    public void Weigh(SheetSlot slot)
    {
        if (slot.OnClock.Index < 0) return;
        int weight = slot.Weight;
        Weight += weight - slot.OnClock.Weight;
        slot.OnClock = (slot.OnClock.Index, weight);
    }

    public void Remove(SheetSlot slot)
    {
        if (slot.OnClock.Index < 0) return;
        Weight -= slot.OnClock.Weight;
        var last = slots[^1];
        slots[slot.OnClock.Index] = last;
        last.OnClock = (slot.OnClock.Index, last.OnClock.Weight);
        slots.RemoveAt(slots.Count - 1);
        slot.OnClock = (-1, 0);
    }

    /// <summary>The next one to go, or null when only one is left.</summary>
    public SheetSlot? Next()
    {
        if (slots.Count <= 1) return null;
        while (true)
        {
            if (hand >= slots.Count) hand = 0;
            var slot = slots[hand++];
            if (!slot.Used) return slot;
            slot.Used = false;
        }
    }

    public void Clear()
    {
        foreach (var slot in slots) slot.OnClock = (-1, 0);
        slots.Clear();
        (hand, Weight) = (0, 0);
    }
}

/// <summary>Where the shelf stood when a run began, and what the run saw.</summary>
/// <param name="Epoch">How often everything was dropped before.</param>
/// <param name="Taken">The shelf's place in the journal when the run took furniture from it, before its snapshot.</param>
/// <param name="Read">The last entry that the run's snapshot saw.</param>
/// <param name="TookFurniture">Whether the run took furniture from the shelf.</param>
public readonly record struct RunStamp(long Epoch, long Taken, long Read, bool TookFurniture);

/// <summary>Why a page is as it is.</summary>
/// <param name="Path">Its address.</param>
/// <param name="PressedBy">What made the press press it.</param>
/// <param name="ReadAt">The place in the journal that it was read at.</param>
/// <param name="Read">The subjects that it has read.</param>
/// <param name="Pieces">The pieces that it shows, with the subjects that each has read.</param>
public sealed record PageStory(string Path, string PressedBy, long ReadAt, IReadOnlyList<string> Read, IReadOnlyDictionary<string, IReadOnlyList<string>> Pieces);
