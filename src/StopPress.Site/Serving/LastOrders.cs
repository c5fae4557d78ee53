using Microsoft.AspNetCore.Connections.Features;

namespace StopPress.Site.Serving;

/// <summary>
/// Gives a connection a moment between the last call and the end: a request that was on its way when the newspaper began to close is answered. Nobody new comes in
/// meanwhile.
/// </summary>
internal sealed class LastOrders : IConnectionLifetimeNotificationFeature, IDisposable
{
    // Longer than a request takes around the world, and not so long that whoever starts the newspaper again would notice.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(400);

    private readonly IConnectionLifetimeNotificationFeature house;
    private readonly CancellationTokenSource end = new();
    private readonly CancellationTokenRegistration call;

    public LastOrders(IConnectionLifetimeNotificationFeature house)
    {
        this.house = house;
        ConnectionClosedRequested = end.Token;
        call = house.ConnectionClosedRequested.Register(() => end.CancelAfter(Moment));
    }

    /// <inheritdoc/>
    public CancellationToken ConnectionClosedRequested { get; set; }

    /// <inheritdoc/>
    public void RequestClose() => house.RequestClose();

    /// <summary>Forgets the connection.</summary>
    public void Dispose()
    {
        call.Dispose();
        end.Dispose();
    }
}
