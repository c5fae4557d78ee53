using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using StopPress.Newsroom.Documents;

namespace StopPress.Tests.Newsroom.Documents;

public partial class DocumentHtmlTests
{
    private static readonly RenderContext Context = new(id => new($"/-/media/{id}.jpg", null, 3, 2), id => new($"/story/{id}.", "A headline"));

    [Fact]
    public void no_level_of_headings_is_left_out_below_the_headline() => AnyDocument.ForHtml.Sample(document =>
    {
        int above = 1;
        foreach (int level in Levels(DocumentHtml.Render(document, Context)))
        {
            Assert.InRange(level, 2, above + 1);
            above = level;
        }
    }, iter: 500);

    [Fact]
    public void a_story_that_begins_below_the_second_level_begins_at_it()
    {
        var box = new FactBox(BlockId.New(), [new TextRun("Box", Marks.None)], []);
        var document = new Document([box, new Heading(BlockId.New(), 4, [new TextRun("Four", Marks.None)]), new Heading(BlockId.New(), 4, [new TextRun("Four", Marks.None)]), box]);
        Assert.Equal([2, 2, 3, 3], Levels(DocumentHtml.Render(document, Context)));
    }

    private static IEnumerable<int> Levels(string html) => Opening().Matches(html).Select(tag => int.Parse(tag.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("<h([1-6])[ >]")]
    private static partial Regex Opening();
}
