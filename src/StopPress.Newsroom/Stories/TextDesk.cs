using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>A text with its story and its edition, as acts work on them.</summary>
/// <param name="Story">The story.</param>
/// <param name="Text">The text.</param>
/// <param name="Edition">The edition.</param>
internal sealed record TextCopy(StoryRow Story, StoryTextRow Text, EditionRow Edition)
{
    /// <summary>The newest revision, where it was read already.</summary>
    public RevisionRow? Latest { get; init; }

    /// <summary>The text as the journal and deadlines name it.</summary>
    public string Subject => House.Subject.Text(Text.Id);
}

/// <summary>Finds texts, and adds them.</summary>
internal static class TextDesk
{
    // Every act on a text begins with this question, so EF is asked to think about it once per model only.
    private static readonly ConditionalWeakTable<IModel, Func<HouseContext, long, string, Task<TextCopy?>>> Finders = [];

    /// <summary>A story's text in an edition, or the refusal. Changes of the text are saved; its story, edition and newest revision are to be read only.</summary>
    public static async Task<Outcome<TextCopy>> FindTextAsync(this HouseContext context, string? story, string? language)
    {
        if (!PublicId.TryRead(story ?? "", out long id)) return new Refusal("unknown-story", $"There is no story with the id \"{story}\".");
        var find = Finders.GetValue(context.Model, _ => Finder());
        if (await find(context, id, language ?? "") is { } found)
        {
            // Only the text is changed by those who look for it.
            context.Attach(found.Text);
            return found;
        }
        if (!await context.Set<StoryRow>().AnyAsync(row => row.Id == id)) return new Refusal("unknown-story", $"There is no story with the id \"{story}\".");
        return (await context.FindEditionAsync(language ?? "")).Refusal ?? new Refusal("no-text", $"The story has no text in the edition \"{language}\".", "Add one first.");
    }

    /// <summary>A story that acts may change, or the refusal: what was killed is kept as it was.</summary>
    public static async Task<Outcome<StoryRow>> FindStoryAsync(this HouseContext context, string? story, CancellationToken cancel)
    {
        var found = PublicId.TryRead(story ?? "", out long id) ? await context.Set<StoryRow>().FirstOrDefaultAsync(row => row.Id == id, cancel) : null;
        if (found is null) return new Refusal("unknown-story", $"There is no story with the id \"{story}\".");
        return found.KilledAt is null ? found : Withdrawals.ForGood;
    }

    /// <summary>All texts of a story, in the order of their editions.</summary>
    public static async Task<List<TextCopy>> TextsOfAsync(this HouseContext context, StoryRow story, CancellationToken cancel) =>
        [.. (await (from text in context.Set<StoryTextRow>()
                    join edition in context.Set<EditionRow>() on text.EditionId equals edition.Id
                    where text.StoryId == story.Id
                    orderby edition.Position
                    select new { text, edition }).ToListAsync(cancel)).Select(row => new TextCopy(story, row.text, row.edition))];

    private static Func<HouseContext, long, string, Task<TextCopy?>> Finder() => EF.CompileAsyncQuery((HouseContext context, long id, string language) => (
        from text in context.Set<StoryTextRow>().AsNoTracking()
        join of in context.Set<StoryRow>() on text.StoryId equals of.Id
        join edition in context.Set<EditionRow>() on text.EditionId equals edition.Id
        join latest in context.Set<RevisionRow>() on text.LatestRevisionId equals latest.Id
        where text.StoryId == id && edition.Language == language
        select new TextCopy(of, text, edition) { Latest = latest }).FirstOrDefault());

    /// <summary>A revision by its id.</summary>
    public static Task<RevisionRow> RevisionAsync(this HouseContext context, long id) => context.Set<RevisionRow>().AsNoTracking().FirstAsync(row => row.Id == id);

    /// <summary>Adds a story's text in an edition, with its first revision; the text.</summary>
    public static StoryTextRow Add(HouseContext context, NewsDesk desk, StoryRow story, EditionRow edition, RevisionRow revision, string slug)
    {
        (revision.TextId, revision.Number, revision.Kind) = (PublicId.Next(desk.Clock), 1, RevisionKind.Filed);
        context.Add(revision);
        var text = Of(story, edition, revision.TextId, revision.Id, slug);
        context.Add(text);
        MediaUses.Put(context, new TextCopy(story, text, edition), [], revision, null);
        return text;
    }

    /// <summary>A story's text in an edition, of which a revision is there and nothing is out.</summary>
    public static StoryTextRow Of(StoryRow story, EditionRow edition, long id, long revision, string slug) => new()
    {
        Id = id,
        StoryId = story.Id,
        EditionId = edition.Id,
        UrlSlug = slug.Length > 0 ? slug : PublicId.Text(story.Id),
        PubStatus = PubStatus.Unpublished,
        LatestRevisionId = revision,
    };
}
