using System.Text.Json;
using StopPress.Newsroom.Stories;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests;

public class OpenSiteTests(Houses houses)
{
    [Fact]
    public async Task why_says_what_readers_get_at_any_address_asked_for_before_or_not()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Harbour wall holds");
        string first = await paper.PublishAsync(story);
        string second = (await Paper.DoneAsync(new ChangeUrlSlug(story, "en", "wall").RunAsync(paper.Desk, "anna")))!;
        await using var client = await ControlClient.ConnectAsync(RunFolder.SocketOf(house.Folder));
        Assert.Equal("nothing-there", (await WhyAsync("/nowhere")).Refusal!.Code);
        var moved = (await WhyAsync(first)).Refusal!;
        Assert.Equal(("moved", $"{first} leads readers to {second}."), (moved.Code, moved.Message));
        var page = (JsonElement)(await WhyAsync(second)).Result!;
        Assert.Contains($"story:{story}", page.GetProperty("read").EnumerateArray().Select(subject => subject.GetString()));
        Assert.True((await client!.CallAsync("Touches", "anna", new { subject = $"story:{story}" })).Ok);
        Assert.Equal("no-page", (await client.CallAsync("Touches", "anna", new { subject = "zz" })).Refusal!.Code);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        foreach (string path in new[] { first, second }) Assert.Equal("withdrawn", (await WhyAsync(path)).Refusal!.Code);

        Task<ControlReply> WhyAsync(string path) => client!.CallAsync("Why", "anna", new { path });
    }
}
