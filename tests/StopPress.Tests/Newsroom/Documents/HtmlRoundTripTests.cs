using System.Globalization;
using CsCheck;
using StopPress.Newsroom.Documents;

namespace StopPress.Tests.Newsroom.Documents;

public class HtmlRoundTripTests
{
    private static readonly string[] Soup =
    [
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href=/x>", "</a>", "<ul>", "</ul>", "<ol start=3>", "</ol>", "<li>", "</li>", "<table>", "</table>",
        "<tr>", "</tr>", "<td>", "</td>", "<th>", "<thead>", "<tbody>", "<caption>", "</caption>", "<h2>", "</h2>", "<h3>", "<blockquote>", "</blockquote>", "<cite>", "</cite>",
        "<figure>", "</figure>", "<figcaption>", "</figcaption>", "<aside class=factbox>", "<aside class=pullquote>", "<aside class=related>", "</aside>", "<br>", "<hr>", "<pre>",
        "</pre>", "<code>", "</code>", "<span lang=th>", "<span class=credit>", "</span>", "<dl>", "<dt>", "<dd>", "</dl>", "<section lang=ar dir=rtl>", "</section>", "<footer>",
        "</footer>", "<img src=/-/media/7.jpg>", "<figure class=gallery>", "<figure class=embed>", "<iframe src=https://youtu.be/abcdefghijk></iframe>", "<select><option>",
        "</select>", "<form>", "<center>", "<font>", "<svg>", "</svg>", "<noscript>", "</noscript>", " ", "\n", "&nbsp;", "<!-- more -->", "<p lang=th>", "<li lang=th>", "<td lang=de>",
    ];

    private static readonly HtmlImportOptions Options = new() { Picture = Number, Story = Number };

    private static readonly RenderContext Context = new(id => new($"/-/media/{id}.jpg", null, 3, 2), id => new($"/story/{id}.", "A headline"));

    [Fact]
    public void what_the_house_sets_as_html_it_reads_back_as_it_was() => AnyDocument.ForHtml.Sample(document =>
    {
        string html = DocumentHtml.Render(document, Context);
        var read = HtmlToDocument.Convert(html, Options);
        Assert.Equal(AnyDocument.WithoutIds(document), AnyDocument.WithoutIds(read.Document));
        Assert.Equal(document.AllBlocks().OfType<Heading>().Select(heading => heading.Id), read.Document.AllBlocks().OfType<Heading>().Select(heading => heading.Id));
        Assert.Empty(read.Report);
    }, iter: 500);

    [Fact]
    public void however_tags_are_mixed_no_word_is_lost_or_doubled_and_every_document_can_be_kept() =>
        Gen.Select(Gen.OneOfConst(Soup), Gen.Bool).Array[0, 60].Sample(pieces =>
        {
            var word = 0;
            string html = string.Concat(pieces.Select(piece => piece.Item2 ? piece.Item1 + $"w{++word}e" : piece.Item1));
            var document = HtmlToDocument.Convert(html, Options).Document;
            Assert.Equal(document, ProseMirrorJson.Read(ProseMirrorJson.Write(document)).Value);
            string text = PlainText.Render(document);
            for (var i = 1; i <= word; i++)
                Assert.True(text.Split($"w{i}e").Length == 2, $"w{i}e stands {text.Split($"w{i}e").Length - 1} times in\n{text}\nof\n{html}");
            var again = HtmlToDocument.Convert(DocumentHtml.Render(document, Context), Options).Document;
            Assert.Equal(PlainText.Render(document), PlainText.Render(again));
        }, iter: 2000);

    // The picture of a random document has any id, so the address says which.
    private static long? Number(string address) =>
        long.TryParse(address.Split('/')[^1].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
}
