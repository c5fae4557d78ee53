using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.Webhooks;

/// <summary>What the hub is to be told now.</summary>
/// <param name="Hub">The hub's address.</param>
/// <param name="Pages">The pages whose feeds have changed.</param>
public sealed record DueAtHub(string Hub, IReadOnlyList<HubPageRow> Pages);

/// <summary>What waits to be told to the hub.</summary>
/// <param name="Count">How many pages.</param>
/// <param name="Why">Why the hub did not listen last; null when it has not been tried.</param>
/// <param name="Said">What it said; may be empty.</param>
/// <param name="DueAt">When it is tried next.</param>
public sealed record WaitingAtHub(int Count, Refusal? Why, string Said, Instant DueAt);

/// <summary>Follows the journal for the hub that the house has named, and keeps the pages whose feeds have changed until it has been told (WebSub, W3C).</summary>
public static class HubDesk
{
    /// <summary>The code of the worry that the hub does not listen.</summary>
    public const string Away = "hub-away";

    private const string Follower = "websub";

    private const int Batch = 200;

    // So many pages at once: three feeds each.
    private const int Together = 6;

    // What changes together is told together.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(2);

    /// <summary>Whether there are entries that nobody has looked at for the hub yet.</summary>
    public static Task<bool> HasEntriesAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.LookAsync(async context =>
    {
        if (!await context.Set<HouseRow>().AnyAsync(row => row.Hub != "", cancel)) return false;
        return await Cursors.IsBehindAsync(context, Follower, cancel);
    }, cancel);

    /// <summary>Writes down whose feeds the entries that follow have changed, with how far it has come, in one transaction; how many entries it went through.</summary>
    public static async Task<int> TakeEntriesAsync(NewsDesk desk, CancellationToken cancel)
    {
        var kept = await desk.Journal.KeepUnseenAsync<int>(async context =>
        {
            if (!await context.Set<HouseRow>().AnyAsync(row => row.Hub != "", cancel)) return 0;
            var entries = await Cursors.TakeAsync(context, Follower, Batch, cancel);
            if (entries.Count == 0) return 0;
            var editions = await context.Set<EditionRow>().AsNoTracking().ToListAsync(cancel);
            var changed = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var entry in entries)
            {
                foreach (string page in await PagesOfAsync(context, editions, entry, cancel)) changed[page] = entry.Sequence;
            }
            await PutAsync(desk, context, changed, cancel);
            return entries.Count;
        }, cancel);
        return kept.Refusal is { } refusal ? throw new IOException($"{refusal.Code}: {refusal.Message}") : kept.Value;
    }

    /// <summary>What the hub is to be told now, or null.</summary>
    public static Task<DueAtHub?> NextAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.LookAsync(async context =>
    {
        if (await context.Set<HouseRow>().Select(row => row.Hub).FirstOrDefaultAsync(cancel) is not { Length: > 0 } hub) return null;
        var now = Instant.Now(desk.Clock);
        var pages = await context.Set<HubPageRow>().AsNoTracking().Where(row => row.DueAt <= now).OrderBy(row => row.DueAt).ThenBy(row => row.Path).Take(Together).ToListAsync(cancel);
        return pages.Count > 0 ? new DueAtHub(hub, pages) : null;
    }, cancel);

    /// <summary>Writes down what came of telling it. Where it did not listen, all that wait do so until it is tried again.</summary>
    public static async Task RecordAsync(NewsDesk desk, DueAtHub due, CourierReport report, double chance, CancellationToken cancel)
    {
        var kept = await desk.Journal.KeepUnseenAsync<int>(async context =>
        {
            string[] paths = [.. due.Pages.Select(page => page.Path)];
            var rows = await context.Set<HubPageRow>().Where(row => paths.Contains(row.Path)).ToListAsync(cancel);
            var now = Instant.Now(desk.Clock);
            if (report.IsTaken)
            {
                // What has changed again since is told again.
                context.RemoveRange(rows.Where(row => due.Pages.Any(page => page.Path == row.Path && page.Sequence == row.Sequence)));
                return rows.Count;
            }
            var why = report.Fault ?? WebhookDesk.FaultOf(report.Status!.Value);
            var later = WebhookDesk.PauseAfter(due.Pages.Max(page => page.Tries) + 1, report.Later, chance);
            foreach (var row in rows)
            {
                (row.Tries, row.Code, row.Reason, row.Said) = (row.Tries + 1, why.Code, $"{why.Message} {why.Help}".Trim(), report.Said);
                // Days later the feeds have been read without being told, or changed again.
                if (row.Tries > WebhookDesk.MostTries) context.Remove(row);
            }
            await context.SaveChangesAsync(cancel);
            var next = now.Plus(later);
            await context.Set<HubPageRow>().Where(row => row.DueAt < next).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, next), cancel);
            return rows.Count;
        }, cancel);
        if (kept.Refusal is { } refusal) throw new IOException($"{refusal.Code}: {refusal.Message}");
    }

    /// <summary>What waits, or null.</summary>
    public static Task<WaitingAtHub?> WaitingAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.LookAsync(async context =>
    {
        var rows = context.Set<HubPageRow>().AsNoTracking();
        int count = await rows.CountAsync(cancel);
        var tried = await rows.OrderByDescending(row => row.Tries).ThenBy(row => row.DueAt).FirstOrDefaultAsync(cancel);
        return tried is null ? null : new WaitingAtHub(count, tried.Code is { } code ? new Refusal(code, tried.Reason ?? "") : null, tried.Said ?? "", tried.DueAt);
    }, cancel);

    /// <summary>Begins to follow from the end of the journal on, with the fronts to be told at once; or ends, and forgets what waits.</summary>
    internal static async Task BeginAsync(NewsDesk desk, HouseContext context, bool isNamed, CancellationToken cancel)
    {
        await context.Set<HubPageRow>().ExecuteDeleteAsync(cancel);
        if (!isNamed) return;
        long end = await context.Set<JournalRow>().MaxAsync(entry => (long?)entry.Sequence, cancel) ?? 0;
        await Cursors.PutAsync(context, Follower, end, cancel);
        var editions = await context.Set<EditionRow>().AsNoTracking().ToListAsync(cancel);
        await PutAsync(desk, context, editions.ToDictionary(AddressBook.Home, _ => end), cancel);
    }

    // The pages whose feeds an entry has changed: the lists that it touches, and those that its stories are in.
    private static async Task<IReadOnlyCollection<string>> PagesOfAsync(HouseContext context, IReadOnlyList<EditionRow> editions, JournalEntry entry, CancellationToken cancel)
    {
        if (entry.Subjects.Contains(Subject.Everything)) return [.. editions.Select(AddressBook.Home)];
        var (pages, lists) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<(long Edition, string List)>());
        foreach (string subject in entry.Subjects)
        {
            string rest = subject[(subject.IndexOf(':') + 1)..];
            if (Subject.KindOf(subject) == "corrections" && editions.FirstOrDefault(edition => edition.Language == rest) is { } told) pages.Add(AddressBook.Home(told) + "corrections/");
            if (Subject.KindOf(subject) == "list" && rest.Split('/', 2) is [var language, var list] && editions.FirstOrDefault(edition => edition.Language == language) is { } listed) lists.Add((listed.Id, list));
            if (Subject.KindOf(subject) != "story") continue;
            long story = Subject.IdOf(subject);
            foreach (var row in await context.Set<ListingRow>().AsNoTracking().Where(row => row.StoryId == story).ToListAsync(cancel)) lists.Add((row.EditionId, row.List));
        }
        foreach (var one in lists.Where(one => one.List == Subject.FrontList)) pages.Add(AddressBook.Home(editions.First(edition => edition.Id == one.Edition)));
        string[] named = [.. lists.Select(one => one.List).Distinct()];
        var names = await context.Set<LocalNameRow>().AsNoTracking().Where(row => named.Contains(row.Subject)).ToListAsync(cancel);
        pages.UnionWith(names.Where(name => lists.Contains((name.EditionId, name.Subject))).Select(name => name.Path));
        return pages;
    }

    private static async Task PutAsync(NewsDesk desk, HouseContext context, Dictionary<string, long> changed, CancellationToken cancel)
    {
        string[] paths = [.. changed.Keys];
        var there = await context.Set<HubPageRow>().Where(row => paths.Contains(row.Path)).ToDictionaryAsync(row => row.Path, cancel);
        // While the hub does not listen, what comes waits with what there is.
        var due = Instant.Now(desk.Clock).Plus(Gathering);
        if (await context.Set<HubPageRow>().Where(row => row.Tries > 0).MaxAsync(row => (Instant?)row.DueAt, cancel) is { } rests && rests > due) due = rests;
        foreach (var (path, sequence) in changed)
        {
            if (there.TryGetValue(path, out var row)) row.Sequence = sequence;
            else context.Add(new HubPageRow { Path = path, Sequence = sequence, DueAt = due });
        }
    }
}
