using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <content>What tells an open board that it has changed.</content>
public sealed partial class StoryBoard
{
    // As much of the board as a screen holds, and the month that is shown with the one that comes.
    private const int MarkedLines = 50;
    private static readonly TimeSpan MarkedAfter = TimeSpan.FromDays(62);

    /// <summary>Who sees the same as whoever looks; one mark is enough for all of them.</summary>
    public string Sight => who.Sections is null && who.May(Right.WriteAll) && who.May(Right.SeeEmbargoed) ? who.May(Right.Kill) ? "all" : "all-but-killed" : who.Actor + who.Account.Role;

    /// <summary>A mark that is another one when something has changed on the board or in the calendar that whoever looks may see, and only then.</summary>
    /// <param name="now">What time it is.</param>
    public async Task<string> MarkAsync(Instant now)
    {
        var columns = await ColumnsAsync(new BoardQuestion(), now, MarkedLines);
        var list = await ReadAsync(new BoardQuestion(), 0, MarkedLines);
        var hours = new List<object>();
        foreach (string language in await database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).Select(row => row.Language).ToListAsync()))
        {
            hours.Add(await HoursAsync(language, now, now.Plus(MarkedAfter)));
        }
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { columns, list, hours })))[..16];
    }
}
