using System.Collections.Concurrent;

namespace StopPress.Store;

/// <summary>What an owner is to know of as long as it lasts: told at the desk, by the doctor and by the health of the newspaper, in the words of a refusal.</summary>
public sealed class Worries
{
    private readonly ConcurrentDictionary<string, Refusal> present = new(StringComparer.Ordinal);

    /// <summary>What there is just now.</summary>
    public IReadOnlyList<Refusal> Present => [.. present.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value)];

    /// <summary>Something is wrong, under its code.</summary>
    public void Begin(Refusal worry) => present[worry.Code] = worry;

    /// <summary>It is over.</summary>
    public void End(string code) => present.TryRemove(code, out _);
}
