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
    };
}
