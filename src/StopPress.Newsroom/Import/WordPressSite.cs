using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>What a WordPress export says about the site that it is of.</summary>
/// <param name="Title">The site's title.</param>
/// <param name="Tagline">The line below it, or empty.</param>
/// <param name="Language">Its language, or empty.</param>
/// <param name="Address">Its address, without a slash at the end; or empty.</param>
public sealed record WordPressSite(string Title, string Tagline, string Language, string Address)
{
    /// <summary>Who wrote for it: their display name by login, or empty.</summary>
    public required IReadOnlyDictionary<string, string> Authors { get; init; }

    /// <summary>Its categories, by slug.</summary>
    public required IReadOnlyDictionary<string, WordPressTerm> Categories { get; init; }

    /// <summary>Its tags, by slug.</summary>
    public required IReadOnlyDictionary<string, WordPressTerm> Tags { get; init; }

    /// <summary>How many things there are in the file, by their kind: <c>post</c>, <c>page</c>, and what else WordPress and its plug-ins keep.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>How many posts and pages everybody could read.</summary>
    public required int Public { get; init; }

    /// <summary>How many posts there are.</summary>
    public int Posts => Counts.GetValueOrDefault("post");

    /// <summary>How many pages there are.</summary>
    public int Pages => Counts.GetValueOrDefault("page");

    /// <summary>What posts and pages of this site are called in this newspaper: a number is only the post's on a site that says which it is.</summary>
    internal string Sources => $"wordpress:{Address}:";
}

/// <summary>A category or a tag.</summary>
/// <param name="Slug">The last part of its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The slug of the category that it is part of, or empty.</param>
/// <param name="Description">A few words about it, or empty.</param>
public sealed record WordPressTerm(string Slug, string Name, string Parent, string Description)
{
    /// <summary>How many posts and pages that everybody could read are in it.</summary>
    public int Uses { get; set; }
}

/// <summary>A post or a page.</summary>
/// <param name="Id">Its number on the old site, or empty.</param>
/// <param name="Guid">What it was called among machines, or empty.</param>
/// <param name="IsPage">Page or post.</param>
/// <param name="Status">Its status there, such as <c>publish</c> or <c>draft</c>.</param>
/// <param name="Title">Its title, which may hold HTML.</param>
/// <param name="Path">Its path there, decoded; empty when its address was none of its own, such as <c>/?p=12</c>.</param>
/// <param name="Slug">The last part of its address, decoded.</param>
/// <param name="Author">The login of whoever wrote it.</param>
/// <param name="At">When it was or will be published.</param>
/// <param name="Body">Its text as WordPress keeps it.</param>
/// <param name="Excerpt">Its summary, or empty.</param>
/// <param name="IsProtected">Whether a password was needed to read it.</param>
/// <param name="Categories">The slugs of its categories.</param>
/// <param name="Tags">The slugs of its tags.</param>
public sealed record WordPressItem(
    string Id, string Guid, bool IsPage, string Status, string Title, string Path, string Slug, string Author, Instant At, string Body, string Excerpt, bool IsProtected,
    IReadOnlyList<string> Categories, IReadOnlyList<string> Tags)
{
    /// <summary>Whether everybody could read it.</summary>
    public bool IsPublic => Status == "publish" && !IsProtected;
}
