using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Backups;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Settings;

namespace StopPress;

/// <summary>Makes a backup to a file of this machine. What it writes down in the journal comes after it, and is not in it.</summary>
/// <param name="File">The file, as a full path.</param>
internal sealed record BackUp(string File);

/// <summary>A backup that was made.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Sequence">The last entry of the journal that is in it.</param>
/// <param name="Originals">How many originals are in it.</param>
/// <param name="Missing">Originals that are missing or damaged in the newspaper itself.</param>
internal sealed record BackupResult(string File, long Bytes, long Sequence, int Originals, IReadOnlyList<string> Missing)
{
    public static BackupResult Of(string file, BackupManifest manifest) => new(file, new FileInfo(file).Length, manifest.Sequence, manifest.Originals, manifest.Missing);
}

/// <summary>
/// Makes the backups of a newspaper that runs: those that somebody asks for, and each night's, which the clock has written down. Of the nodes the one
/// that holds the lease makes it; when that one is killed another begins it anew.
/// </summary>
internal sealed class BackupClerk(OpenHouse house) : IAsyncDisposable
{
    private const string LeaseName = "backup";

    // The lease is asked for again four times within its length, so that a node that is only slow keeps it.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(15);

    // A night's backup begins soon enough so; and the newspaper has more to do while it opens.
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(10);

    // A backup in the middle of which the machine goes down each time is given up.
    private const int MostTries = 3;

    private static readonly Refusal GivenUp = new("backup-given-up", "The newspaper was stopped in the middle of the backup, three times.", "Look at the newspaper's log, and make one with \"stoppress backup\".");

    private readonly ILogger<BackupClerk> log = house.Logs.CreateLogger<BackupClerk>();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Lease lease = new(house.Database, house.Clock, LeaseName, LeaseTime);
    private readonly Trouble trouble = new(house.Logs.CreateLogger<BackupClerk>(), house.Clock);
    private Task watching = Task.CompletedTask;

    /// <summary>How far the one that is being made has come, or null.</summary>
    public BackupProgress? Progress { get; private set; }

    /// <summary>Begins to look for what is to be made.</summary>
    public void Start() => watching = Task.Run(WatchAsync);

    /// <summary>What a newspaper on a machine is made of.</summary>
    public static BackupSource SourceOf(MachineSettings settings, HouseDatabase database) => new(
        database, settings.Database, settings.Data, settings.MediaFolder, OwnFolders, Release.SchemaOf(database), Release.Version, Counted, Originals.Every);

    /// <summary>The folders of the house's own files.</summary>
    public static IReadOnlyList<string> OwnFolders { get; } = [OpenSite.ThemeFolder, OpenSite.WordsFolder, OpenSite.SampleFolder];

    /// <summary>The tables whose rows a restored newspaper is compared by.</summary>
    public static IReadOnlyList<string> Counted { get; } = ["stories", "story_texts", "revisions", "media", "accounts"];

    /// <summary>Makes one now, for whoever asks; one after the other.</summary>
    public async Task<Outcome<(long Sequence, BackupResult Result)>> MakeAsync(string file, string actor, CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, stop.Token);
        var row = new BackupRow { Id = PublicId.Next(house.Clock), Actor = actor, WantedAt = Instant.Now(house.Clock), Tries = 1 };
        try
        {
            var made = await MakeAsync(file, row, both.Token);
            if (made.Refusal is { } refusal) return refusal;
            var noted = await house.Desk.BackupMadeAsync(row, CancellationToken.None);
            return noted.Refusal is { } unsaid ? unsaid : (noted.Value.Entry.Sequence, made.Value);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            return new Refusal("closing", "The newspaper closes; no backup was made.", "Try again when it is open.");
        }
    }

    /// <summary>Makes what the clock has asked for; whether there was something.</summary>
    public async Task<bool> MakeDueAsync(CancellationToken cancel = default)
    {
        await looking.WaitAsync(cancel);
        try
        {
            return await TryMakeDueAsync(cancel);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Stops; a backup that is being made is left off, and leaves nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await watching;
        await lease.LeaveAsync(log);
    }

    private async Task<bool> TryMakeDueAsync(CancellationToken cancel)
    {
        if (await house.Desk.NextBackupAsync(cancel) is null || !await lease.HoldAsync(cancel)) return false;
        // Another node may have ended it before it gave the lease up.
        if (await house.Desk.NextBackupAsync(cancel) is not { } row) return false;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var holding = HoldAsync(ended.Token);
        try
        {
            await MakeNightlyAsync(row, cancel);
            return true;
        }
        finally
        {
            await ended.CancelAsync();
            await holding;
        }
    }

    private async Task MakeNightlyAsync(BackupRow row, CancellationToken cancel)
    {
        var plan = house.Settings.Backups;
        var why = row.Tries >= MostTries ? GivenUp : await house.Desk.BeginBackupAsync(row, cancel);
        if (why is not null && Breakdown.IsOne(why)) throw new IOException($"{why.Code}: {why.Message}");
        row.Tries++;
        try
        {
            if (why is null)
            {
                var shelf = new BackupShelf(plan.Folder, plan.Keep);
                shelf.Open();
                var made = await MakeAsync(shelf.FileAt(house.Clock.GetUtcNow()), row, cancel);
                why = made.Refusal;
                if (why is null) shelf.Prune(made.Value.File);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            why = Breakdown.RefusalOf(fault) is { } broken ? broken with { Help = $"{broken.Help} ({fault.Message})" } : new Refusal("backup-broke", $"The backup broke: {fault.Message}");
        }
        var noted = why is null ? await house.Desk.BackupMadeAsync(row, cancel) : await house.Desk.BackupFailedAsync(row, why, cancel);
        // A node that was stopped for so long that another one has made it has nothing more to say.
        if (noted.Refusal?.Code == BackupDesk.EndedAlready.Code) return;
        if (why is not null) log.LogWarning("The nightly backup failed: {Message} {Help}", why.Message, why.Help);
        if (noted.Refusal is { } refusal) throw new IOException($"{refusal.Code}: {refusal.Message}");
    }

    private async Task<Outcome<BackupResult>> MakeAsync(string file, BackupRow row, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var made = await new BackupMaker(SourceOf(house.Settings, house.Database), house.Clock).MakeAsync(file, progress => Progress = progress, cancel);
            if (made.Refusal is { } refusal) return refusal;
            var result = BackupResult.Of(file, made.Value);
            (row.File, row.Bytes, row.Sequence, row.Missing) = (file, result.Bytes, result.Sequence, result.Missing.Count);
            return result;
        }
        finally
        {
            Progress = null;
            turn.Release();
        }
    }

    private async Task HoldAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Renewal, ended);
                await lease.HoldAsync(ended);
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or System.Data.Common.DbException)
            {
                // Either the backup is done, or the database is away: then it fails by itself.
            }
        }
    }

    private async Task WatchAsync()
    {
        await Task.Delay(Opening, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await MakeDueAsync(stop.Token);
                trouble.End("Backups go on.");
                await Task.Delay(Nap, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                trouble.Meet(fault, "Backups wait, and are made when this is over.");
                await Task.Delay(Nap, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
