using CsCheck;
using StopPress.Newsroom.Editions;

namespace StopPress.Tests.Newsroom.Editions;

public class UrlSlugTests
{
    private static readonly string[] Hidden = ["ad", "ads", "advert", "banner", "sponsor"];

    [Theory]
    [InlineData("Council votes to rebuild the harbour wall", "council-votes-to-rebuild-the-harbour-wall")]
    [InlineData("Café “Zoë” opens at 7.30 p.m.", "cafe-zoe-opens-at-7-30-p-m")]
    [InlineData("The mayor's plan: what’s in it?", "the-mayors-plan-whats-in-it")]
    [InlineData("New ad banner rules hit sponsors", "new-rules-hit")]
    [InlineData("เทศบาลอนุมัติงบซ่อมกำแพงกันคลื่น", "เทศบาลอนุมัติงบซ่อมกำแพงกันคลื่น")]
    [InlineData("港口墙将重建", "港口墙将重建")]
    [InlineData("!?", "")]
    public void a_slug_is_made_of_the_headlines_words(string headline, string slug) => Assert.Equal(slug, UrlSlug.Of(headline));

    [Fact]
    public void whatever_the_headline_the_slug_can_stand_in_an_address_and_is_its_own_slug() => Gen.String.Sample(headline =>
    {
        string slug = UrlSlug.Of(headline);
        return slug.Length <= 160 && slug.IsNormalized() && !slug.Contains("--", StringComparison.Ordinal) && !slug.StartsWith('-') && !slug.EndsWith('-')
            && slug.All(c => c == '-' || char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is
                System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark)
            && !slug.Split('-').Any(Hidden.Contains);
    });
}
