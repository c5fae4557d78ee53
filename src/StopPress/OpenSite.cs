using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using StopPress.Demo;
using StopPress.Desk.Door;
using StopPress.Desk.Post;
using StopPress.Desk.Rooms.Board;
using StopPress.Desk.Rooms.Import;
using StopPress.Desk.Rooms.SetUp;
using StopPress.Newsroom.House;
using StopPress.Site.Api;
using StopPress.Site.LinkCards;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Site.Search;
using StopPress.Site.Serving;
using StopPress.Site.Sharing;
using StopPress.Site.Sitemaps;
using StopPress.Site.Themes;
using StopPress.Site.Webhooks;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress;

/// <summary>A newspaper that readers can read: the press, the server, and the control socket over an open house.</summary>
internal sealed class OpenSite : IAsyncDisposable
{
    // Kestrel's own limits are for sites that take uploads: readers send nothing but a short request.
    private const int LargestBody = 64 * 1024;
    private const long BytesPerMegabyte = 1024 * 1024;

    private readonly OpenHouse house;
    private readonly WebApplication web;
    private readonly HouseHeaders headers;
    private readonly CountBook counts;
    private readonly SearchIndex index;
    private readonly SearchRoom searches;
    private readonly ApiGate gate;
    private readonly ReaderDesk readers;
    private readonly CachesInFront caches;
    private readonly DiskWatch disk;
    private readonly Gauges gauges;
    private readonly Turnstile turnstile;
    private readonly ReadyLane lane;
    private readonly RootFileRoom rootFiles;
    private readonly ControlSocket control;
    private readonly BoardNews news;
    private readonly ImportDesk imports;
    private readonly SampleDesk sample;
    private readonly DeskDoor door;
    private readonly Trouble unmade;

    private OpenSite(OpenHouse house, TimeProvider lineClock)
    {
        unmade = new Trouble(house.Logs.CreateLogger<OpenSite>(), TimeProvider.System);
        this.house = house;
        Rack = new ThemeRack(Path.Combine(house.Settings.Data, ThemeFolder), house.Logs.CreateLogger<ThemeRack>());
        var addresses = new Addresses(house.Settings.PublicAddress);
        counts = new CountBook(CountLedger.Of(house.Database), house.Desk.Worries, house.Logs.CreateLogger<CountBook>(), house.Clock);
        var room = new PageRoom(Rack, addresses, counts, house.Clock);
        Press = new PrintingPress(
            house.Database, house.Tail, room.MakeAsync, room.MakePieceAsync, house.Settings.PressedMegabytes * BytesPerMegabyte, house.Logs.CreateLogger<PrintingPress>());
        Withdrawn = new WithdrawnList(house.Database);
        Likes = new CountsTeller(house.Desk, new CountedLikes(counts), house.Logs.CreateLogger<CountsTeller>());
        Most = new CountsTeller(house.Desk, new MostRead(counts, house.Clock), house.Logs.CreateLogger<CountsTeller>());
        readers = new ReaderDesk(house.Database, house.Tail, Press, Withdrawn, counts, addresses) { Words = language => Rack.Current.Words(language) };
        index = SearchIndex.Of(house.Database);
        Clerk = new SearchClerk(house.Database, index, house.Desk.Worries, house.Logs.CreateLogger<SearchClerk>(), TimeProvider.System);
        rootFiles = new RootFileRoom(house.Database, house.Tail, new Addresses(house.Settings.PublicAddress), house.Clock);
        searches = new SearchRoom(house.Database, house.Tail, room, Press, index, Clerk, house.Clock);
        gate = new ApiGate(house.Database, house.Clock);
        headers = new HouseHeaders(new HouseAddress(house.Settings.PublicAddress).IsSecure);
        caches = new CachesInFront(house.Settings.Door.Caches, house.Desk.Worries, house.Logs.CreateLogger<CachesInFront>(), lineClock);
        disk = new DiskWatch(
            [house.Settings.Data, house.Settings.MediaFolder, house.Settings.Backups.Folder], house.Settings.Watching.DiskWarningMegabytes * BytesPerMegabyte, house.Desk.Worries,
            house.Logs.CreateLogger<DiskWatch>(), TimeProvider.System);
        gauges = new Gauges(Press.Shelf, house.Tail, disk);
        turnstile = new Turnstile(house.Settings.Door.RequestsPerSecond, lineClock, house.Logs.CreateLogger<Turnstile>());
        lane = new ReadyLane(Press, Withdrawn, headers, house.Settings.Door.Connections, house.Logs.CreateLogger<ReadyLane>(), lineClock);
        news = new BoardNews(house.Desk, house.Logs.CreateLogger<BoardNews>());
        imports = new ImportDesk(house.Desk, Path.Combine(house.Settings.Data, ImportFolder), house.Logs.CreateLogger<ImportDesk>());
        sample = new SampleDesk(house.Desk, Path.Combine(house.Settings.Data, SampleFolder), DemoHouse.SampleFor(house), house.Logs.CreateLogger<SampleDesk>());
        var address = new HouseAddress(house.Settings.PublicAddress);
        var words = new DeskWords(Path.Combine(house.Settings.Data, WordsFolder), house.Logs.CreateLogger<DeskWords>());
        Backups = new BackupClerk(house);
        Webhooks = new WebhookClerk(house.Desk, addresses, house.Logs.CreateLogger<WebhookClerk>());
        Hub = new HubClerk(house.Desk, addresses, house.Logs.CreateLogger<HubClerk>());
        Carrier = new MailCarrier(house.Desk, new DeskLetters(house.Desk, words, address), house.Logs.CreateLogger<MailCarrier>());
        door = new DeskDoor(house.Desk, room, Clerk, counts, news, imports, sample, address, words, house.Logs);
        web = BuildWeb();
        var verbs = Verbs();
        Acts = verbs.Requests;
        control = new ControlSocket(RunFolder.SocketOf(house.Settings.Data), verbs, house.Logs.CreateLogger<ControlSocket>());
    }

    // Where the export of another newspaper is kept until all of it is in.
    private const string ImportFolder = "import";

    // Where it is written down that the newspaper is a sample, and whether it is whole.
    internal const string SampleFolder = "sample";

    /// <summary>The folder in the data folder whose files stand over the program's own theme.</summary>
    public const string ThemeFolder = "theme";

    /// <summary>The folder in the data folder with words of the desk in other languages.</summary>
    public const string WordsFolder = "words";

    public PrintingPress Press { get; }

    /// <summary>Who takes mail to its server.</summary>
    public MailCarrier Carrier { get; }

    /// <summary>Who tells webhooks what has happened.</summary>
    public WebhookClerk Webhooks { get; }

    /// <summary>Who tells the hub which feeds have changed.</summary>
    public HubClerk Hub { get; }

    /// <summary>Who makes backups.</summary>
    public BackupClerk Backups { get; }

    public WithdrawnList Withdrawn { get; }

    /// <summary>Where cards for links are set.</summary>
    public ComposingRoom Cards { get; } = new();

    /// <summary>Where it is counted what readers do.</summary>
    public CountBook Counts => counts;

    /// <summary>Who brings likes onto the pages.</summary>
    public CountsTeller Likes { get; }

    /// <summary>Who brings what is read most onto the pages.</summary>
    public CountsTeller Most { get; }

    /// <summary>Who keeps the index of search.</summary>
    public SearchClerk Clerk { get; }

    public ThemeRack Rack { get; }

    /// <summary>The addresses that the server listens on.</summary>
    public IReadOnlyCollection<string> Urls => [.. web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>All acts with what they take, for the tests that kill each and that ask each for what makes no sense.</summary>
    public IReadOnlyDictionary<string, Type> Acts { get; }

    /// <summary>Every route, for the test that each is classified.</summary>
    public IReadOnlyList<Endpoint> Routes => [.. ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)web).DataSources.SelectMany(source => source.Endpoints)];

    /// <summary>What tells open boards that they have changed.</summary>
    public BoardNews News => news;

    /// <summary>Every route of the desk, for the test that each names the right that it needs.</summary>
    public IReadOnlyList<Endpoint> DeskRoutes => door.Routes;

    /// <summary>Opens a house to readers.</summary>
    /// <param name="house">The house.</param>
    /// <param name="fill">Fills it before anybody can look; null leaves it as it is, but for a first edition if it has none.</param>
    /// <param name="hears">What the press hears of an entry; tests take touches out, to see that the loss is noticed.</param>
    /// <param name="lineClock">The clock by which connections are ended; the machine's own if none is given.</param>
    /// <param name="rehearsal">Whether it is only tried out: then nothing happens by the clock, no mail is sent, and nobody but readers is answered.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<OpenSite> OpenAsync(
        OpenHouse house, Func<OpenHouse, Task>? fill = null, Func<JournalEntry, JournalEntry>? hears = null, TimeProvider? lineClock = null,
        bool rehearsal = false, CancellationToken cancel = default)
    {
        var site = new OpenSite(house, lineClock ?? TimeProvider.System);
        // The withdrawn list comes first: when the press has followed an entry, no page may go out that the list would stop.
        house.Tail.Follow(site.Withdrawn.Follower);
        var press = site.Press.Follower;
        house.Tail.Follow(hears is null ? press : press with { Follow = entry => press.Follow(hears(entry)) });
        // The index is in no backup, so a newspaper that is only tried out has none.
        if (!rehearsal) house.Tail.Follow(site.Clerk.Follower);
        house.Tail.Follow(site.gate.Follower);
        house.Tail.Follow(site.news.Follower);
        house.Tail.Follow(site.caches.Follower);
        site.Rack.Start(site.TakeTheme);
        await house.Tail.StartAsync(cancel);
        site.Press.Shelf.StartAt(house.Tail.Position);
        await site.Withdrawn.LoadAsync();
        if (!rehearsal) await site.Clerk.StartAsync(house.Tail);
        if (!rehearsal) await site.counts.StartAsync();
        if (fill is not null) await fill(house);
        if (!rehearsal) await FirstRun.SetUpAsync(house.Desk, cancel);
        site.Press.Shelf.LastFurniture = await Reads.LookAsync(house.Database, Furniture.ReadAsync, cancel);
        if (!rehearsal) await site.BeginWorkAsync(cancel);
        if (!rehearsal) await site.caches.StartAsync();
        site.lane.Start();
        await site.web.StartAsync(cancel);
        return site;
    }

    // A theme is no entry of the journal, and stands behind every page.
    private void TakeTheme()
    {
        Press.DropEverything();
        _ = caches.TellAsync([Subject.Theme]).AsTask();
    }

    // All that happens without being asked for, and may leave the house.
    private async Task BeginWorkAsync(CancellationToken cancel)
    {
        house.Watch.CompareWithJournal(await LastEntryAsync(house));
        if (await control.StartAsync() is { } refusal) throw new IOException($"{refusal.Message} {refusal.Help}");
        if (await NightlyBackup.SetAsync(house.Desk, house.Settings.Backups.Hour, cancel) is { } unset) throw new IOException($"{unset.Message} {unset.Help}");
        // What fell due while the house was closed has happened before the first reader comes.
        await house.Deadlines.FireDueAsync(cancel);
        house.Deadlines.Start();
        house.Desk.Darkroom.Start();
        Carrier.Start();
        Webhooks.Start();
        Hub.Start();
        Likes.Start();
        Most.Start();
        Backups.Start();
        disk.Start();
    }

    public async ValueTask DisposeAsync()
    {
        // Open boards would keep the server waiting for their end.
        await news.DisposeAsync();
        await imports.DisposeAsync();
        await sample.DisposeAsync();
        await web.StopAsync();
        await Likes.DisposeAsync();
        await Most.DisposeAsync();
        await Carrier.DisposeAsync();
        await Webhooks.DisposeAsync();
        await Hub.DisposeAsync();
        await Backups.DisposeAsync();
        lane.Dispose();
        disk.Dispose();
        gauges.Dispose();
        await control.DisposeAsync();
        await Rack.DisposeAsync();
        await caches.DisposeAsync();
        await Clerk.DisposeAsync();
        await index.DisposeAsync();
        await Press.DisposeAsync();
        await counts.DisposeAsync();
        await web.DisposeAsync();
        Cards.Dispose();
        await door.DisposeAsync();
    }

    private WebApplication BuildWeb()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
            options.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => lane.RunAsync(connection, next)));
            options.UseSystemd();
        }).UseSockets(options =>
        {
            // A page that lies ready is sent from the thread that read the request (docs/decisions: serving).
            options.UnsafePreferInlineScheduling = true;
            options.WaitForDataBeforeAllocatingBuffer = false;
            options.MaxWriteBufferSize = ConnectionWatch.LongestBacklog;
            options.CreateBoundListenSocket = ListeningSocket.Open;
        });
        // Sockets that systemd holds are there before and after the newspaper.
        if (!Systemd.HandsSocketsOn) builder.WebHost.UseUrls([.. house.Settings.Urls]);
        if (house.Settings.Urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore().AddSingleton(house.Logs);
        PutPressInFront(builder.Services);
        var app = builder.Build();
        app.Use(CatchFaults);
        app.UseForwardedHeaders(TrustedProxies.Believed(house.Settings.Door.TrustedProxies));
        app.Use((context, next) => turnstile.PassAsync(context, next, SayClosedAsync));
        app.Use((context, next) => DeskDoor.Leads(context.Request.Path) ? door.AnswerAsync(context) : next(context));
        app.UseRouting();
        app.MapReaders(Press, Withdrawn);
        app.MapSearch(searches, Press, Withdrawn);
        app.MapApi(gate, searches, Press, Withdrawn);
        app.MapRootFiles(rootFiles, Press, Withdrawn);
        app.MapLikes(readers);
        app.MapShares(readers);
        app.MapReads(readers);
        app.MapHouse(house.Database, house.Desk.Darkroom);
        app.MapHealth(house.Tail, disk);
        app.MapCards(house.Database, Cards, Rack);
        app.MapMedia(house.Database, house.Desk.Blobs, house.Desk.Darkroom);
        app.UseEndpoints(_ => { });
        return app;
    }

    private void PutPressInFront(IServiceCollection services)
    {
        var kestrel = services.Last(service => service.ServiceType == typeof(IServer));
        services.Remove(kestrel);
        services.AddSingleton(kestrel.ImplementationType!);
        services.AddSingleton<IServer>(provider => new PressServer((IServer)provider.GetRequiredService(kestrel.ImplementationType!), Press, Withdrawn, headers));
    }

    // The reader is told in plain words; what broke is for the log.
    private async Task CatchFaults(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            unmade.End("Pages can be made again.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone.
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            // More than may be sent, or not what it was said to be: the number tells it.
            context.Response.StatusCode = fault.StatusCode;
        }
        catch (Exception fault)
        {
            // What is broken beneath the house breaks every page that must be made: the log is told of it once in a while.
            if (house.Tail.Currency.IsAway || Breakdown.RefusalOf(fault) is not null) unmade.Meet(fault, "Pages that do not lie ready cannot be made.");
            else house.Logs.CreateLogger<OpenSite>().LogError(fault, "{Method} {Path} broke.", context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted) throw;
            context.Response.Clear();
            headers.Write(context.Response.Headers);
            context.Response.Headers.RetryAfter = "5";
            await SayClosedAsync(context, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task SayClosedAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(ClosedPage.Of(Press.Shelf.LastFurniture, Rack.Current, context.Request.Path.Value ?? "/"));
    }

    private ControlVerbs Verbs() => new ControlVerbs().AddNewsroom(house.Desk)
        .Add<WhyQuestion>("Why", (_, question, cancel) => WhyAsync(Addresses.Meant(question.Path), cancel))
        .Add<TouchesQuestion>("Touches", (_, question, _) => Task.FromResult(Touches(question.Subject)))
        .Add<NoQuestion>("DropPages", (_, _, _) =>
        {
            Press.Shelf.DropEverything();
            return Task.FromResult<Outcome<ControlAnswer>>(new ControlAnswer(null));
        })
        .Add<BackUp>(nameof(BackUp), async (actor, order, cancel) =>
        {
            var made = await Backups.MakeAsync(order.File, actor, cancel);
            return made.Refusal is { } refusal ? refusal : new ControlAnswer(made.Value.Sequence, made.Value.Result);
        })
        .Add<NoQuestion>("TellBackup", (_, _, _) => Task.FromResult<Outcome<ControlAnswer>>(new ControlAnswer(null, Backups.Progress)))
        .Add<NoQuestion>("TellTroubles", (_, _, _) => Task.FromResult<Outcome<ControlAnswer>>(new ControlAnswer(null, Troubles())))
        .Add<NoQuestion>("ConfirmClock", async (actor, _, cancel) =>
        {
            house.Watch.Confirm();
            var written = await house.Desk.Journal.WriteAsync<bool>(actor, _ => Task.FromResult<Outcome<(EntryDraft, bool)>>((new EntryDraft("ClockConfirmed", []), true)), cancel);
            return written.Refusal is { } refusal ? refusal : new ControlAnswer(written.Value.Entry.Sequence);
        });

    // What stands still, in the words in which an act would be refused.
    private Refusal[] Troubles() =>
        [.. new[] { house.Deadlines.Stopped, house.Tail.Currency.IsAway ? Breakdown.DatabaseAway : null, BrokenTheme() }.OfType<Refusal>(), .. house.Desk.Worries.Present];

    private Refusal? BrokenTheme() => Rack.Broke is not { } fault ? null : new Refusal(
        "theme-broken", $"The theme breaks: {fault.Message} Pages are set as they were before it.", "Mend the template; the newspaper takes it over by itself.");

    // What nobody has asked for yet is pressed for whoever asks why.
    private async Task<Outcome<ControlAnswer>> WhyAsync(string path, CancellationToken cancel)
    {
        if (Press.Shelf.Why(path) is { } ready) return new ControlAnswer(null, ready);
        var answer = await ReaderRoutes.AnswerAsync(path, Press, Withdrawn, cancel);
        if (answer.MovedTo is { } address) return new Refusal("moved", $"{path} leads readers to {address}.", $"Ask for {address}.");
        if (answer.Page!.Status == StatusCodes.Status410Gone) return new Refusal("withdrawn", $"What was at {path} has been withdrawn; readers are told so.");
        if (answer.Page.Status == StatusCodes.Status404NotFound) return new Refusal("nothing-there", $"Nothing is at {path}; readers are told so.");
        return Press.Shelf.Why(path) is { } pressed ? new ControlAnswer(null, pressed) : new Refusal("changing", $"What {path} shows is changing just now.", "Ask again.");
    }

    private Outcome<ControlAnswer> Touches(string subject) => Press.Shelf.ReadersOf(subject) is { Count: > 0 } pages
        ? new ControlAnswer(null, pages)
        : new Refusal("no-page", $"No page that lies ready shows {subject}.", "\"why PATH\" lists the subjects of a page.");

    private static Task<Instant> LastEntryAsync(OpenHouse house) => house.Database.ReadAsync(async (connection, snapshot) =>
        new Instant((long)(await connection.ScalarAsync(snapshot, "SELECT COALESCE(MAX(at), 0) FROM journal"))!));

    private sealed record WhyQuestion(string Path);

    private sealed record TouchesQuestion(string Subject);

    private sealed record NoQuestion;
}
