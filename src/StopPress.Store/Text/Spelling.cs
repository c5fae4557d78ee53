namespace StopPress.Store.Text;

/// <summary>Guesses which of the known names somebody meant.</summary>
public static class Spelling
{
    /// <summary>The known name nearest to the written one, or null when none is near enough to be worth saying.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">The names that exist.</param>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        string folded = Fold(written);
        // A third of the letters may be wrong; beyond that a suggestion is a guess that misleads.
        int allowed = Math.Max(1, folded.Length / 3);
        return known
            .Select(name => (Name: name, Distance: Distance(folded, Fold(name))))
            .Where(guess => guess.Distance <= allowed)
            .OrderBy(guess => guess.Distance).ThenBy(guess => guess.Name, StringComparer.Ordinal)
            .Select(guess => guess.Name)
            .FirstOrDefault();
    }

    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Levenshtein's distance: how many letters to insert, drop or change.</summary>
    public static int Distance(string left, string right)
    {
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (var row = 1; row <= left.Length; row++)
        {
            int[] line = new int[right.Length + 1];
            line[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                int change = above[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                line[column] = Math.Min(change, Math.Min(above[column], line[column - 1]) + 1);
            }
            above = line;
        }
        return above[^1];
    }
}
