using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Drafts;

/// <summary>A remark as it is read.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Answers">The one that it answers, or null.</param>
/// <param name="Place">The block or field in which its passage stood; empty for the whole text.</param>
/// <param name="Quote">The words of the passage as they were.</param>
/// <param name="Says">What is said.</param>
/// <param name="By">Who says it.</param>
/// <param name="At">When.</param>
/// <param name="ResolvedBy">Who said that it is done; null while it is open.</param>
public sealed record RemarkText(string Id, string? Answers, string Place, string Quote, string Says, string By, Instant At, string? ResolvedBy);

/// <summary>Somebody who can be named in a remark.</summary>
/// <param name="Id">The account's public id.</param>
/// <param name="Name">Their name.</param>
public sealed record RemarkColleague(string Id, string Name);

/// <summary>All that was said about a text, and who can be named there.</summary>
/// <param name="Remarks">The remarks, the first one first.</param>
/// <param name="Colleagues">Those who may write in the text, by name.</param>
public sealed record RemarkList(IReadOnlyList<RemarkText> Remarks, IReadOnlyList<RemarkColleague> Colleagues);

/// <summary>Reads what colleagues have said about a text.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
public sealed record ReadRemarks(string Story, string Edition)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<RemarkList>> RunAsync(NewsDesk desk, CancellationToken cancel = default) => desk.Database.LookAsync<Outcome<RemarkList>>(async context =>
    {
        var found = await context.FindTextAsync(Story, Edition);
        if (found.Refusal is { } unknown) return unknown;
        var accounts = await context.Set<AccountRow>().AsNoTracking().ToListAsync(cancel);
        var names = accounts.ToDictionary(row => PublicId.Text(row.Id), row => row.Name);
        long text = found.Value.Text.Id;
        var rows = await context.Set<RemarkRow>().AsNoTracking().Where(row => row.TextId == text).OrderBy(row => row.Id).ToListAsync(cancel);
        var writers = await StoryBoard.WritersAsync(context, [.. accounts.Where(row => row.LeftAt is null)], found.Value.Story, cancel);
        return new RemarkList(
            [.. rows.Select(row => new RemarkText(
                PublicId.Text(row.Id), row.ParentId is { } parent ? PublicId.Text(parent) : null, row.Place, row.Quote, row.Says, Name(row.Actor), row.At, row.ResolvedAt is null ? null : Name(row.ResolvedBy)))],
            [.. writers.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => new RemarkColleague(PublicId.Text(row.Id), row.Name))]);

        string Name(string actor) => names.GetValueOrDefault(actor) ?? actor;
    }, cancel);
}
