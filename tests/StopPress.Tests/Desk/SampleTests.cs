using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Desk.Rooms.SetUp;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>How somebody looks around in a sample newspaper before they set up their own.</summary>
public class SampleTests(Houses houses)
{
    private const string HalfLine = "it is not complete";

    [Fact]
    public async Task an_owner_who_looks_around_is_told_how_far_the_sample_is_and_has_all_of_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string link = (await SetUpNewspaper.LinkAsync(paper.Desk)).Value!;
        using var owner = new DeskVisitor(paper);
        string form = $"set-up?link={link}&way=sample";
        Assert.DoesNotContain("id=\"zone\"", (await owner.ReadAsync(form)).Text, StringComparison.Ordinal);
        // What is refused leaves nothing behind, and nothing typed is lost.
        var refused = await owner.SendAsync(form, new() { ["link"] = link, ["way"] = "sample", ["owner"] = "Anna Weber", ["email"] = "nobody" });
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("value=\"Anna Weber\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(house.Folder, "sample")));
        var set = await owner.SendAsync(form, new() { ["link"] = link, ["way"] = "sample", ["owner"] = "Anna Weber", ["email"] = "anna@example.org" });
        string invitation = set.Headers.Location!.OriginalString["/-/desk/".Length..];
        await owner.SendAsync(invitation, new() { ["t"] = invitation["link?t=".Length..], ["password"] = DeskVisitor.Password });
        Assert.Contains("/house/sample", (await owner.ReadAsync("")).Text, StringComparison.Ordinal);
        string page = "";
        // Longer than it takes on a machine that does much else.
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!(page = (await owner.ReadAsync("house/sample")).Text).Contains("all of it is here", StringComparison.Ordinal))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), page);
            await Task.Delay(200);
        }
        string front = await paper.ReadAsync("/");
        Assert.DoesNotContain(HalfLine, front, StringComparison.Ordinal);
        Assert.True(front.Split("<article").Length > 10 || front.Split("<h2").Length > 10, "The front is empty.");
        Assert.Equal(200, (int)(await paper.AskAsync("/th/")).StatusCode);
    }

    [Fact]
    public async Task half_a_sample_is_told_to_the_desk_and_to_readers_and_never_taken_for_a_whole_one()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string folder = Path.Combine(house.Folder, "sample");
        var half = new TaskCompletionSource();
        await using (var stopped = Desk((_, _) => half.Task))
        {
            Assert.Null(stopped.Announce());
            stopped.Begin();
            Assert.Equal(SampleStage.Filling, stopped.Stage);
            await Eventually.AnswersAsync(async () => (await paper.ReadAsync("/")).Contains(HalfLine, StringComparison.Ordinal), "readers are told");
            half.SetException(new IOException("The power was cut."));
            await Eventually.HoldsAsync(() => stopped.Stage == SampleStage.Stopped, "it stops");
        }
        Assert.Contains(HalfLine, await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("half a sample", (await owner.ReadAsync("")).Text, StringComparison.Ordinal);
        Assert.Contains("half a sample", (await owner.ReadAsync("house/sample")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("half a sample", (await editor.ReadAsync("")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await editor.ReadAsync("house/sample")).Status);
        await using var whole = Desk((_, _) => Task.CompletedTask);
        whole.Begin();
        await Eventually.HoldsAsync(() => whole.Stage == SampleStage.Whole, "it is whole");
        Assert.DoesNotContain(HalfLine, await paper.ReadAsync("/"), StringComparison.Ordinal);

        SampleDesk Desk(Func<Action<int, int>, CancellationToken, Task> fill) => new(
            paper.Desk, folder, new Sample(() => new OpenEdition("en", "", "en-GB", "Sample", "", "English", "Etc/UTC"), fill), NullLogger<SampleDesk>.Instance);
    }
}
