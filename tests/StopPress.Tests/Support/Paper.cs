using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Journal;
using StopPress.Store.Settings;

namespace StopPress.Tests.Support;

/// <summary>A whole newspaper that runs in this process, with the acts and requests that tests need.</summary>
public sealed class Paper : IAsyncDisposable
{
    private readonly OpenHouse house;
    private readonly OpenSite site;
    private readonly HttpClient reader;

    private Paper(OpenHouse house, OpenSite site)
    {
        (this.house, this.site) = (house, site);
        reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(site.Urls.First()) };
    }

    /// <summary>Where it is read.</summary>
    public Uri Address => reader.BaseAddress!;

    /// <summary>What acts work with.</summary>
    public NewsDesk Desk => house.Desk;

    internal OpenHouse House => house;

    internal OpenSite Site => site;

    /// <summary>Opens a newspaper on a house of the tests.</summary>
    public static Task<Paper> OpenAsync(
        House house, TimeProvider? clock = null, Func<JournalEntry, JournalEntry>? hears = null, TimeProvider? lineClock = null, ILoggerFactory? logs = null) =>
        OpenAsync(house.Folder, house.Connection, clock ?? TimeProvider.System, null, hears, lineClock, logs);

    internal static async Task<Paper> OpenAsync(
        string folder, string connection, TimeProvider clock, Func<OpenHouse, Task>? fill, Func<JournalEntry, JournalEntry>? hears = null,
        TimeProvider? lineClock = null, ILoggerFactory? logs = null, int port = 0, BackupPlan? backups = null, FrontDoor? door = null, WayOut? way = null)
    {
        string address = port == 0 ? "https://courier.example" : $"http://localhost:{port}";
        var settings = new MachineSettings(folder, connection, [$"http://127.0.0.1:{port}"], address, 64, LogLevel.Warning);
        if (backups is not null) settings = settings with { Backups = backups };
        if (door is not null) settings = settings with { Door = door };
        if (way is not null) settings = settings with { WayOut = way };
        var opened = (await OpenHouse.OpenAsync(settings, clock, logs ?? NullLoggerFactory.Instance)).Value;
        return new Paper(opened, await OpenSite.OpenAsync(opened, fill, hears, lineClock));
    }

    /// <summary>Sends a request and reads the answer whole.</summary>
    public async Task<HttpResponseMessage> AskAsync(string path, string? encoding = null, string? holds = null, HttpMethod? method = null)
    {
        // Put together as text: a path may begin with two slashes.
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, Address.GetLeftPart(UriPartial.Authority) + path);
        if (encoding is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        if (holds is not null) request.Headers.TryAddWithoutValidation("If-None-Match", holds);
        return await reader.SendAsync(request);
    }

    /// <summary>The text of a page.</summary>
    public async Task<string> ReadAsync(string path) => await (await AskAsync(path)).Content.ReadAsStringAsync();

    /// <summary>The result of an act that must not be refused.</summary>
    public static async Task<T> DoneAsync<T>(Task<Outcome<Settled<T>>> act) => (await act).Value.Result;

    /// <summary>A body of some paragraphs.</summary>
    public static string Body(params string[] paragraphs) =>
        ProseMirrorJson.Write(new Document([.. paragraphs.Select(text => new Paragraph(BlockId.New(), [new TextRun(text, Marks.None)]))]));

    /// <summary>Files a story; its public id.</summary>
    public Task<string> FileAsync(string headline, string body = "It happened.", string edition = "en", StoryFiling? filing = null, StoryKind kind = StoryKind.Story) =>
        DoneAsync(new FileStory(edition, new StoryWords(headline, Body(body)), null, filing, kind).RunAsync(Desk, "anna"));

    /// <summary>Lets a story out; its address.</summary>
    public Task<string> PublishAsync(string story, string edition = "en") => DoneAsync(new PublishStory(story, edition).RunAsync(Desk, "anna"));

    /// <summary>Opens the Thai edition beside the first one.</summary>
    public Task<string> OpenThaiAsync() =>
        DoneAsync(new OpenEdition("th", "th", "th-TH", "หนังสือพิมพ์ของเรา", "", "ไทย", "Asia/Bangkok", "buddhist").RunAsync(Desk, "anna"));

    /// <summary>A port at which nobody listens.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await site.DisposeAsync();
        await house.DisposeAsync();
    }
}
