namespace StopPress.Tests.Site.Press;

/// <summary>What the sitemap must hold.</summary>
internal sealed partial class PressModel
{
    /// <summary>The addresses of all pages that search engines may show: every page but the months of single lists and of corrections.</summary>
    public IReadOnlySet<string> Mapped()
    {
        var forReadersOnly = Editions.SelectMany(edition => All().Where(thing => thing.Paths.ContainsKey(edition.Language)).Select(thing => thing.Paths[edition.Language]).Append(edition.Home + "corrections/"));
        var months = forReadersOnly.Where(path => path.Length > 1).ToList();
        return Paths().Distinct().Where(path => Answer(path).StartsWith("200", StringComparison.Ordinal) && !months.Exists(list => path.Length > list.Length && path.StartsWith(list, StringComparison.Ordinal) && char.IsAsciiDigit(path[list.Length]))).ToHashSet();
    }
}
