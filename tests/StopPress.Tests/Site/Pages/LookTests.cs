using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

/// <summary>What a designer would see on the pages of the sample newspaper, measured in a browser.</summary>
public partial class LookTests(DemoPaper demo, Browser browser)
{
    // In pixels. On a phone the English name would have to be smaller than the headline beneath it to stand on one line.
    private const int Tablet = 600;

    [Theory]
    [InlineData("/", 320), InlineData("/", 390), InlineData("/", 700), InlineData("/", 1280)]
    [InlineData("/th/", 320), InlineData("/th/", 390), InlineData("/th/", 1280)]
    public async Task the_newspapers_name_is_larger_than_its_largest_headline_and_takes_no_more_room_than_it_must(string front, int width) => await LookAsync(front, width, async page =>
    {
        Assert.True(await SizeAsync(page, ".plate .name") > await SizeAsync(page, ".lead h2"));
        double lines = await page.EvaluateAsync<double>("document.querySelector('.plate .name').offsetHeight / parseFloat(getComputedStyle(document.querySelector('.plate .name')).lineHeight)");
        Assert.Equal(width < Tablet && front == "/" ? 2 : 1, lines, 0.1);
    });

    [Theory]
    [InlineData("/"), InlineData("/th/")]
    public async Task there_is_no_hole_beneath_the_leads_picture(string front) => await LookAsync(front, 1280, async page =>
        Assert.InRange(await page.EvaluateAsync<double>(
            "document.querySelector('.lead').getBoundingClientRect().bottom - document.querySelector('.lead figcaption').getBoundingClientRect().bottom"), 0, 4));

    [Theory]
    [InlineData("/"), InlineData("/th/")]
    public async Task no_drawing_stands_twice_on_a_front(string front)
    {
        var paper = await demo.OpenAsync();
        var drawings = new List<string>();
        foreach (Match picture in Source().Matches(await paper.ReadAsync(front)))
            drawings.Add(Convert.ToHexString(SHA256.HashData(await (await paper.AskAsync(picture.Groups[1].Value)).Content.ReadAsByteArrayAsync())));
        Assert.True(drawings.Count > 8);
        Assert.Equal(drawings.Distinct(), drawings);
    }

    [Theory]
    [InlineData(320), InlineData(1280)]
    public async Task a_story_shows_the_newspapers_tagline(int width) => await LookAsync(await StoryAsync(), width, async page =>
        Assert.True(await page.Locator(".plate .tagline").IsVisibleAsync()));

    [Fact]
    public async Task on_paper_a_story_fills_the_sheet_and_offers_nothing_to_click() => await LookAsync(await StoryAsync(), 760, async page =>
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        // A figure that sticks to what is above it has lost its margin.
        Assert.InRange(await page.EvaluateAsync<double>(
            "document.querySelector('.opener').getBoundingClientRect().top - document.querySelector('.column header').getBoundingClientRect().bottom"), 12, 40);
        Assert.False(await page.Locator(".also").IsVisibleAsync());
        Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('.text').offsetWidth / document.querySelector('main').offsetWidth"), 0.98, 1.02);
    });

    [Fact]
    public async Task the_words_for_a_picture_that_has_not_come_keep_off_the_edge() => await LookAsync("/", 390, async page =>
    {
        Assert.Equal("16px", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.lead img'), '::after').paddingInlineStart"));
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.lead img'), '::after').content"));
    }, pictures: false);

    [Fact]
    public async Task a_sections_archive_says_once_whose_it_is()
    {
        var paper = await demo.OpenAsync();
        string[] parts = (await StoryAsync()).Split('/');
        await LookAsync($"/local/{parts[1]}/{parts[2]}/", 1280, async page =>
        {
            Assert.Single(Regex.Matches(await page.Locator(".head").InnerTextAsync(), "Local"));
            Assert.StartsWith("Local, ", await page.TitleAsync(), StringComparison.Ordinal);
        });
    }

    private static Task<double> SizeAsync(IPage page, string which) => page.EvaluateAsync<double>($"parseFloat(getComputedStyle(document.querySelector('{which}')).fontSize)");

    private async Task<string> StoryAsync() => Story().Match(await (await demo.OpenAsync()).ReadAsync("/")).Groups[1].Value;

    private async Task LookAsync(string path, int width, Func<IPage, Task> look, bool pictures = true)
    {
        var paper = await demo.OpenAsync();
        await using var window = await browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 800 } });
        var page = await window.NewPageAsync();
        if (!pictures) await page.RouteAsync("**/-/media/**", route => route.AbortAsync());
        await page.GotoAsync(new Uri(paper.Address, path).ToString(), new() { WaitUntil = WaitUntilState.Load });
        await look(page);
    }

    [GeneratedRegex("<img[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex("class=\"card lead.*?href=\"(/[0-9]{4}/[0-9]{2}/[^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Story();
}
