namespace StopPress.Demo;

/// <summary>Checks that whatever the demonstration's copy refers to is there.</summary>
internal sealed class DemoReferences(DemoCopy copy)
{
    private readonly HashSet<string> languages = [.. copy.Editions.Select(edition => edition.Language)];
    private readonly HashSet<string> sections = Keys(copy.Sections);
    private readonly HashSet<string> storylines = Keys(copy.Storylines);
    private readonly HashSet<string> staff = Keys(copy.Staff);
    private readonly HashSet<string> tags = Keys(copy.Tags);
    private readonly HashSet<string> pictures = [.. copy.Pictures.Select(picture => picture.Key)];
    private readonly HashSet<string> stories = [.. copy.Stories.Select(story => story.Key)];

    /// <summary>Throws for the first reference to what is not there.</summary>
    public void Check()
    {
        foreach (var noun in copy.Sections.Concat(copy.Storylines).Concat(copy.Staff).Concat(copy.Tags))
        {
            if (noun.Parent is { } parent) Known("house.xml", "section", sections, parent);
            foreach (var name in noun.Names) Known("house.xml", "edition", languages, name.Language);
            if (noun.Names.Count != languages.Count) throw new InvalidDataException($"house.xml: {noun.Key} is not named in every edition.");
        }
        foreach (var page in copy.Pages) CheckTexts("house.xml", page.Texts);
        foreach (var story in copy.Stories) CheckStory($"{story.Key}.xml", story);
        if (copy.Stories.Count(story => story.Leads) != 1) throw new InvalidDataException("house.xml: not exactly one story leads.");
    }

    private static HashSet<string> Keys(IReadOnlyList<DemoNoun> nouns)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var noun in nouns)
        {
            if (!keys.Add(noun.Key)) throw new InvalidDataException($"house.xml: {noun.Key} is there twice.");
        }
        return keys;
    }

    private static void Known(string file, string kind, HashSet<string> known, params IEnumerable<string> used)
    {
        foreach (string key in used)
        {
            if (!known.Contains(key)) throw new InvalidDataException($"{file}: there is no {kind} {key}.");
        }
    }

    private void CheckStory(string file, DemoStory story)
    {
        Known(file, "section", sections, story.Sections);
        Known(file, "tag", tags, story.Tags);
        Known(file, "story", stories, story.Related);
        if (story.Related.Contains(story.Key)) throw new InvalidDataException($"{file}: the story is set beside itself.");
        if (story.Storyline is { } storyline) Known(file, "storyline", storylines, storyline);
        if (story.Picture is { } picture) Known(file, "picture", pictures, picture);
        foreach (var byline in story.Bylines)
        {
            if (byline.Staff is { } name) Known(file, "member of staff", staff, name);
        }
        if (story.Sections.Count == 0) throw new InvalidDataException($"{file}: the story is in no section.");
        CheckTexts(file, story.Texts);
        if (story.Updated is { } updated && !story.Out.IsBefore(updated)) throw new InvalidDataException($"{file}: the story is updated before it is out.");
        if (story.Texts.Any(text => text.Grows != (story.Updated is not null)))
            throw new InvalidDataException($"{file}: what is marked as later and the hour of the update do not go together.");
        if (story.Corrected is { } corrected && !(story.Updated ?? story.Out).IsBefore(corrected)) throw new InvalidDataException($"{file}: the story is corrected before it is out.");
        if (story.Texts.Any(text => (text.Correction.Length > 0, text.WasWrong) != (story.Corrected is not null, story.Corrected is not null)))
            throw new InvalidDataException($"{file}: what was wrong, the correction and its hour do not go together.");
        foreach (string key in story.Texts.SelectMany(text => text.References))
        {
            // A body is written once, when what it points to is out.
            if (!copy.Stories.First(other => other.Key == key).Out.IsBefore(story.Out)) throw new InvalidDataException($"{file}: the body refers to {key}, which is younger.");
        }
    }

    private void CheckTexts(string file, IReadOnlyList<DemoText> texts)
    {
        if (texts.Count == 0) throw new InvalidDataException($"{file}: there is no text.");
        if (texts.DistinctBy(text => text.Language).Count() != texts.Count) throw new InvalidDataException($"{file}: a language is there twice.");
        foreach (var text in texts)
        {
            Known(file, "edition", languages, text.Language);
            Known(file, "picture", pictures, text.Figures);
            Known(file, "story", stories, text.References);
        }
    }
}
