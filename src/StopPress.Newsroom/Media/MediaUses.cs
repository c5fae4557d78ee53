using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Media;

/// <summary>Which texts use which media, and whether readers have them by it: the one place that keeps <c>media_uses</c> true.</summary>
/// <remarks>
/// Nobody outside sees a picture or a file unless a text shows it. So every act that changes whether a text is usable, which revisions are its
/// newest and its published one, or which picture stands at its story's head, ends with one call, after the rows are set as they shall be:
/// <code>touched.AddRange(await MediaUses.PutAsync(context, copy));</code>
/// for one text, or with the story for all its texts. The answer is what the act touches beside its own: the media that readers had by the text and
/// have no longer, so that what a cache in front holds of them is thrown away. Once for each text in one act.
/// </remarks>
internal static partial class MediaUses
{
    /// <summary>Puts down what a text uses, reading what must be known.</summary>
    public static async Task<IReadOnlyList<string>> PutAsync(HouseContext context, TextCopy copy)
    {
        var text = copy.Text;
        var present = await context.Set<MediaUseRow>().Where(row => row.TextId == text.Id).ToListAsync();
        var latest = copy.Latest?.Id == text.LatestRevisionId ? copy.Latest : await RevisionAsync(context, text.LatestRevisionId);
        var published = text.PublishedRevisionId is { } id ? id == latest.Id ? latest : await RevisionAsync(context, id) : null;
        return Put(context, copy, present, latest, published);
    }

    /// <summary>Puts down what every text of a story uses.</summary>
    public static async Task<IReadOnlyList<string>> PutAsync(HouseContext context, StoryRow story)
    {
        var lost = new List<string>();
        foreach (var text in await context.Set<StoryTextRow>().Where(row => row.StoryId == story.Id).ToListAsync())
        {
            var edition = await context.Set<Editions.EditionRow>().FirstAsync(row => row.Id == text.EditionId);
            lost.AddRange(await PutAsync(context, new TextCopy(story, text, edition)));
        }
        return lost;
    }

    /// <summary>Puts down what a text uses, from what the act has read already; asks nothing.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text as it shall be.</param>
    /// <param name="present">What is put down for it now.</param>
    /// <param name="latest">Its newest revision.</param>
    /// <param name="published">The revision that readers see, or saw last; null before it was ever out.</param>
    public static IReadOnlyList<string> Put(HouseContext context, TextCopy copy, IReadOnlyList<MediaUseRow> present, RevisionRow latest, RevisionRow? published)
    {
        bool isOut = copy.Text.PubStatus == PubStatus.Usable;
        var wanted = new Dictionary<long, bool>();
        foreach (long id in In(latest.Body)) wanted[id] = false;
        if (published is not null)
        {
            foreach (long id in In(published.Body)) wanted[id] = isOut;
        }
        if (copy.Story.PictureId is { } head) wanted[head] = isOut;
        var lost = new List<string>();
        foreach (var row in present)
        {
            bool stays = wanted.Remove(row.MediaId, out bool shown);
            if (row.Shown && !shown) lost.Add(Subject.Media(row.MediaId));
            if (!stays) context.Remove(row);
            else if (row.Shown != shown) Show(context, row, shown);
        }
        foreach (var (id, shown) in wanted) context.Add(new MediaUseRow { MediaId = id, TextId = copy.Text.Id, Shown = shown });
        return lost;
    }

    /// <summary>Puts down what the first revision of a text uses, which is known already; the text is out, or nothing of it ever was.</summary>
    public static void PutFirst(HouseContext context, StoryRow story, StoryTextRow text, IEnumerable<long> media)
    {
        var wanted = story.PictureId is { } head ? media.Append(head).Distinct() : media;
        context.AddRange(wanted.Select(id => new MediaUseRow { MediaId = id, TextId = text.Id, Shown = text.PubStatus == PubStatus.Usable }));
    }

    private static void Show(HouseContext context, MediaUseRow row, bool shown)
    {
        context.Attach(row);
        row.Shown = shown;
    }

    // A revision that was only just added has no row yet.
    private static async Task<RevisionRow> RevisionAsync(HouseContext context, long id) => (await context.Set<RevisionRow>().FindAsync(id))!;

    /// <summary>The media that a body shows or links.</summary>
    public static IEnumerable<long> In(string body)
    {
        // Reading a body takes a tenth of a millisecond, and most hold neither a picture nor a link to a file; bodies are written canonically.
        var ids = body.Contains("\"media\":", StringComparison.Ordinal) ? ProseMirrorJson.Read(body).Value.MediaIds : [];
        return body.Contains("/-/media/", StringComparison.Ordinal) ? ids.Concat(Linked(body)) : ids;
    }

    private static IEnumerable<long> Linked(string body)
    {
        foreach (Match link in Link().Matches(body))
        {
            if (PublicId.TryRead(link.Groups[1].ValueSpan, out long id)) yield return id;
        }
    }

    [GeneratedRegex(@"""href"":""[^""]*/-/media/([0-9A-Za-z]{13})/")]
    private static partial Regex Link();
}
