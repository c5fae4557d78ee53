using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>What a withdrawal came to.</summary>
/// <param name="Editions">The languages of the editions whose readers had the story until then.</param>
/// <param name="Cancelled">The hours that were set for texts to go out and are cancelled, by the edition's language.</param>
public sealed record Withdrawal(IReadOnlyList<string> Editions, IReadOnlyDictionary<string, string> Cancelled);

/// <summary>Takes stories back from readers: the one way in which a text stops being usable.</summary>
public static class Withdrawals
{
    /// <summary>The entry of an unpublished story.</summary>
    internal const string Unpublished = "StoryUnpublished";

    /// <summary>The entry of a story that is held.</summary>
    internal const string Held = "StoryHeld";

    /// <summary>The entry of a killed story.</summary>
    internal const string Killed = "StoryKilled";

    /// <summary>The entry of a story whose time has ended.</summary>
    internal const string Expired = "StoryExpired";

    /// <summary>What whoever asks anything of a killed story is told.</summary>
    internal static Refusal ForGood { get; } = new("cancelled", "The story was withdrawn for good.", "A kill cannot be taken back; what is to be told again is filed as a new story.");

    /// <summary>Whether an entry takes something from readers: what serves them must look before it is followed by anything else.</summary>
    public static bool IsOne(JournalEntry entry) => entry.Kind is Unpublished or Held or Killed or Expired;

    /// <summary>Takes texts back, in the transaction of an act; those that readers do not have are left as they are. What it touches: nothing when readers had none.</summary>
    internal static async Task<List<string>> TakeBackAsync(HouseContext context, IEnumerable<TextCopy> copies, PubStatus status = PubStatus.Withheld)
    {
        var touched = new List<string>();
        foreach (var copy in copies.Where(copy => copy.Text.PubStatus == PubStatus.Usable))
        {
            copy.Text.PubStatus = status;
            var facts = await StoryFacts.ReadAsync(context, copy);
            touched.Add(Subject.Story(copy.Story.Id));
            touched.AddRange(ListDesk.TakeOut(context, copy, facts));
            if (facts.Media.Count > 0) touched.AddRange(await MediaUses.PutAsync(context, copy));
        }
        return touched;
    }

    /// <summary>Cancels the hours at which texts were to go out, or some of them; what they were, by the edition's language.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> CancelHoursAsync(
        HouseContext context, IEnumerable<TextCopy> copies, CancellationToken cancel, Func<Instant, bool>? which = null)
    {
        var languages = copies.ToDictionary(copy => copy.Subject, copy => copy.Edition.Language);
        var hours = await context.Set<DeadlineRow>().Where(row => row.Kind == Publication.Kind && languages.Keys.Contains(row.Subject)).ToListAsync(cancel);
        hours.RemoveAll(hour => which?.Invoke(hour.DueAt) == false);
        context.RemoveRange(hours);
        return new SortedDictionary<string, string>(hours.ToDictionary(hour => languages[hour.Subject], hour => hour.DueAt.ToString()), StringComparer.Ordinal);
    }
}
