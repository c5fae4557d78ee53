using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Store.Control;

namespace StopPress.Tests.Store.Control;

public class ControlSocketTests
{
    [Fact]
    public async Task an_act_is_answered_with_its_entry_and_result()
    {
        await using var door = await ControlDoor.OpenAsync();
        await using var client = await door.ConnectAsync();
        var reply = await client.CallAsync("PublishStory", "anna", new Publication("s1", 3));
        Assert.True(reply.Ok);
        Assert.Equal(12, reply.Sequence);
        Assert.Equal("""{"actor":"anna","story_id":"s1","revision":3}""", reply.Result!.Value.GetRawText());
    }

    [Fact]
    public async Task a_rule_that_says_no_is_told_in_its_own_words()
    {
        await using var door = await ControlDoor.OpenAsync();
        await using var client = await door.ConnectAsync();
        var reply = await client.CallAsync("KillStory", "anna", new { story_id = "s1" });
        Assert.Equal(new StopPress.Store.Refusal("no-reason", "A kill needs a reason.", "Give one."), reply.Refusal);
    }

    [Fact]
    public async Task an_act_that_breaks_is_a_fault_and_the_door_stays_open()
    {
        await using var door = await ControlDoor.OpenAsync();
        await using var client = await door.ConnectAsync();
        Assert.Equal("InvalidDataException: jam", (await client.CallAsync("Break", "anna")).Fault);
        Assert.True((await client.CallAsync("PublishStory", "anna", new { story_id = "s1" })).Ok);
    }

    [Fact]
    public async Task whoever_asks_hears_how_far_a_long_act_has_come()
    {
        await using var door = await ControlDoor.OpenAsync();
        await using var client = await door.ConnectAsync();
        var told = new List<(int Done, int All)>();
        var reply = await client.CallAsync("Count", "anna", tell: (done, all) =>
        {
            told.Add((done, all));
            if (told.Count == 3) door.Gate.SetResult();
        });
        Assert.Equal("counted", reply.Result!.Value.GetString());
        Assert.InRange(told.Count, 3, 4);
        Assert.Equal(told.OrderBy(one => one.Done).Distinct(), told);
        Assert.All(told, one => Assert.Equal(1000, one.All));
    }

    [Fact]
    public async Task whoever_does_not_ask_hears_the_answer_alone()
    {
        await using var door = await ControlDoor.OpenAsync();
        var answers = door.SendAsync("""{"act":"Count","actor":"anna"}""");
        await Task.Delay(500);
        door.Gate.SetResult();
        Assert.Equal("""{"ok":true,"result":"counted"}""", Assert.Single(await answers));
        Assert.Contains("its \\\"tell\\\" is neither true nor false", Assert.Single(await door.SendAsync("""{"act":"Count","actor":"anna","tell":"yes"}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_long_act_whose_caller_hangs_up_is_stopped()
    {
        await using var door = await ControlDoor.OpenAsync();
        var stopped = new TaskCompletionSource();
        door.Verbs.Add<object>("Press", async (_, _, tell, cancel) =>
        {
            tell(1, 10);
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(1), cancel);
            }
            finally
            {
                if (cancel.IsCancellationRequested) stopped.SetResult();
            }
            return new ControlAnswer(null);
        });
        using (var gone = new CancellationTokenSource())
        await using (var client = await door.ConnectAsync())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CallAsync("Press", "anna", null, gone.Token, (_, _) => gone.Cancel()));
        }
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("""{"story_id":"s1","revision":2}""")]
    [InlineData("""{"storyId":"s1","Revision":2}""")]
    [InlineData("""{"StoryID":"s1","revision":2}""")]
    public async Task members_are_understood_however_they_are_spelled(string with)
    {
        await using var door = await ControlDoor.OpenAsync();
        string answer = Assert.Single(await door.SendAsync($$"""{"act":"PublishStory","actor":"anna","with":{{with}}}"""));
        Assert.Equal("""{"ok":true,"sequence":12,"result":{"actor":"anna","story_id":"s1","revision":2}}""", answer);
    }

    [Theory]
    [InlineData("""{"story_id":"s1","revison":2}""", "unknown-member", "PublishStory does not know \"revison\".", "Did you mean \"revision\"?")]
    [InlineData("""{"story_id":"s1","notes":[{"words":"a"},{"text":"b"}]}""", "unknown-member", "PublishStory does not know in \"notes.[1]\" \"text\".", "It takes words.")]
    [InlineData("{}", "something-missing", "PublishStory needs story_id.", "")]
    [InlineData("""{"story_id":"s1","storyId":"s2"}""", "said-twice", "PublishStory was told \"story_id\" twice.", "")]
    [InlineData("""{"story_id":"s1","revision":"two"}""", "wrong-value", "PublishStory cannot read \"revision\": it is of the wrong kind.", null)]
    [InlineData("""{"story_id":null}""", "wrong-value", "PublishStory cannot read \"story_id\": it is of the wrong kind.", null)]
    public async Task what_an_act_does_not_understand_is_refused_in_plain_words(string with, string code, string message, string? help)
    {
        await using var door = await ControlDoor.OpenAsync();
        var refusal = Refusal(Assert.Single(await door.SendAsync($$"""{"act":"PublishStory","actor":"anna","with":{{with}}}""")));
        Assert.Equal((code, message), (refusal.Code, refusal.Message));
        if (help is not null) Assert.Equal(help, refusal.Help);
    }

    [Fact]
    public async Task an_act_that_does_not_exist_is_refused_with_the_nearest_one()
    {
        await using var door = await ControlDoor.OpenAsync();
        var refusal = Refusal(Assert.Single(await door.SendAsync("""{"act":"publishstorry","actor":"anna"}""")));
        Assert.Equal(("unknown-act", "Did you mean PublishStory?"), (refusal.Code, refusal.Help));
        Assert.Equal(["Break", "Count", "KillStory", "PublishStory", "Wait"], door.Verbs.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"act":1,"actor":"anna"}""")]
    [InlineData("""{"act":"Break"}""")]
    [InlineData("""{"act":"Break","actor":""}""")]
    [InlineData("""{"act":"Break","actor":"anna","with":7}""")]
    [InlineData("""{"act":"Break","actor":"anna","wiht":{}}""")]
    [InlineData("""{"act":"Break","act":"Wait","actor":"anna"}""")]
    [InlineData("""{"act":"Break","actor":"\ud800"}""")]
    [InlineData("""{"act":"Break","actor":"anna","with":{"\ud800":1}}""")]
    public async Task a_line_that_is_no_request_is_refused_and_the_next_one_is_done(string line)
    {
        await using var door = await ControlDoor.OpenAsync();
        string[] answers = await door.SendAsync(line + "\n" + """{"act":"PublishStory","actor":"anna","with":{"story_id":"s1"}}""");
        Assert.Equal(2, answers.Length);
        Assert.Contains(Refusal(answers[0]).Code, new[] { "not-a-request", "unknown-member" });
        Assert.StartsWith("{\"ok\":true", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task any_bytes_are_answered_line_by_line()
    {
        await using var door = await ControlDoor.OpenAsync();
        await Gen.Byte.Array[0, 200].Array[1, 5].SampleAsync(async lines =>
        {
            string[] answers = await door.SendAsync([.. lines.Select(line => (byte[])[.. line.Where(b => b != '\n'), (byte)'\n'])]);
            Assert.Equal(lines.Length, answers.Length);
            Assert.All(answers, answer => Assert.False(JsonDocument.Parse(answer).RootElement.GetProperty("ok").GetBoolean()));
        }, iter: 200);
    }

    [Fact]
    public async Task a_request_that_is_too_long_is_refused_and_the_next_one_is_done()
    {
        await using var door = await ControlDoor.OpenAsync();
        byte[] megabyte = [.. Enumerable.Repeat((byte)'x', 1024 * 1024)];
        byte[] next = Encoding.UTF8.GetBytes("\n{\"act\":\"PublishStory\",\"actor\":\"anna\",\"with\":{\"story_id\":\"s1\"}}\n");
        string[] answers = await door.SendAsync([.. Enumerable.Repeat(megabyte, 20), next]);
        Assert.Equal(2, answers.Length);
        Assert.Equal("line-too-long", Refusal(answers[0]).Code);
        Assert.StartsWith("{\"ok\":true", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_request_just_short_enough_is_done()
    {
        await using var door = await ControlDoor.OpenAsync();
        await using var client = await door.ConnectAsync();
        string story = new('x', (16 * 1024 * 1024) - 1000);
        Assert.Equal(story.Length, (await client.CallAsync("PublishStory", "anna", new { story_id = story })).Result!.Value.GetProperty("story_id").GetString()!.Length);
    }

    [Fact]
    public async Task many_callers_are_answered_each_in_order()
    {
        await using var door = await ControlDoor.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async caller =>
        {
            await using var client = await door.ConnectAsync();
            for (var number = 0; number < 20; number++)
            {
                var reply = await client.CallAsync("PublishStory", "anna", new Publication($"{caller}", number));
                Assert.Equal((caller.ToString(), number), (reply.Result!.Value.GetProperty("story_id").GetString(), reply.Result!.Value.GetProperty("revision").GetInt32()));
            }
        }));
    }

    [Fact]
    public async Task an_act_under_way_is_answered_before_the_door_closes()
    {
        await using var door = await ControlDoor.OpenAsync();
        await using var client = await door.ConnectAsync();
        var waiting = client.CallAsync("Wait", "anna");
        await door.Waiting.Task;
        var closing = door.Socket.DisposeAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        door.Gate.SetResult();
        Assert.Equal("done", (await waiting).Result!.Value.GetString());
        await closing;
        Assert.Equal("The newspaper went away before it answered.", (await client.CallAsync("Break", "anna")).Fault);
    }

    [Fact]
    public async Task only_the_owner_can_open_the_socket()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var door = await ControlDoor.OpenAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(door.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(door.Path)!));
    }

    [Fact]
    public async Task the_socket_of_a_dead_process_is_replaced_and_that_of_a_living_one_is_not()
    {
        await using var door = new ControlDoor();
        Directory.CreateDirectory(Path.GetDirectoryName(door.Path)!);
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(door.Path));
            File.Copy("/dev/null", door.Path + ".kept");
        }
        // .NET takes the file away with its socket; a killed process does not.
        if (!File.Exists(door.Path)) File.Move(door.Path + ".kept", door.Path);

        Assert.Null(await door.Socket.StartAsync());
        await using var second = new ControlSocket(door.Path, door.Verbs, NullLogger<ControlSocket>.Instance);
        Assert.Equal("socket-in-use", (await second.StartAsync())!.Code);
        await second.DisposeAsync();
        await using var client = await door.ConnectAsync();
        Assert.True((await client.CallAsync("PublishStory", "anna", new Publication("s1"))).Ok);
    }

    [Fact]
    public async Task nobody_answers_where_no_newspaper_runs()
    {
        var door = await ControlDoor.OpenAsync();
        await door.DisposeAsync();
        Assert.False(File.Exists(door.Path));
        Assert.Null(await ControlClient.ConnectAsync(door.Path));
    }

    private static StopPress.Store.Refusal Refusal(string answer) => JsonSerializer.Deserialize<ControlReply>(answer, ControlFormat.Options)!.Refusal!;
}
