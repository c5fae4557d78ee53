using System.Text.Json.Serialization;

namespace StopPress.Store;

/// <summary>A rule of the house that says no, in words for the person who asked; nothing was changed.</summary>
/// <param name="Code">Stable machine name in kebab case, such as <c>no-headline</c>.</param>
/// <param name="Message">One plain sentence: what is refused and why.</param>
/// <param name="Help">One plain sentence: what to do about it, or empty.</param>
public sealed record Refusal(string Code, string Message, string Help = "")
{
    // A sentence may quote what was asked for, and that may be of any length; its end is kept.
    private const int Longest = 400, End = 100;

    /// <summary>One plain sentence: what is refused and why.</summary>
    public string Message { get; init; } = Message.Length <= Longest ? Message : $"{Message[..(Longest - End)]} … {Message[^End..]}";

    /// <summary>What its sentence is made with, for those who say it in another language: names of fields, numbers, and other refusals.</summary>
    [JsonIgnore]
    public IReadOnlyList<object> Parts { get; init; } = [];
}

/// <summary>Either what an act produced or the <see cref="Store.Refusal"/> that stopped it.</summary>
/// <typeparam name="T">What the act produces when no rule refuses.</typeparam>
public readonly record struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>The refusal, or null when the act went through.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What the act produced. Throws when it was refused: asking without looking is a bug.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused ({Refusal.Code}): {Refusal.Message}");

    /// <summary>An act that went through.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>An act that a rule refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
