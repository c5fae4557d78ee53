using StopPress.Newsroom.Documents.FromHtml;

namespace StopPress.Newsroom.Documents;

/// <summary>Reads HTML from another house into a document.</summary>
/// <remarks>
/// What has no block becomes a known provider's embed or plain text, and the report says so; nothing is lost silently. Time is linear in the
/// length of what is read, however it is nested. What <see cref="DocumentHtml"/> writes is read back as it was, but for ids.
/// </remarks>
public static class HtmlToDocument
{
    /// <summary>Converts a body, a fragment or a whole page. Every letter of HTML is readable, so nothing is refused.</summary>
    public static ImportedDocument Convert(string html, HtmlImportOptions options)
    {
        var report = new ImportReport();
        var blocks = new BlockReader(options, report);
        foreach (var token in HtmlTokens.Of(html))
            blocks.Read(token);
        return new(blocks.Finish(), report.Lines());
    }
}

/// <summary>A document made of another house's copy, and what could not be taken over as it was.</summary>
/// <param name="Document">The document.</param>
/// <param name="Report">One line in plain words for each kind of thing that became something else; empty when nothing did.</param>
public sealed record ImportedDocument(Document Document, IReadOnlyList<string> Report);

/// <summary>What an import of HTML asks the newsroom.</summary>
public sealed record HtmlImportOptions
{
    /// <summary>Where the HTML was read, against which its addresses are resolved; null leaves them as they are.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>The picture at this address, with the key that <c>data-picture</c> gives, or with a number (<c>wp-image-12</c>); null when there is none (yet).</summary>
    public Func<string, long?> Picture { get; init; } = _ => null;

    /// <summary>Whether the words that describe a picture stay as text where the picture is not there: so nothing is lost that cannot be brought another time.</summary>
    public bool KeepsAlt { get; init; } = true;

    /// <summary>The story at this address, or with the key that <c>data-related</c> gives; null when there is none.</summary>
    public Func<string, long?> Story { get; init; } = _ => null;

    /// <summary>Where a link leads in this newspaper, given where it led in the other.</summary>
    public Func<string, string> Link { get; init; } = address => address;
}
