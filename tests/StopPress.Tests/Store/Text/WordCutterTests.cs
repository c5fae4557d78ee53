using CsCheck;
using StopPress.Store.Text;

namespace StopPress.Tests.Store.Text;

public class WordCutterTests
{
    [Theory]
    [InlineData("Harbour wall HOLDS", "harbour wall holds")]
    [InlineData("The mayor's café, naïve Ångström", "the mayor cafe naive angstrom")]
    [InlineData("Straße Łódź smørrebrød", "strasse lodz smorrebrod")]
    [InlineData("ＡＢＣ１２ ｶﾞｽ", "abc12 カ\u3099ス")]
    [InlineData("น้ำ นํ้า น้ํา", "น\u0e4dา น\u0e4dา น\u0e4dา")]
    [InlineData("ปี ๒๕๖๙", "ปี 2569")]
    [InlineData("ใหม่ iPhone15เปิดตัว", "ใหม iphone15 เปิดตัว")]
    [InlineData("ёлка й", "елка и")]
    [InlineData("كِتَابٌ أحمد", "كتاب احمد")]
    [InlineData("co\u00adoperate 3.5", "cooperate 3 5")]
    [InlineData("!? -- \"\"", "")]
    public void a_word_is_the_same_in_every_case_width_accent_and_tone(string text, string words) =>
        Assert.Equal(words, string.Join(' ', WordCutter.Cut(text).Select(word => word.Folded)));

    [Theory]
    [InlineData("สีแดง", true), InlineData("ສີແດງ", true), InlineData("ពណ៌ក្រហម", true), InlineData("အနီ", true), InlineData("红色", true), InlineData("赤い", true), InlineData("カ", true)]
    [InlineData("red", false), InlineData("빨간색", false), InlineData("красный", false), InlineData("أحمر", false), InlineData("๑๒", false)]
    public void only_scripts_without_spaces_are_cut_into_runs(string text, bool unspaced) => Assert.Equal([unspaced], WordCutter.Cut(text).Select(word => word.IsUnspaced).Distinct());

    [Fact]
    public void each_word_is_found_again_where_it_was_cut()
    {
        const string Text = "Old  wall, “new” wáll";
        Assert.Equal(["Old", "wall", "new", "wáll"], WordCutter.Cut(Text).Select(word => Text[word.Start..word.End]));
    }

    [Fact]
    public void any_text_can_be_cut() => Gen.OneOf(Gen.String, Gen.Char.Array[0, 50].Select(letters => new string(letters))).Sample(text =>
    {
        int last = 0;
        foreach (var word in WordCutter.Cut(text))
        {
            Assert.True(word.Start >= last && word.End > word.Start && word.End <= text.Length && word.Folded.Length > 0);
            Assert.DoesNotContain(word.Folded, letter => letter is ' ' or '"' or '\'' or '*' or '~' or '^' or '@' or ':' or '\0' or '\\');
            last = word.End;
        }
    }, iter: 20_000);
}
