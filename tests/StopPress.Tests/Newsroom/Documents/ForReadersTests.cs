using CsCheck;
using StopPress.Newsroom.Documents;

namespace StopPress.Tests.Newsroom.Documents;

/// <summary>What leaves the desk of a text with notes to the desk in it.</summary>
public class ForReadersTests
{
    private const string Note = "sotto";

    private static readonly RenderContext Context = new(id => new($"/-/media/{id}.jpg", null, 3, 2), id => new($"/story/{id}.", "A headline"));

    [Fact]
    public void no_output_has_a_word_of_a_note_wherever_it_stands()
    {
        var found = 0;
        AnyDocument.WithNotes.Sample(document =>
        {
            string kept = ProseMirrorJson.Write(document);
            if (kept.Contains(Note, StringComparison.Ordinal)) Interlocked.Increment(ref found);
            Assert.Equal(document, ProseMirrorJson.Read(kept).Value);
            var left = ForReaders.Of(document);
            foreach (string told in new[] { DocumentHtml.Render(document, Context), PlainText.Render(document), ProseMirrorJson.Write(left), DocumentHtml.Render(left, Context) }) Assert.DoesNotContain(Note, told, StringComparison.Ordinal);
            Assert.DoesNotContain("\"note\"", ProseMirrorJson.Write(left), StringComparison.Ordinal);
            Assert.Equal(WordCount.Of(PlainText.Render(document)), WordCount.Of(PlainText.Render(left)));
            // What is left can be kept, and has nothing more to take out.
            Assert.Equal(left, ProseMirrorJson.Read(ProseMirrorJson.Write(left)).Value);
            Assert.Same(left, ForReaders.Of(left));
            Assert.Equal((document.MediaIds, document.StoryIds, document.HasConflict), (left.MediaIds, left.StoryIds, left.HasConflict), (one, other) => one.MediaIds.SequenceEqual(other.MediaIds) && one.StoryIds.SequenceEqual(other.StoryIds) && one.HasConflict == other.HasConflict);
        }, iter: 1000);
        Assert.True(found > 500, $"Only {found} documents had a note.");
    }

    [Fact]
    public void without_notes_a_text_is_what_it_was() => AnyDocument.ForJson.Sample(document => Assert.Same(document, ForReaders.Of(document)), iter: 200);

    [Theory]
    [InlineData("""{"type":"text","text":"The wall "},NOTE,{"type":"text","text":" fell."}""", "The wall fell.")]
    [InlineData("""NOTE,{"type":"text","text":" The wall fell."}""", "The wall fell.")]
    [InlineData("""{"type":"text","text":"The wall fell. "},NOTE""", "The wall fell.")]
    [InlineData("""NOTE""", "")]
    [InlineData("""NOTE,{"type":"hard_break"},NOTE""", "")]
    public void where_a_note_stood_nothing_is_seen_of_it(string content, string left)
    {
        string note = """{"type":"text","text":"sotto voce","marks":[{"type":"note"}]}""";
        var document = ProseMirrorJson.Read($$"""{"type":"doc","content":[{"type":"paragraph","attrs":{"id":"a"},"content":[{{content.Replace("NOTE", note, StringComparison.Ordinal)}}]}]}""").Value;
        Assert.Equal(left.Length == 0 ? "" : $"<p>{left}</p>\n", DocumentHtml.Render(document, Context));
        Assert.Equal(left, PlainText.Render(document));
    }
}
