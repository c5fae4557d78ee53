using StopPress.Newsroom.Import;

namespace StopPress.Tests.Newsroom.Import;

public class WordPressTextTests
{
    [Theory]
    [InlineData("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n")]
    [InlineData("<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->", "\n\n\n<p>One.</p>\n\n")]
    // What stands between blocks was written without them.
    [InlineData("<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->\n\nTwo.\n\nThree.", "\n\n<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n")]
    [InlineData("<!-- wp:group {\"layout\":{\"type\":\"flex\"}} --><div><!-- wp:paragraph --><p>In.</p><!-- /wp:paragraph --></div><!-- /wp:group -->", "\n\n<div>\n<p>In.</p>\n</div>\n")]
    [InlineData("<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n<!-- wp:separator /-->", "\n\n\n<!--more-->\n\n\n")]
    [InlineData("[video src=\"a.mp4\"][/video]", "<p>\n\n<video src=\"a.mp4\"></video>\n\n</p>\n")]
    [InlineData("Look:\nhttps://youtu.be/abc?a=1&b=2\nThere.", "<p>Look:</p>\n<figure class=\"wp-block-embed\">https://youtu.be/abc?a=1&amp;b=2</figure>\n<p>There.</p>\n")]
    [InlineData("[embed width=\"3\"]https://youtu.be/abc[/embed]", "<p>\n\n<figure class=\"wp-block-embed\">https://youtu.be/abc</figure>\n\n</p>\n")]
    [InlineData("See https://youtu.be/abc here.", "<p>See https://youtu.be/abc here.</p>\n")]
    [InlineData("[[gallery]]", "<p>[[gallery]]</p>\n")]
    [InlineData("The [audio-visual archive] and [captions by Ann] stay.", "<p>The [audio-visual archive] and [captions by Ann] stay.</p>\n")]
    [InlineData("[caption caption=\"C\"]<img src=\"a.jpg\"> More.[/caption]", "<figure><img src=\"a.jpg\">\n<figcaption>C</figcaption>\n</figure>\n<p>More.</p>\n")]
    [InlineData("He said [sic] so.", "<p>He said [sic] so.</p>\n")]
    public void a_body_becomes_the_html_that_it_stands_for(string body, string html)
    {
        var text = new WordPressText(new Dictionary<string, string>(), "", []);
        Assert.Equal(html, text.ToHtml(body));
        Assert.Empty(text.Lines);
    }

    [Theory]
    [InlineData("<!-- wp:latest-posts {\"postsToShow\":3} /-->", "\"latest-posts\"")]
    [InlineData("<!-- wp:jetpack/map {\"url\":\"https://maps.example/1\"} /-->", "https://maps.example/1")]
    [InlineData("<!-- wp:block {\"ref\":9} /-->", "pattern 9")]
    [InlineData("[contact-form id=\"1\"]", "[contact-form]")]
    [InlineData("[gallery]", "gallery")]
    [InlineData("[playlist]", "names no files")]
    [InlineData("[audio]", "names no file")]
    public void what_was_made_anew_for_each_reader_is_told(string body, string told)
    {
        var text = new WordPressText(new Dictionary<string, string>(), "", []);
        text.ToHtml(body);
        Assert.Contains(told, Assert.Single(text.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void patterns_footnotes_and_galleries_bring_what_is_kept_elsewhere()
    {
        var patterns = new Dictionary<string, string> { ["9"] = "<!-- wp:paragraph --><p>Ring us.</p><!-- /wp:paragraph --><!-- wp:block {\"ref\":9} /-->" };
        var text = new WordPressText(patterns, """[{"id":"a","content":"See <em>page</em> 3."}]""", ["4", "5"]);
        string html = text.ToHtml("<!-- wp:block {\"ref\":9} /--><!-- wp:footnotes /-->[gallery ids=\"7, 8\"][gallery]");
        // A pattern that holds itself ends somewhere, and is told.
        Assert.Contains("<p>Ring us.</p>", html, StringComparison.Ordinal);
        Assert.Single(text.Lines);
        Assert.Contains("<ol><li>See <em>page</em> 3.</li></ol>", html, StringComparison.Ordinal);
        foreach (int id in new[] { 4, 5, 7, 8 }) Assert.Contains($"<img class=\"wp-image-{id}\">", html, StringComparison.Ordinal);
    }
}
