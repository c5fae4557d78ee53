using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>The hour of the night, by the clocks of the first edition, at which a backup is asked for; whoever makes it finds it in the table.</summary>
public static class NightlyBackup
{
    /// <summary>The kind of the deadline.</summary>
    public const string Kind = "backup";

    private const string About = Subject.House;

    /// <summary>Sees to it that the hour is set as this machine has it; null takes it back. One that has passed while the house was closed stays, and is made up for.</summary>
    public static async Task<Refusal?> SetAsync(NewsDesk desk, int? hour, CancellationToken cancel = default)
    {
        var now = Instant.Now(desk.Clock);
        var (set, next) = await desk.Database.LookAsync(async context =>
            (await context.Set<DeadlineRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Kind == Kind && row.Subject == About, cancel), await NextAsync(context, hour, now)), cancel);
        string payload = Payload(hour);
        if (next is null ? set is null : set is not null && set.Payload == payload && (set.DueAt <= now || set.DueAt == next)) return null;
        var kept = await desk.Journal.KeepUnseenAsync<bool>(async context =>
        {
            await PutAsync(desk, context, next, payload);
            return true;
        }, cancel);
        return kept.Refusal;
    }

    /// <summary>What happens at the hour: a backup is asked for, and the next night's hour is set.</summary>
    internal static async Task<Outcome<EntryDraft>> FallDueAsync(NewsDesk desk, HouseContext context, DeadlineRow deadline)
    {
        var now = Instant.Now(desk.Clock);
        int hour = int.Parse(deadline.Payload, CultureInfo.InvariantCulture);
        await PutAsync(desk, context, await NextAsync(context, hour, now), deadline.Payload);
        // One that nobody has made yet will do.
        if (!await context.Set<BackupRow>().AnyAsync(row => row.EndedAt == null)) context.Add(new BackupRow { Id = PublicId.Next(desk.Clock), Actor = DeadlineClerk.Actor, WantedAt = now });
        return new EntryDraft("BackupBegan", []);
    }

    private static async Task PutAsync(NewsDesk desk, HouseContext context, Instant? next, string payload)
    {
        await DeadlineClerk.CancelAsync(context, Kind, About);
        if (next is { } at) desk.Deadlines.Set(context, at, Kind, About, payload);
    }

    private static string Payload(int? hour) => hour?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static async Task<Instant?> NextAsync(HouseContext context, int? hour, Instant now)
    {
        if (hour is not { } wanted || await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).FirstOrDefaultAsync() is not { } first) return null;
        var edition = first.AsEdition();
        var next = At(edition, edition.DayOf(now), wanted);
        return next > now ? next : At(edition, edition.DayOf(now).AddDays(1), wanted);
    }

    // No clock has ever leapt over more than a day.
    private const int MostLeaping = 25;

    // Where clocks leap over the hour it is the next one.
    private static Instant At(Edition edition, DateOnly day, int hour)
    {
        var wanted = day.ToDateTime(new TimeOnly(hour, 0));
        foreach (int later in Enumerable.Range(0, MostLeaping))
        {
            var read = LocalHour.Read(wanted.AddHours(later).ToString("s", CultureInfo.InvariantCulture), edition.TimeZone);
            if (read.Refusal is null) return Instant.From(read.Value);
        }
        // A clock that is set to a year that nobody reads.
        return Instant.From(new DateTimeOffset(wanted, TimeSpan.Zero));
    }
}
