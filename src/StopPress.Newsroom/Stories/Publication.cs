using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>A text goes out, by somebody's hand or at the hour that was set.</summary>
internal static class Publication
{
    /// <summary>The kind of the deadline at which a text goes out.</summary>
    public const string Kind = "publish";

    // Whether somebody keeps a story from going out at any hour.
    private static Refusal? IsKept(StoryRow story) =>
        story.KilledAt is not null ? Withdrawals.ForGood
        : story.WorkStage == WorkStage.Spiked ? new Refusal("spiked", "The story was spiked.", "Take it back into work first.")
        : story.HeldAt is not null ? new Refusal("held", "The story is held while it is checked.", "Release it first.")
        : null;

    /// <summary>Whether a text that readers have may be replaced now: the refusal, or null.</summary>
    public static Refusal? MayReplace(NewsDesk desk, TextCopy copy) => MayGoOut(desk, copy.Story) ?? (copy.Text.PubStatus == PubStatus.Usable
        ? null
        : new Refusal("not-out", $"Readers of the edition {copy.Edition.Language} do not have this story.", "Edit it and publish it."));

    /// <summary>Whether anything of a story may go out now: the refusal, or null.</summary>
    public static Refusal? MayGoOut(NewsDesk desk, StoryRow story)
    {
        if (MayGoOutAt(story, Instant.Now(desk.Clock)) is { } refusal) return refusal;
        // By a clock that may be wrong no embargo has ended, and no story has time left, whoever asks.
        return story.EmbargoedUntil is null && story.ExpiresAt is null ? null : desk.Deadlines.Stopped;
    }

    /// <summary>Whether a text may go out at an hour, as it stands: the refusal, or null.</summary>
    public static Refusal? Decide(TextCopy copy, Instant at) => MayGoOutAt(copy.Story, at) ?? IsNew(copy.Text) ?? IsWhole(copy.Latest!);

    private static Refusal? MayGoOutAt(StoryRow story, Instant at)
    {
        if (IsKept(story) is { } kept) return kept;
        if (story.EmbargoedUntil is { } hour && at < hour) return new Refusal("embargoed", $"The story is under embargo until {hour}.", "Publish it then, or schedule it for then.");
        return story.ExpiresAt is { } end && at >= end
            ? new Refusal("expired", $"The story was to leave readers at {end}.", "Set a later hour, or take that one back.")
            : null;
    }

    private static Refusal? IsNew(StoryTextRow text) => text.PubStatus == PubStatus.Usable && text.PublishedRevisionId == text.LatestRevisionId
        ? new Refusal("nothing-new", "Readers have this version already.")
        : null;

    // Whether a revision can be shown to readers.
    private static Refusal? IsWhole(RevisionRow revision)
    {
        if (revision.Headline.Length == 0) return new Refusal("no-headline", "The story has no headline.", "Write one.");
        return ProseMirrorJson.Read(revision.Body).Value.HasConflict
            ? new Refusal("conflict", "Two people have written the same paragraph.", "Choose between the two versions first.")
            : null;
    }

    /// <summary>Lets a text's newest revision out, in the transaction of an act.</summary>
    public static async Task<Outcome<EntryDraft>> PublishAsync(NewsDesk desk, HouseContext context, TextCopy copy, CancellationToken cancel)
    {
        var (story, text, edition) = copy;
        if ((MayGoOut(desk, story) ?? IsNew(text)) is { } kept) return kept;
        var latest = copy.Latest ?? await context.RevisionAsync(text.LatestRevisionId);
        bool isUpdate = text.PubStatus == PubStatus.Usable;
        var before = text.PublishedRevisionId is { } published ? await context.RevisionAsync(published) : null;
        if (before is not null && before.Id != latest.Id && ReaderChange.IsOne(before, latest)) text.UpdatedAt = Instant.Now(desk.Clock);
        var touched = await LetOutAsync(desk, context, copy, before, latest, cancel);
        if (touched.Refusal is { } refusal) return refusal;
        return new EntryDraft("StoryPublished", touched.Value, new { story = PublicId.Text(story.Id), edition = edition.Language, revision = latest.Number, text.Path, update = isUpdate });
    }

    /// <summary>Makes a revision the one that readers have; what it touches. Whether the story may go out has been asked.</summary>
    public static async Task<Outcome<List<string>>> LetOutAsync(
        NewsDesk desk, HouseContext context, TextCopy copy, RevisionRow? before, RevisionRow latest, CancellationToken cancel)
    {
        var (story, text, edition) = copy;
        if (IsWhole(latest) is { } unfinished) return unfinished;
        bool appears = text.PubStatus != PubStatus.Usable;
        string? oldPath = text.Path;
        text.FirstPublishedAt ??= Instant.Now(desk.Clock);
        var facts = await StoryFacts.ReadAsync(context, copy, PathOf(copy));
        if (await AddressAsync(context, copy, facts.IsAddressFree, cancel) is { } wrong) return wrong;
        (text.PubStatus, text.PublishedRevisionId) = (PubStatus.Usable, latest.Id);
        var touched = new List<string> { Subject.Story(story.Id) };
        if (appears) touched.AddRange(ListDesk.Put(context, copy, facts, appears));
        else if (story.Kind == StoryKind.Page && (oldPath != text.Path || before!.Headline != latest.Headline)) touched.Add(Subject.Pages(edition.Language));
        touched.AddRange(MediaUses.Put(context, copy, facts.Media, latest, latest));
        if (facts.IsScheduled) await DeadlineClerk.CancelAsync(context, Kind, copy.Subject);
        return touched;
    }

    /// <summary>What happens at the hour that was set.</summary>
    public static async Task<Outcome<EntryDraft>> FallDueAsync(NewsDesk desk, HouseContext context, DeadlineRow deadline)
    {
        long id = Subject.IdOf(deadline.Subject);
        var text = await context.Set<StoryTextRow>().FirstOrDefaultAsync(row => row.Id == id);
        if (text is null) return new Refusal("unknown-text", "The text is not there any more.");
        var story = await context.Set<StoryRow>().FirstAsync(row => row.Id == text.StoryId);
        var edition = await context.Set<EditionRow>().FirstAsync(row => row.Id == text.EditionId);
        return await PublishAsync(desk, context, new TextCopy(story, text, edition), CancellationToken.None);
    }

    /// <summary>The address that a text would have if nothing else had it.</summary>
    public static string PathOf(TextCopy copy) => copy.Story.Kind == StoryKind.Page
        ? $"{AddressBook.Home(copy.Edition)}{copy.Text.UrlSlug}/"
        : AddressBook.OfStory(copy.Edition, copy.Edition.AsEdition().DayOf(copy.Text.FirstPublishedAt!.Value), copy.Text.UrlSlug);

    /// <summary>Gives a text the address of its slug: one that it had before, or else a new one, with a number when another story has it. The earlier ones lead on.</summary>
    /// <remarks>A text keeps the month of its first day in its address; only another slug gives it another address.</remarks>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text; it has its first day already.</param>
    /// <param name="isFree">Whether the address that it would have is known to have led nowhere ever.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Refusal?> AddressAsync(HouseContext context, TextCopy copy, bool isFree, CancellationToken cancel)
    {
        var (story, text, edition) = copy;
        if (text.Path is { } present && AddressBook.EndsWith(present, text.UrlSlug)) return null;
        string path = PathOf(copy);
        if (text.Path is not null && await AddressBook.EarlierAsync(context, copy.Subject, text.UrlSlug, cancel) is { } earlier)
        {
            path = await AddressBook.GiveAsync(context, edition, copy.Subject, earlier, cancel);
        }
        else if (story.Kind == StoryKind.Page)
        {
            if (await AddressBook.MayStandAtHomeAsync(context, edition, text.UrlSlug, cancel) is { } reserved) return reserved;
            if (await AddressBook.GiveExactlyAsync(context, edition, copy.Subject, path, cancel) is { } taken) return taken;
        }
        else if (isFree)
        {
            AddressBook.Give(context, edition, copy.Subject, path);
        }
        else
        {
            path = await AddressBook.GiveAsync(context, edition, copy.Subject, path, cancel);
        }
        if (text.Path is { } old && old != path) await AddressBook.RetireAsync(context, old, cancel);
        text.Path = path;
        return null;
    }
}
