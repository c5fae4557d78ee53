using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Desk.Rooms.SetUp;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Demo;

/// <summary>Fills an empty newspaper with the demonstration through the acts of the desk, as if its five weeks had been worked.</summary>
internal sealed class DemoHouse
{
    /// <summary>Who did it all, in the journal.</summary>
    public const string Actor = "demo";

    // The house is older than its oldest story.
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private readonly DemoCopy copy = DemoCopy.Read();
    private readonly DemoPrints prints;
    private readonly SetBackClock clock;
    private readonly DateTimeOffset now;
    private readonly DemoAlmanac almanac;
    private readonly NewsDesk desk;
    private readonly CancellationToken cancel;
    private readonly Dictionary<string, string> sections = [];
    private readonly Dictionary<string, string> storylines = [];
    private readonly Dictionary<string, string> tags = [];
    private readonly Dictionary<string, string> staff = [];
    private readonly Dictionary<string, string> stories = [];
    private readonly Dictionary<string, string> pictures = [];
    private readonly List<DemoStory> ahead = [];

    private readonly Action<int, int>? tell;

    private DemoHouse(NewsDesk house, JournalTail tail, Action<int, int>? tell, CancellationToken cancel)
    {
        this.tell = tell;
        prints = new DemoPrints(copy.Stories.SelectMany(PicturesOf).Concat(copy.Pictures.Select(picture => picture.Key)));
        now = house.Clock.GetUtcNow();
        almanac = copy.AlmanacAt(now);
        clock = new SetBackClock(house.Clock);
        var journal = new NewsJournal(house.Database, tail, clock);
        var deadlines = new DeadlineClerk(house.Database, journal, new ClockWatch(house.Clock), clock, NullLogger<DeadlineClerk>.Instance);
        desk = house with { Journal = journal, Deadlines = deadlines, Clock = clock };
        this.cancel = cancel;
    }

    /// <summary>Fills an empty newspaper.</summary>
    /// <param name="desk">Its desk; the newest stories are of the hours before the one that its clock shows.</param>
    /// <param name="tail">Its journal's tail, which has started.</param>
    /// <param name="cancel">Gives up between two acts.</param>
    /// <param name="tell">Is told how many stories, updates and corrections are done, and of how many.</param>
    public static async Task FillAsync(NewsDesk desk, JournalTail tail, CancellationToken cancel = default, Action<int, int>? tell = null)
    {
        var house = new DemoHouse(desk, tail, tell, cancel);
        await using (house.desk.Deadlines)
        {
            await house.FurnishAsync();
            await house.WorkAsync();
            await house.FinishAsync();
        }
    }

    /// <summary>The sample with which somebody can look around when they set their newspaper up.</summary>
    public static Sample SampleFor(OpenHouse house) => new(
        () => Edition(DemoCopy.Read().Editions[0]),
        (tell, cancel) => FillAsync(house.Desk, house.Tail, cancel, tell));

    private static IEnumerable<string> PicturesOf(DemoStory story) => story.Texts.SelectMany(text => text.Figures).Concat(story.Picture is { } picture ? [picture] : []);

    private static OpenEdition Edition(DemoEdition one) => new(one.Language, one.Prefix, one.Locale, one.Name, one.Tagline, one.OwnName, one.Zone, one.Calendar);

    private static IReadOnlyList<NewName> Names(DemoNoun noun) =>
        [.. noun.Names.Select(name => new NewName(name.Language, name.Name, name.Slug, name.Title, name.Description))];

    private static T Done<T>(Outcome<Settled<T>> outcome) => outcome.Value.Result;

    private async Task FurnishAsync()
    {
        clock.Set(copy.Stories.Min(story => almanac.Of(story.Out)) - Before);
        Done(await new SetUpHouse(copy.Name).RunAsync(desk, Actor, cancel));
        await OpenEditionsAsync();
        foreach (var one in copy.Sections)
            sections[one.Key] = Done(await new OpenSection(one.Parent is null ? null : sections[one.Parent], InMenu: true, Names(one)).RunAsync(desk, Actor, cancel));
        foreach (var one in copy.Storylines) storylines[one.Key] = Done(await new StartStoryline(Names(one)).RunAsync(desk, Actor, cancel));
        foreach (var one in copy.Tags) tags[one.Key] = Done(await new AddTag(Names(one)).RunAsync(desk, Actor, cancel));
        foreach (var one in copy.Staff) staff[one.Key] = Done(await new AddStaff(one.Email, Names(one)).RunAsync(desk, Actor, cancel));
        foreach (var page in copy.Pages) await PublishAsync(page.Texts, null, page.Key, StoryKind.Page);
    }

    private async Task OpenEditionsAsync()
    {
        foreach (var one in copy.Editions) Done(await Edition(one).RunAsync(desk, Actor, cancel));
    }

    // Story by story, with updates and corrections, in the order of their hours.
    private async Task WorkAsync()
    {
        var filed = copy.Stories.Select(story => (At: almanac.Of(story.Out), Do: (Func<Task>)(() => FileAsync(story))));
        var updated = copy.Stories.Where(story => story.Updated is not null).Select(story => (At: almanac.Of(story.Updated!), Do: (Func<Task>)(() => UpdateAsync(story))));
        var corrected = copy.Stories.Where(story => story.Corrected is not null).Select(story => (At: almanac.Of(story.Corrected!), Do: (Func<Task>)(() => CorrectAsync(story))));
        var all = filed.Concat(updated).Concat(corrected).OrderBy(one => one.At).ToList();
        for (int i = 0; i < all.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            tell?.Invoke(i, all.Count);
            clock.Set(all[i].At);
            await all[i].Do();
        }
        tell?.Invoke(all.Count, all.Count);
    }

    private async Task UpdateAsync(DemoStory story)
    {
        foreach (var text in story.Texts)
        {
            Done(await new EditStory(stories[story.Key], text.Language, Words(text, text.Body)).RunAsync(desk, Actor, cancel));
            Done(await new PublishStory(stories[story.Key], text.Language).RunAsync(desk, Actor, cancel));
        }
    }

    private async Task CorrectAsync(DemoStory story)
    {
        foreach (var text in story.Texts) Done(await new CorrectStory(stories[story.Key], text.Language, text.Correction, Words(text, text.Body)).RunAsync(desk, Actor, cancel));
    }

    private async Task FileAsync(DemoStory story)
    {
        foreach (string key in story.Texts.SelectMany(text => text.Figures).Distinct())
        {
            if (!pictures.ContainsKey(key)) pictures[key] = await AddPictureAsync(key, []);
        }
        var related = story.Related.All(stories.ContainsKey) ? Related(story) : null;
        if (related is null) ahead.Add(story);
        // A caption is the story's own, so the same view is taken in again for every story that it stands over; its bytes are kept once.
        var words = story.Texts.Select(text => new PictureWords(text.Language, text.Alt, text.Caption)).ToList();
        var filing = new StoryFiling(
            [.. story.Sections.Select(key => sections[key])],
            story.Storyline is { } line ? [storylines[line]] : [],
            [.. story.Tags.Select(key => tags[key])],
            [.. story.Bylines.Select(byline => new Credit(byline.Staff is { } name ? staff[name] : null, byline.Guest, Enum.Parse<BylineRole>(byline.Role, ignoreCase: true)))],
            story.Picture is { } picture ? pictures[picture] = await AddPictureAsync(picture, words) : null,
            related);
        stories[story.Key] = await PublishAsync(story.Texts, filing, story.Key, StoryKind.Story);
    }

    private async Task<string> PublishAsync(IReadOnlyList<DemoText> texts, StoryFiling? filing, string slugline, StoryKind kind)
    {
        string story = Done(await new FileStory(texts[0].Language, Words(texts[0], texts[0].FirstBody), slugline, filing, kind).RunAsync(desk, Actor, cancel));
        foreach (var text in texts.Skip(1)) Done(await new AddText(story, text.Language, Words(text, text.FirstBody)).RunAsync(desk, Actor, cancel));
        foreach (var text in texts) Done(await new PublishStory(story, text.Language).RunAsync(desk, Actor, cancel));
        return story;
    }

    private StoryWords Words(DemoText text, XElement written)
    {
        var body = new DemoBody(key => Id(pictures[key]), key => Id(stories[key])).Set(written);
        return new StoryWords(text.Headline, ProseMirrorJson.Write(body), text.Kicker, text.Standfirst, text.Dateline, text.Slug);
    }

    private async Task<string> AddPictureAsync(string key, IReadOnlyList<PictureWords> words)
    {
        byte[] original = await prints[key].WaitAsync(cancel);
        string credit = copy.Pictures.First(picture => picture.Key == key).Credit;
        return Done(await new AddPicture(Credit: credit, Words: words).RunAsync(desk, Actor, new MemoryStream(original), cancel)).Id;
    }

    private string[] Related(DemoStory story) => [.. story.Related.Select(key => stories[key])];

    // Stories that point to younger ones can only do so now; and with the clock right again, so is the next midnight.
    private async Task FinishAsync()
    {
        clock.Set(now);
        foreach (var key in copy.Pictures.Select(picture => picture.Key).Where(key => !pictures.ContainsKey(key))) pictures[key] = await AddPictureAsync(key, []);
        foreach (var story in ahead) Done(await new ChangeFiling(stories[story.Key], new StoryFiling(Related: Related(story))).RunAsync(desk, Actor, cancel));
        var lead = copy.Stories.Single(story => story.Leads);
        foreach (var text in lead.Texts) Done(await new ChooseLead(text.Language, stories[lead.Key]).RunAsync(desk, Actor, cancel));
        await OpenEditionsAsync();
    }

    private static long Id(string text) => PublicId.TryRead(text, out long id) ? id : throw new FormatException($"{text} is no id.");
}
