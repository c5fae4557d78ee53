namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>Reads pictures, films, sounds and frames.</summary>
internal sealed class MediaTags(FrameStack stack, ImportAddresses addresses, HtmlImportOptions options, ImportReport report)
{
    // A description is a sentence or two; what is longer is not one.
    private const int MaxLabel = 2000;

    private const string Numbered = "wp-image-";

    private Embed? lastEmbed;
    private long? lastPicture;

    /// <summary>Reads an element that is media; false when it is something else.</summary>
    public bool Start(HtmlPiece tag, Action flow)
    {
        switch (tag.Name)
        {
            case "img" or "image": flow(); Picture(tag); return true;
            case "iframe" or "frame": flow(); Frame(tag, tag["data-src"] ?? tag["data-lazy-src"] ?? tag["src"]); return true;
            case "embed": flow(); Frame(tag, tag["src"]); return true;
            case "object": flow(); Frame(tag, tag["data"], isObject: true); return true;
            case "video" or "audio": Film(tag, flow); return true;
            case "source" when stack.Top is FilmFrame film: Source(film, tag["src"]); return true;
            case "figure": Figure(tag, "figure", flow); return true;
            case "div" when tag.HasClass("wp-caption"): Figure(tag, "div", flow); return true;
            case "figcaption": return Caption();
            default: return false;
        }
    }

    private void Figure(HtmlPiece tag, string ends, Action flow)
    {
        stack.EndLine();
        flow();
        var isPulled = tag.HasClass("wp-block-pullquote");
        Frame frame = isPulled ? new QuoteFrame(ends, stack.Marks.Count, isPulled) : new FigureFrame(ends, stack.Marks.Count)
        {
            IsGallery = tag.HasClass("gallery", "wp-block-gallery"),
            IsEmbed = tag.HasClass("embed", "wp-block-embed"),
        };
        if (!stack.Open(frame))
            stack.Top.BeginPlain(ends);
        if (tag["data-picture"] is { Length: > 0 } key)
            Show(options.Picture(key), null, key);
    }

    private bool Caption()
    {
        stack.EndLine();
        Action<Sequence<Inline>>? take = stack.Top switch
        {
            FigureFrame figure => figure.Describe,
            QuoteFrame quote => quote.Attribute,
            _ => null,
        };
        return take is not null && stack.Open(new LineFrame("figcaption", stack.Marks.Count, false, take));
    }

    private void Picture(HtmlPiece tag)
    {
        var alt = Label(tag["alt"]);
        if (tag.HasClass("wp-smiley", "emoji"))
            Words(alt);
        else if (tag["width"] is "0" or "1" && tag["height"] is "0" or "1")
            report.Add("A picture of one point, such as counters use, was left out", tag["src"]);
        else
            Show(Find(tag), alt, Source(tag));
    }

    // By its address; or by its number, which WordPress writes into the class, wherever the file lies now.
    private long? Find(HtmlPiece tag) =>
        (Source(tag) is { } source && addresses.Absolute(source) is { } address ? options.Picture(address) : null)
        ?? (tag.ClassAfter(Numbered) is { Length: > 0 } number ? options.Picture(Numbered + number) : null);

    // Pages that load pictures late hold the real address elsewhere and something tiny in its place.
    private static string? Source(HtmlPiece tag) =>
        tag["src"] is { Length: > 0 } src && !src.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? src : tag["data-lazy-src"] ?? tag["data-src"] ?? tag["src"];

    private void Show(long? picture, string? alt, string? source)
    {
        if (picture is { } id && !stack.IsFull)
        {
            // Where pictures load late, the same one stands in "noscript" for those without scripts.
            if (stack.Top.HasPlain("noscript") && id == lastPicture)
                return;
            if (stack.Marks.Current.Link is { } link && !LeadsToPicture(link))
                report.Add("A picture is no link any more; it led to", link.Address);
            lastPicture = id;
            stack.Add(new Figure(stack.NewId(), id, alt, [], null));
            return;
        }
        if (picture is null)
            report.Add(options.KeepsAlt ? "A picture is not in the library; what it shows stays as text" : "A picture is not in the library, and was left out", source);
        else
            stack.ReportRoom();
        if (!options.KeepsAlt)
            return;
        if (stack.Top is FigureFrame figure)
            figure.Missing.AddRange(alt is null ? [] : [alt]);
        else
            Words(alt);
    }

    private bool LeadsToPicture(Href link) => options.Picture(link.Address) is not null
        || Path.GetExtension(link.Address.Split('?', '#')[0]).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png" or ".gif" or ".webp" or ".avif";

    private void Frame(HtmlPiece tag, string? source, bool isObject = false)
    {
        if (isObject && string.IsNullOrWhiteSpace(source))
            return;
        var address = addresses.Absolute(source);
        var title = Label(tag["title"]);
        if (EmbedAddress.Recognise(address) is { } known && !stack.IsFull)
        {
            // A provider's code often says the same twice, for browsers of different ages.
            if (lastEmbed?.Address == known && stack.Top.Text.IsEmpty && stack.Top.Blocks is [.., Embed before] && before == lastEmbed)
                return;
            stack.Add(lastEmbed = new Embed(stack.NewId(), known, title));
            return;
        }
        report.Add("Something of a house that is not known became a link", source);
        LinkTo(address, title);
    }

    private void Film(HtmlPiece tag, Action flow)
    {
        stack.EndLine();
        flow();
        var film = new FilmFrame(tag.Name, stack.Marks.Count);
        if (!stack.Open(film))
            stack.Top.BeginPlain(tag.Name);
        else if (tag["src"] is { Length: > 0 } source)
            Source(film, source);
    }

    private void Source(FilmFrame film, string? source)
    {
        if (film.IsFound || addresses.Absolute(source) is not { } address || Href.Read(options.Link(address)) is not { } link)
            return;
        film.IsFound = true;
        report.Add("A film or a sound became a link to it", source);
        film.Found.Add(new Paragraph(stack.NewId(), [new TextRun(CleanText.Label(link.Address) ?? "", new(MarkSet.None, link))]));
    }

    private void LinkTo(string? address, string? title)
    {
        var link = address is null ? null : Href.Read(options.Link(address));
        stack.EndLine();
        if (link is not null)
            stack.Say(title ?? link.Address, new(MarkSet.None, link));
        else
            Words(title);
        stack.EndLine();
    }

    // Beside other words a description needs the spaces that the picture had at its sides.
    private void Words(string? alt)
    {
        if (alt is not null)
            stack.Say($" {alt} ", stack.Marks.Current);
    }

    private static string? Label(string? text) => CleanText.Label(text is { Length: > MaxLabel } ? text[..MaxLabel] : text);
}
