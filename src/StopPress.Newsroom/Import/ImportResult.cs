namespace StopPress.Newsroom.Import;

/// <summary>What an import came to.</summary>
/// <param name="Stories">How many posts were published.</param>
/// <param name="Pages">How many pages were published.</param>
/// <param name="Unpublished">How many posts and pages came in without being published.</param>
/// <param name="Known">How many were here already, and were left as they are.</param>
/// <param name="Lines">What became something else, or was left out; a line in plain words for each.</param>
public sealed record ImportResult(int Stories, int Pages, int Unpublished, int Known, IReadOnlyList<string> Lines);
