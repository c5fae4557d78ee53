using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Keeps a story back while it is checked: readers lose what they have of it at once, and nothing of it goes out until it is released.</summary>
/// <param name="Story">The story's public id.</param>
public sealed record HoldStory(string Story)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<Withdrawal>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<Withdrawal>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            if (story.HeldAt is not null) return new Refusal("held", "The story is held already.");
            var now = Instant.Now(desk.Clock);
            var texts = await context.TextsOfAsync(story, cancel);
            var usable = texts.Where(copy => copy.Text.PubStatus == PubStatus.Usable).ToList();
            var touched = await Withdrawals.TakeBackAsync(context, usable);
            story.HeldAt = now;
            foreach (var copy in usable) copy.Text.HeldAt = now;
            var result = new Withdrawal([.. usable.Select(copy => copy.Edition.Language)], await Withdrawals.CancelHoursAsync(context, texts, cancel));
            return (new EntryDraft(Withdrawals.Held, touched, new { Story, result.Editions, result.Cancelled }), result);
        }, cancel);
}

/// <summary>Ends a hold: readers have again exactly what they had before it. What was scheduled is not scheduled again.</summary>
/// <param name="Story">The story's public id.</param>
public sealed record ReleaseStory(string Story)
{
    /// <summary>Does it; the result is the languages of the editions whose readers have it again.</summary>
    public Task<Outcome<Settled<IReadOnlyList<string>>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<IReadOnlyList<string>>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            if (story.HeldAt is null) return new Refusal("not-held", "The story is not held.");
            story.HeldAt = null;
            var texts = (await context.TextsOfAsync(story, cancel)).Where(copy => copy.Text.HeldAt is not null).ToList();
            if (texts.Count > 0 && Publication.MayGoOut(desk, story) is { } refusal) return refusal;
            var touched = new List<string>();
            foreach (var copy in texts) touched.AddRange(await LetOutAgainAsync(context, copy));
            IReadOnlyList<string> editions = [.. texts.Select(copy => copy.Edition.Language)];
            return (new EntryDraft("StoryReleased", touched, new { Story, editions }), editions);
        }, cancel);

    private static async Task<List<string>> LetOutAgainAsync(HouseContext context, TextCopy copy)
    {
        (copy.Text.HeldAt, copy.Text.PubStatus) = (null, PubStatus.Usable);
        var facts = await StoryFacts.ReadAsync(context, copy);
        var touched = new List<string> { Subject.Story(copy.Story.Id) };
        touched.AddRange(ListDesk.Put(context, copy, facts, appears: true));
        if (facts.Media.Count > 0) touched.AddRange(await MediaUses.PutAsync(context, copy));
        return touched;
    }
}
