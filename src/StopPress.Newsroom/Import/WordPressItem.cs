using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>A post or a page.</summary>
/// <param name="Id">Its number on the old site, or empty.</param>
/// <param name="Guid">What it was called among machines, or empty.</param>
/// <param name="IsPage">Page or post.</param>
/// <param name="Status">Its status there, such as <c>publish</c> or <c>draft</c>.</param>
/// <param name="Title">Its title, which may hold HTML.</param>
/// <param name="Path">Its path there, decoded; empty when its address was none of its own, such as <c>/?p=12</c>.</param>
/// <param name="Slug">The last part of its address, decoded.</param>
/// <param name="At">When it was or will be published.</param>
/// <param name="Body">Its text as WordPress keeps it.</param>
/// <param name="Excerpt">Its summary, or empty.</param>
/// <param name="IsProtected">Whether a password was needed to read it.</param>
public sealed record WordPressItem(
    string Id, string Guid, bool IsPage, string Status, string Title, string Path, string Slug, Instant At, string Body, string Excerpt, bool IsProtected)
{
    /// <summary>Who wrote it, by the slugs of their pages.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>The slugs of its categories.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>The slugs of its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What else was known of it.</summary>
    public required IReadOnlyList<WordPressField> Fields { get; init; }

    /// <summary>What readers wrote below it.</summary>
    public required IReadOnlyList<WordPressComment> Comments { get; init; }

    /// <summary>Its address there as it was written, or empty.</summary>
    public string Link { get; init; } = "";

    /// <summary>Whether it stayed at the top of the old front.</summary>
    public bool IsSticky { get; init; }

    /// <summary>Whether everybody could read it.</summary>
    public bool IsPublic => Status == "publish" && !IsProtected;

    /// <summary>Post or page, as WordPress says it.</summary>
    public string Kind => IsPage ? "page" : "post";

    /// <summary>The first value of a field; empty where there is none.</summary>
    public string Field(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value ?? "";
}

/// <summary>A custom field of a post: what its writers or a plug-in noted.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Value">Its value.</param>
public sealed record WordPressField(string Name, string Value);

/// <summary>What a reader wrote below a post, or another site that linked it. Addresses of mail and network stay behind: they are nobody's business here.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">The number of the comment that it answers, or empty.</param>
/// <param name="Author">The name that was given.</param>
/// <param name="Link">The address that was given, or empty.</param>
/// <param name="At">When.</param>
/// <param name="Body">What it says, as WordPress keeps it.</param>
/// <param name="Status"><c>1</c> where it was approved, <c>0</c> where it waits, <c>spam</c> or <c>trash</c>.</param>
/// <param name="IsMention">Whether it says that another site has linked the post (pingback, trackback).</param>
public sealed record WordPressComment(string Id, string Parent, string Author, string Link, Instant At, string Body, string Status, bool IsMention)
{
    /// <summary>Whether it was thrown away there already.</summary>
    public bool IsRubbish => Status is not ("0" or "1");
}

/// <summary>A picture, a sound or another file of the old site.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Address">Where the file lies.</param>
/// <param name="Path">The path of its own page, decoded, or empty.</param>
/// <param name="Parent">The number of the post that it was put into, or empty.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Alt">What it shows, for those who cannot see it; or empty.</param>
/// <param name="Caption">Its caption, or empty.</param>
/// <param name="Place">Its place in the gallery of its post.</param>
public sealed record WordPressAttachment(string Id, string Address, string Path, string Parent, string Title, string Alt, string Caption, int Place)
{
    /// <summary>What WordPress calls it.</summary>
    public const string Kind = "attachment";
}
