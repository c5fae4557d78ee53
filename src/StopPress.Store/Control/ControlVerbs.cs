using StopPress.Store.Text;

namespace StopPress.Store.Control;

/// <summary>What an act that went through says on the control socket.</summary>
/// <param name="Sequence">Its entry in the journal, or null when it wrote none.</param>
/// <param name="Result">What it made, written as JSON; or null.</param>
public sealed record ControlAnswer(long? Sequence, object? Result = null);

/// <summary>Every act that the control socket takes, by name. Fill it before the socket opens.</summary>
public sealed class ControlVerbs
{
    private readonly SortedDictionary<string, Verb> verbs = new(StringComparer.Ordinal);

    /// <summary>The names of the acts, in order of the alphabet.</summary>
    public IReadOnlyCollection<string> Names => verbs.Keys;

    /// <summary>What each act takes, by the act's name.</summary>
    public IReadOnlyDictionary<string, Type> Requests => verbs.ToDictionary(verb => verb.Key, verb => verb.Value.Request);

    /// <summary>Adds an act.</summary>
    /// <param name="name">Its name, verb and noun, such as <c>PublishStory</c>.</param>
    /// <param name="act">Does it for an actor. A member of the request that its type does not know is refused before.</param>
    /// <typeparam name="TRequest">The act's request: a record, its members matched whether written snake_case or camelCase.</typeparam>
    public ControlVerbs Add<TRequest>(string name, Func<string, TRequest, CancellationToken, Task<Outcome<ControlAnswer>>> act) =>
        Add<TRequest>(name, (actor, request, _, cancel) => act(actor, request, cancel));

    /// <summary>Adds an act that takes long, and tells how much it has done and of how much.</summary>
    /// <param name="name">As above.</param>
    /// <param name="act">As above; it may tell from any thread, as often as it likes.</param>
    /// <typeparam name="TRequest">As above.</typeparam>
    public ControlVerbs Add<TRequest>(string name, Func<string, TRequest, Action<int, int>, CancellationToken, Task<Outcome<ControlAnswer>>> act)
    {
        verbs.Add(name, new Verb(typeof(TRequest), async (request, tell, cancel) =>
        {
            var read = request.As<TRequest>();
            return read.Refusal is { } refusal ? refusal : await act(request.Actor, read.Value, tell, cancel);
        }));
        return this;
    }

    internal Task<Outcome<ControlAnswer>> RunAsync(ControlRequest request, Action<int, int> tell, CancellationToken cancel)
    {
        if (verbs.TryGetValue(request.Act, out var verb)) return verb.RunAsync(request, tell, cancel);
        string help = Spelling.Nearest(request.Act, Names) is { } nearest ? $"Did you mean {nearest}?" : $"The acts are {string.Join(", ", Names)}.";
        return Task.FromResult<Outcome<ControlAnswer>>(new Refusal("unknown-act", $"This newspaper has no act {request.Act}.", help));
    }

    private sealed record Verb(Type Request, Func<ControlRequest, Action<int, int>, CancellationToken, Task<Outcome<ControlAnswer>>> RunAsync);
}
