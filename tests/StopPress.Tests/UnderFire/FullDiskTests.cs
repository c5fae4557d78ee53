using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>The disk is full: the desk is told, nothing is half kept, and readers notice nothing.</summary>
[Collection(nameof(WholeMachine))]
public class FullDiskTests
{
    // How many pages of 4 kB the ballast leaves, so that the disk ends at different writes of an act. "./soak disk" goes through many more.
    private static readonly int[] Rooms = Environment.GetEnvironmentVariable("SOAK_DISK") is { Length: > 0 }
        ? [.. Enumerable.Range(0, 60)]
        : [0, 2, 7];

    [Fact]
    public async Task on_a_full_disk_acts_are_refused_and_the_newspaper_is_served()
    {
        // Each round uses up what room is left in the files, so that they grow with every one.
        using var disk = SmallDisk.Make(Rooms.Length > 3 ? 128 : 24);
        var kept = new Dictionary<string, string>();
        string scheduled;
        await using (var paper = await OpenAsync(disk))
        {
            string ready = await PublishAsync(paper, kept, "Kept ready");
            foreach (int room in Rooms)
            {
                string cold = await PublishAsync(paper, kept, $"Never asked for {room}");
                for (var i = 0; i < 3; i++) await paper.AskAsync(ready);
                scheduled = await paper.FileAsync("Due on a full disk");
                await Paper.DoneAsync(new SchedulePublish(scheduled, "en", DateTimeOffset.UtcNow.AddMilliseconds(100)).RunAsync(paper.Desk, "anna"));
                disk.Fill(room);
                await UntilRefusedAsync(paper, kept);
                Assert.Contains("Kept ready", await paper.ReadAsync(ready), StringComparison.Ordinal);
                Assert.Contains($"Never asked for {room}", await paper.ReadAsync(cold), StringComparison.Ordinal);
                Assert.Equal(200, (int)(await paper.AskAsync("/")).StatusCode);
                await NoPictureIsHalfKeptAsync(paper, disk);
                disk.Empty();
                await PublishAsync(paper, kept, $"Room again {room}");
                await FiredOnceAsync(paper, scheduled);
            }
            Assert.Equal("ok", await AskAsync(paper, "PRAGMA integrity_check"));
        }
        await using var again = await OpenAsync(disk);
        foreach (var (path, headline) in kept) Assert.Contains(headline, await again.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(await AskAsync(again, "SELECT MAX(sequence) FROM journal"), await AskAsync(again, "SELECT COUNT(*) FROM journal"));
    }

    [Fact]
    public async Task on_a_full_disk_a_start_says_so()
    {
        using var disk = SmallDisk.Make(8);
        disk.Fill();
        var (paper, words) = await RunningPaper.TryStartAsync(Path.Combine(disk.Folder, "data"));
        Assert.Null(paper);
        Assert.Contains("disk", words, StringComparison.Ordinal);
        Assert.Contains("full", words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
        disk.Empty();
        await using var started = await RunningPaper.StartAsync(Path.Combine(disk.Folder, "data"));
        await started.PublishAsync("Room enough");
    }

    private static Task<Paper> OpenAsync(SmallDisk disk) => Paper.OpenAsync(disk.Folder, "", TimeProvider.System, null);

    private static async Task<string> PublishAsync(Paper paper, Dictionary<string, string> kept, string headline)
    {
        string path = await paper.PublishAsync(await paper.FileAsync(headline));
        kept[path] = headline;
        return path;
    }

    // What room is left in the files that are there already is used up first. Whatever is refused is refused for the one reason.
    private static async Task UntilRefusedAsync(Paper paper, Dictionary<string, string> kept)
    {
        const int Enough = 5;
        for (var (refused, tries) = (0, 0); refused < Enough; tries++)
        {
            Assert.True(tries < 3000, "The disk did not run full.");
            string headline = $"Until it is full {Guid.NewGuid():N}";
            var filed = await new FileStory("en", new StoryWords(headline, Paper.Body(new string('x', 20_000)))).RunAsync(paper.Desk, "anna");
            if (Refused(filed, ref refused)) continue;
            var published = await new PublishStory(filed.Value.Result, "en").RunAsync(paper.Desk, "anna");
            if (!Refused(published, ref refused)) kept[published.Value.Result] = headline;
        }
    }

    private static bool Refused<T>(Outcome<Settled<T>> act, ref int count)
    {
        if (act.Refusal is not { } refusal) return false;
        Assert.Equal("disk-full", refusal.Code);
        Assert.NotEmpty(refusal.Help);
        count++;
        return true;
    }

    private static async Task NoPictureIsHalfKeptAsync(Paper paper, SmallDisk disk)
    {
        string media = Path.Combine(disk.Folder, "media");
        object? rows = await AskAsync(paper, "SELECT COUNT(*) FROM media");
        // Noise after the picture's end, so that it is larger than whatever room is left.
        byte[] noise = new byte[300_000];
        Random.Shared.NextBytes(noise);
        byte[] bytes = [.. Shots.Jpeg(60, 40), .. noise];
        var added = await Record.ExceptionAsync(async () => Assert.Equal("disk-full", (await Shots.TryAsync(paper, bytes)).Refusal?.Code));
        if (added is not null) Assert.Equal("disk-full", Breakdown.RefusalOf(added)?.Code);
        Assert.Equal(rows, await AskAsync(paper, "SELECT COUNT(*) FROM media"));
        Assert.Empty(Directory.Exists(media) ? Directory.GetFiles(media, "*", SearchOption.AllDirectories) : []);
    }

    private static async Task FiredOnceAsync(Paper paper, string story)
    {
        string question = $"SELECT COUNT(*) FROM journal WHERE kind = 'StoryPublished' AND actor = 'clock' AND payload LIKE '%{story}%'";
        for (var tries = 0; tries < 100 && await AskAsync(paper, question) is 0L; tries++) await Task.Delay(50);
        Assert.Equal(1L, await AskAsync(paper, question));
    }

    private static Task<object?> AskAsync(Paper paper, string question) =>
        paper.House.Database.ReadAsync((connection, snapshot) => connection.ScalarAsync(snapshot, question));
}
