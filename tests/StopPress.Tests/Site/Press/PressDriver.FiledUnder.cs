using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;

namespace StopPress.Tests.Site.Press;

/// <summary>The acts that change what stories are filed under.</summary>
internal sealed partial class PressDriver
{
    // What something new can be filed under: neither closed nor part of what is, and not merged into another.
    private List<int> Open(List<MThing> things) => [.. things.Where(thing => thing.Names.Count > 0 && !(thing.Kind == "section" ? model.Above(thing.Number).Any(one => model.Sections[one].Closed) : thing.Closed)).Select(thing => thing.Number)];

    private Task AddThing()
    {
        switch (chance.Next(4))
        {
            case 0 when model.Sections.Count < 6: return OpenSection(chance.Next(2) == 0 ? null : Open(model.Sections).Cast<int?>().FirstOrDefault());
            case 1 when model.Storylines.Count < 3:
                var line = NewThing("storyline", model.Storylines.Count, null, "storyline/");
                return Act(copy => copy.Storylines.Add(line), async () => line.Id = await Do(new StartStoryline(Names(line)).RunAsync(paper.Desk, "anna")));
            case 2 when model.Tags.Count(one => one.Names.Count > 0) < 3:
                var tag = NewThing("tag", model.Tags.Count, null, "tag/");
                return Act(copy => copy.Tags.Add(tag), async () => tag.Id = await Do(new AddTag(Names(tag)).RunAsync(paper.Desk, "anna")));
            case 3 when model.Staff.Count < 3:
                var person = NewThing("staff", model.Staff.Count, null, "author/");
                return Act(copy => copy.Staff.Add(person), async () => person.Id = await Do(new AddStaff(null, Names(person)).RunAsync(paper.Desk, "anna")));
            default: return Task.CompletedTask;
        }
    }

    private Task Rename()
    {
        var things = model.Sections.Concat(model.Storylines).Concat(model.Tags).Concat(model.Staff).Where(thing => thing.Names.Count > 0).ToList();
        if (things.Count == 0) return Task.CompletedTask;
        var thing = Any(things);
        string language = Any(thing.Names.Keys.ToList());
        string name = Word(thing.Kind);
        string old = thing.Paths[language];
        // To where it never was, back to where it was, or nowhere.
        string[] had = [old, .. thing.Old.Where(one => one.Language == language).Select(one => one.Path)];
        string slug = chance.Next(2) == 0 ? Slug(name) : Last(Any(had));
        return Act(_ =>
        {
            thing.Names[language] = name;
            if (slug != Last(old)) Move(thing, language, old, old[..^(Last(old).Length + 1)] + slug + "/");
        }, () => thing.Kind == "section"
            ? Do(new RenameSection(thing.Id, language, name, slug == Last(old) ? null : slug).RunAsync(paper.Desk, "anna"))
            : Do(new NameInEdition($"{thing.Kind}:{thing.Id}", new NewName(language, name, slug)).RunAsync(paper.Desk, "anna")));
    }

    // What stands below a section moves along.
    private void Move(MThing thing, string language, string from, string to)
    {
        string path = thing.Paths[language];
        thing.Old.Add((language, path));
        thing.Paths[language] = to + path[from.Length..];
        thing.Old.RemoveAll(old => old == (language, thing.Paths[language]));
        if (thing.Kind != "section") return;
        foreach (var child in model.Sections.Where(child => child.Parent == thing.Number && child.Paths.ContainsKey(language))) Move(child, language, from, to);
    }

    private static string Last(string path) => path.TrimEnd('/').Split('/')[^1];

    // To anywhere at all, before any other section or last; what cannot stand there is refused, and nothing moves.
    private Task MoveSection()
    {
        var section = Any(model.Sections);
        int? parent = chance.Next(3) == 0 ? null : chance.Next(2) == 0 ? section.Parent : Any(model.Sections).Number;
        var beside = model.Sections.Where(one => one.Parent == parent && one != section).ToList();
        int? before = beside.Count == 0 || chance.Next(2) == 0 ? null : Any(beside).Number;
        var act = new MoveSection(section.Id, parent is { } over ? model.Sections[over].Id : null, before is { } next ? model.Sections[next].Id : null);
        if (parent is { } above && parent != section.Parent)
        {
            var line = model.Above(above).ToList();
            int deep = model.Sections.Where(one => model.Above(one.Number).Contains(section.Number)).Max(one => model.Above(one.Number).ToList().IndexOf(section.Number)) + 1;
            string? refused = line.Contains(section.Number) ? "below-itself"
                : line.Any(one => model.Sections[one].Closed) ? "section-closed"
                : line.Count + deep > 5 ? "too-deep"
                : section.Names.Keys.Any(language => !model.Sections[above].Names.ContainsKey(language)) ? "parent-unnamed" : null;
            if (refused is not null) return Act(_ => { }, () => Refused(refused, act.RunAsync(paper.Desk, "anna")));
        }
        return Act(copy =>
        {
            copy.Order.Remove(section.Number);
            copy.Order.Insert(before is { } other ? copy.Order.IndexOf(other) : copy.Order.Count, section.Number);
            if (section.Parent == parent) return;
            section.Parent = parent;
            foreach (string language in section.Names.Keys)
            {
                string path = section.Paths[language];
                Move(section, language, path, (parent is { } under ? model.Sections[under].Paths[language] : Home(language)) + Last(path) + "/");
            }
        }, () => Do(act.RunAsync(paper.Desk, "anna")));
    }

    private Task CloseThing()
    {
        var thing = Any(model.Sections.Concat(model.Storylines).ToList());
        bool closed = !thing.Closed;
        return Act(_ => thing.Closed = closed, () => thing.Kind == "section"
            ? Do(new CloseSection(thing.Id, closed).RunAsync(paper.Desk, "anna"))
            : Do(new CloseStoryline(thing.Id, closed).RunAsync(paper.Desk, "anna")));
    }

    // Stories, names where the other has none, and every address go over.
    private Task MergeTags()
    {
        var tags = model.Tags.Where(tag => tag.Names.Count > 0).OrderBy(_ => chance.Next()).Take(2).ToList();
        if (tags is not [var ends, var stays]) return Task.CompletedTask;
        var act = new MergeTags(ends.Id, stays.Id);
        return Act(_ =>
        {
            foreach (var story in model.Stories.Where(story => story.Tags.Contains(ends.Number)))
            {
                if (story.Tags.Contains(stays.Number)) story.Tags.Remove(ends.Number);
                else story.Tags[story.Tags.IndexOf(ends.Number)] = stays.Number;
            }
            foreach (var (language, path) in ends.Paths)
            {
                if (stays.Names.TryAdd(language, ends.Names[language])) stays.Paths[language] = path;
                else stays.Old.Add((language, path));
            }
            stays.Old.AddRange(ends.Old);
            (ends.Names, ends.Paths, ends.Old) = ([], [], []);
            foreach (var edition in model.Editions.Where(edition => edition.Menu is not null))
            {
                bool twice = edition.Menu!.Any(link => link.Kind == "tag" && link.Number == stays.Number);
                edition.Menu = [.. edition.Menu!.Where(link => !twice || !IsOfEnding(link)).Select(link => IsOfEnding(link) ? link with { Number = stays.Number } : link)];
            }
        }, () => Do(act.RunAsync(paper.Desk, "anna")));

        bool IsOfEnding(MLink link) => link.Kind == "tag" && link.Number == ends.Number;
    }

    // One more, or another day and other words for one that is there, or one less.
    private Task TurningPoint()
    {
        if (model.Storylines.Count == 0) return Task.CompletedTask;
        var line = Any(model.Storylines);
        var had = line.Points.Count == 0 ? default : Any(line.Points);
        int number = had.Id is null || (chance.Next(2) == 0 && line.Points.Count < 8) ? ++words : had.Number;
        if (number == had.Number && chance.Next(3) == 0)
        {
            return Act(_ => line.Points.RemoveAll(point => point.Number == number), () => Do(new RemoveTurningPoint(had.Id!).RunAsync(paper.Desk, "anna")));
        }
        var day = new DateOnly(2026, 1, 1).AddDays(chance.Next(400));
        PointWords[] says = [.. Languages.Where(language => language == "en" || chance.Next(2) == 0).Select(language => new PointWords(language, Word("Turn")))];
        string id = had.Id ?? "";
        if (number == had.Number) return Act(_ => Tell(), () => Do(new ChangeTurningPoint(id, day, says).RunAsync(paper.Desk, "anna")));
        id = number.ToString(CultureInfo.InvariantCulture);
        return Act(_ => Tell(), async () =>
        {
            string made = await Do(new AddTurningPoint(line.Id, day, says).RunAsync(paper.Desk, "anna"));
            line.Points = [.. line.Points.Select(point => point.Number == number ? point with { Id = made } : point)];
        });

        void Tell()
        {
            line.Points.RemoveAll(point => point.Number == number);
            line.Points.AddRange(says.Select(one => (number, id, day, one.Edition, one.Says)));
        }
    }
}
