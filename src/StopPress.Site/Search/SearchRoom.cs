using StopPress.Newsroom.Editions;
using StopPress.Site.Feeds;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Search;

/// <summary>Where readers' questions are answered: each page, feed and list of suggestions is made for whoever asks, of one look at the house, and filed nowhere.</summary>
/// <param name="house">The newspaper.</param>
/// <param name="tail">The journal's end, which knows whether the database answers.</param>
/// <param name="pages">Where pages are made up.</param>
/// <param name="press">The press, which knows what stands on every page as long as it is true.</param>
/// <param name="index">The index.</param>
/// <param name="clerk">Who keeps it.</param>
/// <param name="clock">What time it is.</param>
public sealed class SearchRoom(HouseDatabase house, JournalTail tail, PageRoom pages, PrintingPress press, SearchIndex index, SearchClerk clerk, TimeProvider clock)
{
    private readonly SearchDesk search = new(index, clock);

    // More at once than cores only make each of them slower.
    private readonly SemaphoreSlim turn = new(Environment.ProcessorCount, Environment.ProcessorCount);
    private readonly Dictionary<long, NameBook> books = [];

    /// <summary>The page, with its Content-Security-Policy; null when there is no such edition.</summary>
    /// <param name="prefix">The first part of the edition's addresses; empty for the first edition.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="cancel">Gives up waiting for a turn.</param>
    public Task<(string Html, string Policy)?> AnswerAsync(string prefix, SearchQuestion question, CancellationToken cancel) => InTurnAsync<(string, string)?>(edition => edition.Prefix == prefix, async (run, edition, names) =>
        await pages.SetAloneAsync(run, edition, desk => Page(desk, names).MakeAsync(question)), cancel);

    /// <summary>The feed of a search; null when there is no such edition.</summary>
    /// <param name="prefix">The first part of the edition's addresses; empty for the first edition.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="format">The form.</param>
    /// <param name="cancel">Gives up waiting for a turn.</param>
    public Task<ReadyFile?> FeedAsync(string prefix, SearchQuestion question, FeedFormat format, CancellationToken cancel) => InTurnAsync<ReadyFile?>(edition => edition.Prefix == prefix, async (run, edition, names) =>
        await pages.WriteAloneAsync(run, edition, desk => Page(desk, names).WriteFeedAsync(question, format)), cancel);

    /// <summary>What a search finds, as the read API tells it; null when there is no such edition.</summary>
    /// <param name="language">The edition's language.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="cancel">Gives up waiting for a turn.</param>
    public Task<ReadyFile?> TellAsync(string language, SearchQuestion question, CancellationToken cancel) => InTurnAsync<ReadyFile?>(edition => edition.Language == language, async (run, edition, names) =>
        await pages.WriteAloneAsync(run, edition, desk => Page(desk, names).TellAsync(question)), cancel);

    /// <summary>What somebody may be about to type; null when there is no such edition.</summary>
    /// <param name="prefix">The first part of the edition's addresses; empty for the first edition.</param>
    /// <param name="typed">What was typed so far.</param>
    /// <param name="cancel">Gives up waiting for a turn.</param>
    public Task<IReadOnlyList<string>?> SuggestAsync(string prefix, string typed, CancellationToken cancel) => InTurnAsync<IReadOnlyList<string>?>(edition => edition.Prefix == prefix, async (run, edition, names) =>
        await new SuggestionDesk(run.Reads, index, search, names).OfAsync(await run.FurnitureAsync(), edition, SearchWords.Clean(typed)), cancel);

    private SearchPage Page(PageDesk desk, NameBook names) => new(desk, search, new SpellingDesk(index, search), names, clerk.IsBehind);

    private async Task<T?> InTurnAsync<T>(Func<Edition, bool> which, Func<PressRun, Edition, NameBook, Task<T>> answer, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await tail.Currency.UnlessAwayAsync(Reads.LookAsync(house, async reads =>
            {
                // What this look sees, the index must have followed, whichever node wrote it.
                await tail.CatchUpAsync(reads.Position);
                await clerk.InStepAsync(cancel);
                var run = new PressRun(reads, press.Shelf.Stand().Furniture);
                var edition = (await run.FurnitureAsync()).Editions.FirstOrDefault(which);
                return edition is null ? default : await answer(run, edition, await BookAsync(reads, edition));
            }, cancel));
        }
        finally
        {
            turn.Release();
        }
    }

    // A book that was read before a name was changed is read anew.
    private async Task<NameBook> BookAsync(Reads reads, Edition edition)
    {
        lock (books)
        {
            if (books.TryGetValue(edition.Id, out var kept) && kept.Position >= clerk.TouchedNames) return kept;
        }
        var book = await NameBook.ReadAsync(reads, edition.Id, edition.Language);
        lock (books) books[edition.Id] = book;
        return book;
    }
}
