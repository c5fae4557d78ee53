using System.Globalization;
using StopPress.Store.Database;

namespace StopPress.Benchmarks;

/// <summary>What a benchmark was told on its command line: its name and what differs from the ordinary.</summary>
internal sealed class Order
{
    private readonly Dictionary<string, string> values;

    private Order(string name, Dictionary<string, string> values) => (Name, this.values) = (name, values);

    /// <summary>The benchmark.</summary>
    public string Name { get; }

    /// <summary>Reads <c>NAME [--what value]…</c>; null when that is not what it is.</summary>
    public static Order? Read(string[] arguments)
    {
        if (arguments.Length % 2 == 0) return null;
        var values = new Dictionary<string, string>();
        foreach (var pair in arguments.Skip(1).Chunk(2))
        {
            if (!pair[0].StartsWith("--", StringComparison.Ordinal)) return null;
            values[pair[0][2..]] = pair[1];
        }
        return new Order(arguments[0], values);
    }

    /// <summary>A whole number.</summary>
    public int Number(string name, int otherwise) => values.TryGetValue(name, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Whole numbers, separated by commas.</summary>
    public int[] Numbers(string name, params int[] otherwise) =>
        values.TryGetValue(name, out string? text) ? [.. text.Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))] : otherwise;

    /// <summary>Words, separated by commas.</summary>
    public string[] Words(string name, params string[] otherwise) => values.TryGetValue(name, out string? text) ? text.Split(',') : otherwise;

    /// <summary>The command line of the same order with another value.</summary>
    public string[] With(string name, string value) =>
        [Name, .. values.Where(pair => pair.Key != name).Append(new(name, value)).SelectMany(pair => new[] { "--" + pair.Key, pair.Value })];

    /// <summary>The databases to measure on.</summary>
    public DatabaseKind[] Databases() => [.. Words("databases", "sqlite", "postgres").Select(word => Enum.Parse<DatabaseKind>(word, ignoreCase: true))];
}
