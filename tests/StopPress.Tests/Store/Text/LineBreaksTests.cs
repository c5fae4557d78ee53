using System.Globalization;
using StopPress.Store.Text;

namespace StopPress.Tests.Store.Text;

/// <summary>Where lines may end, which way passages run, and where a text may be cut.</summary>
public class LineBreaksTests
{
    [Theory]
    [InlineData("en", "Ferries run late again", "Ferries |run |late |again")]
    [InlineData("en", "A well-known “quote” (again)", "A |well-|known |“quote” (again)")]
    [InlineData("th", "รถสีแดงจอดอยู่หน้าโรงเรียน", "รถ|สี|แดง|จอด|อยู่|หน้า|โรงเรียน")]
    [InlineData("ja", "「東京」で、大雨。", "「東京」|で、|大雨。")]
    [InlineData("km", "ក្រុមប្រឹក្សាបោះឆ្នោត", "ក្រុមប្រឹក្សា|បោះឆ្នោត")]
    public void a_line_ends_where_a_reader_of_the_language_would_end_it(string language, string text, string cut)
    {
        var places = LineBreaks.Of(text, language);
        Assert.Equal(cut, string.Join('|', places.Prepend(0).Zip(places, (from, to) => text[from..to])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\ud800 lone \udc00 halves")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467 family e\u0301\u0323\u0302")]
    [InlineData("ที่นี่น้ำท่วมเกือบทั้งหมู่บ้าน")]
    public void no_line_ends_within_a_grapheme(string text)
    {
        var whole = StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
        foreach (string language in new[] { "en", "th", "not a language" }) Assert.All(LineBreaks.Of(text, language), place => Assert.Contains(place, whole));
    }

    [Fact]
    public void passages_stand_in_the_order_in_which_they_are_seen()
    {
        const string Line = "قال BBC اليوم";
        var passages = Directions.Of(Line, isRightToLeft: true);
        Assert.Equal([true, false, true], passages.Select(passage => passage.IsRightToLeft));
        Assert.Equal("BBC", Line.Substring(passages[1].Start, passages[1].Length));
        Assert.Equal(Line.Length, passages.Sum(passage => passage.Length));
        // What is read last stands at the left.
        Assert.Equal(Line.Length, passages[0].Start + passages[0].Length);
        Assert.Equal([new Passage(0, 5, false)], Directions.Of("Ferry", isRightToLeft: false));
        Assert.Empty(Directions.Of("", isRightToLeft: true));
    }

    [Theory]
    [InlineData("Ferries run late", 16, "Ferries run late")]
    [InlineData("Ferries run late", 15, "Ferries run…")]
    [InlineData("Ferries run late", 12, "Ferries run…")]
    [InlineData("Ferries, and trams", 12, "Ferries…")]
    [InlineData("น้ำท่วมหมู่บ้าน", 14, "น้ำท่วม…")]
    [InlineData("Ferriesrunlate", 8, "Ferries…")]
    [InlineData("no\u0301no\u0301no\u0301", 6, "no\u0301n…")]
    [InlineData("\U0001F600\U0001F600\U0001F600", 4, "\U0001F600…")]
    public void a_text_is_cut_between_words_or_else_between_signs(string text, int most, string cut) => Assert.Equal(cut, Graphemes.Shortened(text, most));
}
