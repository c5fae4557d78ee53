using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Site.Press;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Press;

public class PressAheadTests(Houses houses)
{
    private const string Front = "/";
    private const string Touched = "list:en/front";

    // More than a reader's run is tried, fewer than a run ahead is.
    private const int Burst = 6;

    [Theory, BothDatabases]
    public async Task a_page_in_demand_is_pressed_again_although_acts_keep_overtaking_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var database = house.OpenDatabase();
        await using var tail = new JournalTail(database, NullLogger<JournalTail>.Instance);
        var journal = new NewsJournal(database, tail, house.Clock);
        int acts = 0, pressed = 0;
        await using var press = new PrintingPress(database, tail, MakeAsync, (_, _) => Task.FromResult(""), 1_000_000, NullLogger<PrintingPress>.Instance);
        tail.Follow(press.Follower);
        await tail.StartAsync(TestContext.Current.CancellationToken);
        press.Shelf.StartAt(tail.Position);
        // Only a page that readers come back to is kept in demand.
        for (var reader = 0; reader < 2; reader++) _ = await press.GetAsync(Front, TestContext.Current.CancellationToken);

        await ActAsync();

        await Eventually.HoldsAsync(() => press.Ready(Front, brotli: false) is not null, "the front lies ready again, though nobody asked for it", TimeSpan.FromSeconds(20));
        Assert.Equal(Burst, acts);
        Assert.Contains($"after {Burst} acts", Encoding.UTF8.GetString(press.Ready(Front, brotli: false)!.Plain.Bytes), StringComparison.Ordinal);

        async Task ActAsync()
        {
            Interlocked.Increment(ref acts);
            _ = (await journal.WriteAsync<bool>("anna", _ => Task.FromResult<StopPress.Store.Outcome<(EntryDraft, bool)>>((new EntryDraft("FrontPinned", [Touched]), true)))).Value;
        }

        // Each run but the first one and the last is overtaken by an act before it can be filed.
        async Task<Made> MakeAsync(PressRun run, string path)
        {
            run.Reads.Note(Touched);
            string text = string.Create(CultureInfo.InvariantCulture, $"<p>after {acts} acts</p>");
            if (Interlocked.Increment(ref pressed) > 1 && acts < Burst) await ActAsync();
            return new Made(new MarkedText(200, text, "\u0002", ""));
        }
    }

    [Fact]
    public async Task a_piece_that_comes_late_to_the_press_does_not_outdate_the_pages_that_have_it()
    {
        const string Rail = "rail en";
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        var database = house.OpenDatabase();
        await using var tail = new JournalTail(database, NullLogger<JournalTail>.Instance);
        var pieces = 0;
        await using var press = new PrintingPress(
            database, tail, (_, _) => Task.FromResult(new Made(new MarkedText(200, $"<p>\u0002{Rail}\u0002</p>", "\u0002", ""))),
            (_, _) => Task.FromResult($"<p>{Interlocked.Increment(ref pieces)}</p>"), 1_000_000, NullLogger<PrintingPress>.Instance);
        await tail.StartAsync(TestContext.Current.CancellationToken);
        press.Shelf.StartAt(tail.Position);
        for (var reader = 0; reader < 2; reader++) _ = await press.GetAsync(Front, TestContext.Current.CancellationToken);
        Assert.NotNull(press.Ready(Front, brotli: false));

        await press.PieceAsync(Rail);

        Assert.NotNull(press.Ready(Front, brotli: false));
        Assert.Equal(1, pieces);
    }
}
