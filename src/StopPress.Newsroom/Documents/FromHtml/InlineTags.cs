namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>Reads the elements that mark text within a line.</summary>
internal sealed class InlineTags(FrameStack stack, ImportAddresses addresses)
{
    public void Start(HtmlPiece tag)
    {
        if (!Elements.IsMark(tag.Name))
            return;
        if (tag.Name == "code" && stack.Top is CodeFrame code)
        {
            code.IsCode = true;
            code.Language ??= Elements.CodeLanguage(tag);
        }
        if (tag.Name == "span" && tag.HasClass("credit") && stack.Top is LineFrame { Ends: "figcaption" } && stack.Nearest<FigureFrame>() is { } figure
            && stack.Open(new LineFrame("span", stack.Marks.Count, false, figure.AddCredit)))
        {
            return;
        }
        if (tag.Name == "a")
            stack.Marks.End("a", stack.FirstMark);
        if (tag.Name == "q")
            Quote("“");
        stack.Marks.Start(tag.Name, Set(tag.Name), tag.Name == "a" ? addresses.Link(tag["href"]) : null, PassageLanguage.Read(tag["lang"], tag["dir"]));
    }

    /// <summary>Ends a mark; false when none of this name is open.</summary>
    public bool End(string name)
    {
        if (name == "q")
            Quote("”");
        return stack.Marks.End(name, stack.Top.Ends == name ? stack.Top.MarksFrom : stack.FirstMark);
    }

    private MarkSet Set(string name) => name switch
    {
        "strong" or "b" => MarkSet.Strong,
        "em" or "i" or "dfn" or "var" => MarkSet.Emphasis,
        "cite" when stack.Top is not LineFrame { Ends: "footer" or "figcaption" } || stack.Nearest<QuoteFrame>() is null => MarkSet.Emphasis,
        "s" or "strike" or "del" => MarkSet.Strike,
        "code" or "kbd" or "samp" or "tt" => MarkSet.Code,
        "sub" => MarkSet.Subscript,
        "sup" => MarkSet.Superscript,
        _ => MarkSet.None,
    };

    private void Quote(string mark)
    {
        if (stack.Top is not ListFrame)
            stack.Say(mark, stack.Marks.Current);
    }
}
