using System.Globalization;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>The newspaper is killed at each write that an act makes, to its disk, to its database, to whoever asked, and opened again on what is left.</summary>
[Collection(nameof(WholeMachine))]
public class KillAtWritesTests(Houses houses)
{
    // "./soak kill" sets it to half of what it is told: as many kills on each database.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SOAK_KILLS_AT_WRITES") ?? "3", CultureInfo.InvariantCulture);

    // So that the newspaper stays small, and each start is quick.
    private const int KillsPerHouse = 60;

    // How often whoever is told that the database does not answer asks again; each time takes some seconds.
    private const int Patience = 10;

    private const string Answers = "sendto,sendmsg";

    [Fact]
    public async Task every_act_that_writes_has_a_script()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        Assert.Equal(paper.Site.Acts.Keys.Except(ActScripts.WritingNothing).Order(), ActScripts.All.Select(script => script.Act).Order());
    }

    [Theory, BothDatabases]
    public async Task an_act_that_is_killed_at_a_write_is_there_whole_or_not_at_all(DatabaseKind kind)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var sweep = new Sweep(Kills >= ActScripts.All.Length * 2 ? null : new Random(seed));
        for (var kills = 0; kills < Kills;)
        {
            await using var house = await houses.OpenAsync(kind);
            await using var run = new KillRun(house);
            await run.StartAsync();
            for (var here = 0; here < KillsPerHouse && kills < Kills; here++)
            {
                var (script, write) = sweep.Next();
                bool killed = await run.AttemptAsync(script, write);
                sweep.Tell(killed);
                if (killed) kills++;
            }
        }
        if (Environment.GetEnvironmentVariable("SOAK_REPORT") is { } report) await File.AppendAllTextAsync(report, $"{kind}, {Kills} kills, {sweep}\n");
    }

    /// <summary>Goes through the writes of every act, one further each time, until the act outlives the number; or draws both.</summary>
    private sealed class Sweep(Random? chance)
    {
        private readonly int[] writes = [.. ActScripts.All.Select(_ => 1)];
        private readonly int[] most = new int[ActScripts.All.Length];
        private int act = -1;
        private int through;

        public (ActScript Script, int Write) Next()
        {
            act = chance?.Next(ActScripts.All.Length) ?? (act + 1) % ActScripts.All.Length;
            return (ActScripts.All[act], chance?.Next(1, 6) ?? writes[act]);
        }

        public void Tell(bool killed)
        {
            if (killed) most[act] = Math.Max(most[act], writes[act]);
            else through++;
            writes[act] = killed ? writes[act] + 1 : 1;
        }

        public override string ToString() =>
            $"{through} times through all writes of an act; the last write that an act was killed at: {string.Join(", ", ActScripts.All.Select((script, i) => $"{script.Act} {most[i]}"))}";
    }

    private sealed class KillRun(House house) : IAsyncDisposable
    {
        private static readonly string[] Calls = [$"{Tracer.DiskWrites},{Answers}", Answers];
        private RunningPaper? paper;
        private HouseDatabase? database;
        private int number;

        public async Task StartAsync()
        {
            paper = await RunningPaper.StartAsync(house.Folder, house.Connection);
            database = house.OpenDatabase();
            await paper.DoAsync("OpenEdition", new { language = "th", prefix = "th", locale = "th-TH", name = "Thai", tagline = "", own_name = "Thai", time_zone = "Asia/Bangkok" });
        }

        // True when the newspaper died of it.
        public async Task<bool> AttemptAsync(ActScript script, int write)
        {
            var stage = new Stage(paper!, ++number, house.Folder);
            object with = await script.Ask(stage);
            ControlReply reply;
            await using (await Tracer.OnAsync(paper!.Id, Calls[(int)house.Kind], $"signal=SIGKILL:when={write}"))
            {
                reply = await paper.CallAsync(script.Act, with, stage.Mark);
                // What answers and dies at a later write, such as the end of a connection, was answered all the same.
                if (reply.Fault is not null || !await paper.LivesAsync()) await paper.KillAsync();
            }
            // Looked at again when nobody kills it any more; on a busy machine it dies slowly.
            bool killed = reply.Fault is not null || !await paper.AnswersAsync();
            if (killed) await paper.KillAsync();
            string told = $"{script.Act}, killed at write {write}, {(reply.Ok ? "acknowledged" : reply.Refusal?.Message ?? reply.Fault)}";
            if (!killed) Assert.True(reply.Ok, told);
            await LookAsync(script, stage, with, reply.Ok, killed, told);
            return killed;
        }

        public async ValueTask DisposeAsync()
        {
            if (paper is not null) await paper.DisposeAsync();
        }

        private async Task LookAsync(ActScript script, Stage stage, object with, bool acknowledged, bool killed, string told)
        {
            if (killed)
            {
                await paper!.DisposeAsync();
                paper = await RunningPaper.StartAsync(house.Folder, house.Connection);
            }
            // What writes no entry is there when its rows are.
            long entries = script.Kind.Length > 0 ? await EntriesAsync(script, stage.Mark) : await CountAsync(stage.Fill(script.There));
            Assert.True(entries is 0 or 1, $"{told}: {entries} entries");
            Assert.True(!acknowledged || entries == 1, $"{told}: it is not in the journal");
            Assert.True(await CountAsync(stage.Fill(script.There)) == entries, $"{told}: the rows do not agree with the journal ({entries})");
            await FrontAgreesAsync(script, stage, entries == 1, told);
            if (killed)
            {
                await Soundness.HoldsAsync(database!, house.Folder);
                await RepeatAsync(script, stage, with, entries == 1, told);
            }
        }

        // Whoever was not answered asks again, or looks first where asking again would make a second one.
        private async Task RepeatAsync(ActScript script, Stage stage, object with, bool there, string told)
        {
            if (there && !script.Again) return;
            var reply = await paper!.CallAsync(script.Act, with, stage.Mark + "b");
            // A busy database is asked again, as whoever is told so would do.
            for (var times = 0; times < Patience && reply.Refusal?.Code is "database-away" or "database-busy"; times++)
            {
                // While the journal cannot be read, acts are refused at once.
                await Task.Delay(TimeSpan.FromSeconds(1));
                reply = await paper.CallAsync(script.Act, with, stage.Mark + "b");
            }
            if (!reply.Ok && (!there || reply.Refusal is null)) Assert.Fail($"{told}, asked again: {reply.Refusal?.Message ?? reply.Fault}\n{await paper.LastWordsAsync()}");
            // The clock is confirmed as often as somebody says so.
            if (script.Act == "ConfirmClock") return;
            Assert.True(await CountAsync(stage.Fill(script.There)) == 1, $"{told}, asked again: it is there {await CountAsync(stage.Fill(script.There))} times");
            await FrontAgreesAsync(script, stage, true, told);
        }

        private async Task FrontAgreesAsync(ActScript script, Stage stage, bool there, string told)
        {
            // Nobody kills it here: one that is gone says why.
            if (!await paper!.AnswersAsync()) Assert.Fail($"{told}: the newspaper is gone\n{await paper.LastWordsAsync()}");
            var (status, front) = await paper.AskAsync("/");
            Assert.True(status == 200, $"{told}: the front answers {status}");
            if (script.OnFront is { } on) Assert.True(front.Contains(stage.Mark, StringComparison.Ordinal) == (on == there), $"{told}: the front does not agree");
        }

        private Task<long> EntriesAsync(ActScript script, string mark) => CountAsync($"SELECT COUNT(*) FROM journal WHERE actor = '{mark}' AND kind = '{script.Kind}'");

        private Task<long> CountAsync(string question) => database!.ReadAsync(async (connection, snapshot) => Convert.ToInt64(await connection.ScalarAsync(snapshot, question), CultureInfo.InvariantCulture));
    }
}
