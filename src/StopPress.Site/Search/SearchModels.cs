using StopPress.Site.Pages;
using StopPress.Site.Themes;

namespace StopPress.Site.Search;

// What themes are given; docs/contracts/theme.md is their contract.

/// <summary>A search, and what it found.</summary>
/// <param name="Query">What was typed.</param>
/// <param name="Order"><c>best</c> or <c>newest</c>.</param>
/// <param name="Asked">Whether anything was asked for.</param>
/// <param name="Narrowed">Whether it is narrowed by anything but words.</param>
/// <param name="From">The first day, as yyyy-MM-dd, or empty.</param>
/// <param name="Until">The last day, or empty.</param>
public sealed record SearchModel(string Query, string Order, bool Asked, bool Narrowed, string From, string Until)
{
    /// <summary>The sections that it can be narrowed to.</summary>
    public IReadOnlyList<ChoiceModel> Sections { get; init; } = [];

    /// <summary>The people that it can be narrowed to.</summary>
    public IReadOnlyList<ChoiceModel> Authors { get; init; } = [];

    /// <summary>The storylines that it can be narrowed to.</summary>
    public IReadOnlyList<ChoiceModel> Storylines { get; init; } = [];

    /// <summary>The stories of this page.</summary>
    public IReadOnlyList<FoundModel> Found { get; init; } = [];

    /// <summary>How many there are, in words; empty where that is not known.</summary>
    public string Count { get; init; } = "";

    /// <summary>The address of its feed; empty where nothing was asked for.</summary>
    public string Feed { get; init; } = "";

    /// <summary>Where a script asks what may be about to be typed.</summary>
    public string Suggestions { get; init; } = "";

    /// <summary>The same search with the best first.</summary>
    public string BestUrl { get; init; } = "";

    /// <summary>The same search with the newest first.</summary>
    public string NewestUrl { get; init; } = "";

    /// <summary>The page before, or the first one; null on that.</summary>
    public TurnModel? Back { get; init; }

    /// <summary>The page behind; null on the last.</summary>
    public TurnModel? On { get; init; }

    /// <summary>What may have been meant, when nothing was found; or null.</summary>
    public TurnModel? Meant { get; init; }

    /// <summary>Whether the archive was not looked through to its end.</summary>
    public bool CutShort { get; init; }

    /// <summary>Whether stories may be missing just now.</summary>
    public bool Behind { get; init; }
}

/// <summary>One of several that a search can be narrowed to.</summary>
/// <param name="Key">Its public id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Chosen">Whether it is.</param>
/// <param name="Depth">How deep in the tree of sections it stands, from 0.</param>
public sealed record ChoiceModel(string Key, string Name, bool Chosen, int Depth = 0);

/// <summary>A story that was found.</summary>
/// <param name="Card">The story.</param>
/// <param name="Headline">Its headline, with what was looked for marked.</param>
/// <param name="Excerpt">A passage of it, marked in the same way.</param>
public sealed record FoundModel(CardModel Card, Markup Headline, Markup Excerpt);
