using System.Diagnostics;
using Npgsql;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>PostgreSQL goes away in every way that it can, and comes back.</summary>
[Collection(nameof(WholeMachine))]
public class DatabaseAwayTests
{
    // An act waits for the database's answer, gives up, and says so.
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(12);

    [Theory]
    [InlineData("stopped")]
    [InlineData("frozen")]
    public async Task while_the_database_is_away_acts_are_refused_and_readers_get_what_is_ready(string how)
    {
        await using var server = await PostgresServer.StartAsync();
        using var folders = new TwoFolders();
        await using var paper = await OpenAsync(folders.First, server.Connection("postgres"));
        await using var other = await OpenAsync(folders.Second, server.Connection("postgres"));
        string ready = await PublishAsync(paper, "Kept ready");
        string cold = await PublishAsync(paper, "Never asked for");
        for (var i = 0; i < 3; i++) await paper.AskAsync(ready);
        string scheduled = await paper.FileAsync("Due while the database is away");
        await Paper.DoneAsync(new SchedulePublish(scheduled, "en", DateTimeOffset.UtcNow.AddSeconds(1.5)).RunAsync(paper.Desk, "anna"));

        await using var away = await Absence.BeginAsync(server, how == "frozen");
        var waited = Stopwatch.StartNew();
        var refused = await new FileStory("en", new StoryWords("Not now", Paper.Body("No."))).RunAsync(paper.Desk, "anna");
        Assert.Equal("database-away", refused.Refusal?.Code);
        Assert.True(waited.Elapsed < SoonEnough, $"The desk heard of it after {waited.Elapsed.TotalSeconds:0.0} s.");
        await Eventually.HoldsAsync(() => paper.House.Tail.Currency.IsAway, "the newspaper notices", TimeSpan.FromSeconds(5));
        for (var i = 0; i < 20; i++)
        {
            waited.Restart();
            Assert.Contains("Kept ready", await paper.ReadAsync(ready), StringComparison.Ordinal);
            // Whoever asked the database would wait for its whole patience, which is longer.
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(3), $"A ready page came after {waited.Elapsed.TotalSeconds:0.0} s.");
            await Task.Delay(100);
        }
        using (var closed = await paper.AskAsync(cold))
        {
            Assert.Equal(503, (int)closed.StatusCode);
            Assert.Contains("Please try again in a moment", await closed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await away.DisposeAsync();
        await Eventually.HoldsAsync(() => !paper.House.Tail.Currency.IsAway && !other.House.Tail.Currency.IsAway, "both nodes go on", TimeSpan.FromSeconds(15));
        Assert.Contains("Never asked for", await paper.ReadAsync(cold), StringComparison.Ordinal);
        string after = await PublishAsync(paper, "After it all");
        await Eventually.HoldsAsync(() => other.ReadAsync(after).GetAwaiter().GetResult().Contains("After it all", StringComparison.Ordinal), "the other node follows");
        await FiredOnceAsync(paper, scheduled);
        await NothingOfAsync(paper, "Not now");
    }

    [Fact]
    public async Task connections_that_the_database_ends_cost_nobody_anything()
    {
        await using var server = await PostgresServer.StartAsync();
        using var folders = new TwoFolders();
        await using var paper = await OpenAsync(folders.First, server.Connection("postgres"));
        for (var i = 0; i < 5; i++)
        {
            string path = await PublishAsync(paper, $"Story {i}");
            await using (var killer = new NpgsqlConnection(server.Connection("postgres") + ";Pooling=false"))
            {
                await killer.OpenAsync();
                await killer.ExecuteAsync(null, "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
            }
            if (i % 2 == 0) await PublishAsync(paper, $"Next {i}");
            string page = await paper.ReadAsync(path);
            Assert.True(page.Contains($"Story {i}", StringComparison.Ordinal), $"{path}, away: {paper.House.Tail.Currency.IsAway}: {page}");
        }
    }

    [Fact]
    public async Task a_node_that_was_cut_off_shows_nothing_old_once_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        using var folders = new TwoFolders();
        await using var line = new CutLine(server.Folder);
        await using var other = await OpenAsync(folders.Second, server.Connection("postgres"));
        await using var paper = await OpenAsync(folders.First, line.By(server.Connection("postgres"), server.Folder));
        string story = await paper.FileAsync("Withdrawn meanwhile");
        string path = await paper.PublishAsync(story);
        for (var i = 0; i < 3; i++) await paper.AskAsync(path);
        line.Cut();
        await Eventually.HoldsAsync(() => paper.House.Tail.Currency.IsAway, "the node notices that it is cut off");
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(other.Desk, "anna"));
        Assert.Contains("Withdrawn meanwhile", await paper.ReadAsync(path), StringComparison.Ordinal);
        line.Mend();
        await Eventually.HoldsAsync(() => !paper.House.Tail.Currency.IsAway, "the node is back");
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
        Assert.DoesNotContain("Withdrawn meanwhile", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_newspaper_that_cannot_offer_its_set_up_at_once_stays_open_and_offers_it_then()
    {
        await using var server = await PostgresServer.StartAsync();
        using var folders = new TwoFolders();
        // The tables are there; what makes the link is held by somebody else when the newspaper comes up.
        await using (await OpenAsync(folders.Second, server.Connection("postgres"))) { }
        await using var holder = new NpgsqlConnection(server.Connection("postgres") + ";Pooling=false");
        await holder.OpenAsync();
        await using var held = await holder.BeginTransactionAsync();
        await holder.ExecuteAsync(held, "LOCK TABLE links IN ACCESS EXCLUSIVE MODE");
        await using var paper = await RunningPaper.StartAsync(folders.First, server.Connection("postgres"));
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < SoonEnough; await Task.Delay(250)) if (!await paper.AnswersAsync()) Assert.Fail(await paper.LastWordsAsync());
        await held.RollbackAsync();
        await Eventually.HoldsAsync(() => holder.ScalarAsync(null, "SELECT COUNT(*) FROM links").GetAwaiter().GetResult() is 1L, "the link is made", SoonEnough);
        await Task.Delay(500);
        string said = await paper.LastWordsAsync();
        Assert.Contains("/set-up?link=", said, StringComparison.Ordinal);
        Assert.Contains("is looked at again", said, StringComparison.Ordinal);
    }

    private static Task<Paper> OpenAsync(string folder, string connection) => Paper.OpenAsync(folder, connection, TimeProvider.System, null);

    private static async Task<string> PublishAsync(Paper paper, string headline) => await paper.PublishAsync(await paper.FileAsync(headline));

    private static async Task FiredOnceAsync(Paper paper, string story)
    {
        var fired = 0L;
        for (var tries = 0; fired == 0 && tries < 100; tries++)
        {
            await Task.Delay(100);
            fired = await CountAsync(paper, $"SELECT COUNT(*) FROM journal WHERE kind = 'StoryPublished' AND actor = 'clock' AND payload LIKE '%{story}%'");
        }
        await Task.Delay(1500);
        Assert.Equal(1, await CountAsync(paper, $"SELECT COUNT(*) FROM journal WHERE kind = 'StoryPublished' AND actor = 'clock' AND payload LIKE '%{story}%'"));
    }

    private static async Task NothingOfAsync(Paper paper, string headline) =>
        Assert.Equal(0, await CountAsync(paper, $"SELECT COUNT(*) FROM revisions WHERE headline = '{headline}'"));

    private static Task<long> CountAsync(Paper paper, string question) =>
        paper.House.Database.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, question))!);
}

/// <summary>Marks the tests that take the machine for themselves: one after the other, and beside no other.</summary>
[CollectionDefinition(nameof(WholeMachine), DisableParallelization = true)]
public sealed class WholeMachine;

/// <summary>The data folders of two nodes.</summary>
internal sealed class TwoFolders : IDisposable
{
    public string First { get; } = Directory.CreateTempSubdirectory("stoppress-").FullName;

    public string Second { get; } = Directory.CreateTempSubdirectory("stoppress-").FullName;

    public void Dispose()
    {
        Directory.Delete(First, recursive: true);
        Directory.Delete(Second, recursive: true);
    }
}

/// <summary>A time in which a PostgreSQL server is not there; it ends with the test at the latest, or nobody could stop the server.</summary>
internal sealed class Absence : IAsyncDisposable
{
    private readonly PostgresServer server;
    private readonly IReadOnlyList<int> frozen;
    private bool over;

    private Absence(PostgresServer server, IReadOnlyList<int> frozen) => (this.server, this.frozen) = (server, frozen);

    /// <summary>Stops the server as a crash would, or freezes its processes where they stand.</summary>
    public static async Task<Absence> BeginAsync(PostgresServer server, bool freeze)
    {
        var processes = freeze ? server.Processes() : [];
        if (freeze) RunningPaper.Signal(processes, stop: true);
        else await server.GoAwayAsync();
        return new Absence(server, processes);
    }

    public async ValueTask DisposeAsync()
    {
        if (over) return;
        over = true;
        if (frozen.Count > 0) RunningPaper.Signal(frozen, stop: false);
        else await server.ComeBackAsync();
    }
}
