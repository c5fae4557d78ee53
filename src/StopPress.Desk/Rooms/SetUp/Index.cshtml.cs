using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.SetUp;

/// <summary>Makes a newspaper of an empty house, with the link that the program prints when it starts.</summary>
[OpenToAll]
[BindProperties(SupportsGet = true)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
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
        if (Locale == Thai) Calendar = "buddhist";
        Sections ??= Words["set-up.first-sections"];
    }

    /// <summary>Sets the newspaper up.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await LookAsync();
        string language = Locale.StartsWith("zh", StringComparison.Ordinal) ? Locale : Locale.Split('-')[0];
        string own = Locales.FirstOrDefault(one => one.Tag == Locale).Name is null ? language : CultureInfo.GetCultureInfo(language).NativeName;
        var edition = new OpenEdition(language, "", Locale, Name ?? "", Tagline ?? "", own, Zone, Calendar);
        string[] sections = (Sections ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var done = await new SetUpNewspaper(Link ?? "", edition, sections, Owner ?? "", Email ?? "").RunAsync(Desk, HttpContext.RequestAborted);
        return done.Refusal is { } refusal ? Refuse(refusal) : Go("/link?t=" + done.Value.Result);
    }

    // The language that the browser asks for first, of those that an edition can have.
    private string? OfBrowser() => Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value ?? "")
        .Select(wanted => Tags.FirstOrDefault(tag => tag.Equals(wanted, StringComparison.OrdinalIgnoreCase)) ?? Tags.FirstOrDefault(tag => tag.Split('-')[0] == wanted.Split('-')[0]))
        .FirstOrDefault(tag => tag is not null);

    private async Task LookAsync() =>
        Works = await Desk.Database.FindLinkAsync(Link, Instant.Now(Desk.Clock), HttpContext.RequestAborted) is { Link.Kind: LinkKind.SetUp };
}
