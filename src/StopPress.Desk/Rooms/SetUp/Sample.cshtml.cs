using StopPress.Desk.Door;
using StopPress.Desk.Rooms.House;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;

namespace StopPress.Desk.Rooms.SetUp;

/// <summary>How far the sample newspaper has come, and how one's own is begun.</summary>
[Needs(Right.KeepHouse)]
public sealed class SampleModel(NewsDesk desk, DeskWords words, SampleDesk sample) : HouseRoom(desk, words)
{
    /// <summary>Where it stands.</summary>
    public SampleStage Stage { get; private set; }

    /// <summary>How many steps are done, and of how many.</summary>
    public (int Done, int All) Progress { get; private set; }

    /// <summary>Shows it.</summary>
    public void OnGet() => (Stage, Progress) = (sample.Stage, sample.Progress);
}
