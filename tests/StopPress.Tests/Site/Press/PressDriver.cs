using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Press;

/// <summary>Does random acts, each on the newspaper and on the model, and knows which states of the model an answer may show.</summary>
internal sealed partial class PressDriver(Paper paper, HouseClock clock, int seed)
{
    private const int MostStories = 30;
    private static readonly string[] Languages = ["en", "th"];
    private readonly Random chance = new(seed);
    private readonly List<PressModel> states = [];
    private PressModel model = new();
    private int words;
    private int answered;

    /// <summary>Whether readers do something, too.</summary>
    public bool HasReaders { get; init; } = true;

    /// <summary>The number of the last act that was answered.</summary>
    public int Answered => Volatile.Read(ref answered);

    /// <summary>The number of the last act that was begun.</summary>
    public int Begun
    {
        get
        {
            lock (states) return states.Count - 1;
        }
    }

    /// <summary>The newspaper after an act.</summary>
    public PressModel StateAfter(int act)
    {
        lock (states) return states[act];
    }

    /// <summary>Sets the newspaper up, two editions and a few sections, as the model's first state.</summary>
    public async Task SetUpAsync()
    {
        // Nobody tells what readers do but the driver, so that it knows when.
        await paper.Site.Likes.DisposeAsync();
        await paper.Site.Most.DisposeAsync();
        model.Today = Day("en");
        model.Editions = [new("en", "/", "Our newspaper", "English"), new("th", "/th/", "Thai paper", "Thai")];
        await Do(new OpenEdition("en", "", "en-GB", "Our newspaper", "", "English", "Etc/UTC").RunAsync(paper.Desk, "anna"));
        await Do(new OpenEdition("th", "th", "en-GB", "Thai paper", "", "Thai", "Asia/Bangkok").RunAsync(paper.Desk, "anna"));
        await new SetUpHouse("Our newspaper").RunAsync(paper.Desk, "anna");
        Remember();
        answered = 0;
        foreach (int? parent in new int?[] { null, null, 0 }) await OpenSection(parent);
    }

    /// <summary>Does one random act.</summary>
    public Task ActAsync() => chance.Next(146) switch
    {
        < 16 => File(),
        < 35 => Publish(),
        < 38 => Correct(),
        < 40 => Refile(),
        < 49 => Edit(),
        < 57 => Unpublish(),
        < 68 => ChangeFiling(),
        < 73 => Lead(),
        < 77 => Rename(),
        < 80 => ChangeSlug(),
        < 83 => AddThing(),
        < 87 => Hold(),
        < 91 => Release(),
        < 93 => Kill(),
        < 95 => Act(copy => copy.House = Word("House"), () => Do(new SetUpHouse(model.House).RunAsync(paper.Desk, "anna"))),
        < 97 => Edition(),
        < 100 => Night(),
        < 103 => SetEmbargo(),
        < 104 => LiftEmbargo(),
        < 107 => SetExpiry(),
        < 110 => Schedule(),
        < 114 => MoveSection(),
        < 116 => CloseThing(),
        < 118 => MergeTags(),
        < 120 => TurningPoint(),
        < 132 => KeepHouse(),
        < 138 => HasReaders ? Readers() : KeepHouse(),
        _ => Picture(),
    };

    private DateOnly Day(string language, TimeSpan from = default) => DateOnly.FromDateTime((clock.GetUtcNow() + from + (language == "th" ? TimeSpan.FromHours(7) : TimeSpan.Zero)).DateTime);

    private string Word(string kind) => $"{kind} {++words}";

    private T Any<T>(IReadOnlyList<T> list) => list[chance.Next(list.Count)];

    private List<int> Some(List<int> all) => [.. all.Where(_ => chance.Next(3) == 0).OrderBy(_ => chance.Next())];

    private static async Task<T> Do<T>(Task<Outcome<Settled<T>>> act) => (await act).Value.Result;

    private void Remember()
    {
        lock (states) states.Add(model.Copy());
    }

    // The state is known before the act is begun: from then on an answer may show it, and once the act is answered it must.
    private async Task Act(Action<PressModel> change, Func<Task> act)
    {
        change(model);
        Remember();
        await act();
        Interlocked.Increment(ref answered);
    }

    private static NewName[] Names(MThing thing) => [.. thing.Names.Select(name => new NewName(name.Key, name.Value))];

    private string Home(string language) => language == "en" ? "/" : "/th/";

    private static string Slug(string words) => words.ToLowerInvariant().Replace(' ', '-');

    private MThing NewThing(string kind, int number, int? parent, string below)
    {
        var thing = new MThing(kind, number, parent);
        foreach (string language in Languages.Where(language => language == "en" || chance.Next(4) > 0))
        {
            string? above = parent is { } over ? model.Sections[over].Paths.GetValueOrDefault(language) : Home(language) + below;
            if (above is null) continue;
            thing.Names[language] = Word(kind);
            thing.Paths[language] = above + Slug(thing.Names[language]) + "/";
        }
        return thing;
    }

    private async Task OpenSection(int? parent)
    {
        var section = NewThing("section", model.Sections.Count, parent, "");
        await Act(copy =>
        {
            copy.Sections.Add(section);
            copy.Order.Add(section.Number);
        }, async () => section.Id = await Do(new OpenSection(parent is { } over ? model.Sections[over].Id : null, true, Names(section)).RunAsync(paper.Desk, "anna")));
    }

    // A slug that nobody has, one that the text has had, or one of another story.
    private Task ChangeSlug()
    {
        if (AnyText((_, _) => true) is not var (story, text)) return Task.CompletedTask;
        string[] had = text.Path.Length > 0 ? [text.Path, .. text.Old] : [];
        string[] others = story.IsPage ? [] : [.. model.Stories.Where(other => !other.IsPage && other != story).SelectMany(other => other.Texts.Values).Where(other => other.Path.Length > 0).Select(other => other.Path)];
        string slug = chance.Next(3) switch
        {
            0 when had.Length > 0 => Last(Any(had)),
            1 when others.Length > 0 => Last(Any(others)),
            _ => $"slug-{++words}",
        };
        return Act(_ =>
        {
            text.Slug = slug;
            if (text.Path.Length > 0) Address(story, text, slug);
        }, () => Do(new ChangeUrlSlug(story.Id, text.Language, slug).RunAsync(paper.Desk, "anna")));
    }

    // An address that another story has or had gets a number.
    private void Address(MStory story, MText text, string slug)
    {
        if (text.Path.Length > 0 && Last(text.Path) == slug) return;
        string plain = Home(text.Language) + (story.IsPage ? "" : text.Day.ToString("yyyy/MM/", CultureInfo.InvariantCulture)) + slug;
        var taken = model.Stories.SelectMany(other => other.Texts.Values).Where(other => other != text).SelectMany(other => other.Old.Append(other.Path)).ToHashSet();
        string path = plain + "/";
        for (var number = 2; taken.Contains(path); number++) path = $"{plain}-{number}/";
        if (path == text.Path) return;
        if (text.Path.Length > 0) text.Old.Add(text.Path);
        text.Old.Remove(path);
        text.Path = path;
    }

    private Task Edition()
    {
        var edition = Any(model.Editions);
        string name = Word("Paper");
        return Act(copy => copy.Editions[copy.Editions.IndexOf(edition)] = edition with { Name = name }, () => Do(
            new OpenEdition(edition.Language, edition.Home.Trim('/'), "en-GB", name, edition.Tagline, edition.OwnName, edition.Language == "th" ? "Asia/Bangkok" : "Etc/UTC").RunAsync(paper.Desk, "anna")));
    }

    private async Task File()
    {
        if (model.Stories.Count(story => story.Reasons is null) >= MostStories) return;
        var story = new MStory(model.Stories.Count, chance.Next(8) == 0);
        Fill(story);
        string language = Any(Languages);
        var text = NewText(story, language);
        await Act(copy => copy.Stories.Add(story), async () => story.Id = await Do(
            new FileStory(language, Words(text), null, Filing(story), story.IsPage ? StoryKind.Page : StoryKind.Story).RunAsync(paper.Desk, "anna")));
        foreach (var one in story.Texts.Values) one.StoryId = story.Id;
        if (chance.Next(2) == 0) return;
        string other = Languages.First(one => one != language);
        var second = NewText(story, other);
        second.StoryId = story.Id;
        await Act(_ => { }, () => Do(new AddText(story.Id, other, Words(second)).RunAsync(paper.Desk, "anna")));
    }

    private MText NewText(MStory story, string language) => story.Texts[language] = new MText(language) { Pending = Word("Story"), PendingBody = Word("Text") };

    private static StoryWords Words(MText text) => new(text.Pending, Paper.Body(text.PendingBody), UrlSlug: text.PendingSlug);

    private void Fill(MStory story)
    {
        (story.Sections, story.Storylines, story.Tags, story.By) = (Some(Open(model.Sections)), Some(Open(model.Storylines)), Some(Open(model.Tags)), Some([.. Enumerable.Range(0, model.Staff.Count)]));
        story.Picture = model.Pictures.Count == 0 || chance.Next(3) == 0 ? null : chance.Next(model.Pictures.Count);
        story.Related = [.. Some([.. Enumerable.Range(0, model.Stories.Count)]).Where(number => number != story.Number && !model.Stories[number].IsPage).Take(3)];
    }

    private StoryFiling Filing(MStory story) => new(
        [.. story.Sections.Select(number => model.Sections[number].Id)], [.. story.Storylines.Select(number => model.Storylines[number].Id)],
        [.. story.Tags.Select(number => model.Tags[number].Id)], [.. story.By.Select(number => new Credit(model.Staff[number].Id, null))], story.Picture is { } picture ? model.Pictures[picture].Id : "",
        [.. story.Related.Select(number => model.Stories[number].Id)]);

    // Of those that were not killed: they cannot be touched any more.
    private (MStory Story, MText Text)? AnyText(Func<MStory, MText, bool> which)
    {
        var found = model.Stories.Where(story => story.Reasons is null).SelectMany(story => story.Texts.Values.Where(text => which(story, text)).Select(text => (story, text))).ToList();
        return found.Count == 0 ? null : Any(found);
    }

    private Task Edit()
    {
        if (AnyText((_, _) => true) is not var (story, text)) return Task.CompletedTask;
        text.Pending = Word("Story");
        text.PendingBody = Word("Text");
        text.PendingSlug = chance.Next(3) == 0 ? $"slug-{++words}" : null;
        if (text.PendingSlug is not null) text.Slug = text.PendingSlug;
        return Act(_ => { }, () => Do(new EditStory(story.Id, text.Language, Words(text)).RunAsync(paper.Desk, "anna")));
    }

    private Task Publish()
    {
        if (chance.Next(4) == 0) return Draft();
        if (AnyText((story, text) => !story.Held && (text.Status != "usable" || text.Headline != text.Pending)) is not var (story, text)) return Task.CompletedTask;
        var act = new PublishStory(story.Id, text.Language);
        if (Forbids(story, clock.GetUtcNow()) is { } code) return Act(_ => { }, () => Refused(code, act.RunAsync(paper.Desk, "anna")));
        return Act(_ => LetOut(story, text, TimeSpan.Zero), () => Do(act.RunAsync(paper.Desk, "anna")));
    }

    // Readers have it a while from now, or at once.
    private void LetOut(MStory story, MText text, TimeSpan from)
    {
        if (text.At == 0)
        {
            text.At = Instant.From(clock.GetUtcNow() + from).Microseconds;
            text.Day = Day(text.Language, from);
        }
        else if (text.Headline != text.Pending) text.Updated = true;
        Show(story, text);
    }

    private void Show(MStory story, MText text)
    {
        string slug = text.Slug ?? Slug(text.Pending);
        // Before it is out a slug follows the headline; afterwards it stays.
        if (text.Path.Length == 0) text.Slug = slug;
        Address(story, text, slug);
        (text.Status, text.Headline, text.Body, text.Due) = ("usable", text.Pending, text.PendingBody, null);
    }

    // With other words, or with whatever the desk has kept since.
    private Task Correct()
    {
        if (AnyText((_, text) => text.Status == "usable") is not var (story, text)) return Task.CompletedTask;
        bool written = chance.Next(2) == 0;
        if (written) (text.Pending, text.PendingBody, text.PendingSlug) = (Word("Story"), Word("Text"), null);
        string says = Word("Correction");
        return Act(_ =>
        {
            Show(story, text);
            text.Updated = true;
            text.Corrections.Add((words, Day(text.Language), says));
        }, () => Do(new CorrectStory(story.Id, text.Language, says, written ? Words(text) : null).RunAsync(paper.Desk, "anna")));
    }

    // A letter too many in the headline, or one letter less.
    private Task Refile()
    {
        if (AnyText((_, text) => text.Status == "usable" && text.Headline == text.Pending) is not var (story, text)) return Task.CompletedTask;
        string number = text.Pending.Split(' ')[1];
        text.Pending = (text.Pending.StartsWith("Story", StringComparison.Ordinal) ? "Storey " : "Story ") + number;
        text.PendingSlug = null;
        return Act(_ => Show(story, text), () => Do(new RefileStory(story.Id, text.Language, Words(text)).RunAsync(paper.Desk, "anna")));
    }

    private Task Unpublish()
    {
        if (AnyText((_, text) => text.Status == "usable" || text.WasOut) is not var (story, text)) return Task.CompletedTask;
        string? only = chance.Next(2) == 0 ? text.Language : null;
        return Act(_ =>
        {
            foreach (var one in story.Texts.Values.Where(one => (one.Status == "usable" || one.WasOut) && (only is null || one.Language == only))) (one.Status, one.WasOut, one.Due) = ("withheld", false, null);
        }, () => Do(new UnpublishStory(story.Id, only).RunAsync(paper.Desk, "anna")));
    }

    private Task ChangeFiling()
    {
        if (model.Stories.Count == 0) return Task.CompletedTask;
        var story = Any(model.Stories);
        if (IsKilled(story)) return Act(_ => { }, () => Refused("cancelled", new ChangeFiling(story.Id, new StoryFiling()).RunAsync(paper.Desk, "anna")));
        return Act(_ => Fill(story), () => Do(new ChangeFiling(story.Id, Filing(story)).RunAsync(paper.Desk, "anna")));
    }

    private static bool IsKilled(MStory story) => story.Texts.Values.All(text => text.Status == "cancelled");

    private Task Hold()
    {
        if (AnyText((story, text) => !story.Held && (text.Status == "usable" || chance.Next(4) == 0)) is not var (story, _)) return Task.CompletedTask;
        return Act(_ =>
        {
            story.Held = true;
            foreach (var text in story.Texts.Values) text.Due = null;
            foreach (var text in story.Texts.Values.Where(text => text.Status == "usable")) (text.Status, text.WasOut) = ("withheld", true);
        }, () => Do(new HoldStory(story.Id).RunAsync(paper.Desk, "anna")));
    }

    private Task Release()
    {
        if (AnyText((story, _) => story.Held) is not var (story, _)) return Task.CompletedTask;
        return Act(_ =>
        {
            story.Held = false;
            foreach (var text in story.Texts.Values.Where(text => text.WasOut)) (text.Status, text.WasOut) = ("usable", false);
        }, () => Do(new ReleaseStory(story.Id).RunAsync(paper.Desk, "anna")));
    }

    private Task Kill()
    {
        if (AnyText((_, _) => true) is not var (story, _)) return Task.CompletedTask;
        var reasons = story.Texts.Keys.Where(_ => chance.Next(2) == 0).ToDictionary(language => language, _ => Word("Reason"));
        return Act(_ =>
        {
            (story.Held, story.EmbargoedUntil, story.ExpiresAt) = (false, null, null);
            story.Reasons = reasons;
            foreach (var edition in model.Editions.Where(edition => edition.Breaking?.Story == story.Number)) edition.Breaking = null;
            foreach (var text in story.Texts.Values) (text.Status, text.WasOut, text.Due) = ("cancelled", false, null);
        }, () => Do(new KillStory(story.Id, [.. reasons.Select(reason => new KillReason(reason.Key, reason.Value))]).RunAsync(paper.Desk, "anna")));
    }

    private Task Lead()
    {
        var edition = Any(model.Editions);
        var stories = model.Stories.Where(story => !story.IsPage).ToList();
        var lead = stories.Count == 0 || chance.Next(3) == 0 ? null : Any(stories);
        var act = new ChooseLead(edition.Language, lead?.Id);
        if (lead is not null && IsKilled(lead)) return Act(_ => { }, () => Refused("cancelled", act.RunAsync(paper.Desk, "anna")));
        return Act(_ => edition.Lead = lead?.Id, () => Do(act.RunAsync(paper.Desk, "anna")));
    }
}
