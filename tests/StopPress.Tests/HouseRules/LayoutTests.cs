using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StopPress.Tests.HouseRules;

public partial class LayoutTests
{
    // Store <- {Newsroom, Commercial} <- Site <- Desk <- StopPress. Editorial cannot depend on advertising.
    private static readonly Dictionary<string, string[]> References = new()
    {
        ["StopPress.Store"] = [],
        ["StopPress.Newsroom"] = ["StopPress.Store"],
        ["StopPress.Commercial"] = ["StopPress.Store"],
        ["StopPress.Site"] = ["StopPress.Newsroom", "StopPress.Commercial", "StopPress.Store"],
        ["StopPress.Desk"] = ["StopPress.Site", "StopPress.Newsroom", "StopPress.Commercial", "StopPress.Store"],
        ["StopPress"] = ["StopPress.Desk", "StopPress.Site", "StopPress.Newsroom", "StopPress.Commercial", "StopPress.Store"],
    };

    // A folder is a module: a new one is decided on, and then named here. The desk has a folder for each of its rooms.
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["StopPress.Store"] = ["Backups", "Blobs", "Control", "Counts", "Database", "Deadlines", "Journal", "Outside", "Settings", "Text"],
        ["StopPress.Newsroom"] =
            ["ApiKeys", "Comments", "Documents", "Drafts", "Editions", "Export", "House", "Import", "Media", "Sections", "Staff", "Stories", "Storylines", "Tags", "Translation", "Webhooks", "Wire"],
        ["StopPress.Commercial"] = ["Books", "Counting", "Delivery", "Statements"],
        ["StopPress.Site"] = ["Api", "Feeds", "LinkCards", "Notices", "Pages", "Press", "Search", "Serving", "Sharing", "Sitemaps", "Themes", "Webhooks"],
        ["StopPress"] = ["Commands", "Demo", "Migrations", "Properties"],
    };

    [Fact]
    public void projects_reference_only_what_is_below_them()
    {
        var wrong = Repository.Files("src", ".csproj").SelectMany(project =>
        {
            string name = Path.GetFileNameWithoutExtension(project.Name);
            return XDocument.Parse(project.Text).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
                .Where(reference => !References.TryGetValue(name, out string[]? allowed) || !allowed.Contains(reference))
                .Select(reference => $"{name} may not reference {reference}");
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public void every_folder_is_a_module_of_the_design()
    {
        var wrong = Repository.Files("src", ".cs")
            .Select(file => file.Name.Split('/'))
            .Where(path => path.Length > 3 && Folders.TryGetValue(path[1], out string[]? allowed) && !allowed.Contains(path[2]))
            .Select(path => $"src/{path[1]}/{path[2]}").Distinct();
        Assert.Empty(wrong);
    }

    [Fact]
    public void the_first_part_of_a_namespace_is_its_project_and_the_next_its_module()
    {
        var wrong = Repository.Files("src", ".cs").Where(file =>
        {
            string[] path = file.Name.Split('/');
            string expected = path.Length > 3 && path[2] != "Properties" ? $"{path[1]}.{path[2]}" : path[1];
            return NamespaceOf().Match(file.Text) is { Success: true } match
                && match.Groups[1].Value != expected && !match.Groups[1].Value.StartsWith(expected + ".", StringComparison.Ordinal);
        });
        Assert.Empty(wrong.Select(file => file.Name));
    }

    [Fact]
    public void versions_are_pinned_exactly_and_in_one_place()
    {
        var packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").ToList();
        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.Matches(@"^\d+\.\d+\.\d+(\.\d+)?(-[\w.]+)?$", package.Attribute("Version")!.Value));
        var elsewhere = Repository.Files("src", ".csproj").Concat(Repository.Files("tests", ".csproj"))
            .Where(project => XDocument.Parse(project.Text).Descendants("PackageReference").Any(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null));
        Assert.Empty(elsewhere.Select(project => project.Name));
    }

    [Fact]
    public void an_interface_has_two_real_implementations()
    {
        var types = Directory.GetFiles(AppContext.BaseDirectory, "StopPress*.dll").Append(Path.Combine(AppContext.BaseDirectory, "stoppress.dll"))
            .Where(path => !path.EndsWith("Tests.dll", StringComparison.Ordinal) && File.Exists(path)).Distinct()
            .SelectMany(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)).GetTypes()).ToList();
        Assert.True(types.Count > 50, "The house's types were not found.");
        var alone = types.Where(type => type.IsInterface && types.Count(other => other.IsClass && !other.IsAbstract && Implements(other, type)) < 2);
        Assert.Empty(alone.Select(type => type.FullName));
    }

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(one => one == contract || (one.IsGenericType && one.GetGenericTypeDefinition() == contract));

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();
}
