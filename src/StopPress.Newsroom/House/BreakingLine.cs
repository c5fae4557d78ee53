using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>The line of breaking news on every page of an edition.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Path">The address of the story that it leads to, or null while readers have none.</param>
/// <param name="ToldAt">When it first said so.</param>
public sealed record BreakingLine(string Text, string? Path, Instant ToldAt)
{
    /// <summary>The kind of the deadline at which it ends.</summary>
    internal const string Kind = "breaking-ends";

    /// <summary>The line of an edition, or null; its story is noted, readable or not.</summary>
    public static async Task<BreakingLine?> ReadAsync(Reads reads, Edition edition)
    {
        reads.Note(Subject.Breaking(edition.Language));
        var lines = await reads.ListAsync("SELECT text, story_id, told_at FROM breaking_lines WHERE edition_id = @edition", row => (Text: row.GetString(0), Story: row.NumberOrNull(1), At: new Instant(row.GetInt64(2))), ("edition", edition.Id));
        if (lines is not [var line]) return null;
        if (line.Story is not { } story) return new BreakingLine(line.Text, null, line.At);
        reads.Note(Subject.Story(story));
        string? path = await reads.FirstAsync(
            "SELECT path FROM story_texts WHERE story_id = @story AND edition_id = @edition AND pub_status = @usable", row => row.GetString(0),
            ("story", story), ("edition", edition.Id), ("usable", (long)PubStatus.Usable));
        return new BreakingLine(line.Text, path, line.At);
    }

    /// <summary>Takes away every line that leads to a story which is killed; what that touches.</summary>
    internal static async Task<IReadOnlyList<string>> EndAllAsync(HouseContext context, StoryRow story, CancellationToken cancel)
    {
        var told = await context.Set<BreakingLineRow>().Where(row => row.StoryId == story.Id).ToListAsync(cancel);
        var touched = new List<string>();
        foreach (var row in told)
        {
            string subject = Subject.Breaking((await context.Set<EditionRow>().FirstAsync(edition => edition.Id == row.EditionId, cancel)).Language);
            await TakeAwayAsync(context, row, subject);
            touched.Add(subject);
        }
        return touched;
    }

    /// <summary>Takes a line away before its end.</summary>
    internal static Task TakeAwayAsync(HouseContext context, BreakingLineRow row, string subject)
    {
        context.Remove(row);
        return DeadlineClerk.CancelAsync(context, Kind, subject);
    }

    /// <summary>What happens at its end.</summary>
    internal static async Task<Outcome<EntryDraft>> FallDueAsync(HouseContext context, DeadlineRow deadline)
    {
        string language = deadline.Subject["breaking:".Length..];
        var found = await context.FindEditionAsync(language);
        if (found.Refusal is { } unknown) return unknown;
        if (await context.Set<BreakingLineRow>().FindAsync(found.Value.Id) is not { } row) return new Refusal("no-breaking-line", "The line was taken away before.");
        context.Remove(row);
        return new EntryDraft("BreakingLineEnded", [deadline.Subject], new { edition = language, row.Text });
    }
}

/// <summary>Puts a line of breaking news on every page of an edition, in place of an earlier one. It goes by itself.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Text">What it says.</param>
/// <param name="EndsAt">The hour at which it goes.</param>
/// <param name="Story">The public id of the story that it leads to, which readers have; or null.</param>
public sealed record SetBreakingLine(string Edition, string Text, DateTimeOffset EndsAt, string? Story = null)
{
    // What a telephone shows in three lines.
    private const int Longest = 140;

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string text = checks.Line("line", Text, Longest, required: true);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            var end = Instant.From(EndsAt);
            if (end <= Instant.Now(desk.Clock)) return desk.Deadlines.Stopped ?? new Refusal("past", $"{end} is past.", "Choose a later hour.");
            var told = await StoryAsync(context, cancel);
            if (told.Refusal is { } refusal) return refusal;
            var row = await context.Set<BreakingLineRow>().FindAsync([found.Value.Id], cancel);
            // A line that says what it said is the same one, however long it stands now.
            bool isNews = row is null || row.Text != text;
            if (row is null) context.Add(row = new BreakingLineRow { EditionId = found.Value.Id, Text = text });
            if (isNews) row.ToldAt = Instant.Now(desk.Clock);
            (row.Text, row.StoryId, row.EndsAt) = (text, told.Value, end);
            await desk.Deadlines.MoveAsync(context, end, BreakingLine.Kind, Subject.Breaking(Edition));
            return (new EntryDraft("BreakingLineSet", [Subject.Breaking(Edition)], new { Edition, text, Story, ends_at = end.ToString() }), true);
        }, cancel);
    }

    private async Task<Outcome<long?>> StoryAsync(HouseContext context, CancellationToken cancel)
    {
        if (Story is null) return (long?)null;
        var found = await context.FindStoryAsync(Story, cancel);
        if (found.Refusal is { } refusal) return refusal;
        var texts = await context.TextsOfAsync(found.Value, cancel);
        return texts.Any(copy => copy.Edition.Language == Edition && copy.Text.PubStatus == PubStatus.Usable)
            ? found.Value.Id
            : new Refusal("not-out", $"Readers of the edition {Edition} do not have this story.", "Publish it first, or leave the line without a link.");
    }
}

/// <summary>Takes the line of breaking news away before its end.</summary>
/// <param name="Edition">The edition's language.</param>
public sealed record EndBreakingLine(string Edition)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            if (await context.Set<BreakingLineRow>().FindAsync([found.Value.Id], cancel) is not { } row) return new Refusal("no-breaking-line", "There is no line of breaking news in this edition.");
            await BreakingLine.TakeAwayAsync(context, row, Subject.Breaking(Edition));
            return (new EntryDraft("BreakingLineTakenAway", [Subject.Breaking(Edition)], new { Edition, row.Text }), true);
        }, cancel);
}

/// <summary>An edition's line of breaking news, until it ends.</summary>
public sealed class BreakingLineRow
{
    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary>What it says.</summary>
    public required string Text { get; set; }

    /// <summary>The story that it leads to, or null.</summary>
    public long? StoryId { get; set; }

    /// <summary>The hour at which it goes; a deadline does it.</summary>
    public Instant EndsAt { get; set; }

    /// <summary>When it first said so; nothing where an earlier release set it.</summary>
    public Instant ToldAt { get; set; }
}

internal sealed class BreakingTables : IEntityTypeConfiguration<BreakingLineRow>
{
    public void Configure(EntityTypeBuilder<BreakingLineRow> builder)
    {
        builder.ToTable("breaking_lines");
        builder.HasKey(row => row.EditionId);
        builder.Property(row => row.EditionId).ValueGeneratedNever();
        builder.Property(row => row.ToldAt).HasDefaultValue(default(Instant)).ValueGeneratedNever();
    }
}
