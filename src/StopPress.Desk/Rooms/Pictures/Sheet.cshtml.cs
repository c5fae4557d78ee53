using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.Pictures;

/// <summary>One picture: what it shows and whose it is, how it is cut, until when it may be shown, where it is used, and what it was made of.</summary>
[Needs(Right.SeeBoard)]
[RequestSizeLimit(LongestFile)]
[RequestFormLimits(MultipartBodyLengthLimit = LongestFile)]
public sealed class SheetModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    // A little more than the largest picture: what is larger is refused by the act, in words.
    private const long LongestFile = 128L * 1024 * 1024;

    private static readonly Refusal NotYours = new("not-yours", "Readers have the picture already, or somebody else brought it.", "Ask somebody who keeps the pictures to change it.");

    private PictureSheet sheet = null!;
    private IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();

    /// <summary>The picture's public id.</summary>
    [BindProperty(SupportsGet = true, Name = "picture")]
    public string Id { get; set; } = "";

    /// <summary>All that is known of it.</summary>
    public PictureSheet Sheet => sheet;

    /// <summary>Whether whoever is there may describe it and set its focal point.</summary>
    public bool MayDescribe { get; private set; }

    /// <summary>Whether they may say until when it is shown, and replace it.</summary>
    public bool MayKeep { get; private set; }

    /// <summary>What was done, in words.</summary>
    public string? Said { get; private set; }

    /// <summary>Its caption in the words' language, or in the first that has one, or its file's name.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The time zone in which hours are told.</summary>
    public string Zone => sheet.Editions.Count > 0 ? sheet.Editions[0].TimeZone : "Etc/UTC";

    /// <summary>Who brought it, or null where nobody remembers.</summary>
    public string? AddedBy => NameOf(sheet.Arrival.AddedBy);

    /// <summary>What an edition says of it.</summary>
    public MediaTextRow? In(long edition) => sheet.Words.GetValueOrDefault(edition);

    /// <summary>A moment in the newspaper's zone.</summary>
    public string Local(Instant at) => LocalHour.Write(at, Zone);

    /// <summary>Its expiry as a browser's field has it.</summary>
    public string ExpiryField => sheet.Media.ExpiresAt is { } at ? LocalHour.Field(at, Zone) : "";

    /// <summary>Who did something, by name.</summary>
    public string? NameOf(string actor) => actor.Length == 0 ? null : names.GetValueOrDefault(actor) ?? actor;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string? said)
    {
        if (!await LookAsync()) return NotFound();
        if (said is "kept" or "focal" or "expiry" or "replaced") Said = Words["pictures.said-" + said];
        return Page();
    }

    /// <summary>Keeps what is said of it.</summary>
    [Needs(Right.AddPictures)]
    public Task<IActionResult> OnPostDescribeAsync() => ChangeAsync("kept", own: true, async () =>
    {
        if (await OvertakenAsync(["PictureDescribed", "PictureReplaced"], Id) is { } overtaken) return overtaken;
        string[] keywords = (Text("keywords") ?? "").Split([',', '،', '、', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        PictureWords[] spoken = [.. sheet.Editions.Select(edition => new PictureWords(edition.Language, Text("alt." + edition.Language) ?? "", Text("caption." + edition.Language) ?? ""))];
        return await new DescribePicture(Id, Text("credit"), Text("creator"), Text("copyright"), Text("rights"), Text("city"), Text("country"), keywords, spoken).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
    });

    /// <summary>Sets the point that crops keep, in hundredths of its sides.</summary>
    [Needs(Right.AddPictures)]
    public Task<IActionResult> OnPostFocalAsync(double x, double y) => ChangeAsync("focal", own: true, async () =>
        await OvertakenAsync(["FocalPointSet", "PictureReplaced"], Id) is { } overtaken ? overtaken : await new SetFocalPoint(Id, new FocalPoint((int)Math.Round(x * 10), (int)Math.Round(y * 10))).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted));

    /// <summary>Sets until when it may be shown.</summary>
    [Needs(Right.KeepPictures)]
    public Task<IActionResult> OnPostExpiryAsync(string? until) => ChangeAsync("expiry", own: false, async () =>
    {
        if (await OvertakenAsync(["PictureExpirySet", "PictureExpired"], Id) is { } overtaken) return overtaken;
        if (string.IsNullOrWhiteSpace(until)) return await new SetPictureExpiry(Id, null).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        var hour = LocalHour.Read(until, Zone);
        return hour.Refusal is { } refusal ? refusal : await new SetPictureExpiry(Id, hour.Value).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
    });

    /// <summary>Puts another original in its place, everywhere.</summary>
    [Needs(Right.KeepPictures)]
    public Task<IActionResult> OnPostReplaceAsync(IFormFile? file) => ChangeAsync("replaced", own: false, async () =>
    {
        if (await OvertakenAsync(["PictureReplaced"], Id) is { } overtaken) return overtaken;
        if (file is null) return new Refusal("no-file", "No file is chosen.", "Choose the picture first.");
        await using var content = file.OpenReadStream();
        return await new ReplacePicture(Id, FileName: file.FileName, Credit: Text("credit"), Creator: Text("creator"), Copyright: Text("copyright")).RunAsync(Desk, Here.Actor, content, HttpContext.RequestAborted);
    });

    /// <summary>Puts an earlier original back.</summary>
    [Needs(Right.KeepPictures)]
    public Task<IActionResult> OnPostPutBackAsync(string? earlier) => ChangeAsync("replaced", own: false, () => new ReplacePicture(Id, Earlier: earlier ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted));

    private async Task<IActionResult> ChangeAsync<T>(string said, bool own, Func<Task<Outcome<Settled<T>>>> act)
    {
        if (!await LookAsync()) return NotFound();
        if (!(own ? MayDescribe : MayKeep)) return Refuse(NotYours);
        if ((await act()).Refusal is not { } refusal) return Go($"/pictures/{Id}?said={said}");
        await LookAsync();
        return Refuse(refusal);
    }

    private string? Text(string field) => Request.Form.TryGetValue(field, out var text) ? text.ToString() : null;

    private async Task<bool> LookAsync()
    {
        var library = new PictureLibrary(Desk.Database, Here);
        if (!PublicId.TryRead(Id, out long id) || await library.FindAsync(id) is not { } found) return false;
        sheet = found;
        (MayDescribe, MayKeep) = (await library.MayDescribeAsync(id), await library.MayKeepAsync(id));
        string[] actors = [found.Arrival.AddedBy, .. found.Earlier.Select(one => one.Actor)];
        long[] accounts = [.. actors.Distinct().Select(actor => PublicId.TryRead(actor, out long account) ? account : 0).Where(account => account > 0)];
        names = (await Desk.Database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().Where(row => accounts.Contains(row.Id)).ToListAsync())).ToDictionary(row => PublicId.Text(row.Id), row => row.Name);
        var captions = found.Editions.OrderByDescending(edition => edition.Language == Words.Language).Select(edition => In(edition.Id)?.Caption ?? "");
        Title = captions.Append(found.Arrival.FileName).FirstOrDefault(text => text.Length > 0) ?? Words["pictures.no-caption"];
        return true;
    }
}
