namespace StopPress.Demo.Pictures;

/// <summary>A seeded source of chance that gives the same numbers for the same picture on every machine.</summary>
internal sealed class Chance
{
    private uint state;

    public Chance(string seed)
    {
        state = 2166136261;
        foreach (var letter in seed)
            state = (state ^ letter) * 16777619;
        if (state == 0)
            state = 1;
    }

    /// <summary>A number from 0 up to 1.</summary>
    public float Next()
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (state >> 8) / 16777216f;
    }

    public float Between(float low, float high) => low + ((high - low) * Next());

    /// <summary>A number around zero, more often near it than far from it.</summary>
    public float Around(float reach) => (Next() + Next() - 1) * reach;

    public int Below(int count) => (int)(Next() * count);

    public bool Hit(float odds) => Next() < odds;

    public Ink Pick(params ReadOnlySpan<int> inks) => inks[Below(inks.Length)];
}
