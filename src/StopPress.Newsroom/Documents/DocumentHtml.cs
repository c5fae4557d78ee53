using System.Globalization;
using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>Sets a document as HTML for the site, in the shapes that themes style.</summary>
/// <remarks>
/// Only what stands here can come out: element names are constants, every value is escaped, addresses are of types that hold safe ones only,
/// ids are made of block ids. There is never a style, an event attribute or a name from the document.
/// </remarks>
public sealed class DocumentHtml
{
    private readonly StringBuilder html = new();
    private readonly RenderContext context;
    private readonly InlineHtml inline;

    // The level of the heading before; the page's own headline is the first. Whoever goes from heading to heading must find no level left out
    // (WCAG 2.2, technique H42), whatever a writer or an import has chosen.
    private int above = 1;

    private DocumentHtml(RenderContext context) => (this.context, inline) = (context, new(html, context.OwnHost, context.House));

    /// <summary>The body as HTML. A conflict shows nothing, neither does a note to the desk, and neither does a picture or a story that is not there any more.</summary>
    public static string Render(Document document, RenderContext context)
    {
        var renderer = new DocumentHtml(context);
        renderer.Blocks(ForReaders.Of(document).Blocks);
        return renderer.html.ToString();
    }

    private void Blocks(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
            Block(block);
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case Paragraph it: Line("<p>", it.Text, "</p>\n"); break;
            case Heading it: Heading(it); break;
            case BulletList it: List("<ul>\n", it.Items, "</ul>\n"); break;
            case OrderedList it: List(it.Start == 1 ? "<ol>\n" : $"<ol start=\"{Text(it.Start)}\">\n", it.Items, "</ol>\n"); break;
            case BlockQuote it: Quote(it); break;
            case PullQuote it: PullQuote(it); break;
            case Figure it: Figure(it, inGallery: false); break;
            case Gallery it: Gallery(it); break;
            case Table it: new TableHtml(html, inline).Render(it); break;
            case Embed it: Embed(it); break;
            case FactBox it: FactBox(it); break;
            case CodeBlock it: Code(it); break;
            case Rule: html.Append("<hr>\n"); break;
            case RelatedStory it: Related(it); break;
        }
    }

    /// <summary>A number as it stands in an attribute, whatever the culture of the thread.</summary>
    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Line(string open, Sequence<Inline> text, string close)
    {
        if (InlineText.IsBlank(text))
            return;
        html.Append(open);
        inline.Render(text);
        html.Append(close);
    }

    private void Heading(Heading heading)
    {
        if (InlineText.IsBlank(heading.Text))
            return;
        int own = Math.Clamp(heading.Level, 2, 4);
        above = Math.Min(own, above + 1);
        string level = Text(above);
        string kept = above == own || context.House is not null ? "" : $" data-level=\"{Text(own)}\"";
        string name = context.House is null ? $" id=\"b-{heading.Id}\"" : "";
        Line($"<h{level}{name}{kept}>", heading.Text, $"</h{level}>\n");
    }

    private void List(string open, Sequence<ListItem> items, string close)
    {
        if (items.Count == 0)
            return;
        html.Append(open);
        foreach (var item in items)
        {
            html.Append("<li>");
            // One paragraph needs no element of its own in an item; several do, or they would run together.
            var bare = item.Blocks is [Paragraph, ..] && item.Blocks.Skip(1).All(block => block is BulletList or OrderedList);
            if (bare)
                inline.Render(((Paragraph)item.Blocks[0]).Text);
            Blocks(bare ? item.Blocks.Skip(1) : item.Blocks);
            html.Append("</li>\n");
        }
        html.Append(close);
    }

    private void Quote(BlockQuote quote)
    {
        html.Append("<blockquote>\n");
        Blocks(quote.Blocks);
        Line("<footer><cite>", quote.Attribution, "</cite></footer>\n");
        html.Append("</blockquote>\n");
    }

    private void PullQuote(PullQuote quote)
    {
        html.Append("<aside class=\"pullquote\">\n");
        Line("<p>", quote.Text, "</p>\n");
        Line("<footer><cite>", quote.Attribution, "</cite></footer>\n");
        html.Append("</aside>\n");
    }

    private void Gallery(Gallery gallery)
    {
        if (gallery.Figures.All(figure => Picture(figure) is null))
            return;
        html.Append("<figure class=\"gallery\"><div class=\"frames\">\n");
        foreach (var figure in gallery.Figures)
            Figure(figure, inGallery: true);
        html.Append("</div></figure>\n");
    }

    private FigureMedia? Picture(Figure figure) => context.Media(figure.MediaId) is { } media && Href.Read(media.Src) is not null ? media : null;

    private void Figure(Figure figure, bool inGallery)
    {
        if (Picture(figure) is not { } media)
            return;
        string? sizes = inGallery ? media.SizesInGallery ?? media.Sizes : media.Sizes;
        html.Append("<figure class=\"picture\">");
        Sources(media, sizes);
        html.Append("<img");
        Attribute("class", media.Tone);
        Attribute("src", media.Src);
        Attribute("srcset", media.SrcSet);
        Attribute("sizes", media.SrcSet is null ? null : sizes);
        Attribute("alt", figure.Alt ?? media.Alt ?? "");
        Attribute("width", Text(media.Width));
        Attribute("height", Text(media.Height));
        html.Append(context.House is null ? " loading=\"lazy\" decoding=\"async\">" : ">").Append(media.Sources.Count > 0 ? "</picture>" : "");
        Caption(figure, media);
        html.Append("</figure>\n");
    }

    private void Sources(FigureMedia media, string? sizes)
    {
        if (media.Sources.Count == 0)
            return;
        html.Append("<picture>");
        foreach (var (type, set) in media.Sources)
        {
            html.Append("<source");
            Attribute("type", type);
            Attribute("srcset", set);
            Attribute("sizes", sizes);
            html.Append('>');
        }
    }

    private void Caption(Figure figure, FigureMedia media)
    {
        Sequence<Inline> caption = InlineText.IsBlank(figure.Caption) ? InlineText.Plain(media.Caption) : figure.Caption;
        var credit = InlineText.Plain(figure.Credit ?? media.Credit);
        if (InlineText.IsBlank(caption) && credit.Count == 0)
            return;
        html.Append("<figcaption>");
        Line("<span class=\"caption\">", caption, "</span>");
        if (!InlineText.IsBlank(caption) && credit.Count > 0)
            html.Append(' ');
        Line("<span class=\"credit\">", credit, "</span>");
        html.Append("</figcaption>");
    }

    private void Embed(Embed embed)
    {
        var address = embed.Address;
        html.Append("<figure class=\"embed\"");
        Attribute("data-embed", context.House is null ? address.Frame : null);
        html.Append("><a class=\"play\"");
        Attribute("href", address.Address);
        html.Append(" rel=\"noopener\">");
        var words = address.Frame is null ? context.Words.Open : context.Words.Show;
        Escaped.Append(html, words.Replace("{0}", address.ProviderName));
        html.Append("</a>");
        Line("<figcaption>", InlineText.Plain(embed.Title), "</figcaption>");
        html.Append("</figure>\n");
    }

    private void FactBox(FactBox box)
    {
        html.Append("<aside class=\"factbox\">\n");
        int outside = above;
        if (!InlineText.IsBlank(box.Title))
        {
            above = Math.Min(3, above + 1);
            string level = Text(above);
            Line($"<h{level}>", box.Title, $"</h{level}>\n");
        }
        Blocks(box.Blocks);
        above = Math.Min(outside, above);
        html.Append("</aside>\n");
    }

    private void Code(CodeBlock block)
    {
        html.Append("<pre><code");
        Attribute("class", block.Language is { } language && CodeBlock.IsLanguage(language) ? "language-" + language : null);
        html.Append('>');
        Escaped.Append(html, block.Code);
        html.Append("</code></pre>\n");
    }

    private void Related(RelatedStory related)
    {
        if (context.Story(related.StoryId) is not { } story || Href.Read(story.Url) is not { } url)
            return;
        html.Append("<aside class=\"related\"><a");
        Attribute("href", url.Address);
        html.Append('>');
        Escaped.Append(html, story.Headline);
        html.Append("</a></aside>\n");
    }

    private void Attribute(string name, string? value)
    {
        if (value is null)
            return;
        html.Append(' ').Append(name).Append("=\"");
        Escaped.Append(html, value);
        html.Append('"');
    }
}
