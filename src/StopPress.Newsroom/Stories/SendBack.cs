using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Sends a story that was handed in or approved back into work, with a word to whoever works on it. Hours at which its texts were to go out are cancelled.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Note">What is to be done.</param>
public sealed record SendBack(string Story, string Note)
{
    private const int LongestNote = 2000;

    /// <summary>Does it; the result is the hours that are cancelled, by the edition's language.</summary>
    public async Task<Outcome<Settled<IReadOnlyDictionary<string, string>>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string note = checks.Line("note", Note, LongestNote, required: true);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<IReadOnlyDictionary<string, string>>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            if (story.WorkStage == WorkStage.Spiked) return new Refusal("spiked", "The story was spiked.", "Take it back into work first.");
            if (story.WorkStage == WorkStage.Draft) return new Refusal("in-work", "The story is in work already.", "Somebody else may have sent it back just now.");
            story.WorkStage = WorkStage.Draft;
            await MessageDesk.TellAsync(desk, context, MessageKind.SentBack, story.AssigneeId ?? story.OwnerId, story, story.OriginalEditionId, actor, note, cancel);
            var cancelled = await Withdrawals.CancelHoursAsync(context, await context.TextsOfAsync(story, cancel), cancel);
            return (new EntryDraft("StorySentBack", [], new { Story, note, cancelled }), cancelled);
        }, cancel);
    }
}
