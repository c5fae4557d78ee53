using System.Globalization;
using System.Text.RegularExpressions;
using StopPress.Site.Search;
using StopPress.Store.Text;

namespace StopPress.Tests.Site.Search;

public partial class HighlighterTests
{
    [Theory]
    [InlineData("wall", "en", "The old wall & the <Wall>", "The old <mark>wall</mark> &amp; the &lt;<mark>Wall</mark>&gt;")]
    [InlineData("\"old wall\"", "en", "An old wall, a wall", "An <mark>old wall</mark>, a wall")]
    [InlineData("แดง", "th", "รถสีแดงจอด", "รถสี<mark>แดง</mark>จอด")]
    [InlineData("นํ้า", "th", "แม่น้ำโขง", "แม่<mark>น้ำ</mark>โขง")]
    [InlineData("色", "zh", "红色汽车", "红<mark>色</mark>汽车")]
    [InlineData("cafe", "en", "Café and CAFE\u0301", "<mark>Café</mark> and <mark>CAFE\u0301</mark>")]
    [InlineData("-wall", "en", "The wall", "The wall")]
    public void what_was_looked_for_is_marked_where_it_stands(string query, string language, string line, string marked) => Assert.Equal(marked, Of(query, language).Mark(line).Text);

    [Fact]
    public void an_excerpt_shows_the_passage_in_which_most_of_it_stands()
    {
        string filler = string.Join(' ', Enumerable.Repeat("nothing of it is told in these words", 30));
        string excerpt = Of("harbour wall", "en").Excerpt($"The harbour is old.\n\n{filler} and the harbour has a wall at last {filler}")!.Text;
        Assert.Contains("<mark>harbour</mark> has a <mark>wall</mark>", excerpt, StringComparison.Ordinal);
        Assert.StartsWith("… ", excerpt, StringComparison.Ordinal);
        Assert.InRange(Tag().Replace(excerpt, "").Length, 150, 300);
    }

    [Theory]
    [InlineData("น้ำ", "th", "กี่น้ำที่ปู่ให้ผู้เฒ่า")]
    [InlineData("ကား", "my", "အနီရောင်ကားကြီး")]
    [InlineData("family", "en", "👨‍👩‍👧‍👦 family é̂́ 🇹🇭 ")]
    public void neither_an_excerpt_nor_a_mark_cuts_a_grapheme(string query, string language, string part)
    {
        for (var lead = 0; lead < 40; lead++)
        {
            string text = new string('x', lead) + string.Concat(Enumerable.Repeat(part, 60));
            string whole = Of(query, language).Excerpt(text)!.Text;
            Assert.Contains("<mark>", whole, StringComparison.Ordinal);
            var edges = StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
            string passage = System.Net.WebUtility.HtmlDecode(Tag().Replace(whole, "").Replace("… ", "", StringComparison.Ordinal).Replace(" …", "", StringComparison.Ordinal));
            int start = text.IndexOf(passage, StringComparison.Ordinal);
            Assert.True(edges.Contains(start) && edges.Contains(start + passage.Length), whole);
        }
    }

    private static Highlighter Of(string query, string language) => new(SearchWords.Read(SearchWords.Clean(query)), Stemmer.For(language));

    [GeneratedRegex("</?mark>")]
    private static partial Regex Tag();
}
