using StopPress.Site.Themes;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Themes;

public sealed class ThemeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void the_programs_own_theme_has_no_fault()
    {
        Assert.Empty(Theme.Under(null, out var faults).Unused);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("{{ page.title }}\n{% for c in cards %}", "parse", "story.liquid")]
    [InlineData("one\ntwo {% render 'parts/nope' %}", "There is no file \"parts/nope.liquid\" at line 2.", "story.liquid")]
    [InlineData("one\n\n{{ story.headline | nofilter }}", "There is no filter \"nofilter\" at line 3.", "story.liquid")]
    public void what_can_never_work_is_told_with_its_file_and_line_and_the_programs_own_stands_in(string text, string words, string file)
    {
        Put("story.liquid", text);
        var theme = Theme.Under(folder.Path, out var faults);
        var fault = Assert.Single(faults);
        Assert.Equal(file, fault.File);
        if (words != "parse") Assert.Equal(words, fault.Message);
        else Assert.Matches("(?i)line|[0-9]+:[0-9]+|\\([0-9]+", fault.Message);
        Assert.NotNull(theme);
    }

    [Fact]
    public void parts_that_set_each_other_are_told()
    {
        Put("parts/a.liquid", "\n{% render 'parts/b' %}");
        Put("parts/b.liquid", "{% render 'parts/a' %}");
        Put("story.liquid", "{% render 'parts/a' %}");
        Theme.Under(folder.Path, out var faults);
        Assert.Contains(faults, fault => fault.File == "parts/a.liquid" && fault.Message == "It sets itself, by way of \"parts/b\" at line 2.");
    }

    [Fact]
    public void a_style_cannot_end_its_element()
    {
        Put("style.css", "p { color: red }\n</STYLE><script>alert(1)</script>");
        var theme = Theme.Under(folder.Path, out var faults);
        Assert.Equal("It ends the element that holds it at line 2.", Assert.Single(faults).Message);
        Assert.Equal(Theme.OfTheProgram.Style, theme.Style);
    }

    [Fact]
    public void a_template_that_nothing_sets_is_seen()
    {
        Put("stoory.liquid", "x");
        Put("parts/mine.liquid", "x");
        Put("tag.liquid", "{% render 'parts/mine' %}");
        var theme = Theme.Under(folder.Path, out var faults);
        Assert.Empty(faults);
        Assert.Equal(["stoory.liquid"], theme.Unused);
    }

    // Each would fill the memory of the machine if nothing stopped it.
    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}")]
    [InlineData("{% assign n = 1000000 | times: 1000000 %}{% for i in (1..n) %}x{% endfor %}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..30) %}{% assign s = s | replace: 'x', s %}{% endfor %}{{ s }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..30) %}{% assign s = s | split: '' | join: s %}{% endfor %}{{ s }}")]
    [InlineData("{% capture s %}{% for i in (1..10000) %}xxxxxxxxxxxxxxxxxxxx{% endfor %}{% endcapture %}{% for i in (1..10000) %}{{ s }}{% endfor %}")]
    [InlineData("{% for i in (1..10000) %}{% for j in (1..10000) %}x{% endfor %}{% endfor %}")]
    public async Task a_template_that_would_never_end_or_fill_the_memory_is_stopped(string text)
    {
        Put("tag.liquid", text);
        var theme = Theme.Under(folder.Path, out var faults);
        Assert.Empty(faults);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var fault = await Assert.ThrowsAsync<ThemeException>(() => theme.RenderAsync("tag", new Dictionary<string, object?>(), (_, _) => ""));
        Assert.StartsWith("tag.liquid: ", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    [Fact]
    public async Task loops_and_captures_within_reason_go_through()
    {
        Put("tag.liquid", "{% for i in (1..3) %}{% capture s %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% endcapture %}{{ s }},{% endfor %}{{ 'a-b' | replace: '-', '_' }}{% assign l = 'x y' | split: ' ' %}{{ l | join: ',' }}");
        var theme = Theme.Under(folder.Path, out var faults);
        Assert.Empty(faults);
        Assert.Equal("1,a_bx,y", await theme.RenderAsync("tag", new Dictionary<string, object?>(), (_, _) => ""));
    }

    private void Put(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], text);
    }
}
