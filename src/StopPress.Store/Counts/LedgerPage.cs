using System.Data.Common;
using StopPress.Store.Database;

namespace StopPress.Store.Counts;

/// <summary>The ledger, open at one day, while steps are written into it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">The transaction.</param>
/// <param name="salt">What networks are hashed with that day.</param>
/// <param name="room">How many tallies may come to stand in it.</param>
/// <param name="kept">How many of these are not for what is counted by the hour, so that those who only read leave room for those who do something.</param>
internal sealed class LedgerPage(DbConnection connection, DbTransaction transaction, byte[] salt, long room, long kept)
{
    /// <summary>How many tallies have come to stand in it that were not there.</summary>
    public long Made { get; private set; }

    /// <summary>Writes a step, where its network may still take one.</summary>
    public async Task<CountAnswer> KeepAsync(CountMove move)
    {
        bool counts = await TallyAsync(move);
        if (move.During is { } during)
        {
            if (counts) await AddAsync(move, during);
            return new CountAnswer(counts, 0);
        }
        return new CountAnswer(counts, counts ? await MoveAsync(move) : await NumberAsync(move));
    }

    private async Task<bool> TallyAsync(CountMove move)
    {
        long network = move.Network.Salted(salt);
        var net = (long?)await connection.ScalarAsync(
            transaction, "SELECT net FROM counts1_tallies WHERE network = @network AND kind = @kind AND subject = @subject", ("network", network), ("kind", (long)move.Kind), ("subject", move.Subject));
        if (net is null && (Made >= (move.During is null ? room : room - kept) || await OfNetworkAsync(network, move.Kind) >= CountLedger.MostOfNetwork)) return false;
        if (Math.Abs((net ?? 0) + move.Step) > CountLedger.Handful) return false;
        if (net is null) Made++;
        await connection.ExecuteAsync(
            transaction,
            """
            INSERT INTO counts1_tallies (network, kind, subject, net) VALUES (@network, @kind, @subject, @step)
            ON CONFLICT (network, kind, subject) DO UPDATE SET net = counts1_tallies.net + @step
            """,
            ("network", network), ("kind", (long)move.Kind), ("subject", move.Subject), ("step", (long)move.Step));
        return true;
    }

    private async Task<long> OfNetworkAsync(long network, int kind) =>
        (long)(await connection.ScalarAsync(transaction, "SELECT COUNT(*) FROM counts1_tallies WHERE network = @network AND kind = @kind", ("network", network), ("kind", (long)kind)))!;

    private Task AddAsync(CountMove move, CountedHour during) => connection.ExecuteAsync(
        transaction,
        """
        INSERT INTO counts1_hours (kind, "group", hour, subject, number) VALUES (@kind, @group, @hour, @subject, @step)
        ON CONFLICT (kind, "group", hour, subject) DO UPDATE SET number = counts1_hours.number + @step
        """,
        ("kind", (long)move.Kind), ("group", during.Group), ("hour", during.Hour), ("subject", move.Subject), ("step", (long)move.Step));

    // Whoever takes back what was given before there was a ledger takes nothing from the others.
    private async Task<long> MoveAsync(CountMove move) => (long)(await connection.ScalarAsync(
        transaction,
        """
        INSERT INTO counts1_numbers (kind, subject, number, told) VALUES (@kind, @subject, @first, 0)
        ON CONFLICT (kind, subject) DO UPDATE SET number = CASE WHEN counts1_numbers.number + @step < 0 THEN 0 ELSE counts1_numbers.number + @step END
        RETURNING number
        """,
        ("kind", (long)move.Kind), ("subject", move.Subject), ("first", (long)Math.Max(0, move.Step)), ("step", (long)move.Step)))!;

    private async Task<long> NumberAsync(CountMove move) =>
        await connection.ScalarAsync(transaction, "SELECT number FROM counts1_numbers WHERE kind = @kind AND subject = @subject", ("kind", (long)move.Kind), ("subject", move.Subject)) is long number ? number : 0;
}
