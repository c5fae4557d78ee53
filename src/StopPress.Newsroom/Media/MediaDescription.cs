using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Media;

/// <summary>What somebody says about one of the media, read and checked; what is null was not said.</summary>
internal sealed class MediaDescription
{
    private const int LongestLine = 1000;
    private const int MostKeywords = 100;

    private readonly string? credit;
    private readonly string? creator;
    private readonly string? copyright;
    private readonly string? rights;
    private readonly string? city;
    private readonly string? country;
    private readonly string? keywords;

    public MediaDescription(Checks checks, string? credit, string? creator, string? copyright, string? rights, string? city, string? country, IReadOnlyList<string>? keywords)
    {
        this.credit = Line("credit", credit);
        this.creator = Line("creator's name", creator);
        this.copyright = Line("copyright", copyright);
        this.rights = Line("terms", rights);
        this.city = Line("city", city);
        this.country = Line("country", country);
        if (keywords?.Count > MostKeywords) checks.Refuse("too-many", $"There are {keywords.Count} keywords; {MostKeywords} are the most.");
        this.keywords = keywords is null ? null : string.Join('\n', keywords.Select(word => checks.Line("keyword", word, LongestLine)).Where(word => word.Length > 0).Distinct());

        string? Line(string name, string? text) => text is null ? null : checks.Line(name, text, LongestLine);
    }

    /// <summary>Puts it on a row.</summary>
    public void Put(MediaRow row)
    {
        row.Credit = credit ?? row.Credit;
        row.Creator = creator ?? row.Creator;
        row.Copyright = copyright ?? row.Copyright;
        row.Rights = rights ?? row.Rights;
        row.City = city ?? row.City;
        row.Country = country ?? row.Country;
        row.Keywords = keywords ?? row.Keywords;
    }

    /// <summary>Puts words in editions beside it, in place of those that stood there.</summary>
    public static async Task<Refusal?> PutWordsAsync(HouseContext context, long media, IReadOnlyList<PictureWords> all, CancellationToken cancel)
    {
        foreach (var words in all)
        {
            var checks = new Checks();
            string alt = checks.Line("alternative text", words.Alt, LongestLine);
            string caption = checks.Line("caption", words.Caption, LongestLine);
            var edition = await context.FindEditionAsync(words.Edition);
            if ((checks.Fault ?? edition.Refusal) is { } fault) return fault;
            var row = await context.Set<MediaTextRow>().FindAsync([media, edition.Value.Id], cancel);
            if (row is null) context.Add(new MediaTextRow { MediaId = media, EditionId = edition.Value.Id, Alt = alt, Caption = caption });
            else (row.Alt, row.Caption) = (alt, caption);
        }
        return null;
    }
}

/// <summary>Finds media.</summary>
internal static class MediaDesk
{
    /// <summary>One of the media by its public id, or the refusal. Changes of it are saved.</summary>
    public static async Task<Outcome<MediaRow>> FindMediaAsync(this HouseContext context, string? text, CancellationToken cancel) =>
        PublicId.TryRead(text ?? "", out long id) && await context.Set<MediaRow>().FirstOrDefaultAsync(row => row.Id == id, cancel) is { } row
            ? row
            : new Refusal("unknown-picture", $"There is no picture or file with the id \"{text}\".");
}
