using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>Keeps the lists that readers page through true, in the transaction of the act that changes them.</summary>
internal static class ListDesk
{
    /// <summary>Puts a text into exactly the lists that it belongs in; the subjects that it touches so.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="appears">Whether readers could not read it before and can now: then its month changes as well.</param>
    public static IReadOnlyList<string> Put(HouseContext context, TextCopy copy, StoryFacts facts, bool appears) => Change(context, copy, facts, facts.Lists, appears);

    /// <summary>Takes a text out of all lists; the subjects that it touches so.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text.</param>
    /// <param name="facts">What is known of it.</param>
    public static IReadOnlyList<string> TakeOut(HouseContext context, TextCopy copy, StoryFacts facts) => Change(context, copy, facts, new HashSet<string>(), appears: true);

    /// <summary>Puts all that stands in one of an edition's lists into another one too, however much it is.</summary>
    public static Task AddAllAsync(HouseContext context, long edition, string from, string into, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO listings (edition_id, list, listed_at, story_id)
        SELECT edition_id, {into}, listed_at, story_id FROM listings WHERE edition_id = {edition} AND list = {from}
        ON CONFLICT DO NOTHING
        """, cancel);

    private static IReadOnlyList<string> Change(HouseContext context, TextCopy copy, StoryFacts facts, IReadOnlySet<string> lists, bool appears)
    {
        var edition = copy.Edition.AsEdition();
        var at = copy.Text.FirstPublishedAt!.Value;
        var left = facts.Lines.Where(line => !lists.Contains(line.List)).ToList();
        var entered = lists.Except(facts.Lines.Select(line => line.List)).ToList();
        context.RemoveRange(left);
        context.AddRange(entered.Select(list => new ListingRow { EditionId = edition.Id, List = list, ListedAt = at, StoryId = copy.Story.Id }));
        if (left.Count + entered.Count == 0) return [];
        List<string> corrected = appears && facts.IsCorrected ? [Subject.Corrections(edition.Language)] : [];
        if (copy.Story.Kind == StoryKind.Page) return [Subject.Pages(edition.Language), .. corrected];
        var touched = left.Select(line => line.List).Concat(entered).Select(list => Subject.List(edition.Language, list)).Concat(corrected).ToList();
        touched.Add(Subject.Month(edition.Language, edition.DayOf(at)));
        if (appears && !facts.MonthHoldsOthers) touched.Add(Subject.Months(edition.Language));
        return touched;
    }
}
