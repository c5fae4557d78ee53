using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Hands a story on: back to its writer, to the desk, or on to whoever publishes.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Stage">How far work on it has come: <c>draft</c>, <c>submitted</c> or <c>ready</c>. To spike it is an act of its own.</param>
public sealed record SetStage(string Story, WorkStage Stage)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        if (Stage is not (WorkStage.Draft or WorkStage.Submitted or WorkStage.Ready)) return new Refusal("unknown-stage", $"A story is not made {Stage} so.", "It is draft, submitted or ready; spike it with SpikeStory.");
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            if (found.Value.WorkStage == WorkStage.Spiked) return new Refusal("spiked", "The story was spiked.", "Take it back into work first.");
            found.Value.WorkStage = Stage;
            return (new EntryDraft("StageSet", [], new { Story, stage = Stage.ToString().ToLowerInvariant() }), true);
        }, cancel);
    }
}
