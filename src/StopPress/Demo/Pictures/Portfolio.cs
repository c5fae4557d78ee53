namespace StopPress.Demo.Pictures;

/// <summary>Every picture by its key.</summary>
internal static class Portfolio
{
    public static IReadOnlyDictionary<string, Action<Easel>> Scenes { get; } = new Dictionary<string, Action<Easel>>(StringComparer.Ordinal)
    {
        ["harbour-wall-storm"] = HarbourScenes.WallInStorm,
        ["harbour-wall-engineers"] = HarbourScenes.Engineers,
        ["harbour-dawn"] = HarbourScenes.Dawn,
        ["fishing-boats"] = HarbourScenes.Fleet,
        ["lighthouse-night"] = CoastScenes.Lighthouse,
        ["pier-sunset"] = CoastScenes.Pier,
        ["storm-front"] = CoastScenes.StormFront,
        ["beach-umbrellas"] = CoastScenes.Umbrellas,
        ["railway-station"] = RailScenes.Station,
        ["railway-train"] = RailScenes.Train,
        ["railway-bridge"] = RailScenes.Bridge,
        ["night-market"] = MarketScenes.NightMarket,
        ["noodle-stall"] = MarketScenes.Noodles,
        ["fruit-stall"] = MarketScenes.Fruit,
        ["hotel-terrace"] = MarketScenes.Terrace,
        ["council-chamber"] = CivicScenes.Chamber,
        ["council-building"] = CivicScenes.Building,
        ["school-yard"] = CivicScenes.SchoolYard,
        ["library-reading"] = CivicScenes.Library,
        ["hospital-night"] = CivicScenes.Hospital,
        ["mangrove-channel"] = NatureScenes.Mangrove,
        ["saltmarsh-birds"] = NatureScenes.Saltmarsh,
        ["river-flood"] = NatureScenes.Flood,
        ["salt-pans"] = NatureScenes.SaltPans,
        ["regatta-sails"] = SportScenes.Regatta,
        ["football-floodlights"] = SportScenes.Floodlights,
        ["swimmers-buoy"] = SportScenes.Swimmers,
        ["bicycle-lane"] = SportScenes.BicycleLane,
        ["concert-bandstand"] = CultureScenes.Bandstand,
        ["gallery-paintings"] = CultureScenes.Gallery,
        ["temple-lanterns"] = CultureScenes.Lanterns,
        ["container-ship"] = WorldScenes.ContainerShip,
        ["port-cranes"] = WorldScenes.PortCranes,
        ["summit-flags"] = WorldScenes.Summit,
        ["city-skyline"] = WorldScenes.Skyline,
        ["solar-roofs"] = WorldScenes.SolarRoofs,
        ["map-of-the-bay"] = GraphicScenes.Map,
        ["chart-rents"] = GraphicScenes.Chart,
    };
}
