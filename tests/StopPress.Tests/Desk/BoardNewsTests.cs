using System.Net;
using System.Threading.Channels;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>How open boards hear that they have changed, and what they do not hear.</summary>
public class BoardNewsTests(Houses houses)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    [Theory, BothDatabases]
    public async Task a_board_hears_of_what_its_reader_may_see_and_of_nothing_else(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        using var reporter = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        await using var seen = await Line.OpenAsync(paper, editor);
        await using var unseen = await Line.OpenAsync(paper, reporter);
        (string first, string own) = (await seen.NextAsync(), await unseen.NextAsync());
        string story = await paper.FileAsync("Secret");
        Assert.NotEqual(first, await seen.NextAsync());
        await Paper.DoneAsync(new SetStage(story, WorkStage.Submitted).RunAsync(paper.Desk, "anna"));
        await seen.NextAsync();
        // Neither that it is there, nor that something happens to it.
        Assert.Null(await unseen.WithinAsync(Quiet));
        await Paper.DoneAsync(new AssignStory(story, "reporter@example.org").RunAsync(paper.Desk, "anna"));
        string given = await unseen.NextAsync();
        Assert.NotEqual(own, given);
        Assert.EndsWith("-1", given, StringComparison.Ordinal);
        await Paper.DoneAsync(new ReadMessages("reporter@example.org").RunAsync(paper.Desk, "anna"));
        Assert.EndsWith("-0", await unseen.NextAsync(), StringComparison.Ordinal);
        // Whoever asks now and then is told the same.
        Assert.Contains(await paper.Site.News.MarkOfAsync(await ColleagueAsync(paper, reporter)), (await reporter.ReadAsync("board/news")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task a_line_ends_with_its_session_and_when_the_newspaper_closes(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        using var leaves = await DeskVisitor.ComeAsync(paper, Role.Reporter, "leaves@example.org");
        using var sells = await DeskVisitor.ComeAsync(paper, Role.Reporter, "sells@example.org");
        using var signsOut = await DeskVisitor.ComeAsync(paper, Role.Reporter, "out@example.org");
        await using var stays = await Line.OpenAsync(paper, editor);
        await stays.NextAsync();
        await using (var line = await Line.OpenAsync(paper, leaves))
        {
            await line.NextAsync();
            await Paper.DoneAsync(new EndAccount("leaves@example.org").RunAsync(paper.Desk, "tests"));
            await line.EndsAsync();
        }
        await using (var line = await Line.OpenAsync(paper, sells))
        {
            await line.NextAsync();
            await Paper.DoneAsync(new ChangeRole("sells@example.org", Role.Commercial).RunAsync(paper.Desk, "tests"));
            await line.EndsAsync();
        }
        await using (var line = await Line.OpenAsync(paper, signsOut))
        {
            await line.NextAsync();
            await signsOut.SendAsync("account", [], "sign-out");
            await line.EndsAsync();
        }
        await Eventually.HoldsAsync(() => paper.Site.News.Open == 1, "lines are let go", Soon);
        var closing = paper.DisposeAsync().AsTask();
        await stays.EndsAsync();
        await closing.WaitAsync(Soon);
    }

    [Fact]
    public async Task a_hundred_open_boards_cost_one_look_at_the_board_and_all_are_told()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        for (var i = 0; i < 60; i++) await paper.FileAsync($"Story {i}");
        var lines = new List<Line>();
        for (var i = 0; i < 100; i++) lines.Add(await Line.OpenAsync(paper, editor));
        foreach (var line in lines) await line.NextAsync();
        Assert.Equal(100, paper.Site.News.Open);
        await paper.FileAsync("One more");
        string[] marks = await Task.WhenAll(lines.Select(line => line.NextAsync()));
        Assert.Single(marks.Distinct());
        foreach (var line in lines) await line.DisposeAsync();
        await Eventually.HoldsAsync(() => paper.Site.News.Open == 0, "lines are let go", Soon);
    }

    private static async Task<Colleague> ColleagueAsync(Paper paper, DeskVisitor visitor) =>
        (await paper.Desk.Database.FindSessionAsync(visitor.Cookies.GetCookies(new Uri($"http://localhost:{paper.Address.Port}/-/desk/"))["stoppress-desk"]!.Value, Instant.Now(paper.Desk.Clock)))!;

    /// <summary>A browser's line to the newspaper.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly HttpClient browser;
        private readonly Channel<string> marks = Channel.CreateUnbounded<string>();
        private readonly CancellationTokenSource stop = new();
        private readonly Task reading;

        private Line(HttpClient browser, StreamReader stream) => (this.browser, reading) = (browser, ReadAsync(stream));

        public static async Task<Line> OpenAsync(Paper paper, DeskVisitor visitor)
        {
            var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = visitor.Cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{paper.Address.Port}/-/desk/") };
            using var request = new HttpRequestMessage(HttpMethod.Get, "board/news");
            request.Headers.Accept.ParseAdd("text/event-stream");
            var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            return new Line(browser, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        }

        public async Task<string> NextAsync()
        {
            using var patience = new CancellationTokenSource(Soon);
            return await marks.Reader.ReadAsync(patience.Token);
        }

        public async Task<string?> WithinAsync(TimeSpan time)
        {
            await Task.Delay(time);
            return marks.Reader.TryRead(out string? mark) ? mark : null;
        }

        public Task EndsAsync() => marks.Reader.Completion.WaitAsync(Soon);

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            browser.Dispose();
            await reading;
            stop.Dispose();
        }

        private async Task ReadAsync(StreamReader stream)
        {
            var said = "";
            try
            {
                while (await stream.ReadLineAsync(stop.Token) is { } line)
                {
                    if (line.StartsWith("event: ", StringComparison.Ordinal)) said = line["event: ".Length..];
                    if (line.StartsWith("data: ", StringComparison.Ordinal) && said.Length == 0) marks.Writer.TryWrite(line["data: ".Length..]);
                }
                Assert.Equal("out", said);
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or HttpRequestException)
            {
                // The browser was closed.
            }
            finally
            {
                marks.Writer.TryComplete();
            }
        }
    }
}
