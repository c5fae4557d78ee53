using System.Globalization;
using StopPress.Desk.Door;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Post;

/// <summary>A message in words, as the desk shows it and as a mail brings it.</summary>
public static class MessageWords
{
    /// <summary>What happened, and who did it.</summary>
    public static string KindOf(MessageLine line, WordsIn words) => words.Of("message." + line.Kind, line.By.Length > 0 ? line.By : words["message.somebody"]);

    /// <summary>The story's headline, or that there is none to be seen; or where several are.</summary>
    public static string HeadlineOf(MessageLine line, WordsIn words) => line.Kind == MessageKind.HandedOn ? words["message.handed-on-board"] : line.Kind == MessageKind.BackupFailed ? words["message.backups"] : line.Kind == MessageKind.WebhookPaused ? words["message.webhooks"] : line.Story is null ? words["message.gone"] : line.Headline.Length > 0 ? line.Headline : words["no-headline"];

    /// <summary>The room of the desk that a message leads to, where it is not about one story; or null.</summary>
    public static string? RoomOf(MessageLine line) => line.Kind switch
    {
        MessageKind.HandedOn => "/?view=list",
        MessageKind.BackupFailed => "/house/backups",
        MessageKind.WebhookPaused => "/house/webhooks",
        _ => null,
    };

    /// <summary>What was written with a message: an hour, a word, or what is missing.</summary>
    /// <param name="line">The message.</param>
    /// <param name="words">The words of whoever reads it.</param>
    /// <param name="hour">Writes an hour as they read it.</param>
    public static string NoteOf(MessageLine line, WordsIn words, Func<Instant, string> hour) => line.Note.Length == 0 ? "" : line.Kind switch
    {
        MessageKind.Assigned => DateTimeOffset.TryParse(line.Note, CultureInfo.InvariantCulture, out var due) ? words.Of("message.due", hour(Instant.From(due))) : "",
        MessageKind.HandedOn => line.Note.Split(' ', 2) is [var count, var name] ? words.Of("message.handed-on", count, name) : "",
        MessageKind.BackupFailed => line.Note.Split(' ', 2) is [var code, var reason] ? words.Of(new Refusal(code, reason)) : "",
        MessageKind.WebhookPaused => words.Of("message.webhook", line.Note),
        MessageKind.WouldFail => string.Join(" ", line.Note.Split(' ').Select(words.Lacks)),
        _ => line.Note,
    };
}
