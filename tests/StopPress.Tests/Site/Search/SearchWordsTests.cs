using StopPress.Site.Search;

namespace StopPress.Tests.Site.Search;

public class SearchWordsTests
{
    [Theory]
    [InlineData("harbour wall", "harbour | wall")]
    [InlineData("\"harbour wall\" -storm", "=harbour wall | -storm")]
    [InlineData("“harbour wall”", "=harbour wall")]
    [InlineData("covid-19", "=covid 19")]
    [InlineData("สีแดง -รถ", "=สีแดง | -=รถ")]
    [InlineData("-\"red car", "-=red car")]
    [InlineData("wall wall WALL", "wall")]
    [InlineData("a\"b\"c", "a | =b | c")]
    [InlineData("- -- \" \"\" ( ) * : ^ NEAR", "=near")]
    [InlineData("", "")]
    public void what_is_typed_is_taken_apart(string typed, string clauses) => Assert.Equal(clauses, string.Join(" | ", SearchWords.Read(SearchWords.Clean(typed)).Select(clause =>
        (clause.IsExcluded ? "-" : "") + (clause.IsExact ? "=" : "") + string.Join(' ', clause.Words.Select(word => word.Folded)))));

    [Fact]
    public void what_cannot_be_shown_is_not_taken_over()
    {
        Assert.Equal("a b c", SearchWords.Clean("a\0b\r\n\tc\ud800\ufffe"));
        Assert.Equal(SearchWords.LongestQuery, SearchWords.Clean(new string('x', 2_000_000)).Length);
        Assert.Equal(SearchWords.MostClauses, SearchWords.Read(SearchWords.Clean(string.Join(' ', Enumerable.Range(0, 90)))).Count);
    }

    [Fact]
    public void a_search_is_the_same_after_its_way_through_an_address()
    {
        var question = new SearchQuestion("สี แดง&x=1 \"a b\"", SearchOrder.Newest, "0000000000001", "", "", new DateOnly(2026, 1, 2), null, 3, 77);
        var values = System.Web.HttpUtility.ParseQueryString(question.InAddress());
        Assert.Equal(question, SearchQuestion.Read(name => values[name]));
        Assert.Equal(new SearchQuestion(""), SearchQuestion.Read(name => "%%" + name is "%%q" ? null : "'; DROP TABLE"));
    }
}
