using StopPress.Store.Database;

namespace StopPress.Store.Journal;

/// <summary>A change that readers can see, as followers get it.</summary>
/// <param name="Sequence">Its place in commit order, from 1 without gaps.</param>
/// <param name="At">When it was written.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Kind">What happened, in the past tense.</param>
/// <param name="Subjects">What it touched, before and after.</param>
/// <param name="Payload">Details as JSON.</param>
public sealed record JournalEntry(long Sequence, Instant At, string Actor, string Kind, IReadOnlyList<string> Subjects, string Payload);

/// <summary>What an act wants written in the journal; it becomes an entry when the transaction commits.</summary>
/// <param name="Kind">What happened, in the past tense.</param>
/// <param name="Subjects">What it touches, before and after; empty when no reader can see it.</param>
/// <param name="Payload">Details; serialized as JSON.</param>
public sealed record EntryDraft(string Kind, IEnumerable<string> Subjects, object? Payload = null);

/// <summary>An act that went through: its entry, and what it answers to whoever asked.</summary>
/// <param name="Entry">The entry, settled: this node's followers in step have caught up with it.</param>
/// <param name="Result">What the act made, often an id.</param>
/// <typeparam name="T">The kind of result.</typeparam>
public sealed record Settled<T>(JournalEntry Entry, T Result);
