using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Export;

// One record for the lines of each file, as docs/contracts/export.md tells them. Editions are named by their languages.

internal sealed record HouseLine(string Name, IReadOnlyList<NetworkPart> SocialAccounts, LogoPart? Logo = null, bool? FeedsAreWhole = null, SecurityPart? Security = null, string? AdsTxt = null, ApiPart? Api = null, string? Hub = null);

internal sealed record SecurityPart(string Contact, string? Policy = null);

internal sealed record ApiPart(ApiAccess Access, int PerMinute);

internal sealed record LogoPart(string Sha256, int Width, int Height, string Ink);

internal sealed record NetworkPart(SocialNetwork Network, string Address);

internal sealed record EditionLine(
    KeptId Id, string Language, string Locale, string Prefix, string Name, string Tagline, string OwnName, string TimeZone, string Calendar, string Direction, int Position,
    IReadOnlyList<MenuPart> Menu, KeptId? Lead = null, BreakingPart? BreakingLine = null,
    IReadOnlyList<PermalinkPart>? Permalinks = null, IReadOnlyList<StandardPart>? Standards = null);

internal sealed record StandardPart(Standard Standard, string Address);

internal sealed record MenuPart(string Name, string? Subject = null, string? Address = null);

internal sealed record BreakingPart(string Text, Instant EndsAt, KeptId? Story = null, Instant? ToldAt = null);

internal sealed record RedirectLine(string Path, string Target, Instant AddedAt);

internal sealed record AccountLine(
    KeptId Id, string Email, string Name, Role Role, IReadOnlyList<KeptId> Sections, Instant AddedAt, KeptId? Staff = null, Instant? LeftAt = null, Instant? MailSince = null, string? Language = null);

/// <summary>What readers find at addresses of its own: a section, storyline, tag, or member of staff.</summary>
internal interface INamedLine
{
    KeptId Id { get; }

    IReadOnlyList<NamePart> Names { get; }

    IReadOnlyList<PermalinkPart> Permalinks { get; }
}

internal sealed record NamePart(string Edition, string Name, string Title, string Description, string Path);

internal sealed record PermalinkPart(string Path, string Edition, bool Current);

internal sealed record StaffLine(KeptId Id, IReadOnlyList<NamePart> Names, IReadOnlyList<PermalinkPart> Permalinks, string? Email = null) : INamedLine;

internal sealed record SectionLine(
    KeptId Id, int Position, bool InMenu, IReadOnlyList<NamePart> Names, IReadOnlyList<PermalinkPart> Permalinks, KeptId? Parent = null, Instant? ClosedAt = null) : INamedLine;

internal sealed record TagLine(KeptId Id, IReadOnlyList<NamePart> Names, IReadOnlyList<PermalinkPart> Permalinks) : INamedLine;

internal sealed record StorylineLine(
    KeptId Id, Instant BegunAt, IReadOnlyList<PointPart> TurningPoints, IReadOnlyList<NamePart> Names, IReadOnlyList<PermalinkPart> Permalinks, Instant? ClosedAt = null) : INamedLine;

internal sealed record PointPart(KeptId Id, DateOnly Day, IReadOnlyList<SaysPart> Words);

internal sealed record SaysPart(string Edition, string Says);

internal sealed record MediaLine(
    Media.MediaKind Kind, KeptId Id, string Sha256, string MimeType, string Name, long Bytes, int Width, int Height, string Colour, int FocalX, int FocalY, string Credit, string Creator, string Copyright,
    string Rights, string Taken, string City, string Country, string Keywords, bool Expired, Instant AddedAt, IReadOnlyList<PictureWordsPart> Words, ArrivalPart Arrival, IReadOnlyList<EarlierPart> EarlierOriginals,
    Instant? ExpiresAt = null, IReadOnlyList<PermalinkPart>? Permalinks = null, MediaSourcePart? Source = null);

/// <summary>Where one of the imported media came from, so that a later export of that site finds it again.</summary>
/// <param name="Name">The whole name, such as <c>wordpress:https://example.org:21</c>.</param>
/// <param name="File">The part of its old path by which bodies name it.</param>
/// <param name="Post">The number of the post there that it was put into, or empty.</param>
/// <param name="Place">Its place in the gallery of that post.</param>
/// <param name="At">When its bytes were brought.</param>
internal sealed record MediaSourcePart(string Name, string File, string Post, int Place, Instant At);

internal sealed record PictureWordsPart(string Edition, string Alt, string Caption);

internal sealed record ArrivalPart(string By, string FileName, bool ForDesk);

internal sealed record EarlierPart(
    KeptId Id, Instant At, string By, string Sha256, string MimeType, long Bytes, int Width, int Height, string Colour, int FocalX, int FocalY, string Credit, string Creator, string Copyright, string Taken,
    string FileName);

internal sealed record StoryLine(
    StoryKind Kind, KeptId Id, string OriginalEdition, string Slugline, WorkStage WorkStage, Instant FiledAt, IReadOnlyList<BylinePart> Bylines, IReadOnlyList<KeptId> Sections,
    IReadOnlyList<KeptId> Storylines, IReadOnlyList<KeptId> Tags, IReadOnlyList<KeptId> Related, IReadOnlyList<SaysPart> KillReasons, IReadOnlyList<TextPart> Texts, KeptId? Picture = null,
    KeptId? Owner = null, KeptId? Assignee = null, Instant? DueAt = null, Instant? EmbargoedUntil = null, Instant? ExpiresAt = null, Instant? HeldAt = null, Instant? KilledAt = null,
    SourcePart? Source = null, IReadOnlyList<FieldPart>? Fields = null);

internal sealed record FieldPart(string Name, string Value);

internal sealed record CommentLine(
    KeptId Id, KeptId Story, Instant At, string Author, string Link, BodyJson Body, bool IsMention, bool IsShown, string Source, KeptId? Parent = null);

internal sealed record BylinePart(BylineRole Role, KeptId? Staff = null, string? Guest = null);

/// <summary>Where an imported story came from, and what a later export of that site is compared with.</summary>
/// <param name="Name">The whole name, such as <c>wordpress:https://example.org:17</c>.</param>
/// <param name="PostId">The post's number there; for whoever reads.</param>
/// <param name="PostType">The post's type there; for whoever reads.</param>
/// <param name="Fingerprint">A hash of all that was said of it; null where an earlier release brought it in.</param>
/// <param name="Revision">The revision that was made of it.</param>
internal sealed record SourcePart(string Name, string PostId, string PostType, string? Fingerprint = null, KeptId? Revision = null);

internal sealed record TextPart(
    KeptId Id, string Edition, string UrlSlug, PubStatus PubStatus, int LatestRevision, IReadOnlyList<PermalinkPart> Permalinks, IReadOnlyList<KeptId> Media, IReadOnlyList<CorrectionPart> Corrections,
    IReadOnlyList<RevisionPart> Revisions, IReadOnlyList<RemarkPart> Remarks, int? PublishedRevision = null, string? Path = null, Instant? FirstPublishedAt = null, Instant? UpdatedAt = null,
    Instant? HeldAt = null, SchedulePart? Schedule = null, DraftPart? Draft = null);

internal sealed record SchedulePart(Instant At, string? By = null);

internal sealed record CorrectionPart(KeptId Id, Instant At, string By, string Says);

internal sealed record RevisionPart(
    KeptId Id, int Number, Instant At, string By, RevisionKind Kind, string Kicker, string Headline, string Standfirst, string Dateline, string SearchHeadline, string SocialHeadline, BodyJson Body,
    string? BodyText = null);

internal sealed record DraftPart(
    Instant At, string By, IReadOnlyList<string> Headline, IReadOnlyList<string> Kicker, IReadOnlyList<string> Standfirst, IReadOnlyList<string> Dateline, IReadOnlyList<string> UrlSlug,
    IReadOnlyList<string> SearchHeadline, IReadOnlyList<string> SocialHeadline, BodyJson Body);

internal sealed record RemarkPart(KeptId Id, string Place, string Quote, string Says, string By, Instant At, KeptId? Parent = null, Instant? ResolvedAt = null, string? ResolvedBy = null);
