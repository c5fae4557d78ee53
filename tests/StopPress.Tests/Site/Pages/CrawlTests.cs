using StopPress.Newsroom.Import;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

/// <summary>What every page says of itself to machines, as one of them sees it that follows all links.</summary>
public class CrawlTests(DemoPaper demo, Houses houses)
{
    [Fact]
    public async Task what_pages_of_the_sample_say_of_themselves_and_of_each_other_holds()
    {
        int found = await Crawl.CheckAsync(await demo.OpenAsync(), ["/", "/th/"]);
        Assert.True(found > 100, $"Only {found} pages were found.");
    }

    [Theory, BothDatabases]
    public async Task what_pages_of_an_imported_newspaper_say_holds(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await Paper.DoneAsync(new ImportWordPress(Corpus.PathOf("wxr/theme-unit-test.xml")).RunAsync(paper.Desk, "anna"));
        int found = await Crawl.CheckAsync(paper, ["/"]);
        Assert.True(found > 100, $"Only {found} pages were found.");
    }
}
