using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using StopPress.Newsroom.Editions;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>A newspaper by a false clock, what was set in it for which hour, and what came of it.</summary>
internal sealed class ScheduledNights(House house, Random chance) : IAsyncDisposable
{
    /// <summary>The editions, and where they are read.</summary>
    public static readonly IReadOnlyDictionary<string, string> Zones = new Dictionary<string, string> { ["de"] = "Europe/Berlin", ["ar"] = "Asia/Beirut", ["th"] = "Asia/Bangkok" };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Once a lease has run out by the false clock, another process takes over.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly string clockFolder = Directory.CreateTempSubdirectory("stoppress-").FullName;
    private readonly List<string> folders = [house.Folder];
    private readonly Dictionary<string, DateTimeOffset> expected = [];
    private readonly HashSet<string> never = [];
    private readonly List<RunningPaper> papers = [];
    private int write;
    private int most;

    /// <summary>What time the newspaper takes it to be. Its clock stands still until it is set, so that a busy machine has all the time that it needs.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Its database.</summary>
    public HouseDatabase Database { get; } = house.OpenDatabase();

    /// <summary>Opens it, with its editions; on PostgreSQL as two processes.</summary>
    public async Task OpenAsync(DateTimeOffset now)
    {
        await SetClockAsync(now);
        if (house.Kind == DatabaseKind.Postgres) folders.Add(Directory.CreateTempSubdirectory("stoppress-").FullName);
        foreach (string folder in folders) papers.Add(await StartAsync(folder));
        foreach (var (language, zone) in Zones)
        {
            await papers[0].DoAsync("OpenEdition", new { language, prefix = language, locale = language, name = language, tagline = "", own_name = language, time_zone = zone });
        }
        write = Environment.GetEnvironmentVariable("SOAK_SCHEDULED") is null ? chance.Next(1, 40) : 1;
    }

    /// <summary>Sets so many hours, two to four minutes from now.</summary>
    public async Task SetHoursAsync(int count)
    {
        var papersNow = papers[chance.Next(papers.Count)];
        var first = new DateTimeOffset(Now.Ticks - (Now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(2);
        for (var number = 0; number < count; number++)
        {
            string edition = Zones.Keys.ElementAt(chance.Next(Zones.Count));
            // As it is typed at the desk: of an hour that comes twice this may be the later one.
            var hour = LocalHour.Read(LocalHour.Write(Instant.From(first.AddMinutes(chance.Next(2))), Zones[edition]), Zones[edition]).Value.ToUniversalTime();
            await SetAsync(papersNow, edition, hour, number);
        }
    }

    /// <summary>Moves the clock on, and kills whoever looks after the hours at one of the writes that it makes of them; then all must happen.</summary>
    public async Task FallDueAsync(TimeSpan step)
    {
        int holder = await HolderAsync();
        var paper = papers[holder];
        bool killed;
        await using (await Tracer.OnAsync(paper.Id, house.Kind == DatabaseKind.Sqlite ? Tracer.DiskWrites : "sendto,sendmsg", $"signal=SIGKILL:when={write}"))
        {
            await SetClockAsync(Now + step);
            killed = await DiesAsync(paper);
            if (killed) await paper.KillAsync();
        }
        // Looked at again when nobody kills it any more: what a newspaper writes now and then may have been the write.
        if (!killed && (!await paper.LivesAsync() || !await paper.AnswersAsync()))
        {
            killed = true;
            await paper.KillAsync();
        }
        most = Math.Max(most, killed ? write : 0);
        write = killed ? write + 1 : 1;
        if (killed)
        {
            Kills++;
            await paper.DisposeAsync();
            await SetClockAsync(Now + Lease);
            papers[holder] = await StartAsync(folders[holder]);
        }
        await HappenedAsync();
    }

    /// <summary>Sets the clock to another night, which somebody has to confirm.</summary>
    public async Task JumpAsync(DateTimeOffset to)
    {
        await SetClockAsync(to);
        foreach (var paper in papers) await paper.DoAsync("ConfirmClock");
    }

    /// <summary>Waits until everything that is due has happened, and looks whether anything else has, or happened twice or early.</summary>
    public async Task HappenedAsync()
    {
        var waited = Stopwatch.StartNew();
        var due = expected.Where(one => one.Value <= Now).Select(one => one.Key).ToList();
        var happened = await HappenedSoFarAsync();
        while (due.Where(one => !happened.Contains(one)).ToList() is [var first, ..] missing)
        {
            Assert.True(waited.Elapsed < Patience, $"{missing.Count} of {due.Count} did not happen by {Now:O} though due, such as {first} at {expected[first]:O}.");
            await Task.Delay(50);
            happened = await HappenedSoFarAsync();
        }
        foreach (var one in happened)
        {
            Assert.True(one.Count() == 1, $"{one.Key} happened {one.Count()} times.");
            Assert.True(expected.TryGetValue(one.Key, out var hour) && one.Single() >= hour, $"{one.Key} happened at {one.Single():O}, and was set for {hour:O}.");
        }
        Assert.DoesNotContain(never, happened.Contains);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM journal WHERE kind = 'DeadlineFailed'"));
    }

    /// <summary>What it came to.</summary>
    public string Told() => $"{expected.Count} hours set in {string.Join(", ", Zones.Values)}, {never.Count} taken back; {Kills} kills, the last write that it was killed at {most}";

    public async ValueTask DisposeAsync()
    {
        foreach (var paper in papers) await paper.DisposeAsync();
        foreach (string folder in folders.Skip(1).Append(clockFolder)) Directory.Delete(folder, recursive: true);
    }

    private async Task SetAsync(RunningPaper paper, string edition, DateTimeOffset hour, int number)
    {
        string headline = $"Set for {hour:O} {number}";
        var later = hour.AddHours(2);
        if (number == 0)
        {
            // Each process has a folder of its own here; what is kept on the disk is looked for in that of the first.
            string picture = JsonDocument.Parse(await DoAsync(papers[0], "AddPicture", new { file = Picture(), credit = headline })).RootElement.GetProperty("id").GetString()!;
            await DoAsync(paper, "SetPictureExpiry", new { picture, expires_at = hour });
            expected[$"PictureExpired {picture}"] = hour;
            return;
        }
        string story = await DoAsync(paper, "FileStory", new { edition, words = new { headline, body = Paper.Body(headline) } });
        string published = $"StoryPublished {story}";
        switch (number % 10)
        {
            case 1:
                await DoAsync(paper, "PublishStory", new { story, edition });
                await DoAsync(paper, "SetExpiry", new { story, at = hour });
                expected[$"StoryExpired {story}"] = hour;
                return;
            case 2:
                await DoAsync(paper, "SchedulePublish", new { story, edition, at = hour });
                await DoAsync(paper, "CancelSchedule", new { story, edition });
                never.Add(published);
                return;
            case 3:
                await DoAsync(paper, "SchedulePublish", new { story, edition, at = later });
                break;
            case 4:
                await DoAsync(paper, "SchedulePublish", new { story, edition, at = hour });
                hour = later;
                break;
            case 5:
                await DoAsync(paper, "SetEmbargo", new { story, until = hour });
                expected[$"EmbargoEnded {story}"] = hour;
                break;
        }
        await DoAsync(paper, "SchedulePublish", new { story, edition, at = hour });
        expected[published] = hour;
    }

    // Whoever is told that the database is busy or away, and that nothing was changed, asks again.
    private static async Task<string> DoAsync(RunningPaper paper, string act, object with)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var reply = await paper.CallAsync(act, with);
            if (reply.Ok) return reply.Result?.ToString() ?? "";
            if (reply.Refusal?.Code is not ("database-busy" or "database-away") || waited.Elapsed > Patience) Assert.Fail($"{act}: {reply.Refusal?.Message ?? reply.Fault}\n{await paper.LastWordsAsync()}");
        }
    }

    private string Picture()
    {
        string file = Path.Combine(clockFolder, "picture.jpg");
        if (!File.Exists(file)) File.WriteAllBytes(file, Shots.Jpeg(300, 200));
        return file;
    }

    private async Task<ILookup<string, DateTimeOffset>> HappenedSoFarAsync() =>
        (await Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, $"SELECT kind, payload, at FROM journal WHERE actor = '{DeadlineClerk.Actor}' AND kind IN ('StoryPublished', 'StoryExpired', 'EmbargoEnded', 'PictureExpired')",
            row => (Kind: row.GetString(0), Payload: row.GetString(1), At: new Instant(row.GetInt64(2)).ToDateTimeOffset()))))
        .ToLookup(entry => $"{entry.Kind} {About(entry.Payload)}", entry => entry.At);

    private static string About(string payload)
    {
        var said = JsonDocument.Parse(payload).RootElement;
        return (said.TryGetProperty("story", out var story) ? story : said.GetProperty("media")).GetString()!;
    }

    // Which process looks after the hours.
    private async Task<int> HolderAsync()
    {
        string holder = await Database.ReadAsync(async (connection, snapshot) => await connection.ScalarAsync(snapshot, "SELECT holder FROM leases WHERE name = 'deadlines'") as string) ?? "";
        return Math.Max(0, papers.FindIndex(paper => holder.Contains($"/{paper.Id}/", StringComparison.Ordinal)));
    }

    // Until it is dead, or has done all that was due.
    private async Task<bool> DiesAsync(RunningPaper paper)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            if (!await paper.LivesAsync()) return true;
            var happened = await HappenedSoFarAsync();
            if (expected.All(one => one.Value > Now || happened.Contains(one.Key))) return !await paper.AnswersAsync();
        }
        return false;
    }

    private Task<long> CountAsync(string question) => Database.ReadAsync(async (connection, snapshot) => Convert.ToInt64(await connection.ScalarAsync(snapshot, question), CultureInfo.InvariantCulture));

    private Task<RunningPaper> StartAsync(string folder) => RunningPaper.StartAsync(folder, house.Connection, FalseClock.Of(ClockFile));

    private string ClockFile => Path.Combine(clockFolder, "clock");

    private Task SetClockAsync(DateTimeOffset to)
    {
        Now = to;
        return FalseClock.SetAsync(ClockFile, to.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }
}
