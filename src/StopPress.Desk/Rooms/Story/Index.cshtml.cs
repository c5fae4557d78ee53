using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Site.Search;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.Story;

/// <summary>Where a story is written, filed, and let out or taken back.</summary>
[Needs(Right.SeeBoard)]
public sealed partial class IndexModel(NewsDesk desk, DeskWords words, HouseAddress house, SearchClerk search) : DeskPage(desk, words)
{
    // Names that can be filled in beside those that stand there.
    private const int SpareNames = 1;

    private static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private StoryCopy copy = null!;
    private bool isReached;
    private string? typedDue;

    /// <summary>The story's public id.</summary>
    [BindProperty(SupportsGet = true, Name = "story")]
    public string Id { get; set; } = "";

    /// <summary>The edition's language.</summary>
    [BindProperty(SupportsGet = true)]
    public string Edition { get; set; } = "";

    /// <summary>The draft's version that the editor has shown.</summary>
    [BindProperty]
    public long? Draft { get; set; }

    /// <summary>Tags that were typed because there are none such yet.</summary>
    [BindProperty]
    public string? NewTags { get; set; }

    /// <summary>Words of the headline of a story to be set beside it.</summary>
    [BindProperty]
    public string? Relate { get; set; }

    /// <summary>Whether whoever is there may write in it.</summary>
    public bool MayWrite { get; private set; }

    /// <summary>Whether they see more of it than readers do.</summary>
    public bool SeesWhole { get; private set; }

    /// <summary>Whether they may see earlier revisions of it, which a killed story keeps.</summary>
    public bool MayCompare { get; private set; }

    /// <summary>Whether whoever is there may do something in this story.</summary>
    public bool May(Right right) => Here.May(right) && (right.Reaches() != Reach.Sections || isReached);

    /// <summary>Whether they are bound to sections, and the story is in none of these.</summary>
    public bool IsOutOfReach => !isReached;

    /// <summary>What was done, in words.</summary>
    public string? Said { get; private set; }

    /// <summary>What is missing before it may go out.</summary>
    public IReadOnlyList<Refusal> Missing { get; private set; } = [];

    /// <summary>The same without what is chosen on the screen already.</summary>
    public IReadOnlyList<Refusal> Lacking { get; private set; } = [];

    /// <summary>The desk's own name for it.</summary>
    public string Slugline => copy.Story.Slugline;

    /// <summary>The stage that it is at.</summary>
    public string Stage => StoryBoard.StageOf(copy.Story, copy.Text);

    /// <summary>Its address, once it was out.</summary>
    public string? Address => copy.Text.Path is { } path ? Site.Pages.Addresses.Link(path) : null;

    /// <summary>By which number what readers do with it is counted; null where they never had it, and of a page of the house.</summary>
    public long? CountedBy => copy.Story.Kind == StoryKind.Story && copy.Text.PublishedRevisionId is not null ? copy.Story.Id : null;

    /// <summary>Its language.</summary>
    public string Language => copy.Edition.Language;

    /// <summary>The direction of its language.</summary>
    public string Direction => copy.Edition.Direction;

    /// <summary>The edition's time zone.</summary>
    public string Zone => copy.Edition.TimeZone;

    /// <inheritdoc/>
    protected override string? Clocks => Zone;

    /// <summary>The headline as it is written now.</summary>
    public string Headline => copy.Written.Fields.Headline ?? "";

    /// <summary>The kicker as it is written now.</summary>
    public string Kicker => copy.Written.Fields.Kicker ?? "";

    /// <summary>The standfirst as it is written now.</summary>
    public string Standfirst => copy.Written.Fields.Standfirst ?? "";

    /// <summary>The text's lines, for whoever reads only.</summary>
    public IEnumerable<string> Lines => PlainText.Render(ProseMirrorJson.Read(copy.Written.Body.GetRawText()).Value).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>When it goes out, in the edition's zone, or null.</summary>
    public string? ScheduledAt => copy.ScheduledAt is { } at ? InZone(at) : null;

    /// <summary>The end of its embargo in the edition's zone, or null.</summary>
    public string? EmbargoedUntil => copy.Story.EmbargoedUntil is { } at ? InZone(at) : null;

    /// <summary>What would keep it from going out at its hour as it was last kept.</summary>
    public IReadOnlyList<Refusal> Ahead => copy.Ahead;

    /// <summary>Who works on it, or null.</summary>
    public string? Whose => copy.Whose;

    /// <summary>For when, in the edition's zone, or null.</summary>
    public string? DueAt => copy.Story.DueAt is { } at ? InZone(at) : null;

    /// <summary>The same, as the form has it; or what was typed.</summary>
    public string? DueField => typedDue ?? (copy.Story.DueAt is { } at ? LocalHour.Field(at, Zone) : null);

    /// <summary>Whether an assignment was just refused, and is still to be mended.</summary>
    public bool IsAssigning => typedDue is not null;

    /// <summary>The word with which it was to be sent back, when that was refused.</summary>
    public string? Note { get; private set; }

    /// <summary>Those to whom it can be given.</summary>
    public IReadOnlyList<Choice> People => copy.People;

    /// <summary>The sections that it can be filed under.</summary>
    public IReadOnlyList<Choice> Sections => copy.Sections;

    /// <summary>Whether whoever is there may file the story in a section.</summary>
    public bool IsInReach(Choice section) => StoryCopy.IsIn(Here, section);

    /// <summary>The storylines.</summary>
    public IReadOnlyList<Choice> Storylines => copy.Storylines;

    /// <summary>The tags.</summary>
    public IReadOnlyList<Choice> Tags => copy.Tags;

    /// <summary>The staff.</summary>
    public IReadOnlyList<Choice> Staff => copy.Staff;

    /// <summary>The pictures in it, of which one can stand at its head.</summary>
    public IReadOnlyList<Choice> Pictures => copy.Pictures;

    /// <summary>The stories that are set beside it.</summary>
    public IReadOnlyList<Choice> Related { get; private set; } = [];

    /// <summary>The other editions, and whether they have the story.</summary>
    public IReadOnlyList<Choice> Elsewhere => copy.Elsewhere;

    /// <summary>The names in its byline, and room for more.</summary>
    public IReadOnlyList<(BylineRole Role, string? Staff, string Guest)> Names =>
        [.. copy.Byline.Select(row => (row.Role, row.StaffId is { } id ? PublicId.Text(id) : null, row.GuestName)), .. Enumerable.Repeat<(BylineRole, string?, string)>((BylineRole.Reporting, OwnName, ""), SpareNames)];

    /// <summary>Whoever writes a story of their own stands in its byline until they say otherwise.</summary>
    public string? OwnName => copy.Byline.Count == 0 && copy.Story.OwnerId == Here.Account.Id && Here.Account.StaffId is { } staff && Staff.Any(one => one.Id == PublicId.Text(staff)) ? PublicId.Text(staff) : null;

    /// <summary>The link that was just made, to be copied.</summary>
    public string? Shared { get; private set; }

    /// <summary>How many such links work.</summary>
    public int Previews => copy.Previews;

    /// <summary>Its revisions, the newest first.</summary>
    public IReadOnlyList<(int Number, Instant At, string By, RevisionKind Kind)> Revisions => copy.Revisions;

    /// <summary>What the editor is told, as JSON.</summary>
    public string Settings => JsonSerializer.Serialize(
        new
        {
            draftAddress = $"{DeskDoor.Path}/stories/{Id}/{Edition}/draft",
            picturesAddress = $"{DeskDoor.Path}/uploads",
            linksAddress = $"{DeskDoor.Path}/links",
            signInAddress = $"{DeskDoor.Path}/sign-in",
            person = Here.Actor,
            zone = Zone,
            site = new
            {
                name = copy.Edition.Name,
                address = new Uri(house.Public).Authority + Site.Pages.Addresses.Link(copy.Text.Path ?? copy.Edition.AsEdition().Home),
                picture = copy.Story.PictureId is { } picture ? $"{DeskDoor.Path}/pictures/{PublicId.Text(picture)}/view" : null,
            },
            headers = new Dictionary<string, string> { ["X-Requested-With"] = "fetch", [DoorKeeper.Person] = Here.Actor },
            words = Words.Under("editor."),
        }, Written);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string? said)
    {
        if (!await LookAsync()) return NotFound();
        if (said is "filed" or "kept" or "scheduled" or "stage" or "withdrawn" or "unscheduled" or "killed" or "duplicated" or "embargo" or "restored" or "assigned" or "back") Said = Words["said." + said];
        return Page();
    }

    /// <summary>Publishes what the editor shows.</summary>
    [Needs(Right.Publish)]
    public Task<IActionResult> OnPostPublishAsync() => LetOutAsync(() => ToldAsync(new PublishStory(Id, Edition, Draft).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)));

    /// <summary>Corrects it.</summary>
    [Needs(Right.Publish)]
    public Task<IActionResult> OnPostCorrectAsync(string? correction) => LetOutAsync(() => ToldAsync(new CorrectStory(Id, Edition, correction ?? "", Draft: Draft).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)));

    /// <summary>Mends a slip in it.</summary>
    [Needs(Right.Publish)]
    public Task<IActionResult> OnPostRefileAsync() => LetOutAsync(() => ToldAsync(new RefileStory(Id, Edition, Draft: Draft ?? 0).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)));

    /// <summary>Sets the hour at which it goes out.</summary>
    [Needs(Right.Publish)]
    public Task<IActionResult> OnPostScheduleAsync(string? at) => LetOutAsync(async () =>
        Gone(await AtAsync(at, hour => new SchedulePublish(Id, Edition, hour, Draft).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)), "scheduled"));

    /// <summary>Takes the hour back.</summary>
    [Needs(Right.Publish)]
    public Task<IActionResult> OnPostCancelScheduleAsync() => DoAsync(async () => (await new CancelSchedule(Id, Edition).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "withdrawn");

    /// <summary>Makes what is written a revision.</summary>
    [Needs(Right.Write)]
    public Task<IActionResult> OnPostFileAsync() => WriteAsync(async () => (await new FileDraft(Id, Edition, Draft).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "filed");

    /// <summary>Hands it on, with what is written.</summary>
    [Needs(Right.Write)]
    public Task<IActionResult> OnPostStageAsync(string stage) => WriteAsync(async () =>
    {
        if (!Enum.TryParse<WorkStage>(stage, ignoreCase: true, out var wanted)) return new Refusal("unknown-stage", "There is no such stage.");
        // A tab that was opened before it went out still shows the way back.
        if (Stage == "out") return new Refusal("is-out", "It is on the site by now.", "Change it and publish it again, or withdraw it.");
        // A story is handed on as it is written; to be approved it needs somebody who may write in all.
        if (wanted == WorkStage.Ready && !May(Right.WriteAll)) return new Refusal("not-yours", "Somebody else approves it.", "Hand it in.");
        if ((await new FileDraft(Id, Edition, Draft).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal is { Code: not "nothing-new" } unfiled) return unfiled;
        return (await new SetStage(Id, wanted).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
    }, "stage");

    /// <summary>Says who is to work on it, and for when.</summary>
    [Needs(Right.Assign)]
    public Task<IActionResult> OnPostAssignAsync(string? assignee, string? due) => DoAsync(async () =>
    {
        string? whose = string.IsNullOrEmpty(assignee) ? null : assignee;
        var refusal = string.IsNullOrEmpty(due)
            ? (await new AssignStory(Id, whose, null).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal
            : await AtAsync(due, hour => new AssignStory(Id, whose, hour).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted));
        if (refusal is not null) typedDue = due ?? "";
        return refusal;
    }, "assigned");

    /// <summary>Sends it back into work, with a word.</summary>
    [Needs(Right.Assign)]
    public Task<IActionResult> OnPostBackAsync(string? note) => DoAsync(async () =>
    {
        var refusal = (await new SendBack(Id, note ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
        if (refusal is not null) Note = note;
        return refusal;
    }, "back");

    /// <summary>Files it under sections, storylines and tags, and names who made it.</summary>
    [Needs(Right.Write)]
    public Task<IActionResult> OnPostFilingAsync(string[] sections, string[] storylines, string[] tags, BylineRole[] roles, string[] staff, string[] guests, string? picture, string? slugline, string[] related) => WriteAsync(async () =>
    {
        if (await OvertakenAsync(["FilingChanged"], Id) is { } overtaken) return overtaken;
        var names = Enumerable.Range(0, Math.Min(roles.Length, Math.Min(staff.Length, guests.Length)))
            .Where(i => !string.IsNullOrWhiteSpace(staff[i]) || !string.IsNullOrWhiteSpace(guests[i]))
            .Select(i => string.IsNullOrWhiteSpace(staff[i]) ? new Credit(Guest: guests[i], Role: roles[i]) : new Credit(Staff: staff[i], Role: roles[i]));
        if (!string.IsNullOrWhiteSpace(NewTags) && !Here.May(Right.AddTags)) return new Refusal("not-yours", "Somebody else adds tags.", "Choose among those that there are.");
        var (added, refusal) = await new NewTags(Desk, Here.Actor, Edition).AddAsync(NewTags, HttpContext.RequestAborted);
        if (refusal is not null) return refusal;
        var beside = await new RelatedStories(new StoryBoard(Desk.Database, Here)).FindAsync(Relate, Id);
        if (beside.Refusal is { } unclear) return unclear;
        var filing = new StoryFiling(
            sections, storylines, [.. tags.Union(added)], [.. names], copy.Pictures.Count > 0 ? picture ?? "" : null, beside.Value is { } found ? [.. related.Append(found).Distinct()] : related, slugline);
        return (await new ChangeFiling(Id, filing).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
    }, "kept");

    /// <summary>Begins the story in another edition, with the words of this one for whoever writes it there.</summary>
    [Needs(Right.Write)]
    public async Task<IActionResult> OnPostTextAsync(string? into)
    {
        if (!await LookAsync()) return NotFound();
        if (!MayWrite) return StatusCode(StatusCodes.Status403Forbidden);
        var begun = await new AddText(Id, into ?? "", copy.Words()).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return begun.Refusal is { } refusal ? Refuse(refusal) : Go($"/stories/{Id}/{into}");
    }

    /// <summary>Begins another story with the same words, filed as this one is; what keeps this one from readers keeps the other, too.</summary>
    [Needs(Right.Write)]
    public async Task<IActionResult> OnPostDuplicateAsync()
    {
        if (!await LookAsync()) return NotFound();
        if (!MayWrite) return StatusCode(StatusCodes.Status403Forbidden);
        var begun = await copy.Duplicate(Here).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return begun.Refusal is { } refusal ? Refuse(refusal) : Go($"/stories/{begun.Value.Result}/{Edition}?said=duplicated");
    }

    /// <summary>Makes a link for somebody without an account to look at it.</summary>
    [Needs(Right.Write)]
    public async Task<IActionResult> OnPostShareAsync([Microsoft.AspNetCore.Mvc.FromServices] HouseAddress address)
    {
        if (!await LookAsync()) return NotFound();
        if (!MayWrite) return StatusCode(StatusCodes.Status403Forbidden);
        var made = await new SharePreview(Id, Edition).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        await LookAsync();
        if (made.Refusal is { } refusal) return Refuse(refusal);
        Shared = $"{address.Public}{DeskDoor.Path}/preview/{made.Value.Result}";
        return Page();
    }

    /// <summary>Ends those links.</summary>
    [Needs(Right.Write)]
    public Task<IActionResult> OnPostEndPreviewsAsync() => WriteAsync(async () => (await new EndPreviews(Id, Edition).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "kept");

    /// <inheritdoc/>
    public override async Task<IActionResult> OutOfReachAsync() => await LookAsync() ? Refuse(OutOfReach) : NotFound();

    private static Refusal OutOfReach => new("out-of-reach", "The story is in none of your sections.", "Ask somebody who works in its section, or file it in one of yours.");

    private async Task<(Refusal? Refusal, string? Said)> ToldAsync(Task<Outcome<Settled<string>>> act)
    {
        var done = await act;
        if (done.Refusal is { } refusal) return (refusal, null);
        // All else has followed when the act is answered.
        await search.InStepAsync(HttpContext.RequestAborted);
        string behind = Desk.Worries.Present.FirstOrDefault(worry => worry.Code == SearchClerk.BehindCode) is { } worry ? Words.Of(worry) : "";
        return (null, $"{Words.Of("said.on-the-site", done.Value.Entry.Subjects.Count)} {behind}".Trim());
    }

    private static (Refusal? Refusal, string? Said) Gone(Refusal? refusal, string said) => (refusal, refusal is null ? "?" + said : null);

    // What goes out from the desk passes its gate first; the page then says what was done, when it is done.
    private async Task<IActionResult> LetOutAsync(Func<Task<(Refusal? Refusal, string? Said)>> act)
    {
        if (!await LookAsync()) return NotFound();
        if (Missing.Count > 0) return Refuse(Missing[0]);
        var (refusal, said) = await act();
        await LookAsync();
        if (refusal is not null) return Refuse(refusal);
        if (said is ['?', .. var name]) return Go($"/stories/{Id}/{Edition}?said={name}");
        Said = said;
        return Page();
    }

    private async Task<IActionResult> WriteAsync(Func<Task<Refusal?>> act, string said)
    {
        if (!await LookAsync()) return NotFound();
        return MayWrite ? await DoneAsync(act, said) : StatusCode(StatusCodes.Status403Forbidden);
    }

    private async Task<IActionResult> DoAsync(Func<Task<Refusal?>> act, string said) => await LookAsync() ? await DoneAsync(act, said) : NotFound();

    private async Task<IActionResult> DoneAsync(Func<Task<Refusal?>> act, string said)
    {
        if (await act() is not { } refusal) return Go($"/stories/{Id}/{Edition}?said={said}");
        await LookAsync();
        return Refuse(refusal);
    }

    private async Task<bool> LookAsync()
    {
        if (!PublicId.TryRead(Id, out long id)) return false;
        var board = new StoryBoard(Desk.Database, Here);
        isReached = await board.ReachesAsync(Right.WriteAll, id);
        SeesWhole = await board.SeesWholeAsync(id, Edition);
        if (!SeesWhole && !await board.MaySeeAsync(id, Edition)) return false;
        if (await StoryCopy.ReadAsync(Desk, id, Edition, SeesWhole, HttpContext.RequestAborted) is not { } read) return false;
        copy = read;
        MayCompare = SeesWhole && Here.May(Right.Write);
        MayWrite = MayCompare && copy.Story.KilledAt is null;
        Related = await new RelatedStories(board).ReadAsync(copy.Related, Words["related.unseen"]);
        Missing = await PublishGate.LookAsync(Desk.Database, id, copy.Edition.Id, copy.Written, HttpContext.RequestAborted);
        // Their own name is chosen in the form, which is kept before anything goes out.
        Lacking = OwnName is null ? Missing : [.. Missing.Where(one => one.Code != "no-byline")];
        return true;
    }

    private async Task<Refusal?> AtAsync<T>(string? typed, Func<DateTimeOffset, Task<Outcome<Settled<T>>>> act)
    {
        var hour = LocalHour.Read(typed, Zone);
        return hour.Refusal ?? (await act(hour.Value)).Refusal;
    }

    private string InZone(Instant at) => LocalHour.Write(at, Zone);
}
