namespace StopPress.Tests.Site.Press;

/// <summary>What stands on every page beside its own: logo, accounts, menu, breaking news; and where old addresses lead.</summary>
internal sealed partial class PressModel
{
    // How wide and how high pages show it.
    public (int Width, int Height)? Logo;
    public string Accounts = "";

    // Without the slash at the end.
    public Dictionary<string, string> Redirects = [];

    private string Identity() => $"logo {(Logo is { } logo ? $"{logo.Width} {logo.Height}" : "")}\naccounts {Accounts}";

    // What the foot leads to already is not named again.
    private IEnumerable<string> Standards(MEdition edition) => edition.Standards.Distinct().Where(address => address != edition.Home + "corrections/"
        && !Stories.Where(story => story.IsPage).Any(story => story.Texts.GetValueOrDefault(edition.Language) is { Status: "usable" } page && page.Path == address)).Select(address => address + ";");

    private string Breaking(MEdition edition)
    {
        if (edition.Breaking is not { } line) return "";
        var text = line.Story is { } story ? Stories[story].Texts.GetValueOrDefault(edition.Language) : null;
        return $"{line.Text} {(text?.Status == "usable" ? text.Path : "")}";
    }

    private IEnumerable<string> Menu(MEdition edition)
    {
        if (edition.Menu is null) return Children(null, edition).Select(section => InMenu(edition, section, ""));
        return edition.Menu.Select(link => link.Kind switch
        {
            "section" => Sections[link.Number] is { Closed: false } section ? InMenu(edition, section, link.Name) : "",
            "storyline" => InMenu(edition, Storylines[link.Number], link.Name),
            "tag" => InMenu(edition, Tags[link.Number], link.Name),
            "story" => Stories[link.Number].Texts.GetValueOrDefault(edition.Language) is { Status: "usable" } page ? $"{(link.Name.Length > 0 ? link.Name : page.Headline)} {page.Path}[];" : "",
            _ => $"{link.Name} {link.Address}[];",
        });
    }

    private string InMenu(MEdition edition, MThing thing, string name) =>
        $"{(name.Length > 0 ? name : thing.Names[edition.Language])} {thing.Paths[edition.Language]}[{(thing.Kind == "section" ? string.Concat(Children(thing.Number, edition).Select(child => $"{child.Names[edition.Language]} {child.Paths[edition.Language]};")) : "")}];";

    // Only where nothing stands, in either spelling; on to the end, and to where that is found today.
    private string? SentOn(string path)
    {
        if (!Redirects.TryGetValue(path.TrimEnd('/'), out string? to)) return null;
        while (to.StartsWith('/') && !Stands(to) && Redirects.TryGetValue(to.TrimEnd('/'), out string? next)) to = next;
        string standing = to.StartsWith('/') ? Answer(to) : "";
        return "301 " + (standing.StartsWith("301 ", StringComparison.Ordinal) && Stands(to) ? standing[4..] : to);
    }

    private bool Stands(string path) => !Answer(path).StartsWith("404", StringComparison.Ordinal) && !Redirects.ContainsKey(path.TrimEnd('/'));
}

internal sealed record MLink(string Kind, int Number, string Name, string Address);

internal sealed record MBreaking(string Text, int? Story, DateTimeOffset Until);
