using StopPress.Newsroom.Import;

namespace StopPress.Tests.Newsroom.Import;

public class ReadAheadTests
{
    [Fact]
    public async Task the_pieces_are_the_same_in_the_same_order() =>
        Assert.Equal(Enumerable.Range(0, 1000), await Enumerable.Range(0, 1000).ToAsyncEnumerable().AheadAsync().Select(piece => piece).AheadAsync().ToListAsync());

    [Fact]
    public async Task a_fault_of_one_piece_comes_after_those_before_it()
    {
        var read = new List<int>();
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (int piece in Broken().ToAsyncEnumerable().AheadAsync().Select(piece => piece).AheadAsync()) read.Add(piece);
        });
        Assert.Equal([1, 2], read);

        static IEnumerable<int> Broken()
        {
            yield return 1;
            yield return 2;
            throw new InvalidDataException();
        }
    }

    [Fact]
    public async Task whoever_stops_reading_stops_the_making()
    {
        int made = 0;
        await foreach (int piece in Endless().ToAsyncEnumerable().AheadAsync())
        {
            if (piece == 10) break;
        }
        int then = made;
        Assert.InRange(then, 10, 14);
        await Task.Delay(50);
        Assert.Equal(then, made);

        IEnumerable<int> Endless()
        {
            while (true) yield return ++made;
        }
    }

    [Fact]
    public async Task giving_up_ends_both()
    {
        using var enough = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int piece in Enumerable.Range(0, int.MaxValue).ToAsyncEnumerable().AheadAsync(enough.Token))
            {
                if (piece == 10) await enough.CancelAsync();
            }
        });
    }
}
