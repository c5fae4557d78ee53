namespace StopPress.Newsroom.Import;

/// <summary>What a WordPress export says about the site that it is of.</summary>
/// <param name="Title">The site's title.</param>
/// <param name="Tagline">The line below it, or empty.</param>
/// <param name="Language">Its language, or empty.</param>
/// <param name="Address">Its address, without a slash at the end; or empty.</param>
public sealed record WordPressSite(string Title, string Tagline, string Language, string Address)
{
    /// <summary>Who wrote for it, by the last part of the address of their page.</summary>
    public required IReadOnlyDictionary<string, WordPressAuthor> Authors { get; init; }

    /// <summary>Its categories, by slug.</summary>
    public required IReadOnlyDictionary<string, WordPressTerm> Categories { get; init; }

    /// <summary>Its tags, by slug.</summary>
    public required IReadOnlyDictionary<string, WordPressTerm> Tags { get; init; }

    /// <summary>The links of its menus, in the order of the file.</summary>
    public required IReadOnlyList<WordPressMenuLink> MenuLinks { get; init; }

    /// <summary>The bodies of its patterns, by their number: what stands in many posts and is kept once ("synced patterns", once "reusable blocks").</summary>
    public required IReadOnlyDictionary<string, string> Patterns { get; init; }

    /// <summary>The time zone that its clocks were in, as IANA names it.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How many things there are in the file, by their kind: <c>post</c>, <c>page</c>, <c>comment</c>, and what else WordPress and its plug-ins keep.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>How many posts and pages everybody could read.</summary>
    public required int Public { get; init; }

    /// <summary>How many posts there are.</summary>
    public int Posts => Counts.GetValueOrDefault("post");

    /// <summary>How many pages there are.</summary>
    public int Pages => Counts.GetValueOrDefault("page");

    /// <summary>How many pictures, sounds and other files there are.</summary>
    public int Attachments => Counts.GetValueOrDefault(WordPressAttachment.Kind);

    /// <summary>What posts and pages of this site are called in this newspaper: a number is only the post's on a site that says which it is.</summary>
    internal string Sources => $"wordpress:{Address}:";
}

/// <summary>Somebody who wrote for the site.</summary>
/// <param name="Slug">The last part of the address of their page.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Id">Their number on the old site, or empty.</param>
public sealed record WordPressAuthor(string Slug, string Name, string Id)
{
    /// <summary>The last part of the address that WordPress gives to the page of a login.</summary>
    /// <remarks>WordPress drops what is no letter, digit or hyphen, and puts hyphens for spaces and dots.</remarks>
    public static string SlugOf(string login)
    {
        char[] kept = [.. Documents.Nfc.Of(login).ToLowerInvariant().Select(letter => letter is '.' or ' ' ? '-' : letter).Where(letter => letter is '-' or '_' || char.IsLetterOrDigit(letter) || letter > 0x2ff)];
        return new string(kept).Trim('-');
    }
}

/// <summary>A category or a tag.</summary>
/// <param name="Slug">The last part of its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The slug of the category that it is part of, or empty.</param>
/// <param name="Description">A few words about it, or empty.</param>
/// <param name="Id">Its number on the old site, or empty.</param>
public sealed record WordPressTerm(string Slug, string Name, string Parent, string Description, string Id = "")
{
    /// <summary>How many posts and pages that everybody could read are in it.</summary>
    public int Uses { get; set; }
}

/// <summary>A link of one of the site's menus.</summary>
/// <param name="Menu">The slug of the menu.</param>
/// <param name="Place">Its place in it.</param>
/// <param name="Title">What the menu calls it; empty where that is the title of what it leads to.</param>
/// <param name="Leads">What it leads to: <c>category</c>, <c>post_tag</c>, <c>post</c>, <c>page</c>, or <c>custom</c> for an address.</param>
/// <param name="To">The number of what it leads to, or the address.</param>
/// <param name="IsBelow">Whether it stands below another.</param>
public sealed record WordPressMenuLink(string Menu, int Place, string Title, string Leads, string To, bool IsBelow);
