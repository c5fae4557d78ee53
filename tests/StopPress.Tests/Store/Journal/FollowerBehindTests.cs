using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Journal;

public class FollowerBehindTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task mail_takes_each_entry_once_and_resumes_where_it_was(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var node = await house.StartNodeAsync();
        List<long> sent = [];
        for (var number = 0; number < 3; number++) await node.WriteAsync("StoryPublished", "story:1");
        Assert.Equal(3, await Mail(house, node, entry => sent.Add(entry.Sequence)).RunOnceAsync());
        await node.WriteAsync("StoryPublished", "story:1");
        Assert.Equal(1, await Mail(house, node, entry => sent.Add(entry.Sequence)).RunOnceAsync());
        Assert.Equal([1, 2, 3, 4], sent);
    }

    [Theory, BothDatabases]
    public async Task an_entry_that_cannot_be_mailed_is_parked_with_its_reason_and_stops_no_other(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var node = await house.StartNodeAsync();
        List<long> sent = [];
        for (var number = 0; number < 3; number++) await node.WriteAsync("StoryPublished", "story:1");
        await Mail(house, node, entry => Send(entry, down: true)).RunOnceAsync();

        Assert.Equal([1, 3], sent);
        Assert.Equal([(2L, "the server is down")], await Parked(node));

        Assert.Equal(1, await Mail(house, node, entry => Send(entry, down: true)).RetryParkedAsync());
        Assert.Equal(0, await Mail(house, node, entry => Send(entry, down: false)).RetryParkedAsync());
        Assert.Equal([1, 3, 2], sent);
        Assert.Empty(await Parked(node));

        void Send(JournalEntry entry, bool down)
        {
            if (entry.Sequence == 2 && down) throw new IOException("the server is down");
            sent.Add(entry.Sequence);
        }
    }

    [Theory, BothDatabases]
    public async Task a_stop_in_the_middle_parks_nothing_and_delivers_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var node = await house.StartNodeAsync();
        await node.WriteAsync("StoryPublished", "story:1");
        using var stop = new CancellationTokenSource();
        var stopped = new FollowerBehind("mail", (_, cancel) => Task.Delay(Timeout.Infinite, cancel), node.Database, house.Clock, NullLogger.Instance);
        var running = stopped.RunOnceAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        List<long> sent = [];
        await Mail(house, node, entry => sent.Add(entry.Sequence)).RunOnceAsync();
        Assert.Equal([1], sent);
        Assert.Empty(await Parked(node));
    }

    [Theory, BothDatabases]
    public async Task a_delivery_that_times_out_is_parked_like_any_other(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var node = await house.StartNodeAsync();
        await node.WriteAsync("StoryPublished", "story:1");
        Assert.Equal(1, await Mail(house, node, _ => throw new TaskCanceledException("the server took too long")).RunOnceAsync());
        Assert.Equal([(1L, "the server took too long")], await Parked(node));
    }

    private static FollowerBehind Mail(House house, Node node, Action<JournalEntry> send) => new(
        "mail",
        (entry, _) =>
        {
            send(entry);
            return Task.CompletedTask;
        },
        node.Database, house.Clock, NullLogger.Instance);

    private static Task<List<(long, string)>> Parked(Node node) => node.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
        snapshot, "SELECT sequence, reason FROM parked ORDER BY sequence", row => (row.GetInt64(0), row.GetString(1))));
}
