using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms;

/// <summary>What every room of the desk has: the newsroom, who is there, and the words in their language.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="words">The desk's words.</param>
public abstract class DeskPage(NewsDesk desk, DeskWords words) : PageModel
{
    private WordsIn? spoken;

    /// <summary>What acts work with.</summary>
    public NewsDesk Desk => desk;

    /// <summary>The words in the language of whoever is there.</summary>
    public WordsIn Words => spoken ??= words.For(HttpContext);

    /// <summary>All that the desk can say.</summary>
    protected DeskWords Speaks => words;

    /// <summary>Who is there; only where the room needs a right.</summary>
    public Colleague Here => HttpContext.Caller() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>How many messages whoever is there has not read.</summary>
    public Task<int> UnreadAsync() => desk.Database.UnreadAsync(Here.Account.Id, HttpContext.RequestAborted);

    /// <summary>The time zone, as IANA names it, in which hours are told here; null where none are.</summary>
    protected virtual string? Clocks => null;

    /// <summary>The clocks of the house, which are those of its first edition; null before there is one.</summary>
    protected async Task<DeskDates?> HouseDatesAsync()
    {
        var first = await desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).FirstOrDefaultAsync(HttpContext.RequestAborted));
        return first is null ? null : new DeskDates(first.AsEdition(), Words, Instant.Now(desk.Clock));
    }

    /// <summary>What was refused, or null.</summary>
    public string? Refused { get; private set; }

    /// <summary>How far the journal was when this page was read. A form that puts its words in the place of others brings it back as <c>seen</c>.</summary>
    public long Seen { get; private set; }

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (HttpContext.Caller() is not null) Seen = await desk.Database.ReadAsync(NewsJournal.PositionAsync, HttpContext.RequestAborted);
        await next();
    }

    /// <summary>The answer to somebody who is bound to sections, and asks for something in a story that is filed in none of them.</summary>
    public virtual Task<IActionResult> OutOfReachAsync() => Task.FromResult<IActionResult>(NotFound());

    /// <summary>Shows the page again with what was refused; what was typed stays.</summary>
    protected PageResult Refuse(Refusal refusal)
    {
        Refused = Clocks is { } zone ? LocalHour.WriteIn(Words.Of(refusal), zone) : Words.Of(refusal);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The refusal of a form under which somebody else has changed the same thing since it was read; null when nobody has, or when the form does not say.</summary>
    /// <param name="kinds">The entries that change it.</param>
    /// <param name="id">Its id, where there are several of them.</param>
    /// <param name="edition">The edition's language, where each has its own.</param>
    protected async Task<Refusal?> OvertakenAsync(IReadOnlyList<string> kinds, string? id = null, string? edition = null)
    {
        if (!Request.HasFormContentType || !long.TryParse(Request.Form["seen"], out long seen)) return null;
        string itself = LikePattern.Holding(id is null ? "" : id + '"'), there = LikePattern.Holding(edition is null ? "" : $"\"edition\":\"{edition}\"");
        var since = await desk.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, $"SELECT kind, actor FROM journal WHERE sequence > @seen AND lower(payload) LIKE @itself ESCAPE '{LikePattern.Escape}' AND lower(payload) LIKE @there ESCAPE '{LikePattern.Escape}'",
            row => (Kind: row.GetString(0), Actor: row.GetString(1)), ("seen", seen), ("itself", itself), ("there", there)), HttpContext.RequestAborted);
        if (since.FindLast(entry => kinds.Contains(entry.Kind)) is not { Kind: not null } last) return null;
        long account = PublicId.TryRead(last.Actor, out long found) ? found : 0;
        string who = await desk.Database.LookAsync(context => context.Set<AccountRow>().Where(row => row.Id == account).Select(row => row.Name).FirstOrDefaultAsync()) ?? Words["message.somebody"];
        return new Refusal("overtaken", $"{who} has changed this since you opened it.", "What you changed is here; everything else is as it is now. Look it over, and keep it again.") { Parts = [who] };
    }

    /// <summary>What stands in a field of a form: what was typed into it when that was refused, unless it was left as it was; else what is kept. The form brings back as <c>was.FIELD</c> what was kept when it was opened.</summary>
    public string Given(string field, string kept) =>
        Request.HasFormContentType && Request.Form.TryGetValue(field, out var typed) && (!Request.Form.TryGetValue("was." + field, out var was) || was.ToString() != typed.ToString()) ? typed.ToString() : kept;

    /// <summary>Goes to a room, after something was done.</summary>
    protected static RedirectResult Go(string room) => new(DeskDoor.Path + room);
}
