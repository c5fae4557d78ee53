namespace StopPress.Benchmarks.Figures;

/// <summary>Measures two things in turns, so that whatever changes on the machine meanwhile falls on both.</summary>
internal static class Pairs
{
    /// <summary>Measures so many pairs in the order ABBA ABBA …; each pair as it was measured.</summary>
    public static async Task<List<(T First, T Second)>> MeasureAsync<T>(int count, Func<Task<T>> first, Func<Task<T>> second)
    {
        var pairs = new List<(T, T)>(count);
        for (var pair = 0; pair < count; pair++)
        {
            if (pair % 2 == 0)
            {
                var before = await first();
                pairs.Add((before, await second()));
            }
            else
            {
                var before = await second();
                pairs.Add((await first(), before));
            }
        }
        return pairs;
    }
}
