using System.Globalization;
using System.Net;
using System.Xml;
using StopPress.Store;

namespace StopPress.Newsroom.Import;

/// <summary>Reads an export one thing after another, so that never more than one of them is in memory, however long the file is.</summary>
/// <remarks>
/// Exports are made by hand as often as by WordPress: prefixes are used that nobody has declared, the same vocabulary has several addresses, letters stand in
/// them that XML forbids, and names of entities that only HTML knows. All of that is read as it is meant. What is no XML is refused with its line and column.
/// </remarks>
internal sealed class ExportReader : IDisposable
{
    // A book has a million letters; what is longer is no text.
    private const int LongestText = 8 * 1024 * 1024;

    // An item holds comments, and they hold what is known of them.
    private const int Deepest = 32;

    // An export has some fifty.
    private const int MostNames = 1000;
    private readonly XmlTextReader xml;
    private readonly ExportLetters letters;
    private readonly Dictionary<string, string> vocabularies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Kind, string Name)> names = new(StringComparer.Ordinal);
    private readonly Func<bool> read;
    private readonly Func<string> value;

    private ExportReader(ExportLetters letters)
    {
        (this.letters, xml) = (letters, Open(letters));
        (read, value) = (xml.Read, () => xml.Value);
    }

    private static XmlTextReader Open(ExportLetters letters) => new(letters)
    {
        // A definition in the file could make a few bytes into gigabytes, or fetch other files; no export has one.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        // With them a prefix that nobody has declared would be a fault.
        Namespaces = false,
        // Without it a control character that is written as a number is read, and left out with the others later.
        Normalization = false,
        EntityHandling = EntityHandling.ExpandCharEntities,
    };

    /// <summary>Opens a file; refused when it is in no encoding that anybody here can read.</summary>
    public static Outcome<ExportReader> Open(Stream file)
    {
        var opened = ExportLetters.Open(file);
        return opened.Refusal is { } refusal ? refusal : new ExportReader(opened.Value);
    }

    /// <summary>What is wrong with the file where the reader is, in plain words.</summary>
    public static Refusal Broken(XmlException fault) => new(
        "not-xml", $"The file is broken in line {fault.LineNumber}, at column {fault.LinePosition}: {Said(fault)}", "Nothing was imported. Export it from WordPress again (Tools, Export), and check that the file is whole.")
    {
        Parts = [fault.LineNumber, fault.LinePosition],
    };

    /// <summary>The things in the channel, one after another. Throws <see cref="XmlException"/> where the file is broken; to the end, so that half a file is.</summary>
    public IEnumerable<ExportElement> Things()
    {
        bool isChannel = Within(() => xml.MoveToContent()) == XmlNodeType.Element && xml.Name == "rss";
        if (isChannel) Declare();
        while (Next())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (isChannel && xml.Depth == 1 && xml.Name == "channel") Declare();
            else if (isChannel && xml.Depth == 2) yield return ReadElement();
            else Skip();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => xml.Dispose();

    // Nothing is kept of what stands where nothing of an export does.
    private void Skip()
    {
        if (xml.IsEmptyElement) return;
        for (int depth = xml.Depth; Next() && xml.Depth > depth;) { }
    }

    private void Declare()
    {
        for (bool more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.Name.StartsWith("xmlns:", StringComparison.Ordinal)) vocabularies[xml.Name["xmlns:".Length..]] = xml.Value;
        }
        xml.MoveToElement();
        names.Clear();
    }

    private ExportElement ReadElement(int depth = 0)
    {
        if (depth > Deepest) throw new XmlException($"More than {Deepest} things stand inside one another.", null, xml.LineNumber, xml.LinePosition);
        var element = ElementOf(xml.Name);
        for (bool more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute()) element.Attributes[xml.Name[(xml.Name.IndexOf(':') + 1)..]] = xml.Value;
        xml.MoveToElement();
        if (xml.IsEmptyElement) return element;
        var text = new ExportText();
        while (Next() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element) element.Inside.Add(ReadElement(depth + 1));
            else if (xml.NodeType == XmlNodeType.EntityReference) text.Add(WebUtility.HtmlDecode($"&{xml.Name};"));
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace) text.Add(Within(value));
        }
        element.Text = text.ToString();
        return element;
    }

    // Few names come many times.
    private ExportElement ElementOf(string written)
    {
        if (names.TryGetValue(written, out var known)) return new ExportElement(known.Kind, known.Name);
        var (prefix, name) = written.Split(':', 2) is [var before, var after] ? (before, after) : ("", written);
        known = (KindOf(prefix), name);
        if (names.Count < MostNames) names[written] = known;
        return new ExportElement(known.Kind, known.Name);
    }

    // What a file says at once is held in memory, so that no more than a text may be read for it.
    private bool Next() => Within(read);

    private T Within<T>(Func<T> read)
    {
        letters.Left = LongestText;
        try
        {
            return read();
        }
        catch (XmlException fault) when (fault.LineNumber == 0)
        {
            throw new XmlException("It defines things of its own (a DTD), which no export does.", null, Math.Max(xml.LineNumber, 1), Math.Max(xml.LinePosition, 1));
        }
        catch (InvalidDataException)
        {
            throw new XmlException($"A text has more than {LongestText / (1024 * 1024)} million letters.", null, xml.LineNumber, xml.LinePosition);
        }
    }

    // Told by its address where that is declared, since a prefix is only a habit; else by the habit.
    private string KindOf(string prefix) => !vocabularies.TryGetValue(prefix, out string? address) ? prefix
        : address.Contains("/excerpt/", StringComparison.Ordinal) ? "excerpt"
        : address.Contains("/modules/content/", StringComparison.Ordinal) ? "content"
        : address.Contains("/dc/elements/", StringComparison.Ordinal) ? "dc"
        : address.Contains("wordpress.org/export", StringComparison.Ordinal) ? "wp"
        : prefix;

    // The framework's own sentence ends with the place, which is said already.
    private static string Said(XmlException fault) => fault.Message.IndexOf(" Line ", StringComparison.Ordinal) is > 0 and var end ? fault.Message[..end] : fault.Message.ToString(CultureInfo.InvariantCulture);
}
