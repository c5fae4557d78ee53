using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using StopPress.Newsroom.Import;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Store;

namespace StopPress.Site.Serving;

/// <summary>
/// Kestrel with the pressed pages in front of the rest of the program: a page that lies ready is sent straight from here; everything else
/// goes the ordinary way. Measured in docs/benchmarks.md.
/// </summary>
/// <param name="kestrel">The server that talks to readers.</param>
/// <param name="press">Where pages lie.</param>
/// <param name="withdrawn">What must not be sent any more, whatever lies ready.</param>
/// <param name="house">What every answer says, whoever gives it.</param>
public sealed class PressServer(IServer kestrel, PrintingPress press, WithdrawnList withdrawn, HouseHeaders house) : IServer
{
    /// <inheritdoc/>
    public IFeatureCollection Features => kestrel.Features;

    /// <inheritdoc/>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => kestrel.StartAsync(new ReadyPages<TContext>(application, press, withdrawn, house), cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => kestrel.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => kestrel.Dispose();

    /// <summary>What one request needs: the page that lies ready, or the rest of the program's own context.</summary>
    private readonly record struct Errand<TContext>(IFeatureCollection Features, PressedPage? Ready, TContext? Inner);

    private sealed class ReadyPages<TContext>(IHttpApplication<TContext> rest, PrintingPress press, WithdrawnList withdrawn, HouseHeaders house) : IHttpApplication<Errand<TContext>>
        where TContext : notnull
    {
        public Errand<TContext> CreateContext(IFeatureCollection contextFeatures)
        {
            var request = contextFeatures.GetRequiredFeature<IHttpRequestFeature>();
            if (press.IsSure && IsForAPage(request) && !withdrawn.Holds(request.Path)
                && press.Ready(request.Path, AcceptedEncodings.Of(request.Headers.AcceptEncoding).Brotli) is { } ready)
            {
                return new(contextFeatures, ready, default);
            }
            return new(contextFeatures, null, rest.CreateContext(contextFeatures));
        }

        public Task ProcessRequestAsync(Errand<TContext> context)
        {
            house.Write(context.Features.GetRequiredFeature<IHttpResponseFeature>().Headers);
            if (context.Ready is not { } page) return rest.ProcessRequestAsync(context.Inner!);
            Measures.ReadyPages.Add(1);
            var features = context.Features;
            return Reply.SendAsync(
                features.GetRequiredFeature<IHttpRequestFeature>(), features.GetRequiredFeature<IHttpResponseFeature>(),
                features.GetRequiredFeature<IHttpResponseBodyFeature>(), page);
        }

        public void DisposeContext(Errand<TContext> context, Exception? exception)
        {
            if (context.Ready is null) rest.DisposeContext(context.Inner!, exception);
        }

        private static bool IsForAPage(IHttpRequestFeature request) =>
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && Addresses.IsOfPages(request.Path) && !WordPressAddress.IsAsked(request.QueryString);
    }
}
