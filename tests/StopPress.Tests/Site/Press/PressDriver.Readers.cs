using System.Net;
using StopPress.Site.Sharing;
using StopPress.Store.Counts;
using StopPress.Store.Database;

namespace StopPress.Tests.Site.Press;

/// <summary>What readers do: it is counted beside the journal, and on the pages by an entry, once a minute at most.</summary>
internal sealed partial class PressDriver
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Pause = 2 * Minute;

    // How far readers have moved the clock: nights make it good, so that hours stay at about the same time of the day.
    private TimeSpan drift;
    private DateTimeOffset lookedAt, toldAt;
    private uint network;

    private long Now => Instant.From(clock.GetUtcNow()).Microseconds / (TimeSpan.TicksPerHour / TimeSpan.TicksPerMicrosecond);

    // Each comes from a network of its own.
    private NetworkMark Network() => NetworkMark.Of(new IPAddress([(byte)(1 + (++network >> 16)), (byte)(network >> 8), (byte)network, 1]));

    private Task Readers() => chance.Next(3) == 0 ? Like() : Read();

    // After a minute in which nothing was told, so that it is told at once.
    private async Task Like()
    {
        var stories = model.Stories.Where(story => !story.IsPage).ToList();
        if (stories.Count == 0) return;
        await Wait();
        var story = Any(stories);
        bool gives = story.Likes == 0 || chance.Next(4) > 0;
        await Act(_ => story.Likes += gives ? 1 : -1, async () =>
        {
            Assert.True((await paper.Site.Counts.KeepAsync(new CountMove(ReaderCounts.Likes, IdOf(story), gives ? 1 : -1, Network()), CancellationToken.None))!.Value.IsCounted);
            await paper.Site.Likes.TellAsync();
        });
    }

    // Nothing of it is seen before the next minute.
    private async Task Read()
    {
        var edition = Any(model.Editions);
        var stories = model.Stories.Where(story => !story.IsPage && story.Texts.GetValueOrDefault(edition.Language)?.Status == "usable").OrderBy(_ => chance.Next()).Take(chance.Next(1, 13)).ToList();
        if (stories.Count == 0) return;
        var moves = stories.SelectMany(story => Enumerable.Repeat(story, chance.Next(8, 16))).Select(story => (story.Number, Id: IdOf(story), Network: Network())).ToList();
        var during = new CountedHour(await EditionIdAsync(edition), Now);
        await Act(_ => { }, async () =>
        {
            var kept = await Task.WhenAll(moves.Select(move => paper.Site.Counts.KeepAsync(new CountMove(ReaderCounts.Reads, move.Id, 1, move.Network) { During = during }, CancellationToken.None)));
            Assert.All(kept, one => Assert.True(one!.Value.IsCounted));
        });
        model.Reads = [.. model.Reads, .. moves.Select(move => (move.Number, edition.Language, during.Hour))];
        await Wait();
    }

    private Task Wait()
    {
        drift += Pause;
        return Sleep(Pause, () => { });
    }

    // What the day has come to after the clock was moved; nobody looks more than once a minute.
    private void CountReads()
    {
        var now = clock.GetUtcNow();
        if (now - toldAt < Minute || now - lookedAt < Minute) return;
        lookedAt = now;
        if (model.Count(Now)) toldAt = now;
    }

    private static long IdOf(MStory story) => PublicId.TryRead(story.Id, out long id) ? id : throw new FormatException(story.Id);

    private Task<long> EditionIdAsync(MEdition edition) => paper.Desk.Database.ReadAsync(async (connection, snapshot) =>
        (long)(await connection.ScalarAsync(snapshot, "SELECT id FROM editions WHERE language = @language", ("language", edition.Language)))!);
}
