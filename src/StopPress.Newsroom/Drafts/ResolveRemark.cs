using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Drafts;

/// <summary>Says that what a remark asks for is done, or that it is not.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Remark">The remark's public id; of one that answers nothing.</param>
/// <param name="Resolved">Whether it is done.</param>
public sealed record ResolveRemark(string Story, string Edition, string Remark, bool Resolved = true)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            if (found.Value.Story.KilledAt is not null) return Withdrawals.ForGood;
            if (!PublicId.TryRead(Remark ?? "", out long id) || await FindAsync(context, found.Value.Text.Id, id, cancel) is not { } remark) return Unknown(Remark);
            if (remark.ResolvedAt is not null == Resolved) return new Refusal("nothing-new", Resolved ? "It is resolved already." : "It is open.");
            (remark.ResolvedAt, remark.ResolvedBy) = Resolved ? ((Instant?)Instant.Now(desk.Clock), actor) : (null, "");
            return (new EntryDraft(Resolved ? "RemarkResolved" : "RemarkReopened", [], new { Story, Edition, Remark }), Resolved);
        }, cancel);

    /// <summary>Of a remark that nobody made, or not here.</summary>
    internal static Refusal Unknown(string? remark) => new("unknown-remark", $"There is no comment with the id \"{remark}\" on this text.");

    /// <summary>A remark on a text that answers no other, or null.</summary>
    internal static Task<RemarkRow?> FindAsync(HouseContext context, long text, long id, CancellationToken cancel) =>
        context.Set<RemarkRow>().FirstOrDefaultAsync(row => row.Id == id && row.TextId == text && row.ParentId == null, cancel);
}
