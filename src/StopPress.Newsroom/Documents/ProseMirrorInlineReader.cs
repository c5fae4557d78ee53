using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>Reads the text inside the blocks of ProseMirror JSON.</summary>
internal sealed class ProseMirrorInlineReader(ReadingFault fault)
{
    private int letters;

    public Sequence<Inline> Read(ProseMirrorNode block)
    {
        var builder = new InlineBuilder();
        foreach (var node in block.Children())
        {
            node.AllowAttributes();
            if (node.Type == "hard_break")
                builder.Break();
            else
                builder.Append(Words(node), MarksOf(node));
        }
        return builder.Take();
    }

    /// <summary>The text of a code block, in which lines count and marks do not.</summary>
    public string ReadCode(ProseMirrorNode block)
    {
        var code = new StringBuilder();
        foreach (var node in block.Children())
        {
            node.AllowAttributes();
            if (node.Marks?.GetArrayLength() > 0)
                node.Refuse("document-wrong-place", "has marks, but code has none");
            code.Append(Words(node));
        }
        return CleanText.Lines(code.ToString());
    }

    private string Words(ProseMirrorNode node)
    {
        if (node.Type != "text")
            node.Refuse("document-wrong-place", "cannot stand inside a line of text", "Put it between two paragraphs.");
        if (node.Text is not { Length: > 0 } words)
        {
            node.Refuse("document-broken", "has no text");
            return "";
        }
        letters += words.Length;
        if (letters > Document.MaxLetters)
            node.Refuse("document-too-large", $"goes beyond the {Document.MaxLetters:N0} letters that a story can have", "Split the story.");
        return words;
    }

    private Marks MarksOf(ProseMirrorNode text)
    {
        var marks = Marks.None;
        if (text.Marks is not { } all)
            return marks;
        foreach (var element in all.EnumerateArray())
            marks = Add(marks, new(element, fault, text, 0));
        return marks;
    }

    private static Marks Add(Marks marks, ProseMirrorNode mark)
    {
        if (mark.Type == "link")
            return marks with { Link = LinkOf(mark) };
        if (mark.Type == "language")
            return marks with { Language = LanguageOf(mark) };
        mark.AllowAttributes();
        foreach (var (simple, name) in ProseMirrorMarks.Names)
        {
            if (mark.Type == name)
                return marks.With(simple);
        }
        mark.Refuse("document-unknown", "is of a kind that is not known");
        return marks;
    }

    private static Href? LinkOf(ProseMirrorNode mark)
    {
        mark.AllowAttributes("href");
        var href = Href.Read(mark.TextOf("href"));
        if (href is null)
            mark.Refuse("document-unsafe-link", "leads to an address that is not safe", "Link to a page, a mail address or a telephone number.");
        return href;
    }

    private static PassageLanguage? LanguageOf(ProseMirrorNode mark)
    {
        mark.AllowAttributes("lang", "dir");
        var language = PassageLanguage.Read(mark.TextOf("lang"), mark.TextOf("dir"));
        if (language is null)
            mark.Refuse("document-broken", "names a language that is none", "Use a tag such as th or zh-Hant.");
        return language;
    }
}
