namespace StopPress.Site.Press;

/// <summary>Makes sheets of what pages say.</summary>
internal static class Sheets
{
    /// <summary>The pieces of a page that are made for one thing each.</summary>
    public static IEnumerable<string> KeyedIn(MarkedText page) => page.Text.Split(page.Marker).Where((_, i) => i % 2 == 1).Where(Sheet.IsKeyed).Distinct();

    /// <summary>Cuts a page at its markers: what lies between them is its own and is compressed here.</summary>
    public static Sheet Cut(string path, MarkedText page)
    {
        // Text and names of pieces alternate, since a marker stands on both sides of a name.
        string[] cut = page.Text.Split(page.Marker);
        var parts = new List<SheetPart>(cut.Length);
        for (var i = 0; i < cut.Length; i++)
        {
            if (i % 2 == 1) parts.Add(new SheetPart(null, cut[i]));
            else if (cut[i].Length > 0) parts.Add(new SheetPart(Fragment.Of(cut[i]), null));
        }
        return new Sheet(path, page.Status, parts, page.Policy) { MimeType = page.MimeType };
    }
}
