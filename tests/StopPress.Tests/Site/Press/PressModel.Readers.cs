namespace StopPress.Tests.Site.Press;

/// <summary>What readers do, as pages show it after it was told: how many like a story, and what an edition's readers read most.</summary>
internal sealed partial class PressModel
{
    // How many are kept, how many are shown, and how many there must be at least.
    private const int MostKept = 10, MostShown = 5, MostLeast = 3;

    private const int LeastReads = 10;

    // The story, and where and in which hour it was read.
    public List<(int Story, string Language, long Hour)> Reads = [];

    private string Most(MEdition edition)
    {
        var readable = edition.MostRead.Select(number => Stories[number].Texts.GetValueOrDefault(edition.Language)).OfType<MText>().Where(text => text.Status == "usable").ToList();
        return "most " + (readable.Count < MostLeast ? "" : string.Concat(readable.Take(MostShown).Select(text => $"{text.Headline} {text.Path};")));
    }

    /// <summary>Lists what was read most in the day that ends with an hour; whether any list is another now.</summary>
    public bool Count(long hour)
    {
        var changed = false;
        foreach (var edition in Editions)
        {
            List<int> now = [.. Reads.Where(read => read.Language == edition.Language && read.Hour > hour - 24 && read.Hour <= hour).GroupBy(read => read.Story).Where(story => story.Count() >= LeastReads)
                .OrderByDescending(story => story.Count()).ThenByDescending(story => Stories[story.Key].Id, StringComparer.Ordinal).Take(MostKept).Select(story => story.Key)];
            if (now.SequenceEqual(edition.MostRead)) continue;
            edition.MostRead = now;
            changed = true;
        }
        return changed;
    }
}
