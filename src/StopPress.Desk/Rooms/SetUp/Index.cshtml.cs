using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Desk.Rooms.Import;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.SetUp;

/// <summary>Makes a newspaper of an empty house, with the link that the program prints when it starts.</summary>
[OpenToAll]
[BindProperties(SupportsGet = true)]
public sealed class IndexModel(NewsDesk desk, DeskWords words, ImportDesk imports, SampleDesk sample) : DeskPage(desk, words)
{
    private const string Thai = "th-TH";

    private static readonly string[] Tags =
        ["en-GB", "en-US", Thai, "ar", "de-DE", "es-ES", "fr-FR", "hi-IN", "id-ID", "it-IT", "ja-JP", "km-KH", "ko-KR", "lo-LA", "ms-MY", "my-MM", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "ru-RU", "sv-SE", "tr-TR", "uk-UA", "vi-VN", "zh-Hans", "zh-Hant"];

    /// <summary>The languages that a first edition can have, each by its own name.</summary>
    public static IReadOnlyList<(string Tag, string Name)> Locales { get; } = [.. Tags.Select(tag => (tag, CultureInfo.GetCultureInfo(tag).NativeName))];

    /// <summary>Time zones as IANA names them.</summary>
    public static IReadOnlyList<string> Zones { get; } = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The link's token.</summary>
    public string? Link { get; set; }

    /// <summary>How it is to begin: <c>new</c>, <c>wordpress</c>, or <c>sample</c>.</summary>
    public string Way { get; set; } = "new";

    /// <summary>The newspaper whose export was brought, or null.</summary>
    public ImportedSite? Brought { get; private set; }

    /// <summary>Why nothing was taken, or null.</summary>
    public Store.Refusal? NotTaken { get; private set; }

    /// <summary>The form with which it is brought.</summary>
    public UploadForm Upload => new(Words, $"{DeskDoor.Path}/set-up/import?link={Uri.EscapeDataString(Link ?? "")}", imports.Most / (1024 * 1024));

    /// <summary>The newspaper's name.</summary>
    public string? Name { get; set; }

    /// <summary>The line under the nameplate.</summary>
    public string? Tagline { get; set; }

    /// <summary>The locale of the first edition.</summary>
    public string Locale { get; set; } = "en-GB";

    /// <summary>Its time zone.</summary>
    public string Zone { get; set; } = TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC";

    /// <summary>Its calendar.</summary>
    public string Calendar { get; set; } = "gregorian";

    /// <summary>The sections, one on a line.</summary>
    public string? Sections { get; set; }

    /// <summary>The owner's name.</summary>
    public string? Owner { get; set; }

    /// <summary>The owner's address.</summary>
    public string? Email { get; set; }

    /// <summary>Whether the link works.</summary>
    public bool Works { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync()
    {
        await LookAsync();
        Locale = OfBrowser() ?? Locale;
        if (Brought is { } site)
        {
            (Name, Tagline) = (site.Title, site.Tagline);
            Locale = TagOf(site.Language) ?? Locale;
        }
        if (Locale == Thai) Calendar = "buddhist";
        // What was brought has sections of its own.
        Sections ??= Brought is null ? Words["set-up.first-sections"] : "";
    }

    /// <summary>Sets the newspaper up.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await LookAsync();
        if (Way == "sample" && sample.Sample is { } all) return await LookAroundAsync(all);
        string language = Locale.StartsWith("zh", StringComparison.Ordinal) ? Locale : Locale.Split('-')[0];
        string own = Locales.FirstOrDefault(one => one.Tag == Locale).Name is null ? language : CultureInfo.GetCultureInfo(language).NativeName;
        var edition = new OpenEdition(language, "", Locale, Name ?? "", Tagline ?? "", own, Zone, Calendar);
        string[] sections = (Sections ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var done = await new SetUpNewspaper(Link ?? "", edition, sections, Owner ?? "", Email ?? "").RunAsync(Desk, HttpContext.RequestAborted);
        if (done.Refusal is { } refusal) return Refuse(refusal);
        if (Brought is not null) imports.Await();
        return Go("/link?t=" + done.Value.Result);
    }

    private async Task<IActionResult> LookAroundAsync(Sample all)
    {
        if (!Works) return Refuse(AccountDesk.DeadLink);
        if (sample.Announce() is { } broken) return Refuse(broken);
        var done = await new SetUpNewspaper(Link ?? "", all.First(), [], Owner ?? "", Email ?? "").RunAsync(Desk, HttpContext.RequestAborted);
        if (done.Refusal is { } refusal)
        {
            sample.CallOff();
            return Refuse(refusal);
        }
        sample.Begin();
        return Go("/link?t=" + done.Value.Result);
    }

    // The language that the browser asks for first, of those that an edition can have.
    private string? OfBrowser() => Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value ?? "")
        .Select(TagOf)
        .FirstOrDefault(tag => tag is not null);

    private static string? TagOf(string wanted) =>
        Tags.FirstOrDefault(tag => tag.Equals(wanted, StringComparison.OrdinalIgnoreCase)) ?? Tags.FirstOrDefault(tag => tag.Split('-')[0].Equals(wanted.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    private async Task LookAsync()
    {
        Works = await Desk.Database.FindLinkAsync(Link, Instant.Now(Desk.Clock), HttpContext.RequestAborted) is { Link.Kind: LinkKind.SetUp };
        if (!Works || Way != "wordpress") return;
        Brought = await imports.LookAsync();
        NotTaken = imports.State.Refusal;
    }
}
