using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>Sets a line of text as HTML. Marks that go on from run to run stay open, so that a link is one link.</summary>
internal sealed class InlineHtml(StringBuilder html, string? ownHost, string? house = null)
{
    private static readonly IReadOnlyList<(MarkSet Mark, string Name)> Names =
    [
        (MarkSet.Strong, "strong"),
        (MarkSet.Emphasis, "em"),
        (MarkSet.Strike, "s"),
        (MarkSet.Code, "code"),
        (MarkSet.Subscript, "sub"),
        (MarkSet.Superscript, "sup"),
    ];

    private readonly List<object> open = [];
    private readonly List<object> wanted = [];

    public void Render(Sequence<Inline> text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (text[i] is TextRun run)
            {
                Open(run.Marks);
                Escaped.Append(html, run.Text);
            }
            else
            {
                // A break belongs to no mark, but must not cut a link in two.
                CloseTo(Shared(text.Skip(i).OfType<TextRun>().FirstOrDefault()?.Marks ?? Marks.None));
                html.Append("<br>");
            }
        }
        CloseTo(0);
    }

    private void Open(Marks marks)
    {
        CloseTo(Shared(marks));
        for (var i = open.Count; i < wanted.Count; i++)
        {
            Start(wanted[i]);
            open.Add(wanted[i]);
        }
    }

    // How many of the open elements, from the outermost, these marks want as well.
    private int Shared(Marks marks)
    {
        wanted.Clear();
        if (marks.Link is { } link)
            wanted.Add(link);
        if (marks.Language is { } language)
            wanted.Add(language);
        foreach (var (mark, name) in Names)
        {
            if (marks.Set.HasFlag(mark))
                wanted.Add(name);
        }
        var shared = 0;
        while (shared < open.Count && shared < wanted.Count && open[shared].Equals(wanted[shared]))
            shared++;
        return shared;
    }

    private void CloseTo(int count)
    {
        for (; open.Count > count; open.RemoveAt(open.Count - 1))
            html.Append("</").Append(NameOf(open[^1])).Append('>');
    }

    private static string NameOf(object mark) => mark switch { Href => "a", PassageLanguage => "span", _ => (string)mark };

    private void Start(object mark)
    {
        html.Append('<').Append(NameOf(mark));
        if (mark is Href link)
        {
            html.Append(" href=\"");
            if (house is not null && link.Address.StartsWith('/'))
                Escaped.Append(html, house);
            Escaped.Append(html, link.Address);
            html.Append('"');
            if (link.Host is { } host && host != ownHost)
                html.Append(" rel=\"noopener\"");
        }
        else if (mark is PassageLanguage language)
        {
            html.Append(" lang=\"").Append(language.Tag).Append('"');
            if (language.Dir is { } direction)
                html.Append(" dir=\"").Append(direction).Append('"');
        }
        html.Append('>');
    }
}
