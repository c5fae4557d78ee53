using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Stories;

public class SchedulePublishTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task an_hour_is_not_set_for_what_could_not_go_out_then(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var hour = DateTimeOffset.UtcNow.AddHours(1);
        string unnamed = await paper.FileAsync("");
        Assert.Equal("no-headline", (await new SchedulePublish(unnamed, "en", hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        string story = await paper.FileAsync("Budget at noon");
        await Paper.DoneAsync(new SchedulePublish(story, "en", hour).RunAsync(paper.Desk, "anna"));
        var disputed = new Document([new Conflict(BlockId.New(), [Paragraph("Mine.")], [Paragraph("Yours.")])]);
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Budget at noon", ProseMirrorJson.Write(disputed))).RunAsync(paper.Desk, "anna"));
        Assert.Equal("conflict", (await new SchedulePublish(story, "en", hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);

        static Paragraph Paragraph(string text) => new(BlockId.New(), [new TextRun(text, Marks.None)]);
    }
}
