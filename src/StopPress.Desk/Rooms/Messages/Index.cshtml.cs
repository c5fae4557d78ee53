using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Desk.Post;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Messages;

/// <summary>What the desk has told whoever is there: stories that they were given, that came back, that would fail to go out.</summary>
[Needs(Right.SeeBoard)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const int Length = 50;

    private Dictionary<string, DeskDates> dates = [];

    /// <summary>Only what was told before this message.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>The messages, the newest first.</summary>
    public IReadOnlyList<MessageLine> Messages { get; private set; } = [];

    /// <summary>Before which message the older ones are, or null.</summary>
    public string? Older { get; private set; }

    /// <summary>The clocks of a story's edition.</summary>
    public DeskDates DatesOf(MessageLine line) => dates[line.Edition];

    /// <summary>The clocks of the house, which are those of its first edition.</summary>
    public DeskDates HouseDates { get; private set; } = null!;

    /// <summary>What was written with a message: an hour, a word, or what is missing.</summary>
    public string NoteOf(MessageLine line) => MessageWords.NoteOf(line, Words, at => DatesOf(line).Short(at));

    /// <summary>Shows them.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>Notes that one was read, or all.</summary>
    public Task<IActionResult> OnPostReadAsync(string? message) => DoAsync(new ReadMessages(Here.Actor, message));

    /// <summary>Makes one new again.</summary>
    public Task<IActionResult> OnPostUnreadAsync(string? message) => DoAsync(new ReadMessages(Here.Actor, message ?? "", Read: false));

    private async Task<IActionResult> DoAsync(ReadMessages act)
    {
        if ((await act.RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal is not { } refusal) return Go("/messages");
        await LookAsync();
        return Refuse(refusal);
    }

    private async Task LookAsync()
    {
        var now = Instant.Now(Desk.Clock);
        var editions = await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync());
        dates = editions.ToDictionary(row => row.Language, row => new DeskDates(row.AsEdition(), Words, now));
        var found = await new StoryBoard(Desk.Database, Here).MessagesAsync(PublicId.TryRead(Before ?? "", out long before) ? before : null, Length + 1);
        if (editions.Count > 0) HouseDates = dates[editions[0].Language];
        Messages = [.. found.Take(Length)];
        Older = found.Count > Length ? Messages[^1].Id : null;
    }
}
