using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Store.Outside;

namespace StopPress.Desk.Post;

/// <summary>Writes the mails that the desk sends: short, in plain text, and with nothing in them that the person may not see at this hour.</summary>
/// <param name="desk">The newsroom.</param>
/// <param name="words">The desk's words.</param>
/// <param name="address">The address of the newspaper.</param>
public sealed class DeskLetters(NewsDesk desk, DeskWords words, HouseAddress address)
{
    /// <summary>The address to which a one-time link leads.</summary>
    public string LinkTo(string token) => $"{address.Public}{DeskDoor.Path}/link?t={token}";

    /// <summary>An invitation, or a new link for somebody who has lost their ways in.</summary>
    public async Task<Letter> InviteAsync(AccountRow account, string token, WordsIn spoken)
    {
        string house = await HouseNameAsync();
        return New("link-" + PublicId.Text(PublicId.Next(desk.Clock)), account, spoken, spoken.Of("letter.link.subject", house), spoken.Of("letter.link.text", account.Name, house, LinkTo(token)), Instant.Now(desk.Clock));
    }

    /// <summary>A letter that is due, as it is to be read now; null when what it brought is gone.</summary>
    public async Task<Letter?> WriteAsync(DueLetter due)
    {
        var spoken = words.In(due.Language, due.HouseLanguage);
        string id = "desk-" + PublicId.Text(due.Row.Id);
        if (due.Row.SealedLink is not null)
        {
            if (LetterDesk.LinkOf(desk, due.Row) is not { } token) return null;
            string house = await HouseNameAsync();
            return New(id, due.Account, spoken, spoken.Of("letter.reset.subject", house), spoken.Of("letter.reset.text", due.Account.Name, house, LinkTo(token)), due.Row.WrittenAt);
        }
        return await MessageAsync(due, id, spoken);
    }

    private async Task<Letter?> MessageAsync(DueLetter due, string id, WordsIn spoken)
    {
        var found = await new StoryBoard(desk.Database, await desk.Database.AsColleagueAsync(due.Account)).MessagesAsync(due.Row.MessageId + 1, 1);
        if (found is not [var line] || line.Id != PublicId.Text(due.Row.MessageId!.Value)) return null;
        var edition = await desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).FirstAsync(row => row.Language == line.Edition || line.Edition == ""));
        var dates = new DeskDates(edition.AsEdition(), spoken, Instant.Now(desk.Clock));
        string kind = MessageWords.KindOf(line, spoken), headline = MessageWords.HeadlineOf(line, spoken);
        // It may be read tomorrow: an hour is written with its day.
        string note = MessageWords.NoteOf(line, spoken, at => $"{dates.Day(dates.Edition.DayOf(at))} {dates.Time(at)}");
        string to = line.Story is { } story ? $"/stories/{story}/{line.Edition}" : MessageWords.RoomOf(line) ?? "/messages";
        string[] parts = [$"{kind}:\n{headline}", note, $"{address.Public}{DeskDoor.Path}{to}", spoken.Of("letter.why", $"{address.Public}{DeskDoor.Path}/account")];
        return New(id, due.Account, spoken, $"{kind}: {headline}", string.Join("\n\n", parts.Where(part => part.Length > 0)), due.Row.WrittenAt);
    }

    private static Letter New(string id, AccountRow account, WordsIn spoken, string subject, string text, Instant at) =>
        new(id, account.Name, account.Email, subject, text + "\n", spoken.Language, at.ToDateTimeOffset());

    private Task<string> HouseNameAsync() => desk.Database.LookAsync(context => context.Set<HouseRow>().Select(row => row.Name).FirstAsync());
}
