using System.Text.Json.Serialization;

namespace StopPress.Newsroom.Import;

/// <summary>What an import came to.</summary>
/// <param name="Stories">How many posts were published.</param>
/// <param name="Pages">How many pages were published.</param>
/// <param name="Unpublished">How many posts and pages came in without being published.</param>
/// <param name="Known">How many were here already, and are there as they are here.</param>
/// <param name="Notes">What became something else, or was left out.</param>
public sealed record ImportResult(int Stories, int Pages, int Unpublished, int Known, IReadOnlyList<ImportNote> Notes)
{
    /// <summary>How many things there are in the file, by their kind.</summary>
    public IReadOnlyDictionary<string, int> Found { get; init; } = new Dictionary<string, int>();

    /// <summary>How many of them came in or are here, by their kind.</summary>
    public IReadOnlyDictionary<string, int> Came { get; init; } = new Dictionary<string, int>();

    /// <summary>How many were here already, have changed there since, and were brought up to date.</summary>
    public int Renewed { get; init; }

    /// <summary>How many have changed there since, and were edited here, too: they stay as they are here.</summary>
    public int Edited { get; init; }

    /// <summary>How many came from there once, and are in the file no longer: they stay.</summary>
    public int Gone { get; init; }

    /// <summary>For how many stories the words here are those of their source; null where it was not compared.</summary>
    public ImportProof? Proof { get; init; }

    /// <summary>The notes as lines.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Lines => [.. Notes.Select(note => note.ToString())];
}
