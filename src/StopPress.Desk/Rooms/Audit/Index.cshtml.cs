using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Audit;

/// <summary>Who did what, and when: the journal as people read it.</summary>
[Needs(Right.Audit)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const int Length = 100;
    private const int Batch = 1000;

    private static readonly JsonSerializerOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    /// <summary>Shows a page of entries.</summary>
    public async Task OnGetAsync()
    {
        var found = await ReadAsync(Before ?? long.MaxValue, Length + 1);
        Entries = [.. found.Take(Length)];
        Older = found.Count > Length ? Entries[^1].Sequence : null;
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
        string[] who = wanted.Length == 0 ? [] : [.. names.Where(name => name.Value.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Select(name => name.Key)];
        string actors = who.Length == 0 ? "" : $" OR j.actor IN ({string.Join(", ", who.Select(one => $"'{one}'"))})";
        string where = wanted.Length == 0 ? "" : $"AND (lower(j.kind) LIKE @wanted ESCAPE '{LikePattern.Escape}' OR lower(j.payload) LIKE @wanted ESCAPE '{LikePattern.Escape}' OR lower(j.actor) LIKE @wanted ESCAPE '{LikePattern.Escape}'{actors})";
        return await Desk.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, $"SELECT j.sequence, j.at, j.actor, j.kind, j.payload FROM journal j WHERE j.sequence < @before {where} ORDER BY j.sequence DESC LIMIT @most",
            row => new AuditLine(row.GetInt64(0), new Instant(row.GetInt64(1)).ToString(), names.GetValueOrDefault(row.GetString(2)) ?? row.GetString(2), row.GetString(3), row.GetString(4)),
            ("before", before), ("most", (long)most), ("wanted", LikePattern.Holding(wanted))), HttpContext.RequestAborted);
    }
}

/// <summary>One entry of the journal.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="At">When it was written (RFC 3339).</param>
/// <param name="Who">Who did it.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Details">What the act says of it, as JSON.</param>
public sealed record AuditLine(long Sequence, string At, string Who, string Kind, string Details);
