using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StopPress.Desk.Post;
using StopPress.Desk.Rooms.Board;
using StopPress.Desk.Rooms.Import;
using StopPress.Desk.Rooms.Pictures;
using StopPress.Desk.Rooms.SetUp;
using StopPress.Desk.Rooms.Story;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Site.Pages;
using StopPress.Site.Search;
using StopPress.Store.Counts;

namespace StopPress.Desk.Door;

/// <summary>
/// Where staff come in: everything below <see cref="Path"/>. What the rooms are made of is put together when the first of the staff comes, so
/// that readers do not wait for it when the newspaper starts.
/// </summary>
public sealed class DeskDoor : IAsyncDisposable
{
    /// <summary>The address below which the desk is.</summary>
    public const string Path = Addresses.Own + "desk";

    // A form is short; pictures have a limit of their own where they are taken in.
    private const long LongestForm = 4 * 1024 * 1024;

    private readonly HouseAddress address;
    private readonly Lazy<WebApplication> app;
    private readonly Lazy<RequestDelegate> rooms;

    /// <summary>A door to a newsroom.</summary>
    /// <param name="desk">What acts work with.</param>
    /// <param name="pages">Where pages are made up, for previews.</param>
    /// <param name="search">Who keeps the index of search.</param>
    /// <param name="counts">What is counted of readers.</param>
    /// <param name="news">What tells open boards that they have changed.</param>
    /// <param name="imports">Where exports of other newspapers are brought in.</param>
    /// <param name="sample">What fills a sample newspaper.</param>
    /// <param name="address">The newspaper's address.</param>
    /// <param name="words">The desk's words.</param>
    /// <param name="logs">Where faults are told.</param>
    public DeskDoor(NewsDesk desk, PageRoom pages, SearchClerk search, CountBook counts, BoardNews news, ImportDesk imports, SampleDesk sample, HouseAddress address, DeskWords words, ILoggerFactory logs)
    {
        this.address = address;
        app = new(() => Build(desk, pages, search, counts, news, imports, sample, address, words, logs));
        rooms = new(() => ((IApplicationBuilder)app.Value).Build());
    }

    /// <summary>Every route of the desk, for the test that each names the right that it needs.</summary>
    public IReadOnlyList<Endpoint> Routes => [.. Opened().Services.GetRequiredService<EndpointDataSource>().Endpoints];

    /// <summary>Whether a request is for the desk.</summary>
    public static bool Leads(PathString path) => path.StartsWithSegments(Path, StringComparison.Ordinal);

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        // Pages of the desk wait for the database, and must not do so on the thread that serves readers.
        await Task.Yield();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LongestForm;
        // Whoever stands in front may have taken the encryption off; what counts is how browsers come.
        if (address.IsSecure) context.Request.Scheme = Uri.UriSchemeHttps;
        context.Request.Path.StartsWithSegments(Path, out var below);
        (context.Request.PathBase, context.Request.Path) = (Path, below.HasValue ? below : "/");
        await using var scope = app.Value.Services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await rooms.Value(context);
    }

    /// <summary>Closes the rooms.</summary>
    public ValueTask DisposeAsync() => app.IsValueCreated ? app.Value.DisposeAsync() : ValueTask.CompletedTask;

    private WebApplication Opened()
    {
        _ = rooms.Value;
        return app.Value;
    }

    private static WebApplication Build(NewsDesk desk, PageRoom pages, SearchClerk search, CountBook counts, BoardNews news, ImportDesk imports, SampleDesk sample, HouseAddress address, DeskWords words, ILoggerFactory logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(DeskDoor).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        // It is never started: what comes in is handed on by the server of the readers.
        builder.WebHost.UseKestrelCore();
        var services = builder.Services;
        services.AddSingleton(logs).AddSingleton(desk).AddSingleton(pages).AddSingleton(search).AddSingleton(counts).AddSingleton(desk.Clock).AddSingleton(address).AddSingleton(news).AddSingleton(imports).AddSingleton(sample);
        // The framework's own writes every letter but the Latin ones as a number.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Rooms";
            pages.Conventions.ConfigureFilter(new NeedsFilter());
        });
        services.AddAntiforgery(forms =>
        {
            forms.Cookie = DoorKeeper.CookieOf(address, "stoppress-form", SameSiteMode.Strict);
            forms.HeaderName = "X-Form-Token";
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton(desk.Seals.Provider);
        services.AddIdentityCore<AccountRow>().AddUserStore<AccountStore>().AddTokenProvider<AuthenticatorTokenProvider<AccountRow>>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = new Uri(address.Public).Host;
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
        });
        services.AddScoped<IPasskeyHandler<AccountRow>, PasskeyHandler<AccountRow>>().AddScoped<PasskeyDesk>().AddScoped<Entrance>();
        services.AddSingleton<Guesses>().AddSingleton<Passwords>().AddSingleton(words).AddSingleton<DeskLetters>().AddSingleton<Askings>().AddSingleton<Attendance>();
        var app = builder.Build();
        app.Use(DeskHeaders.Write);
        // Whoever looks at pages is told in words why there is none; a script knows by the number.
        app.UseWhen(DoorKeeper.WantsPage, pages => pages.UseStatusCodePagesWithReExecute("/refused/{0}"));
        app.UseRouting();
        app.Use(DoorKeeper.LetIn);
        app.MapDeskAssets();
        app.MapBoard();
        app.MapStory();
        app.MapRemarks();
        app.MapPreview();
        app.MapPictures();
        app.MapImport();
        app.MapRazorPages();
        app.UseEndpoints(_ => { });
        return app;
    }
}

/// <summary>The address of the newspaper, as readers and staff see it.</summary>
/// <param name="Public">What stands before every path, without a slash at the end.</param>
public sealed record HouseAddress(string Public)
{
    /// <summary>Whether browsers come over an encrypted connection.</summary>
    public bool IsSecure => Public.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
