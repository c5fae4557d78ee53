using System.Globalization;
using StopPress.Store.Database;

namespace StopPress.Store.Counts;

/// <summary>What is counted by the hour: how often within a day, and the lists that readers were told of it.</summary>
public sealed partial class CountLedger
{
    /// <summary>How many hours are counted together: this one and those before it, a day.</summary>
    public const int HoursOfDay = 24;

    /// <summary>The subjects of each group that were counted most often in the day that ends with an hour.</summary>
    /// <param name="kind">What is counted.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="least">How often a subject must have been counted to be among them.</param>
    /// <param name="most">How many of each group are told.</param>
    public async Task<IReadOnlyList<CountedList>> MostAsync(int kind, long hour, long least, int most)
    {
        var counted = await database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot,
            """
            SELECT "group", subject, SUM(number) FROM counts1_hours WHERE kind = @kind AND hour > @before AND hour <= @hour
            GROUP BY "group", subject HAVING SUM(number) >= @least
            """,
            row => (Group: row.GetInt64(0), Subject: row.GetInt64(1), Number: Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture)),
            ("kind", (long)kind), ("before", hour - HoursOfDay), ("hour", hour), ("least", least)));
        // Of two that were counted as often the newer one comes first: ids grow with time.
        return [.. counted.GroupBy(one => one.Group).Select(group =>
            new CountedList(group.Key, [.. group.OrderByDescending(one => one.Number).ThenByDescending(one => one.Subject).Take(most).Select(one => one.Subject)]))];
    }

    /// <summary>How often a subject was counted in the day that ends with an hour, in all groups.</summary>
    public Task<long> DayAsync(int kind, long subject, long hour) => database.ReadAsync(async (connection, snapshot) => Convert.ToInt64(
        await connection.ScalarAsync(
            snapshot, "SELECT COALESCE(SUM(number), 0) FROM counts1_hours WHERE kind = @kind AND subject = @subject AND hour > @before AND hour <= @hour",
            ("kind", (long)kind), ("subject", subject), ("before", hour - HoursOfDay), ("hour", hour)), CultureInfo.InvariantCulture));

    /// <summary>Forgets the hours that no day which ends with this one, or later, has in it.</summary>
    public Task ForgetHoursAsync(long hour) => WriteAsync(async (connection, transaction) =>
    {
        await connection.ExecuteAsync(transaction, "DELETE FROM counts1_hours WHERE hour <= @before", ("before", hour - HoursOfDay));
        return true;
    });

    /// <summary>The lists of a kind as readers see them, and whether they were told that each is so.</summary>
    public async Task<IReadOnlyList<(CountedList List, bool IsTold)>> ListsAsync(int kind) => await database.ReadAsync((connection, snapshot) => connection.ListAsync(
        snapshot, "SELECT \"group\", subjects, told FROM counts1_lists WHERE kind = @kind ORDER BY \"group\"",
        row => (new CountedList(row.GetInt64(0), Read(row.GetString(1))), row.GetInt64(2) != 0), ("kind", (long)kind)));

    /// <summary>A list as readers see it; empty where there is none.</summary>
    public Task<IReadOnlyList<long>> ListAsync(int kind, long group) => database.ReadAsync<IReadOnlyList<long>>(async (connection, snapshot) => Read(
        (string?)await connection.ScalarAsync(snapshot, "SELECT subjects FROM counts1_lists WHERE kind = @kind AND \"group\" = @group", ("kind", (long)kind), ("group", group)) ?? ""));

    /// <summary>Puts lists in place of those that readers have seen; that they are new is still to be told.</summary>
    public Task KeepListsAsync(int kind, IReadOnlyList<CountedList> lists) => WriteAsync(async (connection, transaction) =>
    {
        foreach (var list in lists)
        {
            await connection.ExecuteAsync(
                transaction,
                """
                INSERT INTO counts1_lists (kind, "group", subjects, told) VALUES (@kind, @group, @subjects, 0)
                ON CONFLICT (kind, "group") DO UPDATE SET subjects = @subjects, told = 0
                """,
                ("kind", (long)kind), ("group", list.Group), ("subjects", Written(list.Subjects)));
        }
        return true;
    });

    /// <summary>Notes that lists were told, those that are still as they were told.</summary>
    public Task TellListsAsync(int kind, IReadOnlyList<CountedList> told) => WriteAsync(async (connection, transaction) =>
    {
        foreach (var list in told)
        {
            await connection.ExecuteAsync(
                transaction, "UPDATE counts1_lists SET told = 1 WHERE kind = @kind AND \"group\" = @group AND subjects = @subjects", ("kind", (long)kind), ("group", list.Group), ("subjects", Written(list.Subjects)));
        }
        return true;
    });

    private static string Written(IReadOnlyList<long> subjects) => string.Join(' ', subjects.Select(PublicId.Text));

    private static long[] Read(string subjects) => [.. subjects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => PublicId.TryRead(one, out long id) ? id : 0).Where(id => id != 0)];
}
