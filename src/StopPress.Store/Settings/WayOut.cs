using System.Net;

namespace StopPress.Store.Settings;

/// <summary>What this machine lets the newspaper call beside the internet.</summary>
/// <param name="InsideNetworks">The networks of the house in which receivers of webhooks may stand; there they may do without encryption.</param>
public sealed record WayOut(IReadOnlyList<IPNetwork> InsideNetworks)
{
    /// <summary>As it is when nobody says otherwise: nothing inside the house is called.</summary>
    public static WayOut Usual { get; } = new([]);

    /// <summary>Reads it.</summary>
    internal static WayOut From(SettingsReader reader)
    {
        string networks = reader.Text("inside-networks", "", "addresses or networks of the house in which webhooks may be received, separated by ;", FrontDoor.WrongNetworks);
        return new WayOut(FrontDoor.NetworksOf(networks));
    }
}
