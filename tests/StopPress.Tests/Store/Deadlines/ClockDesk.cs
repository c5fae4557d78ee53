using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Deadlines;

/// <summary>A clerk whose one kind of deadline publishes its subject, unless told to refuse it or to break.</summary>
internal sealed class ClockDesk : IAsyncDisposable
{
    private readonly House house;
    private int attempts;

    private ClockDesk(House house, Node node)
    {
        this.house = house;
        Node = node;
        Watch = new ClockWatch(house.Clock);
        Clerk = new DeadlineClerk(node.Database, node.Journal, Watch, house.Clock, NullLogger<DeadlineClerk>.Instance);
        Clerk.On("publish", Publish);
    }

    public Node Node { get; }

    public ClockWatch Watch { get; }

    public DeadlineClerk Clerk { get; }

    public HashSet<string> Broken { get; } = [];

    public HashSet<string> Refused { get; } = [];

    public int Attempts => Volatile.Read(ref attempts);

    public static async Task<ClockDesk> OpenAsync(House house, Node? node = null) => new(house, node ?? await house.StartNodeAsync());

    public async Task SetAsync(string subject, TimeSpan later) => _ = (await Node.Journal.WriteAsync<bool>("anna", context =>
    {
        Clerk.Set(context, Instant.Now(house.Clock).Plus(later), "publish", subject);
        return Task.FromResult<Outcome<(EntryDraft, bool)>>((new EntryDraft("StoryScheduled", []), true));
    })).Value;

    public async Task CancelAsync(string subject) => _ = (await Node.Journal.WriteAsync<bool>("anna", async context =>
    {
        await DeadlineClerk.CancelAsync(context, "publish", subject);
        return (new EntryDraft("ScheduleTakenBack", []), true);
    })).Value;

    public async Task<List<string>> PublishedAsync()
    {
        var entries = await Node.Database.ReadAsync((connection, snapshot) => NewsJournal.ReadAsync(connection, 0, 1000, snapshot));
        return [.. entries.Where(entry => entry.Actor == DeadlineClerk.Actor).Select(Words)];
    }

    public ValueTask DisposeAsync() => Clerk.DisposeAsync();

    private static string Words(JournalEntry entry)
    {
        if (entry.Kind == "StoryPublished") return $"{entry.Actor} published {entry.Subjects[0]}";
        var payload = JsonDocument.Parse(entry.Payload).RootElement;
        return $"{entry.Actor} failed {payload.GetProperty("subject")} {payload.GetProperty("code")}";
    }

    private Task<Outcome<EntryDraft>> Publish(HouseContext context, DeadlineRow deadline)
    {
        Interlocked.Increment(ref attempts);
        if (Broken.Contains(deadline.Subject)) throw new InvalidDataException("broken");
        return Task.FromResult<Outcome<EntryDraft>>(Refused.Contains(deadline.Subject)
            ? new Refusal("no-headline", "The story has no headline.")
            : new EntryDraft("StoryPublished", [deadline.Subject]));
    }
}
