namespace StopPress.Benchmarks.Figures;

/// <summary>Figures of one thing, measured again and again.</summary>
/// <param name="values">The figures.</param>
internal sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    /// <summary>How many there are.</summary>
    public int Count => sorted.Length;

    /// <summary>The least.</summary>
    public double Min => sorted[0];

    /// <summary>The greatest.</summary>
    public double Max => sorted[^1];

    /// <summary>The one in the middle, or the mean of the two there.</summary>
    public double Median => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The least figure that so many in a hundred do not exceed (nearest rank).</summary>
    public double Percentile(double percent) => sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
}
