using StopPress.Newsroom.Editions;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Search;

/// <summary>Where readers' questions are answered: each page is made for whoever asks, of one look at the house, and filed nowhere.</summary>
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
    public async Task<(string Html, string Policy)?> AnswerAsync(string prefix, SearchQuestion question, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await tail.Currency.UnlessAwayAsync(Reads.LookAsync(house, reads => MakeAsync(new PressRun(reads, press.Shelf.Stand().Furniture), prefix, question, cancel), cancel));
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<(string Html, string Policy)?> MakeAsync(PressRun run, string prefix, SearchQuestion question, CancellationToken cancel)
    {
        // What this look sees, the index must have followed, whichever node wrote it.
        await tail.CatchUpAsync(run.Reads.Position);
        await clerk.InStepAsync(cancel);
        var furniture = await run.FurnitureAsync();
        if (furniture.Editions.FirstOrDefault(edition => edition.Prefix == prefix) is not { } edition) return null;
        var names = await BookAsync(run.Reads, edition);
        return await pages.SetAloneAsync(run, edition, desk => new SearchPage(desk, search, new SpellingDesk(index, search), names, clerk.IsBehind).MakeAsync(question));
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
