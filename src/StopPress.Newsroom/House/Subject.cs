using System.Globalization;
using StopPress.Store.Database;

namespace StopPress.Newsroom.House;

/// <summary>
/// The names that the journal and the press share: an entry touches subjects, a page reads them. What one side calls a thing, the
/// other must call the same, so every name is made here.
/// </summary>
public static class Subject
{
    /// <summary>Everything there is: an import that was adopted, a follower that lost its place.</summary>
    public const string Everything = "everything";

    /// <summary>The name of the house.</summary>
    public const string House = "house";

    /// <summary>Which editions there are, and all that is said about them except which story leads.</summary>
    public const string Editions = "editions";

    /// <summary>The tree of sections with their names and addresses in every edition.</summary>
    public const string Sections = "sections";

    /// <summary>The menus that the house has made for its editions.</summary>
    public const string Menus = "menus";

    /// <summary>Where addresses lead that stand for nothing of the newspaper any more.</summary>
    public const string Redirects = "redirects";

    /// <summary>Whom the read API answers.</summary>
    public const string Api = "api";

    /// <summary>Which storylines there are.</summary>
    public const string Storylines = "storylines";

    /// <summary>The templates, style and words of the theme.</summary>
    public const string Theme = "theme";

    /// <summary>The list that every story of an edition is in, as listings name it.</summary>
    public const string FrontList = "front";

    /// <summary>The list of the house's own pages in an edition, as listings name it.</summary>
    public const string PagesList = "pages";

    /// <summary>A story: its texts, what it is filed under, who wrote it, whether it may be read.</summary>
    public static string Story(long id) => "story:" + PublicId.Text(id);

    /// <summary>How many readers like a story.</summary>
    public static string Likes(long story) => "likes:" + PublicId.Text(story);

    /// <summary>Which stories of an edition are read most.</summary>
    public static string MostRead(long edition) => "most-read:" + PublicId.Text(edition);

    /// <summary>A section, as filings and listings name it.</summary>
    public static string Section(long id) => "section:" + PublicId.Text(id);

    /// <summary>A storyline: its title, summary and address in every edition.</summary>
    public static string Storyline(long id) => "storyline:" + PublicId.Text(id);

    /// <summary>A tag: its name and address in every edition.</summary>
    public static string Tag(long id) => "tag:" + PublicId.Text(id);

    /// <summary>A member of staff: name, job and address in every edition.</summary>
    public static string Staff(long id) => "staff:" + PublicId.Text(id);

    /// <summary>A picture, a sound or a document: its words, its crop, whether it may be seen.</summary>
    public static string Media(long id) => "media:" + PublicId.Text(id);

    /// <summary>A story's text, as permalinks name it.</summary>
    public static string Text(long id) => "text:" + PublicId.Text(id);

    /// <summary>The front of an edition, as what an old address leads to.</summary>
    public static string Front(long edition) => "front:" + PublicId.Text(edition);

    /// <summary>Which stories a list of an edition holds: <paramref name="list"/> is <see cref="FrontList"/> or a subject.</summary>
    public static string List(string language, string list) => $"list:{language}/{list}";

    /// <summary>Which stories an edition first published in a month of its own time zone.</summary>
    public static string Month(string language, DateOnly day) => $"month:{language}/{day.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    /// <summary>Which months hold stories in an edition at all.</summary>
    public static string Months(string language) => "months:" + language;

    /// <summary>Which story an editor chose to lead an edition's front.</summary>
    public static string Lead(string language) => "lead:" + language;

    /// <summary>The line of breaking news on every page of an edition.</summary>
    public static string Breaking(string language) => "breaking:" + language;

    /// <summary>The pages of the house, such as "About", that an edition lists at its foot.</summary>
    public static string Pages(string language) => "pages:" + language;

    /// <summary>The corrections that an edition's readers are told: those of texts that they have.</summary>
    public static string Corrections(string language) => "corrections:" + language;

    /// <summary>Which day it is in an edition.</summary>
    public static string Today(string language) => "today:" + language;

    /// <summary>The part of a subject before its colon; the whole of it when there is none.</summary>
    public static string KindOf(string subject) => subject.IndexOf(':') is >= 0 and var colon ? subject[..colon] : subject;

    /// <summary>The id in a subject of the form <c>kind:id</c>; throws for anything else, which is a bug.</summary>
    public static long IdOf(string subject) => PublicId.TryRead(subject.AsSpan(subject.IndexOf(':') + 1), out long id)
        ? id
        : throw new FormatException($"The subject {subject} has no id.");
}
