using StopPress.Newsroom.Editions;
using StopPress.Site.Api;
using StopPress.Site.Feeds;

namespace StopPress.Site.Pages;

/// <summary>What stands at an address: a surface, and what it shows.</summary>
/// <param name="Surface">Which kind of page.</param>
/// <param name="Edition">The edition.</param>
/// <param name="Path">The address.</param>
public sealed record Place(Surface Surface, Edition Edition, string Path)
{
    /// <summary>The section, storyline, tag, member of staff or story that it is about; empty on the others.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The day of a day archive, or the first day of a month archive.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Whether the archive is of one day; else of a month.</summary>
    public bool IsOneDay { get; init; }

    /// <summary>The page that a feed follows; null on the others, and on the feed of breaking news, which follows a line on all of them.</summary>
    public Place? Followed { get; init; }
}

/// <summary>A page as a template gets it.</summary>
/// <param name="Template">The template.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Head">What its head says.</param>
/// <param name="Breadcrumb">The way from the front to it.</param>
/// <param name="Content">What the template is given beside the frame.</param>
public sealed record PageModel(string Template, int Status, HeadModel Head, IReadOnlyList<LinkModel> Breadcrumb, IReadOnlyDictionary<string, object?> Content)
{
    /// <summary>The sections that the page belongs to, which the menu marks.</summary>
    public IReadOnlySet<string> Sections { get; init; } = new HashSet<string>();

    /// <summary>What it is, in the words of schema.org; the way to it is added to that.</summary>
    public IReadOnlyList<Thing> Says { get; init; } = [];

    /// <summary>What it is called on itself, where its head says something else to whoever passes it on.</summary>
    public string? Called { get; init; }

    /// <summary>The hosts of other houses whose frames a reader may open here.</summary>
    public IReadOnlyList<string> FrameHosts { get; init; } = [];
}

/// <summary>What no theme sets: a feed, as it is sent.</summary>
/// <param name="Text">What it says.</param>
/// <param name="MimeType">Its media type, with its encoding.</param>
/// <param name="Policy">Its Content-Security-Policy.</param>
public sealed record ReadyFile(string Text, string MimeType, string Policy);

/// <summary>Makes the page at a place; null when nothing is there.</summary>
public delegate Task<PageModel?> SurfaceMaker(PageDesk desk, Place place);

/// <summary>Writes the file at a place; null when nothing is there.</summary>
public delegate Task<ReadyFile?> FileWriter(PageDesk desk, Place place);

/// <summary>A kind of page that readers can ask for, or of file that their programs can.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Make">Makes a page; null for a file.</param>
public sealed record Surface(string Name, SurfaceMaker? Make)
{
    /// <summary>Writes a file; null for a page.</summary>
    public FileWriter? Write { get; private init; }

    /// <summary>An edition's front.</summary>
    public static Surface Front { get; } = new("front", FrontPage.MakeAsync);

    /// <summary>A section.</summary>
    public static Surface Section { get; } = new("section", SectionPage.MakeAsync);

    /// <summary>A storyline.</summary>
    public static Surface Storyline { get; } = new("storyline", StorylinePage.MakeAsync);

    /// <summary>Somebody's stories.</summary>
    public static Surface Author { get; } = new("author", AuthorPage.MakeAsync);

    /// <summary>A tag.</summary>
    public static Surface Tag { get; } = new("tag", TagPage.MakeAsync);

    /// <summary>All stories of a day or a month.</summary>
    public static Surface Archive { get; } = new("archive", ArchivePage.MakeAsync);

    /// <summary>The stories of a month that are filed under something.</summary>
    public static Surface ListArchive { get; } = new("list-archive", ArchivePage.MakeAsync);

    /// <summary>What was corrected, the newest first.</summary>
    public static Surface Corrections { get; } = new("corrections", CorrectionsPage.MakeAsync);

    /// <summary>What was corrected in a month.</summary>
    public static Surface CorrectionsArchive { get; } = new("corrections-archive", CorrectionsPage.MonthAsync);

    /// <summary>A story, or one of the house's own pages.</summary>
    public static Surface Story { get; } = new("story", ArticlePage.MakeAsync);

    /// <summary>What is new on one of the pages above.</summary>
    public static Surface Feed { get; } = new("feed", null) { Write = FeedPage.WriteAsync };

    /// <summary>What the read API tells.</summary>
    public static Surface Api { get; } = new("api", null) { Write = ApiPage.WriteAsync };

    /// <summary>The page on which people read what the read API tells.</summary>
    public static Surface ApiGuide { get; } = new("api-guide", Site.Api.ApiGuide.MakeAsync);

    /// <summary>What is shown where nothing is.</summary>
    public static Surface NotFound { get; } = new("not-found", NoticePages.NotFoundAsync);

    /// <summary>What is shown where something was withdrawn.</summary>
    public static Surface Gone { get; } = new("gone", NoticePages.GoneAsync);

    /// <summary>Every kind of page there is: what tests of all surfaces go through.</summary>
    public static IReadOnlyList<Surface> All { get; } = [Front, Section, Storyline, Author, Tag, Archive, ListArchive, Corrections, CorrectionsArchive, Story, Feed, Api, ApiGuide, NotFound, Gone];
}
