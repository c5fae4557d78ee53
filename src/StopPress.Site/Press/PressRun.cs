using StopPress.Newsroom.House;
using StopPress.Store.Journal;

namespace StopPress.Site.Press;

/// <summary>One run of the press: what it reads, all of one moment.</summary>
/// <param name="reads">The look at the house.</param>
/// <param name="kept">The furniture that is known to be true already, or null when this run must read it.</param>
public sealed class PressRun(Reads reads, Furniture? kept)
{
    private Furniture? furniture = kept;

    /// <summary>The look at the house.</summary>
    public Reads Reads => reads;

    /// <summary>The furniture that this run has read itself, or null.</summary>
    public Furniture? ReadHere { get; private set; }

    /// <summary>A run of the same moment, which notes what it reads for itself.</summary>
    public PressRun Beside() => new(reads.Beside(), furniture);

    /// <summary>What stands on every page.</summary>
    public async ValueTask<Furniture> FurnitureAsync()
    {
        if (furniture is null)
        {
            furniture = ReadHere = await Furniture.ReadAsync(reads);
            return furniture;
        }
        reads.Note(Shelf.FurnitureKeys(furniture));
        return furniture;
    }
}
