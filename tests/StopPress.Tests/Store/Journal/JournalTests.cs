using Microsoft.EntityFrameworkCore;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Journal;

public class JournalTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task an_act_keeps_its_rows_and_one_entry(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var node = await house.StartNodeAsync();
        var outcome = await node.Journal.WriteAsync<int>("anna", context =>
        {
            context.Add(Lease("front"));
            return Draft("FrontPinned", 7, "front:en", "story:2", "front:en");
        });

        var entries = await Entries(node);
        Assert.Equal(7, outcome.Value.Result);
        var entry = Assert.Single(entries);
        Assert.Equal((1, "anna", "FrontPinned"), (entry.Sequence, entry.Actor, entry.Kind));
        Assert.Equal(Instant.Now(house.Clock), entry.At);
        Assert.Equal(["front:en", "story:2"], entry.Subjects);
        Assert.Equal(["front"], await Leases(node));
    }

    [Theory, BothDatabases]
    public async Task a_refusal_leaves_nothing(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var node = await house.StartNodeAsync();
        var outcome = await node.Journal.WriteAsync<int>("anna", async context =>
        {
            context.Add(Lease("front"));
            await context.SaveChangesAsync();
            return new Refusal("no-headline", "The story has no headline.");
        });

        Assert.Equal("no-headline", outcome.Refusal!.Code);
        Assert.Empty(await Entries(node));
        Assert.Empty(await Leases(node));
    }

    [Theory, BothDatabases]
    public async Task an_act_that_breaks_leaves_nothing_and_the_next_one_goes_through(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var node = await house.StartNodeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => node.Journal.WriteAsync<int>("anna", async context =>
        {
            context.Add(Lease("front"));
            await context.SaveChangesAsync();
            throw new InvalidOperationException("broken");
        }));

        Assert.Empty(await Leases(node));
        Assert.Equal(1, (await node.WriteAsync("StoryPublished", "story:1")).Sequence);
    }

    [Theory, BothDatabases]
    public async Task journal_order_is_commit_order_when_many_write_at_once(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        // SQLite serves one process; on PostgreSQL three nodes write side by side.
        List<Node> nodes = [];
        for (var number = 0; number < (kind == DatabaseKind.Sqlite ? 1 : 3); number++) nodes.Add(await house.StartNodeAsync());
        await using var watcher = new CommitWatcher(house.OpenDatabase());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 25; number++) await nodes[writer % nodes.Count].WriteAsync("StoryPublished", $"story:{writer}-{number}");
        })));

        var seen = await watcher.StopAsync();
        var entries = await Entries(nodes[0]);
        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), entries.Select(entry => entry.Sequence));
        // Each look saw the journal without a hole: nothing committed behind what was already to be seen.
        Assert.All(seen, look => Assert.Equal(look.Last, look.Count));
    }

    [Theory, BothDatabases]
    public async Task followers_in_step_have_caught_up_when_the_act_returns(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var press = new RecordingFollower("press");
        var node = await house.StartNodeAsync(press.InStep());
        for (var number = 0; number < 20; number++)
        {
            var entry = await node.WriteAsync("StoryPublished", $"story:{number}");
            Assert.Equal(entry.Sequence, press.Taken[^1].Sequence);
            Assert.Equal(entry.Sequence, node.Tail.Position);
        }
        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), press.Taken.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task every_node_follows_each_entry_once_in_order_within_a_second()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        RecordingFollower[] presses = [new("first"), new("second"), new("third")];
        List<Node> nodes = [];
        foreach (var press in presses) nodes.Add(await house.StartNodeAsync(press.InStep()));
        await Task.WhenAll(nodes.Select(node => Task.Run(async () =>
        {
            for (var number = 0; number < 40; number++) await node.WriteAsync("StoryPublished", "story:1");
        })));

        foreach (var press in presses) await Eventually.HoldsAsync(() => press.Taken.Count >= 120, "the other nodes' entries came", TimeSpan.FromSeconds(1));
        foreach (var press in presses) Assert.Equal(Enumerable.Range(1, 120).Select(number => (long)number), press.Taken.Select(entry => entry.Sequence));
    }

    [Theory, BothDatabases]
    public async Task a_follower_that_fails_gives_up_and_stops_nobody_else(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var gaveUp = 0;
        var search = new RecordingFollower("search");
        var node = await house.StartNodeAsync(
            new FollowerInStep("press", _ => throw new InvalidDataException("jam"), fault => gaveUp += fault.Message == "jam" ? 1 : 0), search.InStep());

        await node.WriteAsync("StoryPublished", "story:1");
        await node.WriteAsync("StoryPublished", "story:2");

        Assert.Equal(2, gaveUp);
        Assert.Equal(2, search.Taken.Count);
    }

    [Theory, BothDatabases]
    public async Task a_node_that_starts_late_follows_only_what_comes_after(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var first = await house.StartNodeAsync();
        await first.WriteAsync("StoryPublished", "story:1");
        var press = new RecordingFollower("press");
        var late = await house.StartNodeAsync(press.InStep());

        Assert.Equal(1, late.Tail.Position);
        await late.WriteAsync("StoryPublished", "story:2");
        Assert.Equal([2L], press.Taken.Select(entry => entry.Sequence));
    }

    private static LeaseRow Lease(string name) => new() { Name = name, Holder = "test", Until = new Instant(0) };

    private static Task<Outcome<(EntryDraft, int)>> Draft(string kind, int result, params string[] subjects) =>
        Task.FromResult<Outcome<(EntryDraft, int)>>((new EntryDraft(kind, subjects), result));

    private static Task<List<JournalEntry>> Entries(Node node) =>
        node.Database.ReadAsync((connection, snapshot) => NewsJournal.ReadAsync(connection, 0, 1000, snapshot));

    private static Task<List<string>> Leases(Node node) =>
        node.Database.ReadAsync((connection, snapshot) => connection.ListAsync(snapshot, "SELECT name FROM leases", row => row.GetString(0)));
}
