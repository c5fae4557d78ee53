using StopPress.Desk.Door;
using StopPress.Store;

namespace StopPress.Desk.Rooms.Import;

/// <summary>The form with which an export is brought.</summary>
/// <param name="Words">The desk's words.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Most">How many megabytes it may have.</param>
public sealed record UploadForm(WordsIn Words, string Action, long Most);

/// <summary>Why an export was not taken.</summary>
/// <param name="Words">The desk's words.</param>
/// <param name="Refusal">Why.</param>
public sealed record NotTaken(WordsIn Words, Refusal Refusal);
