using System.Diagnostics;
using System.Globalization;
using SkiaSharp;
using StopPress.Site.LinkCards;

namespace StopPress.Tests.Site.LinkCards;

/// <summary>How the words of a card are set.</summary>
public class CardLayoutTests
{
    private const float Across = 1056, Down = 380;

    /// <summary>Headlines in many scripts, and such as nobody should write.</summary>
    public static TheoryData<string, string> Headlines() => new()
    {
        { "en", "Ferries" },
        { "en", "Council votes to keep the night ferry running through the winter, but asks for a cheaper boat" },
        { "th", "เทศบาลลงมติเดินเรือข้ามฟากกลางคืนต่อไปตลอดฤดูฝน แต่ขอเรือที่ประหยัดกว่าเดิม" },
        { "ar", "مجلس المدينة يصوت على استمرار العبارة BBC الليلية في 2026 طوال الشتاء" },
        { "he", "המועצה הצביעה בעד המשך המעבורת הלילית" },
        { "ja", "市議会、夜間フェリーの冬季運航継続を可決、より安価な船を要望" },
        { "zh-Hans", "市议会投票决定冬季继续运营夜间渡轮，但要求使用更便宜的船只" },
        { "hi", "परिषद ने सर्दियों में रात की नौका जारी रखने के लिए मतदान किया" },
        { "km", "ក្រុមប្រឹក្សាបោះឆ្នោតបន្តសាឡាងពេលយប់" },
        { "vi", "Hội đồng bỏ phiếu giữ chuyến phà đêm suốt mùa đông" },
        { "en", new string('W', 300) },
        { "en", string.Concat(Enumerable.Repeat("\U0001F468\u200D\U0001F469\u200D\U0001F467 ", 60)) },
        { "en", "e" + string.Concat(Enumerable.Repeat("\u0301\u0323", 400)) },
        { "en", "\u202Eevil\u202C \ud800 \u0000 half" },
        { "en", string.Join(' ', Enumerable.Repeat("Ferries are late again", 30)) },
        { "th", string.Concat(Enumerable.Repeat("น้ำท่วมหมู่บ้าน", 60)) },
    };

    [Theory, MemberData(nameof(Headlines))]
    public void a_headline_stands_within_the_card_in_at_most_five_lines(string language, string headline)
    {
        using var types = TypeCase.OfTheMachine();
        var card = Card(headline, language);
        if (CardLayout.Headline(card, card.Headline, types, Across, Down) is not { } block) return;
        Assert.InRange(block.Lines.Count, 1, 5);
        Assert.InRange(block.Height, 1, Down);
        Assert.All(block.Lines, line => Assert.InRange(line.Width * block.Size, 0, Across * 1.01f));
        using var shown = SKBitmap.Decode(CardPrinter.Print(card, types));
        Assert.Equal((LinkCard.Width, LinkCard.Height), (shown.Width, shown.Height));
        // Nothing is printed at the edges, where sites cut.
        var paper = SKColor.Parse(card.Colours.Paper);
        for (var y = 0; y < shown.Height; y += 3) Assert.Equal((paper, paper), (shown.GetPixel(20, y), shown.GetPixel(shown.Width - 20, y)));
    }

    [Fact]
    public void a_short_headline_is_large_and_lines_are_about_as_long_as_each_other()
    {
        using var types = TypeCase.OfTheMachine();
        var one = CardLayout.Headline(Card("Ferries", "en"), "Ferries", types, Across, Down)!;
        const string Long = "Council votes to keep the night ferry running through the winter, but asks for a cheaper boat";
        var many = CardLayout.Headline(Card(Long, "en"), Long, types, Across, Down)!;
        Assert.Single(one.Lines);
        Assert.True(one.Size > many.Size);
        Assert.InRange(many.Lines.Count, 3, 5);
        float longest = many.Lines.Max(line => line.Width);
        Assert.All(many.Lines, line => Assert.InRange(line.Width, longest * 0.6f, longest));
    }

    [Fact]
    public void a_line_without_spaces_between_words_ends_where_the_sentence_pauses()
    {
        using var types = TypeCase.OfTheMachine();
        var lines = new Lines("ครัววัดริมอ่าวหุงข้าวเลี้ยงคนหนีน้ำ สิบสองวันห้าพันจาน", "th", new TypeSetter(types, "th", false)).Balanced(11);
        Assert.Contains(lines, line => line.EndsWith("น้ำ", StringComparison.Ordinal));
        Assert.InRange(lines.Count, 2, 4);
    }

    [Fact]
    public void a_headline_that_is_too_long_is_set_small_and_ended_by_an_ellipsis_between_signs()
    {
        using var types = TypeCase.OfTheMachine();
        string text = string.Concat(Enumerable.Repeat("e\u0301\u0323", 300));
        var lines = new Lines(text, "en", new TypeSetter(types, "en", false)).Shortened(20, 5);
        Assert.Equal(5, lines.Count);
        string kept = string.Concat(lines);
        Assert.EndsWith("…", kept, StringComparison.Ordinal);
        Assert.StartsWith(kept[..^1], text, StringComparison.Ordinal);
        Assert.Contains(kept.Length - 1, StringInfo.ParseCombiningCharacters(text));
    }

    [Fact]
    public void what_no_font_has_is_left_out_where_it_is_a_sign_and_never_where_it_is_a_letter()
    {
        using var bare = new TypeCase([]);
        Assert.Equal("Ferries run", bare.Settable(" Ferries \U0001F6A2\n run\u0007 "));
        Assert.Equal("เรือข้ามฟาก", bare.Settable("เรือข้ามฟาก"));
        Assert.Equal("Паром, φέρι, phà đêm", bare.Settable("Паром, φέρι, phà đêm"));
        Assert.Null(bare.Settable("Ferries ភាសា"));
        Assert.Equal("half", bare.Settable("\ud800 half"));
        Assert.Null(CardLayout.Headline(Card("ភាសា", "km"), "ភាសា", bare, Across, Down));
        Assert.Null(CardLayout.Headline(Card("\U0001F6A2", "en"), "\U0001F6A2 …", bare, Across, Down));
        using var card = SKBitmap.Decode(CardPrinter.Print(Card("ភាសា", "km"), bare));
        Assert.Equal(LinkCard.Width, card.Width);
    }

    [Fact]
    public void a_script_that_no_font_has_is_told_and_costs_no_more_than_one_look_into_each_font()
    {
        // Kirat Rai is younger than the fonts of any system.
        string strange = string.Concat(Enumerable.Range(0x16d43, 40).Select(char.ConvertFromUtf32));
        Assert.Equal([1], ComposingRoom.Unsettable(["Courier", strange, "ข่าว"]));
        using var types = TypeCase.OfTheMachine();
        Assert.NotNull(types.Settable(char.ConvertFromUtf32(0xf0000)));
        var watch = Stopwatch.StartNew();
        Assert.NotNull(types.Settable(string.Concat(Enumerable.Range(0xf1000, 200).Select(char.ConvertFromUtf32))));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void arabic_is_joined_and_stands_from_right_to_left_and_thai_marks_stand_on_their_letters()
    {
        using var types = TypeCase.OfTheMachine();
        Assert.SkipUnless(types.Settable("سلام") is not null, "This machine has no font for Arabic.");
        var joined = new TypeSetter(types, "ar", true).Set("سلام").Runs.Single();
        var apart = new TypeSetter(types, "ar", true).Set("س").Runs.Single();
        Assert.DoesNotContain(apart.Signs[0], joined.Signs);
        var thai = new TypeSetter(types, "th", false);
        Assert.Equal(thai.Set("ท").Width, thai.Set("ที่").Width, 3);
    }

    [Fact]
    public void an_address_tells_story_language_and_stamp_and_stands_for_all_that_is_shown()
    {
        var card = Card("Ferries", "zh-Hant");
        string path = card.PathFor(42);
        Assert.True(LinkCard.TryRead(path["/-/card/".Length..], out var story, out string language, out string stamp));
        Assert.Equal((42, "zh-Hant", card.Stamp), (story, language, stamp));
        Assert.True(LinkCard.TryRead(card.PathFor(null)["/-/card/".Length..], out story, out language, out stamp));
        Assert.Equal((null, "zh-Hant", card.Stamp), (story, language, stamp));
        LinkCard[] others =
        [
            card with { Headline = "Ferry" }, card with { Foot = "Other" }, card with { Language = "zh" }, card with { IsRightToLeft = true }, card with { Colours = card.Colours with { Ink = "#000000" } },
        ];
        Assert.Equal(others.Length + 1, others.Append(card).Select(one => one.Stamp).Distinct().Count());
    }

    [Theory]
    [InlineData(":root{--paper:#ABC;--ink:#102030}", "#aabbcc", "#102030")]
    [InlineData("--paper: rgb(1,2,3); --ink: #12", "#fffdf9", "#1b1a18")]
    [InlineData("--paper:#gggggg;--ink:", "#fffdf9", "#1b1a18")]
    [InlineData("", "#fffdf9", "#1b1a18")]
    public void colours_are_the_styles_where_it_says_them_plainly(string style, string paper, string ink)
    {
        var colours = CardColours.Of(style);
        Assert.Equal((paper, ink), (colours.Paper, colours.Ink));
    }

    [Fact]
    public void the_theme_of_the_program_is_where_the_colours_come_from() =>
        Assert.Equal(CardColours.OfTheProgram, CardColours.Of(StopPress.Site.Themes.Theme.OfTheProgram.Style));

    private static LinkCard Card(string headline, string language) => new(headline, "The Harbour Courier", language, language is "ar" or "he", CardColours.OfTheProgram);
}
