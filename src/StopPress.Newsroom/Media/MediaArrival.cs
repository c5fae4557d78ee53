using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Text;

namespace StopPress.Newsroom.Media;

/// <summary>Writes down how media came in, and keeps the words by which they are found.</summary>
internal static class MediaArrival
{
    private const int LongestName = 255;

    /// <summary>The name of a file as it can be kept: without folders, on one line.</summary>
    public static string NameOf(string? file)
    {
        string name = Checks.Clean((file ?? "").Split('/', '\\')[^1]);
        return name.Length <= LongestName ? name : Checks.Clean(name[..LongestName]);
    }

    /// <summary>Writes it down for what has just come in; after its words in editions are put beside it.</summary>
    public static void Put(HouseContext context, MediaRow row, string actor, string fileName, bool forDesk)
    {
        var arrival = new MediaArrivalRow { MediaId = row.Id, AddedBy = actor, FileName = NameOf(fileName), ForDesk = forDesk, Sought = "" };
        context.Add(arrival);
        arrival.Sought = Sought(row, arrival, [.. context.Set<MediaTextRow>().Local.Where(text => text.MediaId == row.Id)]);
    }

    /// <summary>Makes the words anew by which something is found, after what is said of it has changed.</summary>
    public static async Task RenewAsync(HouseContext context, MediaRow row, CancellationToken cancel)
    {
        var arrival = await context.Set<MediaArrivalRow>().FirstAsync(one => one.MediaId == row.Id, cancel);
        // What was changed in this transaction is there already; what was added only now is there in memory alone.
        var stored = await context.Set<MediaTextRow>().Where(text => text.MediaId == row.Id).ToListAsync(cancel);
        arrival.Sought = Sought(row, arrival, [.. stored.Union(context.Set<MediaTextRow>().Local.Where(text => text.MediaId == row.Id))]);
    }

    private static string Sought(MediaRow row, MediaArrivalRow arrival, IReadOnlyList<MediaTextRow> words) => FoldedText.Of(string.Join(
        '\n', [arrival.FileName, row.Credit, row.Creator, row.Copyright, row.City, row.Country, row.Keywords, .. words.OrderBy(text => text.EditionId).SelectMany(text => new[] { text.Caption, text.Alt })]));
}
