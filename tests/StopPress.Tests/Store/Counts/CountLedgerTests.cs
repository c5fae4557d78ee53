using System.Net;
using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Counts;

/// <summary>What the ledger keeps of readers' steps, and what it forgets.</summary>
public class CountLedgerTests(Houses houses)
{
    private const int Likes = 1, Reads = 3;
    private const long Story = 4711, Today = 20_000, Thai = 2;

    [Theory, BothDatabases]
    public async Task one_network_moves_a_number_by_a_handful_a_day_and_the_next_day_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using (var ledger = await OpenAsync(house))
        {
            for (var i = 0; i < 40; i++) await KeepAsync(ledger, $"203.0.113.{i}", 1);
            Assert.Equal(CountLedger.Handful, await ledger.NumberAsync(Likes, Story));
            Assert.Equal(new CountAnswer(true, CountLedger.Handful + 1), await KeepAsync(ledger, "203.0.114.1", 1));
            // What one took back may be given again.
            Assert.True((await KeepAsync(ledger, "203.0.113.9", -1)).IsCounted);
            Assert.True((await KeepAsync(ledger, "203.0.113.9", 1)).IsCounted);
            Assert.False((await KeepAsync(ledger, "203.0.113.9", 1)).IsCounted);
        }
        await using (var again = await OpenAsync(house))
        {
            Assert.False((await KeepAsync(again, "203.0.113.200", 1)).IsCounted);
            Assert.Equal(CountLedger.Handful + 1, await again.NumberAsync(Likes, Story));
            Assert.True((await KeepAsync(again, "203.0.113.200", 1, Today + 1)).IsCounted);
        }
    }

    [Theory, BothDatabases]
    public async Task one_network_takes_no_more_than_a_handful_from_the_others_and_no_number_is_below_nothing(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        for (var i = 0; i < 8; i++) Assert.True((await KeepAsync(ledger, $"198.51.{i}.1", 1)).IsCounted);
        for (var i = 0; i < 20; i++) await KeepAsync(ledger, "203.0.113.1", -1);
        Assert.Equal(8 - CountLedger.Handful, await ledger.NumberAsync(Likes, Story));
        for (var i = 0; i < 20; i++) await KeepAsync(ledger, $"192.0.{i}.1", -1);
        Assert.Equal(0, await ledger.NumberAsync(Likes, Story));
    }

    [Theory, BothDatabases]
    public async Task a_network_of_the_new_kind_is_what_one_house_is_given_and_the_old_kind_is_known_in_both_forms(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        for (var i = 0; i < 20; i++) await KeepAsync(ledger, $"2001:db8:1:{i}::1", 1);
        Assert.Equal(CountLedger.Handful, await ledger.NumberAsync(Likes, Story));
        Assert.True((await KeepAsync(ledger, "2001:db8:2::1", 1)).IsCounted);
        for (var i = 0; i < CountLedger.Handful; i++) Assert.True((await KeepAsync(ledger, "203.0.113.1", 1)).IsCounted);
        Assert.False((await KeepAsync(ledger, "::ffff:203.0.113.7", 1)).IsCounted);
    }

    [Theory, BothDatabases]
    public async Task one_network_moves_only_so_many_numbers(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        var network = NetworkMark.Of(IPAddress.Parse("203.0.113.1"));
        var answers = await ledger.KeepAsync([.. Enumerable.Range(1, CountLedger.MostOfNetwork + 50).Select(story => new CountMove(Likes, story, 1, network))], Today);
        Assert.Equal(CountLedger.MostOfNetwork, answers.Count(answer => answer.IsCounted));
    }

    [Theory, BothDatabases]
    public async Task a_day_that_is_over_leaves_nothing_by_which_a_network_could_be_found(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        await KeepAsync(ledger, "203.0.113.1", 1);
        byte[] salt = await SaltAsync(house);
        if (kind == DatabaseKind.Sqlite) Assert.Contains(Convert.ToHexString(salt), await OnDiskAsync(house), StringComparison.Ordinal);
        Assert.False(await ledger.TurnDayAsync(Today));
        Assert.True(await ledger.TurnDayAsync(Today + 1));
        if (kind == DatabaseKind.Sqlite) Assert.DoesNotContain(Convert.ToHexString(salt), await OnDiskAsync(house), StringComparison.Ordinal);
        await KeepAsync(ledger, "203.0.113.1", 1, Today + 1);
        Assert.NotEqual(salt, await SaltAsync(house));
        Assert.Equal(2, await ledger.NumberAsync(Likes, Story));
    }

    [Theory, BothDatabases]
    public async Task numbers_that_were_told_are_told_again_only_when_they_change(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        Assert.Empty(await ledger.UntoldAsync(Likes, 10));
        await KeepAsync(ledger, "203.0.113.1", 1);
        var untold = await ledger.UntoldAsync(Likes, 10);
        Assert.Equal(new CountedNumber(Story, 1), Assert.Single(untold));
        await KeepAsync(ledger, "203.0.113.1", 1);
        // What came between the look and the note is not lost.
        await ledger.TellAsync(Likes, untold);
        Assert.Equal(new CountedNumber(Story, 2), Assert.Single(await ledger.UntoldAsync(Likes, 10)));
        await ledger.TellAsync(Likes, [new CountedNumber(Story, 2)]);
        Assert.Empty(await ledger.UntoldAsync(Likes, 10));
    }

    [Theory, BothDatabases]
    public async Task what_is_counted_by_the_hour_is_counted_for_a_day_and_then_forgotten(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        const long Hour = Today * CountLedger.HoursOfDay;
        for (var hour = 0; hour < 30; hour++) await ReadAsync(ledger, 11, $"198.51.{hour}.1", Hour + hour);
        for (var reader = 0; reader < 25; reader++) await ReadAsync(ledger, 12, $"192.0.{reader}.1", Hour + 29);
        await ReadAsync(ledger, 13, "203.0.113.1", Hour + 29);
        Assert.Equal((24, 25, 1), (await ledger.DayAsync(Reads, 11, Hour + 29), await ledger.DayAsync(Reads, 12, Hour + 29), await ledger.DayAsync(Reads, 13, Hour + 29)));
        var most = Assert.Single(await ledger.MostAsync(Reads, Hour + 29, 2, 5));
        Assert.Equal(Thai, most.Group);
        Assert.Equal([12, 11], most.Subjects);
        Assert.Equal([12], Assert.Single(await ledger.MostAsync(Reads, Hour + 29, 1, 1)).Subjects);
        Assert.Empty(await ledger.MostAsync(Likes, Hour + 29, 1, 5));
        await ledger.ForgetHoursAsync(Hour + 29);
        Assert.Equal(24, await ledger.DayAsync(Reads, 11, Hour + 29));
        Assert.Equal(0, await ledger.DayAsync(Reads, 11, Hour + 5));
        // Not among the numbers that are kept for good.
        Assert.Equal(0, await ledger.NumberAsync(Reads, 11));
    }

    [Theory, BothDatabases]
    public async Task a_list_is_to_be_told_until_it_was_told_as_it_is(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        await ledger.KeepListsAsync(Reads, [new CountedList(Thai, [11, 12])]);
        Assert.False(Assert.Single(await ledger.ListsAsync(Reads)).IsTold);
        var told = (await ledger.ListsAsync(Reads)).Select(one => one.List).ToList();
        await ledger.KeepListsAsync(Reads, [new CountedList(Thai, [12])]);
        await ledger.TellListsAsync(Reads, told);
        Assert.False(Assert.Single(await ledger.ListsAsync(Reads)).IsTold);
        await ledger.TellListsAsync(Reads, [new CountedList(Thai, [12])]);
        Assert.True(Assert.Single(await ledger.ListsAsync(Reads)).IsTold);
        Assert.Equal([12], await ledger.ListAsync(Reads, Thai));
        Assert.Empty(await ledger.ListAsync(Reads, Thai + 1));
    }

    [Theory, BothDatabases]
    public async Task who_has_read_much_may_still_like_something(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var ledger = await OpenAsync(house);
        var network = NetworkMark.Of(IPAddress.Parse("203.0.113.1"));
        var read = await ledger.KeepAsync([.. Enumerable.Range(1, CountLedger.MostOfNetwork + 10).Select(story => new CountMove(Reads, story, 1, network) { During = new(Thai, 7) })], Today);
        Assert.Equal(CountLedger.MostOfNetwork, read.Count(answer => answer.IsCounted));
        Assert.True((await KeepAsync(ledger, "203.0.113.1", 1)).IsCounted);
    }

    private static Task ReadAsync(CountLedger ledger, long story, string address, long hour) =>
        ledger.KeepAsync([new CountMove(Reads, story, 1, NetworkMark.Of(IPAddress.Parse(address))) { During = new CountedHour(Thai, hour) }], hour / CountLedger.HoursOfDay);

    private static async Task<CountLedger> OpenAsync(House house)
    {
        var ledger = CountLedger.Of(house.OpenDatabase());
        await ledger.OpenAsync();
        return ledger;
    }

    private static async Task<CountAnswer> KeepAsync(CountLedger ledger, string address, int step, long day = Today) =>
        (await ledger.KeepAsync([new CountMove(Likes, Story, step, NetworkMark.Of(IPAddress.Parse(address)))], day))[0];

    private static async Task<byte[]> SaltAsync(House house)
    {
        await using var own = house.Kind == DatabaseKind.Sqlite ? HouseDatabase.OnSqlite(Path.Combine(house.Folder, CountLedger.FileName)) : HouseDatabase.OnPostgres(house.Connection);
        return await own.ReadAsync(async (connection, snapshot) => (byte[])(await connection.ScalarAsync(snapshot, "SELECT salt FROM counts1_day"))!);
    }

    private static async Task<string> OnDiskAsync(House house)
    {
        var all = new System.Text.StringBuilder();
        foreach (string file in Directory.EnumerateFiles(house.Folder, CountLedger.FileName + "*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            all.Append(Convert.ToHexString(bytes.ToArray()));
        }
        return all.ToString();
    }
}
