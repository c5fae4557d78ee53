using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>What readers of an edition are told about why a story was killed.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Reason">The reason.</param>
public sealed record KillReason(string Edition, string Reason);

/// <summary>Withdraws a story for good: every address of it answers that it was withdrawn, and nothing of it is shown anywhere, a line of breaking news about it included. There is no way back.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Reasons">The house's reason, in the editions that are to be told one.</param>
public sealed record KillStory(string Story, IReadOnlyList<KillReason>? Reasons = null)
{
    private const int LongestReason = 2000;

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<Withdrawal>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var reasons = (Reasons ?? []).Select(reason => reason with { Reason = checks.Line("reason", reason.Reason, LongestReason, required: true) }).ToList();
        if (reasons.DistinctBy(reason => reason.Edition).Count() < reasons.Count) checks.Refuse("two-reasons", "An edition has two reasons.", "Give it one.");
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<Withdrawal>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            var texts = await context.TextsOfAsync(story, cancel);
            if (await TellAsync(context, story, texts, reasons) is { } refusal) return refusal;
            var usable = texts.Where(copy => copy.Text.PubStatus == PubStatus.Usable).ToList();
            // Whoever shows that it was withdrawn before shows the reason now.
            var touched = await Withdrawals.TakeBackAsync(context, usable, PubStatus.Cancelled);
            touched.Add(Subject.Story(story.Id));
            touched.AddRange(await BreakingLine.EndAllAsync(context, story, cancel));
            (story.KilledAt, story.HeldAt) = (Instant.Now(desk.Clock), null);
            foreach (var copy in texts) (copy.Text.PubStatus, copy.Text.HeldAt) = (PubStatus.Cancelled, null);
            foreach (long? account in new[] { story.OwnerId, story.AssigneeId }.Distinct()) await MessageDesk.TellAsync(desk, context, MessageKind.Killed, account, story, story.OriginalEditionId, actor, "", cancel);
            await Embargo.SetAsync(desk, context, story, null);
            await Expiry.SetAsync(desk, context, story, null);
            var result = new Withdrawal([.. usable.Select(copy => copy.Edition.Language)], await Withdrawals.CancelHoursAsync(context, texts, cancel));
            return (new EntryDraft(Withdrawals.Killed, touched, new { Story, result.Editions, result.Cancelled, reasons }), result);
        }, cancel);
    }

    private static async Task<Refusal?> TellAsync(HouseContext context, StoryRow story, List<TextCopy> texts, List<KillReason> reasons)
    {
        foreach (var reason in reasons)
        {
            var edition = await context.FindEditionAsync(reason.Edition);
            if (edition.Refusal is { } unknown) return unknown;
            if (!texts.Exists(copy => copy.Edition.Id == edition.Value.Id)) return new Refusal("no-text", $"The story has no text in the edition \"{reason.Edition}\".", "Nobody there has to be told a reason.");
            context.Add(new KillReasonRow { StoryId = story.Id, EditionId = edition.Value.Id, Reason = reason.Reason });
        }
        return null;
    }
}
