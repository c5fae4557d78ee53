using System.Data.Common;
using StopPress.Store.Database;

namespace StopPress.Store.Counts;

/// <summary>The ledger, open at one day, while steps are written into it.</summary>
internal sealed class LedgerPage(DbConnection connection, DbTransaction transaction, byte[] salt, long room)
{
    /// <summary>How many tallies have come to stand in it that were not there.</summary>
    public long Made { get; private set; }

    /// <summary>Writes a step, where its network may still take one.</summary>
    public async Task<CountAnswer> KeepAsync(CountMove move)
    {
        bool counts = await TallyAsync(move);
        return new CountAnswer(counts, counts ? await MoveAsync(move) : await NumberAsync(move));
    }

    private async Task<bool> TallyAsync(CountMove move)
    {
        long network = move.Network.Salted(salt);
        var net = (long?)await connection.ScalarAsync(
            transaction, "SELECT net FROM counts1_tallies WHERE network = @network AND kind = @kind AND subject = @subject", ("network", network), ("kind", (long)move.Kind), ("subject", move.Subject));
        if (net is null && (Made >= room || await OfNetworkAsync(network) >= CountLedger.MostOfNetwork)) return false;
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

    private async Task<long> OfNetworkAsync(long network) => (long)(await connection.ScalarAsync(transaction, "SELECT COUNT(*) FROM counts1_tallies WHERE network = @network", ("network", network)))!;

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
