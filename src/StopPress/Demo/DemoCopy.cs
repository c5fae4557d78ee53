using System.Reflection;

namespace StopPress.Demo;

/// <summary>Everything that is written for the demonstration newspaper, as it lies in the program, with every reference checked.</summary>
internal sealed record DemoCopy(
    string Name,
    IReadOnlyList<DemoEdition> Editions,
    IReadOnlyList<DemoNoun> Sections,
    IReadOnlyList<DemoNoun> Storylines,
    IReadOnlyList<DemoNoun> Staff,
    IReadOnlyList<DemoNoun> Tags,
    IReadOnlyList<DemoPicture> Pictures,
    IReadOnlyList<DemoPage> Pages,
    IReadOnlyList<DemoStory> Stories)
{
    // As the compiler names files under Demo/Copy.
    private const string HouseSheet = "StopPress.Demo.Copy.house.xml";
    private const string StorySheets = "StopPress.Demo.Copy.stories.";

    /// <summary>The instants of its hours, for the moment at which the demonstration is opened.</summary>
    public DemoAlmanac AlmanacAt(DateTimeOffset now) =>
        new(now, TimeZoneInfo.FindSystemTimeZoneById(Editions[0].Zone), Stories.SelectMany(story => story.Hours));

    /// <summary>Reads the copy that is built into the program; stories come oldest first.</summary>
    /// <exception cref="InvalidDataException">A file is not as it must be, or refers to what is not there; the message begins with its name.</exception>
    public static DemoCopy Read()
    {
        var program = typeof(DemoCopy).Assembly;
        return Read(Open(program, HouseSheet, "house.xml"), program.GetManifestResourceNames()
            .Where(name => name.StartsWith(StorySheets, StringComparison.Ordinal))
            .Select(name => Open(program, name, name[StorySheets.Length..])));
    }

    /// <summary>Reads the copy from a house's file and those of its stories.</summary>
    internal static DemoCopy Read(DemoSheet house, IEnumerable<DemoSheet> stories)
    {
        var copy = house.House() with { Stories = [.. stories.Select(sheet => sheet.Story()).OrderBy(story => story.Out.Place).ThenBy(story => story.Key, StringComparer.Ordinal)] };
        new DemoReferences(copy).Check();
        return copy;
    }

    private static DemoSheet Open(Assembly program, string resource, string file)
    {
        using var stream = program.GetManifestResourceStream(resource) ?? throw new InvalidDataException($"{file} is not in the program.");
        return DemoSheet.Load(file, stream);
    }
}
