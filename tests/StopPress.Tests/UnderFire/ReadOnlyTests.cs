namespace StopPress.Tests.UnderFire;

/// <summary>The data folder can be read but not written.</summary>
[Collection(nameof(WholeMachine))]
public class ReadOnlyTests
{
    [Fact]
    public async Task a_start_on_a_read_only_folder_says_what_is_wrong()
    {
        using var disk = SmallDisk.Make(16);
        string folder = Path.Combine(disk.Folder, "data");
        string path;
        await using (var paper = await RunningPaper.StartAsync(folder)) path = (await paper.PublishAsync("Before")).Path;
        disk.SetReadOnly(true);
        var (started, words) = await RunningPaper.TryStartAsync(folder);
        Assert.Null(started);
        Assert.Contains("cannot be written", words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
        disk.SetReadOnly(false);
        await using var again = await RunningPaper.StartAsync(folder);
        Assert.Contains("Before", (await again.AskAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_folder_that_turns_read_only_stops_the_acts_and_not_the_readers()
    {
        using var folders = new TwoFolders();
        await using var paper = await RunningPaper.StartAsync(folders.First);
        var (_, ready) = await paper.PublishAsync("Kept ready");
        var (_, cold) = await paper.PublishAsync("Never asked for");
        for (var i = 0; i < 3; i++) await paper.AskAsync(ready);
        // What the kernel answers on a disk that it has mounted anew for reading, after a fault, while files are open.
        await using (await Tracer.OnAsync(paper.Id, "pwrite64,fdatasync,fsync,ftruncate", "error=EROFS"))
        {
            for (var i = 0; i < 3; i++)
            {
                var refused = await paper.CallAsync("FileStory", new { edition = "en", words = new { headline = "Not now", body = Support.Paper.Body("No.") } });
                Assert.Equal("read-only", refused.Refusal?.Code);
                Assert.Contains("cannot be written", refused.Refusal!.Message, StringComparison.Ordinal);
            }
            Assert.Contains("Kept ready", (await paper.AskAsync(ready)).Text, StringComparison.Ordinal);
            Assert.Contains("Never asked for", (await paper.AskAsync(cold)).Text, StringComparison.Ordinal);
            Assert.Equal(200, (await paper.AskAsync("/")).Status);
        }
        var (_, after) = await paper.PublishAsync("It can be written again");
        Assert.Contains("written again", (await paper.AskAsync(after)).Text, StringComparison.Ordinal);
    }
}
