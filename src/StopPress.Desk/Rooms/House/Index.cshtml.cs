using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Webhooks;
using StopPress.Site.Pages;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.House;

/// <summary>What the newspaper is known by: its name, its nameplate in each edition, its logo, its accounts elsewhere, where it tells about itself, its feeds, and what it declares to machines.</summary>
[Needs(Right.KeepHouse)]
[RequestSizeLimit(SetLogo.MostBytes + AroundFile)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : HouseRoom(desk, words)
{
    // What stands around a file in a form, and what is a little too large, so that it is refused in words.
    private const long AroundFile = 6 * 1024 * 1024;

    /// <summary>The name of the house.</summary>
    public string HouseName { get; private set; } = "";

    /// <summary>The editions with their nameplates.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>The logo as pages show it, and as a telephone does; or null.</summary>
    public (string Plain, string Touch, Logo Logo)? Logo { get; private set; }

    /// <summary>The addresses of the house's accounts, by network.</summary>
    public Dictionary<SocialNetwork, string> Accounts { get; private set; } = [];

    /// <summary>Where each edition tells about the newspaper.</summary>
    public Dictionary<(string Edition, Standard Standard), string> Standards { get; private set; } = [];

    /// <summary>Whether feeds tell stories whole.</summary>
    public bool FeedsAreWhole { get; private set; }

    /// <summary>The hub that is told which feeds have changed, or empty.</summary>
    public string Hub { get; private set; } = "";

    /// <summary>Whether the house has one.</summary>
    public bool HubIsKept { get; private set; }

    /// <summary>What the hub has not been told yet, or null.</summary>
    public WaitingAtHub? WaitingAtHub { get; private set; }

    /// <summary>The clocks of the house, which are those of its first edition; null before there is one.</summary>
    public DeskDates? HouseDates { get; private set; }

    /// <summary>What the house declares to machines.</summary>
    public Declarations Declared { get; private set; } = new("", "", "");

    /// <summary>Shows all of it.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>Names the house.</summary>
    public async Task<IActionResult> OnPostNameAsync(string? name)
    {
        var refusal = await OvertakenAsync(["HouseSetUp"]) ?? (await new SetUpHouse(name ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
        return await AnswerAsync(refusal, () => HouseName = name ?? "");
    }

    /// <summary>Gives an edition its nameplate.</summary>
    public async Task<IActionResult> OnPostPlateAsync(string? edition, string? name, string? tagline)
    {
        var refusal = await OvertakenAsync(["EditionNamed"], edition: edition) ?? (await new NameEdition(edition ?? "", name ?? "", tagline ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
        return await AnswerAsync(refusal, () =>
        {
            if (Editions.FirstOrDefault(row => row.Language == edition) is { } row) (row.Name, row.Tagline) = (name ?? "", tagline ?? "");
        });
    }

    /// <summary>Takes a logo.</summary>
    public async Task<IActionResult> OnPostLogoAsync(IFormFile? logo)
    {
        if (logo is null) return await AnswerAsync(new Refusal("no-file", "No file was chosen.", "Choose a PNG, JPEG or WebP."), () => { });
        await using var content = logo.OpenReadStream();
        var done = await new SetLogo().RunAsync(Desk, Here.Actor, content, HttpContext.RequestAborted);
        return await AnswerAsync(done.Refusal, () => { });
    }

    /// <summary>Takes the logo away.</summary>
    public async Task<IActionResult> OnPostNoLogoAsync() => await AnswerAsync((await new RemoveLogo().RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, () => { });

    /// <summary>Says where the house is followed elsewhere: a field for each network, empty where it has no account.</summary>
    public async Task<IActionResult> OnPostAccountsAsync()
    {
        var typed = Enum.GetValues<SocialNetwork>().ToDictionary(network => network, network => Request.HasFormContentType ? Request.Form[network.ToString()].ToString().Trim() : "");
        var kept = typed.Where(one => one.Value.Length > 0).Select(one => new SocialAccount(one.Key, one.Value)).ToList();
        return await AnswerAsync(await OvertakenAsync(["SocialAccountsKept"]) ?? (await new KeepSocialAccounts(kept).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, () => Accounts = typed);
    }

    /// <summary>Says where an edition tells about the newspaper: a field for each, empty where it is told nowhere.</summary>
    public async Task<IActionResult> OnPostStandardsAsync(string? edition)
    {
        var typed = Enum.GetValues<Standard>().ToDictionary(standard => standard, standard => Request.HasFormContentType ? Request.Form[standard.ToString()].ToString().Trim() : "");
        var kept = typed.Where(one => one.Value.Length > 0).Select(one => new StandardPage(one.Key, one.Value)).ToList();
        return await AnswerAsync(await OvertakenAsync(["StandardsKept"], edition: edition) ?? (await new KeepStandards(edition ?? "", kept).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, () =>
        {
            foreach (var (standard, address) in typed) Standards[(edition ?? "", standard)] = address;
        });
    }

    /// <summary>Says how much of a story feeds tell, and which hub is told when they change; a form without that field leaves it as it is.</summary>
    public async Task<IActionResult> OnPostFeedsAsync(string? whole)
    {
        if (!bool.TryParse(whole, out bool all)) return await AnswerAsync(new Refusal("empty", "Nothing was chosen.", "Choose how much of a story feeds tell."), () => { });
        string? hub = Request.Form.TryGetValue("hub", out var typed) ? typed.ToString() : null;
        return await AnswerAsync(await OvertakenAsync(["FeedsSet"]) ?? (await new SetFeeds(all, hub).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, () => (FeedsAreWhole, Hub) = (all, hub ?? Hub));
    }

    /// <summary>Says to whom somebody turns who has found a way to break in.</summary>
    public async Task<IActionResult> OnPostSecurityAsync(string? contact, string? policy) => await AnswerAsync(
        await OvertakenAsync(["SecurityContactSet"]) ?? (await new SetSecurityContact(contact, policy).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal,
        () => Declared = Declared with { SecurityContact = contact ?? "", SecurityPolicy = policy ?? "" });

    /// <summary>Says who may sell advertising.</summary>
    public async Task<IActionResult> OnPostSellersAsync(string? lines) => await AnswerAsync(
        await OvertakenAsync(["AdsTxtKept"]) ?? (await new KeepAdsTxt(lines).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, () => Declared = Declared with { AdsTxt = lines ?? "" });

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, Action keepTyped)
    {
        if (refusal is null) return Go("/house?said=kept");
        await LookAsync();
        keepTyped();
        return Refuse(refusal);
    }

    private async Task LookAsync()
    {
        (var furniture, Declared) = await Reads.LookAsync(Desk.Database, async reads => (await Furniture.ReadAsync(reads), await Declarations.ReadAsync(reads)), HttpContext.RequestAborted);
        HouseName = furniture.HouseName;
        Logo = furniture.Logo is { } logo ? (Addresses.OfLogo(logo, LogoFile.Plain), Addresses.OfLogo(logo, LogoFile.Touch), logo) : null;
        (FeedsAreWhole, Hub, HubIsKept) = (furniture.FeedsAreWhole, furniture.Hub, furniture.Hub.Length > 0);
        WaitingAtHub = HubIsKept ? await HubDesk.WaitingAsync(Desk, HttpContext.RequestAborted) : null;
        HouseDates = await HouseDatesAsync();
        Standards = furniture.Editions.SelectMany(one => furniture.Standards[one.Id].Select(page => (one.Language, Page: page))).ToDictionary(one => (one.Language, one.Page.Standard), one => one.Page.Address);
        Accounts = furniture.Accounts.ToDictionary(account => account.Network, account => account.Address);
        Editions = await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(HttpContext.RequestAborted));
    }
}
