using System.Xml.Linq;

namespace StopPress.Demo;

/// <summary>One language's newspaper in the demonstration.</summary>
internal sealed record DemoEdition(
    string Language, string Prefix, string Locale, string Calendar, string Zone, string Name, string Tagline, string OwnName);

/// <summary>What a section, storyline, tag or member of staff is called in one language.</summary>
internal sealed record DemoName(string Language, string Slug, string Name, string Title, string Description);

/// <summary>A section, storyline, tag or member of staff; sections may have a parent, staff have an address for mail.</summary>
internal sealed record DemoNoun(string Key, string? Parent, string? Email, IReadOnlyList<DemoName> Names);

/// <summary>A picture and who made it.</summary>
internal sealed record DemoPicture(string Key, string Credit);

/// <summary>One name in a byline: a member of staff by key, or a guest by name; the role as the copy writes it.</summary>
internal sealed record DemoByline(string? Staff, string Guest, string Role);

/// <summary>A story or page in one language; the body is still the copy's own XML.</summary>
internal sealed record DemoText(
    string Language, string Slug, string Kicker, string Dateline, string Headline, string Standfirst, string Caption, string Alt, string Correction, XElement Body)
{
    /// <summary>The body as it first goes out: without what is marked as written later, and with what was wrong.</summary>
    public XElement FirstBody
    {
        get
        {
            var first = new XElement(Body);
            first.Elements().Where(IsLater).Remove();
            foreach (var wrong in first.Descendants().Attributes(Wrong)) wrong.Parent!.Value = wrong.Value;
            return first;
        }
    }

    /// <summary>Whether anything in the body is marked as written later.</summary>
    public bool Grows => Body.Elements().Any(IsLater);

    /// <summary>Whether anything in the body was wrong at first.</summary>
    public bool WasWrong => Body.Descendants().Attributes(Wrong).Any();

    /// <summary>The keys of the pictures within the body.</summary>
    public IEnumerable<string> Figures => Body.Descendants("figure").Select(figure => (string?)figure.Attribute("data-picture") ?? "");

    /// <summary>The keys of the stories that the body refers to.</summary>
    public IEnumerable<string> References => Body.Descendants().Attributes("data-related").Select(attribute => attribute.Value);

    // What an element said until it was corrected.
    private const string Wrong = "was";

    private static bool IsLater(XElement element) => (string?)element.Attribute("later") == "true";
}

/// <summary>A story with its texts, when it goes out, when what came later was put into it, and when it was corrected.</summary>
internal sealed record DemoStory(
    string Key,
    IReadOnlyList<string> Sections,
    string? Storyline,
    IReadOnlyList<string> Tags,
    IReadOnlyList<DemoByline> Bylines,
    string? Picture,
    DemoHour Out,
    DemoHour? Updated,
    DemoHour? Corrected,
    IReadOnlyList<string> Related,
    bool Leads,
    IReadOnlyList<DemoText> Texts)
{
    /// <summary>All hours at which readers get something of it.</summary>
    public IEnumerable<DemoHour> Hours => ((DemoHour?[])[Out, Updated, Corrected]).OfType<DemoHour>();
}

/// <summary>A page without a date, such as "About".</summary>
internal sealed record DemoPage(string Key, IReadOnlyList<DemoText> Texts);
