using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Backups;
using StopPress.Store.Blobs;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;
using StopPress.Store.Outside;
using StopPress.Store.Settings;

namespace StopPress;

/// <summary>A newspaper with its database open: everything but the part that readers see.</summary>
internal sealed class OpenHouse : IAsyncDisposable
{
    private const long BytesPerMegabyte = 1024 * 1024;

    private readonly FolderLock folder;

    private OpenHouse(MachineSettings settings, FolderLock folder, HouseDatabase database, TimeProvider clock, ILoggerFactory logs)
    {
        this.folder = folder;
        (Settings, Database, Clock, Logs) = (settings, database, clock, logs);
        Tail = new JournalTail(database, logs.CreateLogger<JournalTail>());
        var journal = new NewsJournal(database, Tail, clock);
        Watch = new ClockWatch(clock);
        Deadlines = new DeadlineClerk(database, journal, Watch, clock, logs.CreateLogger<DeadlineClerk>());
        var blobs = new BlobStore(settings.MediaFolder, clock);
        var darkroom = new Darkroom(blobs, settings.MediaFolder, database, logs.CreateLogger<Darkroom>()) { Limits = PictureLimits.Usual with { PictureBytes = settings.Door.PictureMegabytes * BytesPerMegabyte } };
        Desk = new NewsDesk(database, journal, Deadlines, blobs, darkroom, clock)
        {
            Host = new Uri(settings.PublicAddress).Authority,
            Courier = new Courier(settings.WayOut.InsideNetworks),
            Files = new OwnFiles(settings.Data, [OpenSite.ThemeFolder, OpenSite.WordsFolder]),
        };
        NewsroomActs.FallDue(Desk);
    }

    public MachineSettings Settings { get; }

    public HouseDatabase Database { get; }

    public TimeProvider Clock { get; }

    public ILoggerFactory Logs { get; }

    public JournalTail Tail { get; }

    public ClockWatch Watch { get; }

    public DeadlineClerk Deadlines { get; }

    public NewsDesk Desk { get; }

    /// <summary>Opens the newspaper of a data folder, making it when there is none, and brings its schema up to this release.</summary>
    public static async Task<Outcome<OpenHouse>> OpenAsync(MachineSettings settings, TimeProvider clock, ILoggerFactory logs, CancellationToken cancel = default)
    {
        var taken = FolderLock.Take(settings.Data);
        if (taken.Refusal is { } refusal) return refusal;
        if (RestoredFolder.IsUnfinished(settings.Data))
        {
            taken.Value.Dispose();
            return RestoredFolder.Unfinished(settings.Data);
        }
        var database = DatabaseOf(settings);
        Refusal? wrong;
        try
        {
            var migrated = await new Migrator(database, typeof(Newspaper).Assembly, clock).MigrateAsync(() => BackUpAsync(settings, database, clock), cancel);
            if (migrated.Refusal is null) return new OpenHouse(settings, taken.Value, database, clock, logs);
            wrong = migrated.Refusal;
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { } broken)
        {
            wrong = broken with { Help = $"{broken.Help} ({fault.Message})" };
        }
        await database.DisposeAsync();
        taken.Value.Dispose();
        return wrong;
    }

    /// <summary>The database that a machine's settings name.</summary>
    public static HouseDatabase DatabaseOf(MachineSettings settings)
    {
        var newsroom = typeof(NewsDesk).Assembly;
        return settings.Database.Length == 0 ? HouseDatabase.OnSqlite(settings.NewsroomFile, newsroom) : HouseDatabase.OnPostgres(settings.Database, newsroom);
    }

    public async ValueTask DisposeAsync()
    {
        await Deadlines.DisposeAsync();
        await Desk.Darkroom.DisposeAsync();
        Desk.Courier.Dispose();
        await Tail.DisposeAsync();
        await Database.DisposeAsync();
        folder.Dispose();
    }

    // On PostgreSQL the owner's own backups are taken to be there: a dump of all of it could take hours at a start.
    private static async Task BackUpAsync(MachineSettings settings, HouseDatabase database, TimeProvider clock)
    {
        if (database.Kind != DatabaseKind.Sqlite) return;
        string copy = Path.Combine(settings.Data, $"newsroom-before-upgrade-{clock.GetUtcNow():yyyyMMddHHmmss}.db");
        var connection = await database.RentAsync();
        try
        {
            await connection.ExecuteAsync(null, "VACUUM INTO @copy", ("copy", copy));
        }
        catch
        {
            // Half a copy helps nobody, and takes the room that is missing.
            File.Delete(copy);
            throw;
        }
        finally
        {
            await database.Return(connection);
        }
    }
}
