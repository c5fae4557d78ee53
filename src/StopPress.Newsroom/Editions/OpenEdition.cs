using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>Opens an edition; or changes what is said of one that is open, all but its addresses.</summary>
/// <param name="Language">Its language as a BCP 47 tag.</param>
/// <param name="Prefix">The first part of its addresses; empty for the first edition, and for no other.</param>
/// <param name="Locale">The locale of its dates and numbers.</param>
/// <param name="Name">What the newspaper is called in it.</param>
/// <param name="Tagline">The line under the nameplate, or empty.</param>
/// <param name="OwnName">The language by its own name.</param>
/// <param name="TimeZone">Its time zone, as IANA names it.</param>
/// <param name="Calendar"><c>gregorian</c> or <c>buddhist</c>.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>; null is that of the locale.</param>
public sealed record OpenEdition(
    string Language, string Prefix, string Locale, string Name, string Tagline, string OwnName, string TimeZone, string Calendar = "gregorian", string? Direction = null)
{
    private const int LongestName = 200;
    private const int LongestTag = 35;

    /// <summary>Does it; the result is the edition's language.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var row = Read(checks);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var open = await context.Set<EditionRow>().ToListAsync(cancel);
            if (open.FirstOrDefault(edition => edition.Language == row.Language) is { } edition)
            {
                if (edition.Prefix != row.Prefix) return new Refusal("prefix-fixed", "The addresses of an open edition cannot be changed.", $"Its prefix is \"{edition.Prefix}\".");
                await SayAsync(desk, context, edition, row);
            }
            else
            {
                if (await WrongPrefixAsync(context, open, row, cancel) is { } wrong) return wrong;
                (row.Id, row.Position) = (PublicId.Next(desk.Clock), open.Count);
                context.Add(row);
                await DayBegins.SetNextAsync(desk, context, row);
            }
            return (new EntryDraft("EditionOpened", [Subject.Editions], new { row.Language, row.Name }), row.Language);
        }, cancel);
    }

    /// <summary>Says of an edition that is open what another row says, but for its language and its addresses.</summary>
    internal static Task SayAsync(NewsDesk desk, HouseContext context, EditionRow edition, EditionRow says)
    {
        (edition.Locale, edition.Name, edition.Tagline, edition.OwnName) = (says.Locale, says.Name, says.Tagline, says.OwnName);
        (edition.TimeZone, edition.Calendar, edition.Direction) = (says.TimeZone, says.Calendar, says.Direction);
        return DayBegins.SetNextAsync(desk, context, edition);
    }

    internal EditionRow Read(Checks checks)
    {
        var row = new EditionRow
        {
            Language = checks.Line("language", Language, LongestTag, required: true),
            Prefix = checks.Line("prefix", Prefix, LongestTag),
            Locale = checks.Line("locale", Locale, LongestTag, required: true),
            Name = checks.Line("name of the newspaper", Name, LongestName, required: true),
            Tagline = checks.Line("tagline", Tagline, LongestName),
            OwnName = checks.Line("language's own name", OwnName, LongestName, required: true),
            TimeZone = checks.Line("time zone", TimeZone, LongestName, required: true),
            Calendar = Calendar,
            Direction = Direction ?? "ltr",
        };
        if (!IsLanguage(row.Language)) checks.Refuse("unknown-language", $"\"{row.Language}\" is no language tag.", "Write one such as en, th or zh-Hant.");
        if (!IsLanguage(row.Locale) || !IsCulture(row.Locale)) checks.Refuse("unknown-locale", $"\"{row.Locale}\" is no locale.", "Write one such as en-GB or th-TH.");
        else if (Direction is null && CultureInfo.GetCultureInfo(row.Locale).TextInfo.IsRightToLeft) row.Direction = "rtl";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(row.TimeZone, out _)) checks.Refuse("unknown-time-zone", $"\"{row.TimeZone}\" is no time zone.", "Write one such as Asia/Bangkok.");
        if (row.Calendar is not ("gregorian" or "buddhist")) checks.Refuse("unknown-calendar", $"\"{row.Calendar}\" is no calendar.", "It is gregorian or buddhist.");
        if (row.Direction is not ("ltr" or "rtl")) checks.Refuse("unknown-direction", $"\"{row.Direction}\" is no direction.", "It is ltr or rtl.");
        if (row.Prefix.Length > 0 && (row.Prefix == "-" || UrlSlug.Of(row.Prefix) != row.Prefix)) checks.Refuse("wrong-prefix", $"\"{row.Prefix}\" cannot begin an address.", "Write one such as th.");
        return row;
    }

    private static async Task<Refusal?> WrongPrefixAsync(HouseContext context, List<EditionRow> open, EditionRow row, CancellationToken cancel)
    {
        if (open.Count == 0 && row.Prefix.Length > 0) return new Refusal("first-without-prefix", "The first edition stands at the root of the site, without a prefix.", "Leave the prefix empty.");
        if (open.Count > 0 && row.Prefix.Length == 0) return new Refusal("prefix-needed", "Every edition after the first needs a prefix for its addresses.", "Write one such as th.");
        if (AddressBook.IsReserved(row.Prefix)) return new Refusal("address-reserved", $"The address /{row.Prefix}/ is kept for the newspaper's own use.", "Choose another prefix.");
        if (open.Any(edition => edition.Prefix == row.Prefix)) return new Refusal("prefix-taken", $"Another edition has the prefix {row.Prefix}.", "Choose another one.");
        string home = AddressBook.Home(row);
        // Whatever lies below the prefix would be looked for in the new edition.
        return row.Prefix.Length > 0 && await context.Set<PermalinkRow>().AnyAsync(link => link.Path == "/" + row.Prefix || link.Path.StartsWith(home), cancel)
            ? new Refusal("address-taken", $"The address {home} leads to something else already.", "Choose another prefix.")
            : null;
    }

    // RFC 5646, section 2.1, without the irregular ones: a language of two or three letters, then parts of eight at most.
    internal static bool IsLanguage(string tag) => tag.Split('-') is [{ Length: 2 or 3 } language, .. var parts]
        && language.All(char.IsAsciiLetterLower) && parts.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit));

    private static bool IsCulture(string locale)
    {
        try
        {
            return CultureInfo.GetCultureInfo(locale, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
