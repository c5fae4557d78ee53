using StopPress.Benchmarks.Figures;

namespace StopPress.Benchmarks.Picturing;

/// <summary>What pictures cost: made beside bare libvips, shown beside a bare page, taken in by the dozen beside publishing.</summary>
internal static class PicturesBenchmark
{
    /// <summary>Runs it; takes <c>cases</c> (<c>renditions</c>, <c>paint</c>, <c>uploads</c>), <c>pairs</c> and <c>uploads</c>. The ratio is that of the first case.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        var verdicts = new List<Verdict>();
        foreach (string name in order.Words("cases", "renditions", "paint", "uploads"))
        {
            var verdict = name switch
            {
                "renditions" => await RenditionsCase.RunAsync(order.Number("pairs", 15)),
                "paint" => await PaintCase.RunAsync(order.Number("pairs", 15)),
                "uploads" => await UploadsCase.RunAsync(order.Number("uploads", 50)),
                _ => throw new ArgumentException($"There is no case {name}."),
            };
            Console.WriteLine(verdict);
            verdicts.Add(verdict);
        }
        return verdicts[0] with { Name = "pictures" };
    }
}
