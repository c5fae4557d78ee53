using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Tests.Support;

namespace StopPress.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("why")]
    [InlineData("serve --frobnicate")]
    [InlineData("import wordpress not-there.xml")]
    public async Task what_is_not_understood_ends_with_two(string words)
    {
        var screen = await Terminal.StopPressAsync(words.Split(' '));
        Assert.Equal((2, ""), (screen.ExitCode, screen.Output));
        Assert.Contains("stoppress --help", screen.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task wrong_settings_are_refused_all_at_once()
    {
        var screen = await Terminal.StopPressAsync("", [("STOPPRESS_URL", "x")], "serve", "--data", folder.Path, "--pressed-megabytes", "lots", "--config", folder["no.json"]);
        Assert.Equal(1, screen.ExitCode);
        foreach (string word in new[] { "pressed-megabytes must be", "STOPPRESS_URL is no setting", "no.json is not there" }) Assert.Contains(word, screen.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task config_prints_each_setting_with_its_source_and_no_password()
    {
        var screen = await Terminal.StopPressAsync(
            "", [("STOPPRESS_DATABASE", "Host=db;Username=paper;Password=geheim")], "config", "--data", folder.Path);
        Assert.Equal((0, ""), (screen.ExitCode, screen.Errors));
        Assert.Matches(@"data +\S+ +flag ", screen.Output);
        Assert.Matches(@"database +host=db;username=paper;password=\*\*\* +environment", screen.Output.ToLowerInvariant());
        Assert.Matches("urls +http://localhost:5080 +default", screen.Output);
    }

    [Fact]
    public async Task a_command_that_finds_no_newspaper_says_so()
    {
        var screen = await Terminal.StopPressAsync("why", "/", "--data", folder.Path);
        Assert.Equal((1, ""), (screen.ExitCode, screen.Output));
        Assert.StartsWith($"No newspaper of yours is running on the folder {folder.Path}.", screen.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task why_and_touches_print_what_the_newspaper_answers_for_reading()
    {
        await using var door = await OpenDoorAsync();
        var why = await Terminal.StopPressAsync("why", "/flood", "--data", folder.Path);
        Assert.Equal("path: /flood\nread:\n  - story:1\n  - theme\npressed by:\n  sequence: 12\n  kind: StoryPublished\n", why.Output);
        var touches = await Terminal.StopPressAsync("touches", "story:9", "--data", folder.Path);
        Assert.Equal((1, "No page shows story:9.\n"), (touches.ExitCode, touches.Errors));
    }

    [Fact]
    public async Task any_act_can_be_asked_for_with_its_request_as_an_argument_or_typed()
    {
        await using var door = await OpenDoorAsync();
        Assert.Equal("\"/a\"\n", (await Terminal.StopPressAsync("act", "Echo", """{"path":"/a"}""", "--data", folder.Path)).Output);
        Assert.Equal("\"/b\"\n", (await Terminal.StopPressAsync("""{"path":"/b"}""", [], "act", "Echo", "-", "--data", folder.Path)).Output);
        Assert.Equal("Done; it is entry 12 of the journal.\n", (await Terminal.StopPressAsync("act", "Publish", "--data", folder.Path)).Output);
        var wrong = await Terminal.StopPressAsync("act", "Echo", "{", "--data", folder.Path);
        Assert.Equal((1, ""), (wrong.ExitCode, wrong.Output));
    }

    private sealed record Page(string Path);

    private sealed record About(string Subject);

    private async Task<ControlSocket> OpenDoorAsync()
    {
        var verbs = new ControlVerbs()
            .Add<Page>("Why", (_, page, _) => Answer(new ControlAnswer(
                null, new { page.Path, Read = new[] { "story:1", "theme" }, PressedBy = new { Sequence = 12, Kind = "StoryPublished" } })))
            .Add<About>("Touches", (_, about, _) => Task.FromResult<Outcome<ControlAnswer>>(new Refusal("no-page", $"No page shows {about.Subject}.")))
            .Add<Page>("Echo", (_, page, _) => Answer(new ControlAnswer(null, page.Path)))
            .Add<object>("Publish", (_, _, _) => Answer(new ControlAnswer(12)));
        var door = new ControlSocket(RunFolder.SocketOf(folder.Path), verbs, NullLogger<ControlSocket>.Instance);
        Assert.Null(await door.StartAsync());
        return door;
    }

    private static Task<Outcome<ControlAnswer>> Answer(ControlAnswer answer) => Task.FromResult<Outcome<ControlAnswer>>(answer);
}
