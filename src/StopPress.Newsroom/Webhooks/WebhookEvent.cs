using System.Text.Json;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Webhooks;

/// <summary>Something that webhooks are told, in the words of readers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Story">The story, or null when it is about none.</param>
/// <param name="Editions">The languages of the editions that it is about; null where the entry does not say.</param>
public sealed record WebhookEvent(string Name, long? Story, IReadOnlyList<string>? Editions)
{
    /// <summary>Readers have a story that they did not have.</summary>
    public const string Published = "story.published";

    /// <summary>Readers have newer words.</summary>
    public const string Updated = "story.updated";

    /// <summary>A slip was mended; nobody need be told.</summary>
    public const string Refiled = "story.refiled";

    /// <summary>Readers are told what was wrong.</summary>
    public const string Corrected = "story.corrected";

    /// <summary>A story has another address, or is filed under something else.</summary>
    public const string Moved = "story.moved";

    /// <summary>Readers lost a story, for now.</summary>
    public const string Withdrawn = "story.withdrawn";

    /// <summary>A story was withdrawn for good: what was copied of it must go.</summary>
    public const string Killed = "story.killed";

    /// <summary>Another newspaper's copy was brought in, however much it was; what there is is to be read anew.</summary>
    public const string Imported = "newspaper.imported";

    /// <summary>Somebody at the desk wants to see whether it comes.</summary>
    public const string Test = "webhook.test";

    /// <summary>Those that a webhook may ask for.</summary>
    public static IReadOnlyList<string> All { get; } = [Published, Updated, Refiled, Corrected, Moved, Withdrawn, Killed, Imported];

    /// <summary>What an entry of the journal is to webhooks; null where it is nothing to them. Throws where an entry is not as acts write it.</summary>
    internal static WebhookEvent? Of(JournalEntry entry) => entry.Kind switch
    {
        "StoryPublished" => InEdition(entry, payload => payload.TryGetProperty("update", out var update) && update.GetBoolean() ? Updated : Published),
        "StoryRefiled" => InEdition(entry, _ => Refiled),
        "StoryCorrected" => InEdition(entry, _ => Corrected),
        "StoryReleased" => InEditions(entry, Published),
        // An entry that touches nothing is of a story that readers do not have.
        "UrlSlugChanged" => entry.Subjects.Count > 0 ? InEdition(entry, _ => Moved) : null,
        "FilingChanged" => entry.Subjects.Count > 0 ? OfStory(entry, Moved) : null,
        Withdrawals.Unpublished or Withdrawals.Held or Withdrawals.Expired => InEditions(entry, Withdrawn),
        Withdrawals.Killed => OfStory(entry, Killed),
        "NewspaperImported" => new WebhookEvent(Imported, null, []),
        _ => null,
    };

    private static WebhookEvent InEdition(JournalEntry entry, Func<JsonElement, string> name)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        return new WebhookEvent(name(payload.RootElement), StoryOf(payload), [payload.RootElement.GetProperty("edition").GetString()!]);
    }

    private static WebhookEvent? InEditions(JournalEntry entry, string name)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        string[] editions = [.. payload.RootElement.GetProperty("editions").EnumerateArray().Select(one => one.GetString()!)];
        return editions.Length > 0 ? new WebhookEvent(name, StoryOf(payload), editions) : null;
    }

    private static WebhookEvent OfStory(JournalEntry entry, string name)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        return new WebhookEvent(name, StoryOf(payload), null);
    }

    private static long StoryOf(JsonDocument payload) => PublicId.TryRead(payload.RootElement.GetProperty("story").GetString(), out long id) ? id : throw new FormatException("The entry names no story.");
}
