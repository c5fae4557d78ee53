using System.Text.RegularExpressions;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;

namespace StopPress.Newsroom.Export;

/// <summary>Looks at media and stories.</summary>
internal sealed partial class IncomingChecks
{
    // In thousandths of a side.
    private const int FocalEnd = 1000;

    /// <summary>Looks at a picture, a sound or a document.</summary>
    public void See(MediaLine media)
    {
        New("media", media.Id);
        bool isPicture = media.Kind == MediaKind.Picture;
        var kind = MediaFormats.Named(media.MimeType) switch
        {
            MediaFormat.Unknown => throw new BrokenLineException($"\"{HousePath.Short(media.MimeType)}\" is no media type that the newspaper shows"),
            MediaFormat.Pdf => MediaKind.Document,
            var format => MediaFormats.Loader(format) is null ? MediaKind.Sound : MediaKind.Picture,
        };
        if (kind != media.Kind) throw new BrokenLineException($"what is of the type {media.MimeType} is of another kind");
        Original(media.Sha256, media.MimeType);
        Shape(isPicture, media.Width, media.Height, media.Colour, media.FocalX, media.FocalY);
        if (!isPicture && (media.Name.Length == 0 || media.Name.Contains('/', StringComparison.Ordinal) || Checks.Clean(media.Name) != media.Name)) throw new BrokenLineException($"\"{HousePath.Short(media.Name)}\" cannot stand in an address");
        Editions(media.Words.Select(words => words.Edition));
        Permalinks(media.Permalinks ?? []);
        if (media.Source is { } source && !sources.Add(source.Name)) throw new BrokenLineException($"something else came from {HousePath.Short(source.Name)}");
        foreach (var earlier in media.EarlierOriginals)
        {
            New("earlier original", earlier.Id);
            if (MediaFormats.Loader(MediaFormats.Named(earlier.MimeType)) is null) throw new BrokenLineException($"\"{HousePath.Short(earlier.MimeType)}\" is no type of a picture");
            Original(earlier.Sha256, earlier.MimeType);
            Shape(isPicture: true, earlier.Width, earlier.Height, earlier.Colour, earlier.FocalX, earlier.FocalY);
        }
    }

    /// <summary>Looks at a story or a page.</summary>
    public void See(StoryLine story)
    {
        New("story", story.Id);
        Edition(story.OriginalEdition);
        Refer("media", story.Picture);
        Refer("account", story.Owner);
        Refer("account", story.Assignee);
        foreach (var byline in story.Bylines)
        {
            if (byline.Staff is null == byline.Guest is null) throw new BrokenLineException("a byline names either somebody of the staff or a guest");
            Refer("member of staff", byline.Staff);
        }
        All("section", story.Sections);
        All("storyline", story.Storylines);
        All("tag", story.Tags);
        All("story", story.Related);
        Editions(story.KillReasons.Select(reason => reason.Edition));
        if (story.Source is { Fingerprint: { } } source)
        {
            if (!sources.Add(source.Name)) throw new BrokenLineException($"another story came from {HousePath.Short(source.Name)}");
            if (source.Revision is null) throw new BrokenLineException("it is not said which revision was made of its source");
        }
        Editions(story.Texts.Select(text => text.Edition));
        if (story.Texts.Count == 0) throw new BrokenLineException("it has no text");
        foreach (var text in story.Texts) See(story, text);
        Refer("revision", story.Source?.Revision);
    }

    /// <summary>Looks at what a reader wrote below a story.</summary>
    public void See(CommentLine comment)
    {
        New("comment", comment.Id);
        Refer("story", comment.Story);
        Refer("comment", comment.Parent);
        if (comment.Author != Checks.Clean(comment.Author)) throw new BrokenLineException("the author is not on one line, or has letters that cannot be printed");
        if (comment.Link.Length > 0 && Href.Read(comment.Link)?.Address != comment.Link) throw new BrokenLineException($"\"{HousePath.Short(comment.Link)}\" is nothing that can be led to");
        Body(comment.Body, "the comment");
    }

    private void See(StoryLine story, TextPart text)
    {
        New("text", text.Id);
        bool wasOut = text.PublishedRevision is not null && text.FirstPublishedAt is not null && text.Path is not null;
        if (!wasOut && text.PubStatus is PubStatus.Usable or PubStatus.Withheld) throw new BrokenLineException($"the text in {text.Edition} is {text.PubStatus.ToString().ToLowerInvariant()}, and it is not said what readers have, at which address and since when");
        if (story.KilledAt is not null && text.PubStatus != PubStatus.Cancelled) throw new BrokenLineException($"the story is killed, and its text in {text.Edition} is not");
        if (text.UrlSlug.Contains('/', StringComparison.Ordinal)) throw new BrokenLineException($"\"{HousePath.Short(text.UrlSlug)}\" is no last part of an address");
        Permalinks(text.Permalinks);
        if (text.Path is { } path) Leads(path, text.Permalinks);
        Distinct("revision", text.Revisions.Select(revision => revision.Number));
        foreach (int number in new[] { text.LatestRevision, text.PublishedRevision ?? text.LatestRevision })
        {
            if (text.Revisions.All(revision => revision.Number != number)) throw new BrokenLineException($"the text in {text.Edition} has no revision {number}");
        }
        foreach (var revision in text.Revisions)
        {
            New("revision", revision.Id);
            var body = Body(revision.Body, $"revision {revision.Number}");
            foreach (long media in body.MediaIds) Refer("media", media);
            foreach (long told in body.StoryIds) Refer("story", told);
        }
        foreach (var correction in text.Corrections) New("correction", correction.Id);
        foreach (var remark in text.Remarks) New("remark", remark.Id);
        foreach (var remark in text.Remarks) Refer("remark", remark.Parent);
        if (text.Draft is not { } draft) return;
        Body(draft.Body, "draft");
        if (new[] { draft.Headline, draft.Kicker, draft.Standfirst, draft.Dateline, draft.UrlSlug, draft.SearchHeadline, draft.SocialHeadline }.Any(field => field.Count == 0)) throw new BrokenLineException("a field of the draft has no wording");
    }

    private static Document Body(BodyJson body, string what) =>
        ProseMirrorJson.Read(body.Json) is var read && read.Refusal is { } refusal ? throw new BrokenLineException($"the body of {what}: {refusal.Message.TrimEnd('.')}") : read.Value;

    private void All(string kind, IReadOnlyList<KeptId> ids)
    {
        Distinct(kind, ids);
        foreach (var id in ids) Refer(kind, id);
    }

    // A colour stands in a page's style, and pages divide by a height.
    private static void Shape(bool isPicture, int width, int height, string colour, int focalX, int focalY)
    {
        Between("width", width, isPicture ? 1 : 0, int.MaxValue);
        Between("height", height, isPicture ? 1 : 0, int.MaxValue);
        Between("focal point", focalX, 0, FocalEnd);
        Between("focal point", focalY, 0, FocalEnd);
        if (!Colour().IsMatch(colour) && (isPicture || colour.Length > 0)) throw new BrokenLineException($"\"{HousePath.Short(colour)}\" is no colour such as #336699");
    }

    [GeneratedRegex(@"^#[0-9a-f]{6}\z")]
    private static partial Regex Colour();
}
