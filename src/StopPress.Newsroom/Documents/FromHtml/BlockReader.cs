namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>Makes blocks of the tokens of HTML.</summary>
internal sealed class BlockReader
{
    private readonly HtmlImportOptions options;
    private readonly ImportReport report;
    private readonly FrameStack stack;
    private readonly InlineTags inlines;
    private readonly MediaTags media;

    public BlockReader(HtmlImportOptions options, ImportReport report)
    {
        (this.options, this.report, stack) = (options, report, new(report));
        var addresses = new ImportAddresses(options, report);
        inlines = new(stack, addresses);
        media = new(stack, addresses, options, report);
    }

    public void Read(HtmlPiece piece)
    {
        switch (piece.Kind)
        {
            case HtmlTokenKind.Text: Text(piece); break;
            case HtmlTokenKind.Start: Start(piece); break;
            default: End(piece.Name); break;
        }
    }

    public Document Finish() => stack.Finish();

    private void Text(HtmlPiece piece)
    {
        if (piece.Name is "script" or "style" or "noembed" or "noframes" or "iframe")
            return;
        if (piece.Name == "title")
            report.Add("A title that pages do not show in their text was left out", piece.Text);
        else if (piece.Name is "xmp" or "plaintext" && stack.Top is not CodeFrame && stack.Open(new CodeFrame(piece.Name, stack.Marks.Count, null)))
            Words(piece.Text);
        else
            Words(piece.Text);
    }

    private void Words(string text)
    {
        if (stack.Top is not CodeFrame && string.IsNullOrWhiteSpace(text) && stack.Top.Text.IsEmpty)
            return;
        Flow();
        stack.Say(text, stack.Marks.Current);
    }

    // Between items nothing can stand: it belongs to the item before, or ends a list that no tag began.
    private void Flow()
    {
        while (stack.Top is ListFrame list)
        {
            if (list.IsImplied || stack.IsFull || !stack.Open(list.Reopen(stack.Marks.Count)))
                stack.Close(list);
        }
    }

    private void Start(HtmlPiece tag)
    {
        if (tag["data-related"] is { Length: > 0 } key)
            Related(key);
        switch (tag.Name)
        {
            case "script": report.Add("A script was left out."); break;
            case "style": report.Add("A style sheet was left out."); break;
            case "noembed" or "noframes": report.Add("What old browsers show instead of a frame was left out."); break;
            case "noscript": stack.Top.BeginPlain("noscript"); break;
            case "br": Break(); break;
            case "hr": Rule(); break;
            case "p": Paragraph(tag); break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6": Heading(tag); break;
            case "ul" or "ol" or "menu" or "dir": List(tag); break;
            case "li": Item(tag); break;
            case "dt" or "dd": Definition(tag); break;
            case "pre" or "listing": Preformatted(tag); break;
            case "table" or "caption" or "thead" or "tbody" or "tfoot" or "tr" or "td" or "th": new TableTags(stack, Flow).Start(tag); break;
            default:
                if (!StartOther(tag))
                    inlines.Start(tag);
                break;
        }
    }

    private bool StartOther(HtmlPiece tag)
    {
        if (media.Start(tag, Flow))
            return true;
        switch (tag.Name)
        {
            case "blockquote": Quote(tag, tag.HasClass("pullquote")); return true;
            case "aside" when tag.HasClass("pullquote"): Quote(tag, isPulled: true); return true;
            case "aside" when tag.HasClass("factbox"): Open(tag, new FactBoxFrame("aside", stack.Marks.Count)); return true;
            case "aside" when tag.HasClass("related"): Open(tag, new RelatedFrame("aside", stack.Marks.Count, options.Story)); return true;
            case "footer" or "cite" when Attribution(tag): return true;
            case "input" or "keygen" or "isindex": report.Add("A field of a form was left out", tag["value"]); return true;
        }
        if (!Elements.IsPlainBlock(tag.Name))
            return false;
        if (tag.Name is "form" or "dl")
            report.Add(tag.Name == "form" ? "A form has no block; its words were kept." : "A list of terms became paragraphs.");
        Plain(tag);
        return true;
    }

    /// <summary>An element that is a block to the reader but no block of a document: what stands in it starts on a new line.</summary>
    private void Plain(HtmlPiece tag)
    {
        stack.EndLine();
        Flow();
        stack.Top.BeginPlain(Elements.EndName(tag.Name));
        Language(tag);
    }

    private void Open(HtmlPiece tag, Frame frame)
    {
        stack.EndLine();
        Flow();
        if ((stack.Top.IsLine && frame is not CodeFrame) || !stack.Open(frame))
            stack.Top.BeginPlain(frame.Ends);
        Language(tag);
    }

    private void Language(HtmlPiece tag)
    {
        var language = PassageLanguage.Read(tag["lang"], tag["dir"]);
        var name = Elements.EndName(tag.Name);
        if (language is not null || stack.Marks.HasBlock(name))
            stack.Marks.Start(name, language: language, isBlock: true);
    }

    private void Break()
    {
        Flow();
        if (stack.Top is CodeFrame code)
            code.Append("\n");
        else
            stack.Top.Text.Break();
    }

    private void Rule()
    {
        stack.EndLine();
        Flow();
        if (!stack.Top.IsLine && !stack.IsFull)
            stack.Add(new Rule(stack.NewId()));
    }

    private void Paragraph(HtmlPiece tag)
    {
        stack.EndLine();
        Flow();
        if (tag.HasClass("wp-caption-text") && stack.Top is FigureFrame figure && stack.Open(new LineFrame("p", stack.Marks.Count, false, figure.Describe)))
            return;
        stack.Top.InParagraph = true;
        Language(tag);
    }

    private void Heading(HtmlPiece tag)
    {
        stack.EndLine();
        Flow();
        if (stack.Top is LineFrame { Ends: "h1" } open)
            stack.Close(open);
        var name = tag["id"] is ['b', '-', .. var id] ? id : null;
        var box = name is null && stack.Top is FactBoxFrame { WantsTitle: true } found ? found : null;
        var level = (tag["data-level"] is ['2' or '3' or '4'] own ? "h" + own : tag.Name) switch { "h1" or "h2" => 2, "h3" => 3, _ => 4 };
        if (stack.Top.IsLine || !stack.Open(new LineFrame("h1", stack.Marks.Count, false, Take)))
            stack.Top.BeginPlain("h1");
        Language(tag);

        void Take(Sequence<Inline> words)
        {
            if (box is not null)
                box.Entitle(words);
            else if (words.Count > 0)
                stack.Add(new Heading(stack.Claim(name), level, words));
        }
    }

    private void List(HtmlPiece tag)
    {
        if (tag.HasClass("wp-block-gallery", "blocks-gallery-grid"))
            Open(tag, new FigureFrame(tag.Name, stack.Marks.Count) { IsGallery = true });
        else
            Open(tag, new ListFrame(tag.Name, stack.Marks.Count, tag.Name == "ol" ? Elements.Number(tag["start"], 0, Elements.MaxOrder, 1) : null));
    }

    private void Item(HtmlPiece tag)
    {
        stack.EndLine();
        if (stack.Top is ItemFrame open)
            stack.Close(open);
        if (stack.Nearest<FigureFrame>() is null && !stack.Top.IsLine && stack.Top is not ListFrame)
            stack.Open(new ListFrame("", stack.Marks.Count, null));
        if (stack.Top is not ListFrame list || !stack.Open(new ItemFrame(stack.Marks.Count, list)))
            stack.Top.BeginPlain("li");
        Language(tag);
    }

    // A list of definitions has no block: each term is a strong line of its own.
    private void Definition(HtmlPiece tag)
    {
        stack.EndLine();
        Flow();
        stack.Marks.End("dt");
        if (tag.Name == "dt")
            stack.Marks.Start("dt", MarkSet.Strong);
    }

    private void Preformatted(HtmlPiece tag)
    {
        if (tag.HasClass("wp-block-verse"))
            Plain(tag);
        else if (stack.Top is not CodeFrame)
            Open(tag, new CodeFrame(tag.Name, stack.Marks.Count, Elements.CodeLanguage(tag)));
    }

    private void Quote(HtmlPiece tag, bool isPulled) => Open(tag, new QuoteFrame(tag.Name, stack.Marks.Count, isPulled)
    {
        IsPost = tag.HasClass("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "reddit-card"),
        PostAddress = tag["data-instgrm-permalink"] ?? tag["cite"],
    });

    private bool Attribution(HtmlPiece tag)
    {
        if (stack.Top is not QuoteFrame quote || (quote.InParagraph && !quote.Text.IsEmpty))
            return false;
        stack.EndLine();
        return stack.Open(new LineFrame(tag.Name, stack.Marks.Count, false, quote.Attribute));
    }

    private void Related(string key)
    {
        stack.EndLine();
        Flow();
        if (options.Story(key) is { } id)
            stack.Add(new RelatedStory(stack.NewId(), id));
        else
            report.Add("A pointer to a story that is not here was left out", key);
    }

    private void End(string name)
    {
        if (name is "table" or "caption" or "thead" or "tbody" or "tfoot" or "tr" or "td" or "th")
            new TableTags(stack, Flow).End(name);
        else if (name == "p")
            stack.EndParagraph();
        else if (name == "br")
            Break();
        else if (name == "noscript")
            stack.Top.EndPlain(name);
        else if (name is "dt" or "dd" or "dl")
            EndDefinition(name);
        else if (!Elements.IsMark(name) || !inlines.End(name))
            stack.End(Elements.EndName(name));
    }

    private void EndDefinition(string name)
    {
        stack.EndLine();
        stack.Marks.End("dt");
        if (name == "dl")
            stack.End(name);
    }
}
