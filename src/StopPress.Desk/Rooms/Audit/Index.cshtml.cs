using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Audit;

/// <summary>Who did what, and when: the journal as people read it.</summary>
[Needs(Right.Audit)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const int Length = 100;
    private const int Batch = 1000;

    // Of stories whose headline has the words, the newest; with more the words say too little.
    private const int MostStories = 50;

    private static readonly JsonSerializerOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private AuditNames called = new();
    private DeskDates? dates;

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Only what was before this entry.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<AuditLine> Entries { get; private set; } = [];

    /// <summary>Before which entry the older ones are, or null when there are none.</summary>
    public long? Older { get; private set; }

    /// <summary>What an entry is about.</summary>
    public IEnumerable<AuditName> AboutOf(AuditLine entry) => entry.About(called);

    /// <summary>What else an entry says.</summary>
    public string RestOf(AuditLine entry) => entry.Rest(Words, Hour);

    /// <summary>An hour as the clocks of the house show it, which are those of its first edition; as the journal has it, where there is none yet.</summary>
    public string Hour(Instant at) => dates?.Short(at) ?? at.ToString();

    /// <summary>Who did something: a colleague by name, and in words what is nobody.</summary>
    public string WhoOf(AuditLine entry) => Words.Find("actor." + entry.Who) ?? entry.Who;

    /// <summary>Shows a page of entries.</summary>
    public async Task OnGetAsync()
    {
        var found = await ReadAsync(Before ?? long.MaxValue, Length + 1);
        Entries = [.. found.Take(Length)];
        Older = found.Count > Length ? Entries[^1].Sequence : null;
        called = await AuditNames.ReadAsync(Desk, Here, [.. Entries.SelectMany(entry => entry.Ids()).Distinct()]);
        dates = await HouseDatesAsync();
    }

    /// <summary>Writes all of them, oldest last, as JSON Lines.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        Response.ContentType = "application/jsonl; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        for (long before = long.MaxValue; await ReadAsync(before, Batch) is { Count: > 0 } batch; before = batch[^1].Sequence)
        {
            foreach (var entry in batch) await Response.Body.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Lines) + "\n"), HttpContext.RequestAborted);
        }
        return new EmptyResult();
    }

    // Names of accounts stand for their ids; everything else stands as the journal has it.
    private async Task<List<AuditLine>> ReadAsync(long before, int most)
    {
        string wanted = (Q ?? "").Trim().ToLowerInvariant();
        var names = (await Desk.Database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().Select(row => new { row.Id, row.Name }).ToListAsync())).ToDictionary(row => PublicId.Text(row.Id), row => row.Name);
        string where = wanted.Length == 0 ? "" : $"AND ({await LookedForAsync(wanted, names)})";
        return await Desk.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, $"SELECT j.sequence, j.at, j.actor, j.kind, j.payload FROM journal j WHERE j.sequence < @before {where} ORDER BY j.sequence DESC LIMIT @most",
            row => new AuditLine(row.GetInt64(0), new Instant(row.GetInt64(1)).ToString(), names.GetValueOrDefault(row.GetString(2)) ?? row.GetString(2), row.GetString(3), row.GetString(4)),
            ("before", before), ("most", (long)most), ("wanted", LikePattern.Holding(wanted))), HttpContext.RequestAborted);
    }

    // Whoever is called so, whatever the journal or the desk calls so, and whatever it says of it; and every act in a story with these words in its headline.
    private async Task<string> LookedForAsync(string wanted, Dictionary<string, string> names)
    {
        string Holds(string column) => $"lower(j.{column}) LIKE @wanted ESCAPE '{LikePattern.Escape}'";
        static string AnyOf(string column, IReadOnlyCollection<string> values) => values.Count == 0 ? "" : $" OR j.{column} IN ({string.Join(", ", values.Select(one => $"'{one}'"))})";
        string[] who = [.. names.Where(name => name.Value.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Select(name => name.Key)];
        string[] kinds = [.. Words.Under("did.").Where(did => did.Value.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Select(did => did.Key)];
        var stories = await new StoryBoard(Desk.Database, Here).LinksAsync(wanted, null, MostStories);
        return $"{Holds("kind")} OR {Holds("payload")} OR {Holds("actor")}{AnyOf("actor", who)}{AnyOf("kind", kinds)}{string.Concat(stories.Select(one => one.Id).Distinct().Select(id => $" OR j.payload LIKE '%{id}%'"))}";
    }
}
