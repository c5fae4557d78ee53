using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Drafts;

/// <summary>Says something about a passage of a text, or answers what was said; colleagues who are named in it are told. The journal says that it was made, and not what it says.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Says">What is said.</param>
/// <param name="Place">The id of the block or the name of the field in which the passage stands; null for the text as a whole.</param>
/// <param name="Quote">The words of the passage; null for the whole place.</param>
/// <param name="Answers">The public id of the remark that it answers, which is open again by it; null begins another one.</param>
/// <param name="Mentions">The public ids of the accounts that are named in it: of those who may write in the text themselves.</param>
public sealed record MakeRemark(string Story, string Edition, string Says, string? Place = null, string? Quote = null, string? Answers = null, IReadOnlyList<string>? Mentions = null)
{
    private const int Longest = 2000;
    private const int LongestQuote = 500;
    private const int MostMentions = 20;

    /// <summary>Does it; the result is the remark's public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        checks.Line("comment", Says, Longest, required: true);
        string quote = checks.Line("passage", Quote, LongestQuote);
        if (!string.IsNullOrEmpty(Place) && !BlockId.TryParse(Place, out _)) checks.Refuse("wrong-place", $"\"{Place}\" is no place in a text.");
        if (Mentions?.Count > MostMentions) checks.Refuse("too-many", $"{Mentions.Count} colleagues are named; {MostMentions} are the most.", "Name fewer.");
        var named = checks.Ids("colleague", Mentions);
        long? answered = Answers is null ? null : checks.Id("remark", Answers);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            var (story, text, _) = found.Value;
            if (story.KilledAt is not null) return Withdrawals.ForGood;
            if (answered is { } id)
            {
                if (await ResolveRemark.FindAsync(context, text.Id, id, cancel) is not { } parent) return ResolveRemark.Unknown(Answers);
                (parent.ResolvedAt, parent.ResolvedBy) = (null, "");
            }
            foreach (long one in named)
            {
                var account = await context.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == one && row.LeftAt == null, cancel);
                if (account is null || (await StoryBoard.WritersAsync(context, [account], story, cancel)).Count == 0) return new Refusal("unknown-colleague", "Somebody who is named does not see this story.", "Name somebody who may write in it.");
            }
            var now = Instant.Now(desk.Clock);
            var remark = new RemarkRow
            {
                Id = PublicId.Next(desk.Clock),
                TextId = text.Id,
                ParentId = answered,
                Place = answered is null ? Place ?? "" : "",
                Quote = answered is null ? quote : "",
                Says = CleanText.Lines(Says).Trim(),
                Actor = actor,
                At = now,
            };
            context.Add(remark);
            foreach (long one in named) await MessageDesk.TellAsync(desk, context, MessageKind.Mentioned, one, story, text.EditionId, actor, remark.Says, cancel);
            string made = PublicId.Text(remark.Id);
            return (new EntryDraft("RemarkMade", [], new { Story, Edition, remark = made, answers = Answers, mentions = Mentions }), made);
        }, cancel);
    }
}
