using System.Globalization;
using System.Text.RegularExpressions;

namespace StopPress.Benchmarks.Figures;

/// <summary>What a benchmark came to, as its last line says it.</summary>
/// <param name="Name">What was compared.</param>
/// <param name="Ratio">The ratio that counts.</param>
/// <param name="Min">The least that was measured.</param>
/// <param name="Max">The greatest that was measured.</param>
internal sealed partial record Verdict(string Name, double Ratio, double Min, double Max)
{
    /// <summary>The median of several ratios.</summary>
    public static Verdict Of(string name, IEnumerable<double> ratios)
    {
        var sample = new Sample(ratios);
        return new Verdict(name, sample.Median, sample.Min, sample.Max);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Verdict Read(string line)
    {
        var found = Line().Match(line);
        if (!found.Success) throw new InvalidDataException($"This is no verdict: {line}");
        double Number(int group) => double.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);
        return new Verdict(found.Groups[1].Value, Number(2), Number(3), Number(4));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: ratio {Ratio:0.000} (min {Min:0.000}, max {Max:0.000})");

    [GeneratedRegex(@"^(.+): ratio ([0-9.]+) \(min ([0-9.]+), max ([0-9.]+)\)$")]
    private static partial Regex Line();
}
