using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>How far the rights of those reach who are bound to sections.</summary>
internal static class SectionReach
{
    /// <summary>The sections of those who are bound, with all that is below them, as filings name them; who is bound to none is not among them.</summary>
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<string>>> OfAsync(HouseContext context, IReadOnlyList<long> accounts, CancellationToken cancel)
    {
        var bound = await context.Set<AccountSectionRow>().AsNoTracking().Where(row => accounts.Contains(row.AccountId)).ToListAsync(cancel);
        if (bound.Count == 0) return new Dictionary<long, IReadOnlyList<string>>();
        var all = await context.Set<SectionRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, cancel);
        return bound.GroupBy(row => row.AccountId).ToDictionary(
            rows => rows.Key,
            IReadOnlyList<string> (rows) => [.. rows.SelectMany(row => all.Below(row.SectionId).Select(below => below.Id).Prepend(row.SectionId)).Distinct().Select(Subject.Section)]);
    }

    /// <summary>
    /// Why somebody may not file a story so, or null. Who is bound puts a story only into their own sections and takes it only out of these, so that nothing that
    /// they may do in one section reaches another; and a story that is not theirs they leave in one of their own.
    /// </summary>
    /// <param name="context">The house.</param>
    /// <param name="actor">Who files it.</param>
    /// <param name="story">The story.</param>
    /// <param name="filing">How it is filed.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Refusal?> MayFileAsync(HouseContext context, string actor, StoryRow story, StoryFiling filing, CancellationToken cancel)
    {
        if (filing.Sections is not { } sections || await AccountDesk.IdOfAsync(context, actor, cancel) is not { } account) return null;
        if (!(await OfAsync(context, [account], cancel)).TryGetValue(account, out var own)) return null;
        var before = await context.Set<FilingRow>().AsNoTracking().Where(row => row.StoryId == story.Id && row.Subject.StartsWith("section:")).Select(row => row.Subject).ToListAsync(cancel);
        string[] after = [.. sections.Select(id => "section:" + id)];
        if (after.Except(before).Concat(before.Except(after)).Except(own).Any()) return new Refusal("not-your-section", "You work in other sections.", "Ask somebody of that section, or an editor of the whole newspaper.");
        bool isOwn = story.OwnerId == account || story.AssigneeId == account;
        return isOwn || after.Intersect(own).Any() ? null : new Refusal("last-of-your-sections", "The story would be in none of your sections, and out of your sight.", "Leave it in one of them.");
    }

    /// <summary>The accounts whose rights reach a story, of some.</summary>
    public static async Task<IReadOnlySet<long>> ReachingAsync(HouseContext context, IReadOnlyList<long> accounts, long story, CancellationToken cancel)
    {
        var bound = await OfAsync(context, accounts, cancel);
        if (bound.Count == 0) return accounts.ToHashSet();
        var filed = await context.Set<FilingRow>().AsNoTracking().Where(row => row.StoryId == story && row.Subject.StartsWith("section:")).Select(row => row.Subject).ToListAsync(cancel);
        return accounts.Where(account => !bound.TryGetValue(account, out var own) || filed.Intersect(own).Any()).ToHashSet();
    }
}
