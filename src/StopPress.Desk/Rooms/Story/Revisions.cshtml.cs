using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Story;

/// <summary>The revisions of a text: what changed between any two, and the way back to one. Only for those who may write in it: what was left out before it was out is nobody else's.</summary>
[Needs(Right.Write)]
public sealed class RevisionsModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const int Length = 50;

    // What is written now, in place of a number.
    private const string Now = "now";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private EditionRow edition = null!;

    /// <summary>The story's public id.</summary>
    [BindProperty(SupportsGet = true, Name = "story")]
    public string Id { get; set; } = "";

    /// <summary>The edition's language.</summary>
    [BindProperty(SupportsGet = true)]
    public string Edition { get; set; } = "";

    /// <summary>The older of the two that are compared: a number, or <c>now</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The newer of the two.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>Only revisions below this number.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    /// <summary>The draft as it is written now.</summary>
    public DraftText Draft { get; private set; } = null!;

    /// <summary>The revisions, the newest first.</summary>
    public IReadOnlyList<RevisionLine> Revisions { get; private set; } = [];

    /// <summary>Below which number the older ones are, or null when there are none.</summary>
    public int? Older { get; private set; }

    /// <summary>The two texts that are compared, or null while there is only one.</summary>
    public (WrittenText Older, WrittenText Newer)? Compared { get; private set; }

    /// <summary>The language of the text.</summary>
    public string Language => edition.Language;

    /// <summary>The direction of its language.</summary>
    public string Direction => edition.Direction;

    /// <summary>What the page's script compares, as JSON.</summary>
    public string Texts => JsonSerializer.Serialize(
        new { older = Compared!.Value.Older, newer = Compared.Value.Newer, pictures = $"{DeskDoor.Path}/pictures", links = $"{DeskDoor.Path}/links", words = Words.Under("difference.") }, Written);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync() => await LookAsync() ? Page() : NotFound();

    /// <summary>Goes back to one.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(int revision, long? draft)
    {
        if (!await LookAsync()) return NotFound();
        var done = await new RestoreRevision(Id, Edition, revision, draft).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return done.Refusal is { } refusal ? Refuse(refusal) : Go($"/stories/{Id}/{Edition}?said=restored");
    }

    private async Task<bool> LookAsync()
    {
        if (!PublicId.TryRead(Id, out long id) || !await new StoryBoard(Desk.Database, Here).MayWriteAsync(id, Edition)) return false;
        var written = await new ReadDraft(Id, Edition).RunAsync(Desk, HttpContext.RequestAborted);
        if (written.Refusal is not null) return false;
        Draft = written.Value;
        await Desk.Database.LookAsync(async context =>
        {
            edition = await context.Set<EditionRow>().AsNoTracking().FirstAsync(row => row.Language == Edition);
            var text = await context.Set<StoryTextRow>().AsNoTracking().FirstAsync(row => row.StoryId == id && row.EditionId == edition.Id);
            await ListAsync(context, text);
            From ??= string.Create(CultureInfo.InvariantCulture, $"{(Draft.IsNew ? Draft.Revision : Math.Max(1, Draft.Revision - 1))}");
            To ??= Draft.IsNew ? Now : string.Create(CultureInfo.InvariantCulture, $"{Draft.Revision}");
            if (From != To && await TextAsync(context, text, From) is { } older && await TextAsync(context, text, To) is { } newer) Compared = (older, newer);
            return true;
        });
        return true;
    }

    private async Task ListAsync(HouseContext context, StoryTextRow text)
    {
        int below = Before ?? int.MaxValue;
        var found = await context.Set<RevisionRow>().AsNoTracking().Where(row => row.TextId == text.Id && row.Number < below).OrderByDescending(row => row.Number).Take(Length + 1)
            .Select(row => new { row.Id, row.Number, row.At, row.Actor, row.Kind }).ToListAsync();
        string[] actors = [.. found.Select(row => row.Actor).Distinct()];
        long[] ids = [.. actors.Select(actor => PublicId.TryRead(actor, out long one) ? one : 0)];
        var names = await context.Set<AccountRow>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => PublicId.Text(row.Id), row => row.Name);
        Revisions = [.. found.Take(Length).Select(row => new RevisionLine(
            row.Number, row.At.ToString(), LocalHour.Write(row.At, edition.TimeZone), names.GetValueOrDefault(row.Actor) ?? row.Actor, row.Kind,
            text.PubStatus == PubStatus.Usable && text.PublishedRevisionId == row.Id))];
        Older = found.Count > Length ? Revisions[^1].Number : null;
    }

    private async Task<WrittenText?> TextAsync(HouseContext context, StoryTextRow text, string which)
    {
        if (which == Now) return new WrittenText(Words["revisions.now"], Draft.Fields.Kicker ?? "", Draft.Fields.Headline ?? "", Draft.Fields.Standfirst ?? "", Draft.Fields.Dateline ?? "", Draft.Body)
        {
            SearchHeadline = Draft.Fields.SearchHeadline ?? "",
            SocialHeadline = Draft.Fields.SocialHeadline ?? "",
        };
        if (!int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return null;
        if (await context.Set<RevisionRow>().AsNoTracking().FirstOrDefaultAsync(row => row.TextId == text.Id && row.Number == number) is not { } revision) return null;
        using var body = JsonDocument.Parse(revision.Body, new JsonDocumentOptions { MaxDepth = 1000 });
        return new WrittenText(Words.Of("revisions.number", number), revision.Kicker, revision.Headline, revision.Standfirst, revision.Dateline, body.RootElement.Clone())
        {
            SearchHeadline = revision.SearchHeadline,
            SocialHeadline = revision.SocialHeadline,
        };
    }
}

/// <summary>A revision in the list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was made (RFC 3339).</param>
/// <param name="Local">The same on the edition's clocks.</param>
/// <param name="By">Who made it.</param>
/// <param name="Kind">How it came about.</param>
/// <param name="IsOut">Whether it is what readers have.</param>
public sealed record RevisionLine(int Number, string At, string Local, string By, RevisionKind Kind, bool IsOut);

/// <summary>All that one version of a text says.</summary>
/// <param name="Name">What it is called in the list.</param>
/// <param name="Kicker">The label above the headline.</param>
/// <param name="Headline">The headline.</param>
/// <param name="Standfirst">The summary below it.</param>
/// <param name="Dateline">Where it was filed from.</param>
/// <param name="Body">The document.</param>
public sealed record WrittenText(string Name, string Kicker, string Headline, string Standfirst, string Dateline, JsonElement Body)
{
    /// <summary>The headline for search engines, or empty for the headline.</summary>
    [JsonPropertyName("search_headline")]
    public string SearchHeadline { get; init; } = "";

    /// <summary>The headline for whoever passes it on, or empty for the headline.</summary>
    [JsonPropertyName("social_headline")]
    public string SocialHeadline { get; init; } = "";

    /// <summary>Its lines, for a browser without scripts.</summary>
    public IEnumerable<string> Lines => PlainText.Render(ProseMirrorJson.Read(Body.GetRawText()).Value).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
