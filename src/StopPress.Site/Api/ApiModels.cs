using System.ComponentModel;

namespace StopPress.Site.Api;

// What the read API tells. The names and descriptions are read by whoever writes programs for it, and docs/contracts/api.md says what may change of them.

/// <summary>The newspaper.</summary>
[Description("The newspaper and its editions.")]
public sealed record ApiHouse(
    [property: Description("The name of the house.")] string Name,
    [property: Description("Its editions, the first one first.")] IReadOnlyList<ApiEdition> Editions,
    [property: Description("The page on which people read what there is to ask for.")] string Documentation,
    [property: Description("The same for programs, as OpenAPI.")] string Openapi);

/// <summary>An edition.</summary>
[Description("An edition: the newspaper in one language.")]
public sealed record ApiEdition(
    [property: Description("Its language (BCP 47); it is the part of every address of the edition here.")] string Language,
    [property: Description("The locale by which dates and numbers are written.")] string Locale,
    [property: Description("ltr or rtl.")] string Direction,
    [property: Description("What it is called.")] string Name,
    [property: Description("The line below its name, or empty.")] string Tagline,
    [property: Description("Its time zone (IANA). Months and days of lists are those of this zone.")] string TimeZone,
    [property: Description("Its front page.")] string Url,
    [property: Description("Its address here.")] string Api,
    [property: Description("Where its stories are listed.")] string Stories,
    [property: Description("Where its sections are listed.")] string Sections,
    [property: Description("Where its storylines are listed.")] string Storylines,
    [property: Description("Where its corrections are listed.")] string Corrections,
    [property: Description("Where it is searched.")] string Search);

/// <summary>A section, storyline, tag or person in a few words.</summary>
[Description("Something that stories are filed under, or that has made them.")]
public sealed record ApiName(
    [property: Description("Its id, the same in every edition.")] string Id,
    [property: Description("Its name in this edition.")] string Name,
    [property: Description("Its page.")] string Url,
    [property: Description("Its address here.")] string Api);

/// <summary>A story in a few words.</summary>
[Description("A story as lists tell it.")]
public sealed record ApiCard(
    [property: Description("Its id, the same in every edition.")] string Id,
    [property: Description("Its page.")] string Url,
    [property: Description("Its address here, where it is told whole.")] string Api,
    [property: Description("The label above the headline, or empty.")] string Kicker,
    [property: Description("The headline.")] string Headline,
    [property: Description("The summary, or empty.")] string Standfirst,
    [property: Description("When it first went out (RFC 3339).")] string PublishedAt,
    [property: Description("The section that it belongs to first, or null.")] ApiName? Section,
    [property: Description("Who wrote it.")] IReadOnlyList<string> Reporters,
    [property: Description("The picture at its head, or null.")] ApiPicture? Picture);

/// <summary>Stories.</summary>
[Description("Stories of an edition, the newest first: the newest of all, or those of one day.")]
public sealed record ApiStories(
    [property: Description("The stories.")] IReadOnlyList<ApiCard> Stories,
    [property: Description("Where older ones are listed, day by day; null when there are none. Behind the newest of all it begins with a whole day, so that some are told twice.")] string? Older,
    [property: Description("Where the next day with stories is listed; null for the newest of all, or when there is none.")] string? Newer);

/// <summary>The stories of one thing.</summary>
[Description("A section, a storyline, a tag or somebody of the staff, with the stories of it.")]
public sealed record ApiList(
    [property: Description("Its id, the same in every edition.")] string Id,
    [property: Description("Its name in this edition.")] string Name,
    [property: Description("Somebody's job; empty for what is nobody.")] string Title,
    [property: Description("What it is about, or empty.")] string Description,
    [property: Description("Its page.")] string Url,
    [property: Description("The section that this one is part of, or null.")] ApiName? Parent,
    [property: Description("The sections that are part of this one.")] IReadOnlyList<ApiName> Children,
    [property: Description("Whether a storyline has come to its end.")] bool Closed,
    [property: Description("The days on which a storyline took a turn, the newest first.")] IReadOnlyList<ApiTurningPoint> TurningPoints,
    [property: Description("The stories, the newest first.")] IReadOnlyList<ApiCard> Stories,
    [property: Description("Where older ones are listed, month by month; null when there are none.")] string? Older,
    [property: Description("Where the month after this one is listed; null for the newest of all, or when there is none.")] string? Newer);

/// <summary>A turning point.</summary>
[Description("A day on which a storyline took a turn.")]
public sealed record ApiTurningPoint(
    [property: Description("The day (ISO 8601).")] string Day,
    [property: Description("What happened.")] string Says);

/// <summary>A section in the tree.</summary>
[Description("A section with those that are part of it.")]
public sealed record ApiSection(
    [property: Description("Its id, the same in every edition.")] string Id,
    [property: Description("Its name in this edition.")] string Name,
    [property: Description("What it is about, or empty.")] string Description,
    [property: Description("Its page.")] string Url,
    [property: Description("Its address here.")] string Api,
    [property: Description("The sections that are part of it.")] IReadOnlyList<ApiSection> Children);

/// <summary>The sections.</summary>
[Description("The tree of sections, as the menu has them.")]
public sealed record ApiSections([property: Description("The sections at the top of the tree.")] IReadOnlyList<ApiSection> Sections);

/// <summary>The storylines.</summary>
[Description("Every storyline that has a name in the edition, the newest first.")]
public sealed record ApiStorylines([property: Description("The storylines.")] IReadOnlyList<ApiName> Storylines);

/// <summary>A story.</summary>
[Description("A story, whole.")]
public sealed record ApiStory(
    [property: Description("Its id, the same in every edition.")] string Id,
    [property: Description("story, or page for one of the house's own pages.")] string Kind,
    [property: Description("The edition's language.")] string Language,
    [property: Description("Its page.")] string Url,
    [property: Description("The label above the headline, or empty.")] string Kicker,
    [property: Description("The headline.")] string Headline,
    [property: Description("The summary, or empty.")] string Standfirst,
    [property: Description("Where it was filed, or empty.")] string Dateline,
    [property: Description("When it first went out (RFC 3339).")] string PublishedAt,
    [property: Description("When it last changed as a reader would call it, or null.")] string? UpdatedAt,
    [property: Description("Who made it, and how.")] IReadOnlyList<ApiByline> Bylines,
    [property: Description("The sections that it is filed under, the first one first.")] IReadOnlyList<ApiName> Sections,
    [property: Description("The storylines that it is part of.")] IReadOnlyList<ApiName> Storylines,
    [property: Description("Its tags.")] IReadOnlyList<ApiName> Tags,
    [property: Description("The picture at its head, or null.")] ApiPicture? Picture,
    [property: Description("The text as HTML. Pictures and links in it have whole addresses, and nothing in it runs.")] string Html,
    [property: Description("The text as plain words, a paragraph a line.")] string Text,
    [property: Description("How many words it has.")] int WordCount,
    [property: Description("What readers were told that was corrected in it, the oldest first.")] IReadOnlyList<ApiStoryCorrection> Corrections,
    [property: Description("The same story in other editions.")] IReadOnlyList<ApiTranslation> Translations,
    [property: Description("Stories that an editor has set beside it.")] IReadOnlyList<ApiCard> Related);

/// <summary>A name in a byline.</summary>
[Description("Somebody who made a story.")]
public sealed record ApiByline(
    [property: Description("What they did: reporting, photography, translation, editing or agency.")] string Role,
    [property: Description("Their name.")] string Name,
    [property: Description("Their job, or empty.")] string Title,
    [property: Description("The page of their stories, or null.")] string? Url);

/// <summary>A correction, as its story has it.</summary>
[Description("A correction of a story.")]
public sealed record ApiStoryCorrection(
    [property: Description("When it was made (RFC 3339).")] string At,
    [property: Description("What it says.")] string Says);

/// <summary>A translation.</summary>
[Description("A story in another edition.")]
public sealed record ApiTranslation(
    [property: Description("The edition's language.")] string Language,
    [property: Description("The headline there.")] string Headline,
    [property: Description("Its page there.")] string Url,
    [property: Description("Its address here.")] string Api);

/// <summary>A correction among those of an edition.</summary>
[Description("A correction, with the story that was corrected.")]
public sealed record ApiCorrection(
    [property: Description("When it was made (RFC 3339).")] string At,
    [property: Description("What it says.")] string Says,
    [property: Description("The story.")] ApiName Story);

/// <summary>Corrections.</summary>
[Description("What was corrected, the newest first: the newest of all, or those of one month.")]
public sealed record ApiCorrections(
    [property: Description("The corrections.")] IReadOnlyList<ApiCorrection> Corrections,
    [property: Description("Where older ones are listed, month by month; null when there are none.")] string? Older,
    [property: Description("Where the month after this one is listed; null for the newest of all, or when there is none.")] string? Newer);

/// <summary>A picture.</summary>
[Description("A picture, in the size that a column has; all sizes stand at its address here.")]
public sealed record ApiPicture(
    [property: Description("Its id.")] string Id,
    [property: Description("Its address here.")] string Api,
    [property: Description("A JPEG of it.")] string Url,
    [property: Description("How wide that is, in pixels.")] int Width,
    [property: Description("How high that is, in pixels.")] int Height,
    [property: Description("What it shows, for those who do not see it.")] string Alt,
    [property: Description("The caption, or empty.")] string Caption,
    [property: Description("Who is to be named below it; name them where you show it.")] string Credit);

/// <summary>A picture in every size.</summary>
[Description("A picture in all its cuts, sizes and formats.")]
public sealed record ApiMedia(
    [property: Description("Its id.")] string Id,
    [property: Description("What it shows, for those who do not see it.")] string Alt,
    [property: Description("The caption, or empty.")] string Caption,
    [property: Description("Who is to be named below it; name them where you show it.")] string Credit,
    [property: Description("Who made it, or empty.")] string Creator,
    [property: Description("Whose it is, or empty.")] string Copyright,
    [property: Description("Its files. What is found at an address never changes.")] IReadOnlyList<ApiRendition> Renditions);

/// <summary>A rendition.</summary>
[Description("A file of a picture.")]
public sealed record ApiRendition(
    [property: Description("Its address.")] string Url,
    [property: Description("How it is cut: whole, or to a shape.")] string Crop,
    [property: Description("Its media type.")] string Type,
    [property: Description("Its width, in pixels.")] int Width,
    [property: Description("Its height, in pixels.")] int Height);

/// <summary>What a search finds.</summary>
[Description("What a search finds.")]
public sealed record ApiSearch(
    [property: Description("What was looked for, as it was understood.")] string Query,
    [property: Description("The stories, the best or the newest first.")] IReadOnlyList<ApiCard> Stories,
    [property: Description("How many there are in all, where that is known; else null.")] int? Count,
    [property: Description("Where more of them are listed, or null.")] string? Next,
    [property: Description("Whether the archive was not looked through to its end, for want of time; then next goes on.")] bool CutShort);

/// <summary>Why there is no answer (RFC 9457).</summary>
[Description("Why there is no answer (RFC 9457), sent as application/problem+json.")]
public sealed record ApiProblem(
    [property: Description("What kind of fault it is: about:blank, which the status tells.")] string Type,
    [property: Description("The status in words.")] string Title,
    [property: Description("The status.")] int Status,
    [property: Description("What is wrong, and what helps.")] string Detail);
