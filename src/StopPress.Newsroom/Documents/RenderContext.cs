namespace StopPress.Newsroom.Documents;

/// <summary>What a renderer asks the newsroom while it sets a document: pictures, stories, and the words of the interface.</summary>
/// <param name="Media">The picture with this id as it is shown here, or null when there is none (any more).</param>
/// <param name="Story">Where the story with this id is read, or null when readers cannot.</param>
public sealed record RenderContext(Func<long, FigureMedia?> Media, Func<long, StoryLink?> Story)
{
    /// <summary>This newspaper's own host in lower case; links to any other are marked as leading out. Null: every host is another.</summary>
    public string? OwnHost { get; init; }

    /// <summary>
    /// What stands before every path of the newspaper, where the text is read elsewhere, as in a feed: addresses are whole then, and nothing is said that only its
    /// own pages know what to do with. Null on its own pages.
    /// </summary>
    public string? House { get; init; }

    /// <summary>The words of the interface in the edition's language.</summary>
    public BodyWords Words { get; init; } = new();
}

/// <summary>The interface words that stand in a body; <c>{0}</c> is the provider's name.</summary>
/// <param name="Show">On what shows an embed in its place.</param>
/// <param name="Open">On what leads to an embed that has no frame.</param>
public sealed record BodyWords(string Show = "Show from {0}", string Open = "Open on {0}");

/// <summary>A picture as a page shows it.</summary>
/// <param name="Src">The address of its middle rendition.</param>
/// <param name="SrcSet">All its renditions with their widths, or null.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Alt">What it shows, where the figure does not say it.</param>
/// <param name="Caption">What is said about it, where the figure says nothing.</param>
/// <param name="Credit">Who made it, where the figure does not say it.</param>
public sealed record FigureMedia(string Src, string? SrcSet, int Width, int Height, string? Alt = null, string? Caption = null, string? Credit = null)
{
    /// <summary>How wide the picture stands at which width of the window, or null.</summary>
    public string? Sizes { get; init; }

    /// <summary>The same where it stands among others in a gallery; null takes that of the text.</summary>
    public string? SizesInGallery { get; init; }

    /// <summary>The same renditions in other formats, the one to be preferred first, each with its media type.</summary>
    public IReadOnlyList<(string MimeType, string SrcSet)> Sources { get; init; } = [];

    /// <summary>The classes that give it about its colour until it has come, or null.</summary>
    public string? Tone { get; init; }
}

/// <summary>Where a story is read.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Headline">Its headline.</param>
public sealed record StoryLink(string Url, string Headline);
