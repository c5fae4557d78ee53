using StopPress.Desk.Door;
using StopPress.Newsroom.House;

namespace StopPress.Desk.Rooms.House;

/// <summary>One of the rooms in which the house is looked after.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="words">The desk's words.</param>
public abstract class HouseRoom(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    /// <summary>What was done just now, in words; or null.</summary>
    public string? Said => Request.Query["said"] == "kept" && Refused is null ? Words["house.kept"] : null;
}
