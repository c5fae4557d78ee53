using System.Text.RegularExpressions;

namespace StopPress.Tests.Site.Press;

internal sealed partial class PressModel
{
    // Enough that every kind of name and text is among them now and then, few enough that a sweep stays quick.
    private const int Some = 4;

    /// <summary>Addresses at which somebody looks for a number that stands in a text or a name, whether readers have it or not, with what the answer must be.</summary>
    public IEnumerable<(string Path, string Answer)> Searches()
    {
        var texts = Stories.TakeLast(Some).SelectMany(story => story.Texts.Values).SelectMany(text => new[] { text.Headline, text.Body, text.Pending, text.PendingBody });
        var names = Tags.TakeLast(Some).Concat(Staff.TakeLast(Some)).SelectMany(thing => thing.Names.Values);
        foreach (string number in texts.Concat(names).Select(words => Number().Match(words).Value).Where(number => number.Length > 0).Distinct())
        {
            foreach (var edition in Editions)
            {
                var found = Stories.SelectMany(story => story.Texts.Values).Where(text => text.Language == edition.Language && text.Status == "usable" && Holds(edition, text, number));
                yield return ($"{edition.Home}-/search?q={number}&by=newest", Page(200, edition, Crumbs(edition, null, false), "search " + string.Concat(found.Select(text => text.Path).Order(StringComparer.Ordinal).Select(path => path + ";"))));
            }
        }
    }

    private bool Holds(MEdition edition, MText text, string number)
    {
        var story = StoryOf(text);
        return new[] { text.Headline, text.Body }.Concat(Named(Tags, story.Tags, edition).Select(tag => tag.Names[edition.Language])).Concat(story.By.Select(by => Name(Staff[by], edition)))
            .Any(words => words.Split(' ').Contains(number));
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
