namespace StopPress.Store.Database;

/// <summary>What SQL's LIKE looks for when somebody looks for words.</summary>
public static class LikePattern
{
    /// <summary>The letter before which <c>%</c> and <c>_</c> mean themselves.</summary>
    public const string Escape = "!";

    /// <summary>A pattern of texts in small letters that hold these words; empty words are in all.</summary>
    public static string Holding(string? words) =>
        $"%{(words ?? "").Trim().ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
