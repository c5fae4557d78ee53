namespace StopPress.Store.Database;

/// <summary>
/// Makes the 64-bit ids of rows, and writes them for people and addresses. Ids sort by the time of their making:
/// 42 bits of milliseconds since 2020, then 21 bits that count up from a random start, so that two nodes do not meet.
/// </summary>
public static class PublicId
{
    // Crockford's base 32: no I, L, O, U, so that an id read aloud or copied by hand survives.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int CounterBits = 21;
    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly Lock Gate = new();
    private static long last;

    /// <summary>A new id, greater than every id that this process made before.</summary>
    public static long Next(TimeProvider clock)
    {
        long milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch;
        lock (Gate)
        {
            // A new millisecond starts at a random count in the lower half, leaving a million ids before the next one.
            long candidate = (milliseconds << CounterBits) | (uint)Random.Shared.Next(1 << (CounterBits - 1));
            last = candidate > last ? candidate : last + 1;
            return last;
        }
    }

    /// <summary>The id as text of at most 13 characters, sorting as the number does.</summary>
    public static string Text(long id)
    {
        Span<char> text = stackalloc char[13];
        for (var i = text.Length - 1; i >= 0; i--, id >>= 5) text[i] = Alphabet[(int)(id & 31)];
        return new string(text);
    }

    /// <summary>Reads what <see cref="Text"/> wrote; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out long id)
    {
        id = 0;
        if (text.Length != 13) return false;
        foreach (char c in text)
        {
            int digit = Alphabet.IndexOf(c);
            // Thirteen letters hold 65 bits, of which an id has 63.
            if (digit < 0 || id >> 58 != 0) return false;
            id = (id << 5) | (uint)digit;
        }
        return id > 0;
    }

}
