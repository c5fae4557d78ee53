using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StopPress.Demo;
using StopPress.Demo.Pictures;

namespace StopPress.Tests.Demo;

public partial class DemoCopyTests
{
    // What the body of a story may be made of.
    private static readonly string[] Elements =
    [
        "p", "h2", "h3", "ul", "ol", "li", "blockquote", "cite", "aside", "figure", "figcaption", "table", "caption", "thead", "tbody",
        "tr", "th", "td", "hr", "strong", "em", "a", "div",
    ];

    private static readonly DemoCopy Copy = DemoCopy.Read();

    [Fact]
    public void the_demonstration_has_everything_that_a_newspaper_has()
    {
        Assert.Equal("The Saltmere Courier", Copy.Name);
        Assert.Equal(["en", "th"], Copy.Editions.Select(edition => edition.Language));
        Assert.Equal(["", "th"], Copy.Editions.Select(edition => edition.Prefix));
        Assert.Equal((10, 2, 8, 14, 38, 4, 61), (Copy.Sections.Count, Copy.Storylines.Count, Copy.Staff.Count, Copy.Tags.Count, Copy.Pictures.Count, Copy.Pages.Count, Copy.Stories.Count));
        Assert.All(Copy.Sections.Concat(Copy.Storylines), noun => Assert.All(noun.Names, name => Assert.NotEmpty(name.Description)));
        Assert.All(Copy.Staff, person => Assert.All(person.Names, name => Assert.True(name.Title.Length > 0 && name.Description.Length > 0, person.Key)));
        Assert.All(Copy.Sections, section => Assert.Contains(Copy.Stories, story => story.Sections.Contains(section.Key)));
        Assert.All(Copy.Storylines, storyline => Assert.True(Copy.Stories.Count(story => story.Storyline == storyline.Key) >= 5, storyline.Key));
        Assert.Single(Copy.Stories, story => story.Leads);
    }

    [Fact]
    public void every_picture_of_the_copy_is_drawn_and_every_drawing_is_credited() =>
        Assert.Equal(DemoPictures.Keys, Copy.Pictures.Select(picture => picture.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void a_story_with_a_translator_is_in_both_languages_and_so_is_every_page()
    {
        Assert.All(Copy.Pages, page => Assert.Equal(["en", "th"], page.Texts.Select(text => text.Language)));
        var translated = Copy.Stories.Where(story => story.Bylines.Any(byline => byline.Role == "translation")).ToList();
        Assert.All(translated, story => Assert.True(story.Texts.Count == 2, story.Key));
        Assert.True(translated.Count >= 35);
        Assert.Equal((54, 47), (Texts("en").Count(), Texts("th").Count()));
    }

    [Fact]
    public void stories_are_as_long_as_stories_are()
    {
        Assert.All(Texts("en"), found => Assert.True(Words(found.Text.Body) is > 100 and < 950, $"{found.Story.Key}: {Words(found.Text.Body)} words"));
        Assert.All(Texts("th"), found => Assert.True(Letters(found.Text.Body) is > 500 and < 2600, $"{found.Story.Key}: {Letters(found.Text.Body)} letters"));
        Assert.All(Copy.Stories.SelectMany(story => story.Texts), text =>
        {
            Assert.InRange(text.Headline.Length, 20, 125);
            Assert.DoesNotMatch(@"\.$", text.Headline);
            Assert.NotEmpty(text.Standfirst);
            Assert.NotEmpty(text.Kicker);
        });
    }

    [Fact]
    public void a_picture_has_its_caption_and_its_words_for_the_blind_and_nothing_else_has() =>
        Assert.All(Copy.Stories.SelectMany(story => story.Texts.Select(text => (story, text))), found =>
            Assert.True((found.story.Picture is not null) == (found.text.Caption.Length > 0 && found.text.Alt.Length > 0), found.story.Key));

    [Fact]
    public void what_a_text_is_made_of_can_be_set()
    {
        var odd = AllTexts().SelectMany(text => text.Body.Descendants()).Select(element => element.Name.LocalName).Distinct().Except(Elements);
        Assert.Empty(odd);
        Assert.All(AllTexts().SelectMany(text => text.Body.Descendants("aside")), aside => Assert.Contains((string?)aside.Attribute("class"), new[] { "pullquote", "factbox" }));
        Assert.All(AllTexts(), text => Assert.True(text.Headline.IsNormalized(NormalizationForm.FormC) && text.Body.Value.IsNormalized(NormalizationForm.FormC), text.Headline));
    }

    [Fact]
    public void nothing_points_out_of_the_fiction()
    {
        // A map of a real strait is no story of ours.
        var everything = AllTexts().Select(text => text.Body.ToString()).Append(string.Join(' ', Copy.Staff.Select(person => person.Email)));
        Assert.All(everything.SelectMany(words => Address().Matches(words)).Select(match => match.Groups[1].Value), host => Assert.Matches(@"(^|\.)example(\.\w+)?$|^www\.openstreetmap\.org$", host));
    }

    [Fact]
    public void stories_come_oldest_first_and_no_two_files_share_an_address()
    {
        Assert.Equal(Copy.Stories.OrderBy(story => story.Out.Place), Copy.Stories);
        foreach (string language in (string[])["en", "th"])
        {
            var slugs = Texts(language).Select(found => found.Text.Slug).ToList();
            Assert.Equal(slugs.Distinct(), slugs);
        }
    }

    [Fact]
    public void at_whatever_hour_the_demonstration_is_opened_nothing_went_out_at_night_or_will_only_go_out()
    {
        // A day and a night, by steps that meet every minute of the hour.
        for (var now = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero); now.Day < 27; now += TimeSpan.FromMinutes(37))
        {
            var almanac = Copy.AlmanacAt(now);
            var hours = Copy.Stories.SelectMany(story => story.Hours).Select(almanac.Of).ToList();
            Assert.All(hours, hour => Assert.InRange(hour, now.AddDays(-40), now));
            Assert.All(hours, hour => Assert.InRange(hour.ToOffset(TimeSpan.FromHours(7)).Hour, 6, 22));
            Assert.True(now - hours.Max() < TimeSpan.FromHours(9), $"At {now} the newest is of {hours.Max()}.");
            Assert.True(hours.Select(hour => hour.Minute).Distinct().Count() > 30);
            Assert.All(Copy.Stories.SelectMany(story => story.Texts.SelectMany(text => text.References).Select(key => (story, key))), found =>
                Assert.True(almanac.Of(Copy.Stories.Single(other => other.Key == found.key).Out) < almanac.Of(found.story.Out), found.story.Key));
        }
    }

    [Fact]
    public void what_happened_at_an_hour_of_the_day_is_told_after_it()
    {
        var now = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.FromHours(7));
        Assert.Equal(now.Date.AddHours(6).AddMinutes(20), At("harbour-wall-night-repair"));
        // The wall broke at 2.14am, and at midday power was back.
        Assert.Equal(now.Date.AddDays(-24).AddHours(16).AddMinutes(46), At("harbour-wall-storm"));
        // The hearing went on until ten past midnight.
        Assert.Equal(now.Date.AddDays(-9).AddHours(7).AddMinutes(14), At("harbour-wall-hearing"));

        DateTime At(string key) => Copy.AlmanacAt(now).Of(Copy.Stories.Single(story => story.Key == key).Out).ToOffset(now.Offset).DateTime;
    }

    [Fact]
    public void a_newcomer_sees_an_embed_and_a_story_that_was_updated()
    {
        Assert.Contains(Copy.Stories.SelectMany(story => story.Texts), text => text.Body.Descendants().Attributes("data-embed").Any());
        var updated = Assert.Single(Copy.Stories, story => story.Updated is not null);
        Assert.All(updated.Texts, text => Assert.NotEqual(text.Body.Value, text.FirstBody.Value));
    }

    [Fact]
    public void a_newcomer_sees_a_correction_of_what_was_wrong_at_first()
    {
        var corrected = Assert.Single(Copy.Stories, story => story.Corrected is not null);
        Assert.Equal(["en", "th"], corrected.Texts.Select(text => text.Language));
        Assert.All(corrected.Texts, text =>
        {
            Assert.NotEmpty(text.Correction);
            Assert.NotEqual(text.Body.Value, text.FirstBody.Value);
        });
    }

    [Theory]
    [InlineData("section='local' updated='0d 09.00'", "", "the story is updated before it is out")]
    [InlineData("section='local'", "<p later='true'>Late.</p>", "what is marked as later and the hour of the update do not go together")]
    [InlineData("section='local' corrected='9d 09.00'", "<p was='Wrong.'>Right.</p>", "the story is corrected before it is out")]
    [InlineData("section='local'", "<p was='Wrong.'>Right.</p>", "what was wrong, the correction and its hour do not go together")]
    [InlineData("section='nowhere' byline='anna:reporting'", "", "there is no section nowhere")]
    [InlineData("section='local' tags='silence' byline='anna:reporting'", "", "there is no tag silence")]
    [InlineData("section='local' byline='bob:reporting'", "", "there is no member of staff bob")]
    [InlineData("section='local' byline='anna:dreaming'", "", "nobody does dreaming")]
    [InlineData("section='local' picture='void'", "", "there is no picture void")]
    [InlineData("section='local' related='other'", "", "there is no story other")]
    [InlineData("section='local' storyline='endless'", "", "there is no storyline endless")]
    [InlineData("section='local'", "<figure data-picture='void'/>", "there is no picture void")]
    [InlineData("section='local'", "<div data-related='other'/>", "there is no story other")]
    public void a_reference_to_nothing_is_told_with_the_name_of_its_file(string attributes, string body, string words)
    {
        var house = Sheet("house.xml", "<house name='H'><edition lang='en' locale='en-GB' calendar='gregorian' zone='UTC' name='H' tagline='T' ownName='English'/>" +
            "<section key='local'><name lang='en' slug='local'>Local</name></section><staff key='anna'><name lang='en' slug='anna'>Anna</name></staff></house>");
        var fault = Assert.Throws<InvalidDataException>(() => DemoCopy.Read(house,
            [Sheet("fire.xml", $"<story slugline='fire' age='52m' lead='true' {attributes}><text lang='en' slug='fire'><headline>Fire</headline><body><p>Fire.</p>{body}</body></text></story>")]));
        Assert.Equal($"fire.xml: {words}.", fault.Message);
    }

    private static DemoSheet Sheet(string file, string xml) => DemoSheet.Load(file, new MemoryStream(Encoding.UTF8.GetBytes(xml)));

    private static IEnumerable<(DemoStory Story, DemoText Text)> Texts(string language) =>
        Copy.Stories.SelectMany(story => story.Texts.Where(text => text.Language == language).Select(text => (story, text)));

    private static IEnumerable<DemoText> AllTexts() => Copy.Stories.SelectMany(story => story.Texts).Concat(Copy.Pages.SelectMany(page => page.Texts));

    private static int Words(XElement body) => body.DescendantNodes().OfType<XText>().Sum(text => text.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    private static int Letters(XElement body) => body.Value.Count(char.IsLetter);

    [GeneratedRegex(@"(?:https?://|[\w.+-]+@|\bwww\.)([\w.-]*\w)")]
    private static partial Regex Address();
}
