using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace StopPress.Demo;

/// <summary>One XML file of the demonstration's copy.</summary>
internal sealed partial class DemoSheet(string file, XElement root)
{
    private static readonly string[] Roles = ["reporting", "photography", "translation", "editing", "agency"];

    public static DemoSheet Load(string file, Stream stream)
    {
        try
        {
            return new DemoSheet(file, XElement.Load(stream, LoadOptions.PreserveWhitespace));
        }
        catch (XmlException fault)
        {
            throw new InvalidDataException($"{file}: {fault.Message}", fault);
        }
    }

    /// <summary>The house: everything but the stories.</summary>
    public DemoCopy House() => new(
        Needed(root, "name"),
        [.. root.Elements("edition").Select(Edition)],
        Nouns("section"),
        Nouns("storyline"),
        Nouns("staff"),
        Nouns("tag"),
        [.. root.Elements("picture").Select(picture => new DemoPicture(Needed(picture, "key"), Needed(picture, "credit")))],
        [.. root.Elements("page").Select(page => new DemoPage(Needed(page, "key"), Texts(page)))],
        []);

    /// <summary>The file's story.</summary>
    public DemoStory Story()
    {
        string key = Needed(root, "slugline");
        if (file != key + ".xml") throw Fault($"the slugline is {key}");
        return new DemoStory(
            key,
            [.. Words("section").Concat(Words("also")).Distinct()],
            (string?)root.Attribute("storyline"),
            Words("tags"),
            [.. Words("byline").Select(Byline), .. Guest()],
            (string?)root.Attribute("picture"),
            Out(),
            After("updated"),
            After("corrected"),
            Words("related"),
            (string?)root.Attribute("lead") == "true",
            Texts(root));
    }

    private static string Flat(XElement? element) => element is null ? "" : Spaces().Replace(element.Value, " ").Trim();

    private static string Optional(XElement element, string name) => (string?)element.Attribute(name) ?? "";

    private DemoEdition Edition(XElement edition) => new(
        Needed(edition, "lang"), Optional(edition, "prefix"), Needed(edition, "locale"), Needed(edition, "calendar"), Needed(edition, "zone"),
        Needed(edition, "name"), Needed(edition, "tagline"), Needed(edition, "ownName"));

    private DemoNoun[] Nouns(string kind) => [.. root.Elements(kind).Select(noun => new DemoNoun(
        Needed(noun, "key"),
        Optional(noun, "parent") is { Length: > 0 } parent ? parent : null,
        (string?)noun.Attribute("email"),
        [.. noun.Elements("name").Select(Name)]))];

    // A storyline says its title and summary in elements, a section its description, staff their job and biography.
    private DemoName Name(XElement name) => name.Element("title") is { } title
        ? new DemoName(Needed(name, "lang"), Needed(name, "slug"), Flat(title), "", Flat(name.Element("summary")))
        : new DemoName(Needed(name, "lang"), Needed(name, "slug"), Flat(name), Optional(name, "title"), Optional(name, "description") + Optional(name, "biography"));

    private DemoText[] Texts(XElement piece) => [.. piece.Elements("text").Select(text => new DemoText(
        Needed(text, "lang"),
        Needed(text, "slug"),
        Optional(text, "kicker"),
        Optional(text, "dateline"),
        Flat(text.Element("headline")) is { Length: > 0 } headline ? headline : throw Fault("a text has no headline"),
        Flat(text.Element("standfirst")),
        Flat(text.Element("caption")),
        Flat(text.Element("alt")),
        Flat(text.Element("correction")),
        text.Element("body") ?? throw Fault("a text has no body")))];

    private DemoByline Byline(string written)
    {
        string[] parts = written.Split(':');
        return parts.Length == 2 ? new DemoByline(parts[0], "", Role(parts[1])) : throw Fault($"the byline {written} is not name:role");
    }

    private IEnumerable<DemoByline> Guest()
    {
        if ((string?)root.Attribute("guest") is not { } guest) yield break;
        int colon = guest.LastIndexOf(':');
        if (colon < 1) throw Fault($"the guest {guest} is not name:role");
        yield return new DemoByline(null, guest[..colon].Trim(), Role(guest[(colon + 1)..].Trim()));
    }

    private string Role(string role) => Roles.Contains(role) ? role : throw Fault($"nobody does {role}");

    private DemoHour Out() => (string?)root.Attribute("age") is { } age
        ? DemoHour.ReadAge(age) ?? throw Fault($"the age {age} is not written like 52m or 2h 17m")
        : DemoHour.ReadDay(Needed(root, "out")) ?? throw Fault($"the hour {Needed(root, "out")} is not written like 5d 22.36");

    private DemoHour? After(string name) => (string?)root.Attribute(name) is { } hour
        ? DemoHour.ReadDay(hour) ?? throw Fault($"the hour {hour} is not written like 5d 22.36")
        : null;

    private string[] Words(string name) => Optional(root, name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string Needed(XElement element, string name) =>
        (string?)element.Attribute(name) is { } value && (value.Length > 0 || name == "prefix") ? value : throw Fault($"<{element.Name}> has no {name}");

    private InvalidDataException Fault(string what) => new($"{file}: {what}.");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
