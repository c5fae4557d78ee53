using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Site.Serving;

/// <summary>What whoever watches the newspaper is told, from outside and at the desk.</summary>
public class HealthTests(Houses houses)
{
    private const long Gigabyte = 1L << 30;

    [Theory, BothDatabases]
    public async Task a_newspaper_that_works_says_that_it_lives_and_is_ready(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        Assert.Equal((HttpStatusCode.OK, """{"live":true}"""), await AskAsync(paper, "/-/health/live"));
        Assert.Equal((HttpStatusCode.OK, """{"ready":true,"database":"ok","press":"ok","disk":"ok"}"""), await AskAsync(paper, "/-/health/ready"));
        Assert.Equal("no-store", (await paper.AskAsync("/-/health/ready")).Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task a_newspaper_without_its_database_lives_and_is_not_ready_until_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        using var folder = new TemporaryFolder();
        await using var paper = await Paper.OpenAsync(folder.Path, server.Connection("postgres"), TimeProvider.System, null);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(paper, "/-/health/ready")).Status);
        await server.GoAwayAsync();
        await Eventually.AnswersAsync(async () => (await AskAsync(paper, "/-/health/ready")).Status == HttpStatusCode.ServiceUnavailable, "it is not ready");
        Assert.Contains("\"database\":\"away\"", (await AskAsync(paper, "/-/health/ready")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(paper, "/-/health/live")).Status);
        await server.ComeBackAsync();
        await Eventually.AnswersAsync(async () => (await AskAsync(paper, "/-/health/ready")).Status == HttpStatusCode.OK, "it is ready again");
    }

    [Fact]
    public async Task a_disk_on_which_nothing_can_be_kept_makes_it_not_ready_and_readers_are_served_on()
    {
        using var disk = SmallDisk.Make(60);
        await using var paper = await Paper.OpenAsync(Path.Combine(disk.Folder, "paper"), "", TimeProvider.System, null);
        string path = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        Assert.Contains("\"disk\":\"low\"", (await AskAsync(paper, "/-/health/ready")).Words, StringComparison.Ordinal);
        disk.Fill(100);
        var full = await AskAsync(paper, "/-/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.Status);
        Assert.Contains("\"disk\":\"full\"", full.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await paper.AskAsync(path)).StatusCode);
        disk.Empty();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(paper, "/-/health/ready")).Status);
    }

    [Fact]
    public void an_owner_is_warned_before_the_disk_is_full_and_told_when_there_is_room_again()
    {
        var clock = new FakeTimeProvider();
        var worries = new Worries();
        var free = new Dictionary<string, long> { ["/srv/paper"] = 5 * Gigabyte, ["/srv/media"] = 3 * Gigabyte };
        using var watch = new DiskWatch([.. free.Keys], Gigabyte, worries, NullLogger<DiskWatch>.Instance, clock, folder => free[folder]);
        watch.Start();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((DiskRoom.Enough, 0), (watch.Room, worries.Present.Count));
        free["/srv/media"] = Gigabyte / 2;
        clock.Advance(TimeSpan.FromMinutes(1));
        var worry = Assert.Single(worries.Present);
        Assert.Equal(("disk-low", "Only 512 MB are free where /srv/media is.", DiskRoom.Low), (worry.Code, worry.Message, watch.Room));
        free["/srv/media"] = 4096;
        Assert.Equal(DiskRoom.Full, watch.Room);
        free["/srv/media"] = 2 * Gigabyte;
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(worries.Present);
    }

    [Fact]
    public async Task a_worry_is_told_at_the_desk_to_whoever_keeps_the_house_and_by_the_doctor()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        paper.Desk.Worries.Begin(new Refusal("cache-away", "The cache at http://192.0.2.1/ does not answer.", "Start it."));
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        Assert.Contains("The cache at http://192.0.2.1/ does not answer.", (await owner.ReadAsync("")).Text, StringComparison.Ordinal);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.DoesNotContain("192.0.2.1", (await editor.ReadAsync("")).Text, StringComparison.Ordinal);
        await using var client = await ControlClient.ConnectAsync(RunFolder.SocketOf(house.Folder));
        var told = (await client!.CallAsync("TellTroubles", "anna")).Result!.Value;
        Assert.Equal("cache-away", Assert.Single(told.EnumerateArray()).GetProperty("code").GetString());
    }

    private static async Task<(HttpStatusCode Status, string Words)> AskAsync(Paper paper, string path)
    {
        using var answer = await paper.AskAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
