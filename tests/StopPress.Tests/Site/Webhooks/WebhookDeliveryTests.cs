using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Webhooks;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Webhooks;

/// <summary>Receivers that are away, slow, gone or hostile: what becomes of what they should have been told.</summary>
public class WebhookDeliveryTests(Houses houses)
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(12),
        TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    [Theory, BothDatabases]
    public async Task what_is_refused_is_tried_for_three_days_and_then_the_administrators_are_told_once(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) => Refuse(context, 500, "<b>out of paper</b>\r\n\0" + new string('x', 5000));
        await using var paper = await WebhookTests.OpenAsync(house, house.Clock);
        await Paper.DoneAsync(new AddAccount("owner@example.org", "Owner", Role.Administrator).RunAsync(paper.Desk, "tests"));
        var (hook, _) = await WebhookTests.AddAsync(paper, receiver);
        await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        for (var tries = 1; tries <= Pauses.Length; tries++)
        {
            var row = await TriedAsync(paper, tries);
            Assert.Equal((500, "receiver-refused"), (row.Status, row.Code));
            Assert.True(row.Said!.StartsWith("<b>out of paper</b> xxx", StringComparison.Ordinal) && row.Said.Length is > 100 and <= 200, row.Said);
            Assert.InRange(row.DueAt.Microseconds - row.TriedAt!.Value.Microseconds, Pauses[tries - 1].TotalMicroseconds * 0.8 - 1, Pauses[tries - 1].TotalMicroseconds * 1.2 + 1);
            Assert.Null(row.FailedAt);
            house.Clock.SetUtcNow(row.DueAt.ToDateTimeOffset());
        }
        Assert.NotNull((await TriedAsync(paper, Pauses.Length + 1)).FailedAt);
        await Eventually.AnswersAsync(async () => (await HookAsync(paper)).PausedAt is not null, "it is paused");
        Assert.Equal("receiver-failing", (await HookAsync(paper)).Code);
        Assert.Single(receiver.Came.Select(one => one.Id).Distinct());
        var told = await paper.Desk.Database.LookAsync(context => context.Set<MessageRow>().AsNoTracking().ToListAsync());
        Assert.Equal((MessageKind.WebhookPaused, "Mirror"), Assert.Single(told.Select(one => (one.Kind, one.Note))));

        // What happens meanwhile waits; when somebody goes on, it is sent, and what was given up is sent when somebody says so.
        await paper.PublishAsync(await paper.FileAsync("Second story"));
        receiver.Answer = (context, _) => context.Response.WriteAsync("taken");
        Assert.Equal(1, await Paper.DoneAsync(new ReplayWebhook(hook, Failed: true).RunAsync(paper.Desk, "anna")));
        Assert.Equal(Pauses.Length + 1, receiver.Came.Count);
        await Paper.DoneAsync(new PauseWebhook(hook, false).RunAsync(paper.Desk, "anna"));
        var came = await receiver.WaitAsync(Pauses.Length + 3);
        Assert.Equal(came[0].Id, came[^2].Id);
        Assert.NotEqual(came[0].Id, came[^1].Id);
        await WebhookTests.IdleAsync(paper);
        Assert.Null((await HookAsync(paper)).FailingSince);
    }

    [Theory, BothDatabases]
    public async Task what_a_receiver_refuses_holds_up_nothing_else_and_what_it_cannot_take_now_waits_in_its_order(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, one) => one.Text.Contains("First", StringComparison.Ordinal) ? Refuse(context, 400, "no") : context.Response.WriteAsync("taken");
        await using var paper = await WebhookTests.OpenAsync(house, house.Clock);
        await WebhookTests.AddAsync(paper, receiver);
        foreach (string headline in new[] { "First", "Second", "Third" }) await paper.PublishAsync(await paper.FileAsync(headline));
        await receiver.WaitAsync(3);
        await WebhookTests.IdleAsync(paper);
        Assert.Equal([false, true, true], (await RowsAsync(paper)).Select(row => row.DeliveredAt is not null));

        // Away: one is tried, the others wait with it, for as long as the receiver asks.
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "120";
            return Refuse(context, 503, "later");
        };
        foreach (string headline in new[] { "Fourth", "Fifth" }) await paper.PublishAsync(await paper.FileAsync(headline));
        await receiver.WaitAsync(4);
        await WebhookTests.IdleAsync(paper);
        Assert.Equal(4, receiver.Came.Count);
        var rests = (await HookAsync(paper)).RestsUntil!.Value;
        Assert.Equal(120_000_000, rests.Microseconds - (await RowsAsync(paper))[3].TriedAt!.Value.Microseconds);
        receiver.Answer = (context, _) => context.Response.WriteAsync("taken");
        house.Clock.SetUtcNow(rests.ToDateTimeOffset());
        var came = await receiver.WaitAsync(7);
        Assert.Equal(["First", "Fourth", "Fifth"], came.Skip(4).Select(one => one.Says.GetProperty("story").GetProperty("editions")[0].GetProperty("headline").GetString()));

        // Nobody is let wait for longer than half a day by what a receiver says.
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "99999999";
            return Refuse(context, 429, "much later");
        };
        await paper.PublishAsync(await paper.FileAsync("Sixth"));
        await receiver.WaitAsync(8);
        await WebhookTests.IdleAsync(paper);
        Assert.Equal((TimeSpan.FromHours(12).TotalMicroseconds, "receiver-busy"), ((await HookAsync(paper)).RestsUntil!.Value.Microseconds - (await RowsAsync(paper))[^1].TriedAt!.Value.Microseconds, (await RowsAsync(paper))[^1].Code));
    }

    [Theory, BothDatabases]
    public async Task a_receiver_that_is_gone_is_sent_nothing_more_until_somebody_goes_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, _) => Refuse(context, 410, "gone");
        await using var paper = await WebhookTests.OpenAsync(house);
        await Paper.DoneAsync(new AddAccount("owner@example.org", "Owner", Role.Administrator).RunAsync(paper.Desk, "tests"));
        var (hook, _) = await WebhookTests.AddAsync(paper, receiver);
        await paper.PublishAsync(await paper.FileAsync("First"));
        await Eventually.AnswersAsync(async () => (await HookAsync(paper)).Code == "receiver-gone", "it is paused");
        await paper.PublishAsync(await paper.FileAsync("Second"));
        await WebhookTests.IdleAsync(paper);
        Assert.Single(receiver.Came);
        Assert.Equal(1, await paper.Desk.Database.LookAsync(context => context.Set<MessageRow>().CountAsync(row => row.Kind == MessageKind.WebhookPaused)));
        Assert.Equal("paused", (await new TryWebhook(hook).RunAsync(paper.Desk, "anna")).Refusal?.Code);
        receiver.Answer = (context, _) => context.Response.WriteAsync("back");
        await Paper.DoneAsync(new PauseWebhook(hook, false).RunAsync(paper.Desk, "anna"));
        Assert.Equal(2, (await receiver.WaitAsync(3)).Select(one => one.Id).Distinct().Count());
    }

    [Theory, BothDatabases]
    public async Task a_receiver_that_says_nothing_slows_neither_acts_nor_other_webhooks(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var dead = await Receiver.OpenAsync();
        await using var receiver = await Receiver.OpenAsync();
        var held = new TaskCompletionSource();
        dead.Answer = (_, _) => held.Task;
        await using var paper = await WebhookTests.OpenAsync(house);
        await WebhookTests.AddAsync(paper, dead);
        await WebhookTests.AddAsync(paper, receiver);
        await paper.PublishAsync(await paper.FileAsync("First"));
        await dead.WaitAsync(1);
        // The first has not been answered yet, and is not until the end.
        for (var story = 2; story <= 6; story++) await paper.PublishAsync(await paper.FileAsync($"Story {story}"));
        await receiver.WaitAsync(6);
        Assert.Single(dead.Came);
        held.SetResult();
        Assert.Equal(6, (await dead.WaitAsync(6)).Select(one => one.Id).Distinct().Count());
    }

    [Theory, BothDatabases]
    public async Task redirects_are_not_followed_and_an_endless_answer_is_not_read(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = async (context, one) =>
        {
            if (one.Path.EndsWith("moved", StringComparison.Ordinal))
            {
                context.Response.Redirect("/secrets");
                return;
            }
            byte[] much = new byte[64 * 1024];
            Array.Fill(much, (byte)'y');
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(much, context.RequestAborted);
        };
        await using var paper = await WebhookTests.OpenAsync(house);
        await WebhookTests.AddAsync(paper, receiver, path: "/endless");
        await WebhookTests.AddAsync(paper, receiver, path: "/moved");
        await paper.PublishAsync(await paper.FileAsync("First"));
        await receiver.WaitAsync(2);
        await WebhookTests.IdleAsync(paper);
        var rows = await RowsAsync(paper);
        Assert.Equal((200, new string('y', 200), null), (rows[0].Status, rows[0].Said, rows[0].Code));
        Assert.Equal((302, "receiver-moved"), (rows[1].Status, rows[1].Code));
        Assert.Empty(receiver.At("/secrets"));
    }

    [Theory, BothDatabases]
    public async Task an_entry_that_nobody_understands_is_parked_and_stops_nobody(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await WebhookTests.OpenAsync(house);
        await WebhookTests.AddAsync(paper, receiver);
        await paper.Desk.Journal.WriteAsync<bool>("tests", _ => Task.FromResult<Outcome<(EntryDraft, bool)>>((new EntryDraft("StoryCorrected", [], new { what = "nothing" }), true)));
        await paper.PublishAsync(await paper.FileAsync("First"));
        Assert.Equal("story.published", (await receiver.WaitAsync(1))[0].Event);
        Assert.Equal("webhooks", Assert.Single(await paper.Desk.Database.LookAsync(context => context.Set<ParkedRow>().AsNoTracking().ToListAsync())).Follower);
    }

    [Theory, BothDatabases]
    public async Task what_is_older_than_a_month_is_forgotten(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await WebhookTests.OpenAsync(house, house.Clock);
        var (hook, _) = await WebhookTests.AddAsync(paper, receiver);
        await paper.PublishAsync(await paper.FileAsync("First"));
        await receiver.WaitAsync(1);
        await WebhookTests.IdleAsync(paper);
        house.Clock.Advance(TimeSpan.FromDays(31));
        await Paper.DoneAsync(new TryWebhook(hook).RunAsync(paper.Desk, "anna"));
        await receiver.WaitAsync(2);
        await Eventually.AnswersAsync(async () => (await RowsAsync(paper)).Count == 1, "the old one is forgotten");
        Assert.Equal("webhook.test", (await RowsAsync(paper))[0].Event);
    }

    [Fact]
    public async Task two_nodes_tell_each_event_once()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        await using var other = await houses.OpenEmptyAsync(DatabaseKind.Sqlite);
        await using var receiver = await Receiver.OpenAsync();
        await using var first = await WebhookTests.OpenAsync(house);
        await using (var second = await Paper.OpenAsync(other.Folder, house.Connection, TimeProvider.System, null, way: Receiver.Here))
        {
            await WebhookTests.AddAsync(first, receiver);
            for (var story = 0; story < 10; story++)
            {
                var node = story % 2 == 0 ? first : second;
                await node.PublishAsync(await node.FileAsync($"Story {story}"));
            }
            await receiver.WaitAsync(10);
            await Task.WhenAll(WebhookTests.IdleAsync(first), WebhookTests.IdleAsync(second));
            Assert.Equal(10, receiver.Came.Count);
            Assert.Equal(10, receiver.Came.Select(one => one.Id).Distinct().Count());
        }
        // Whoever is left goes on.
        await first.PublishAsync(await first.FileAsync("The last one"));
        await receiver.WaitAsync(11);
    }

    private static Task Refuse(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(words);
    }

    private static Task<WebhookRow> HookAsync(Paper paper) => paper.Desk.Database.LookAsync(context => context.Set<WebhookRow>().AsNoTracking().SingleAsync());

    private static Task<List<WebhookDeliveryRow>> RowsAsync(Paper paper) => paper.Desk.Database.LookAsync(context => context.Set<WebhookDeliveryRow>().AsNoTracking().OrderBy(row => row.Sequence).ThenBy(row => row.WebhookId).ToListAsync());

    // The one event, after so many tries.
    private static async Task<WebhookDeliveryRow> TriedAsync(Paper paper, int tries)
    {
        await Eventually.AnswersAsync(async () => (await RowsAsync(paper)) is [{ } row] && row.Tries == tries, $"it was tried {tries} times");
        return (await RowsAsync(paper))[0];
    }
}
