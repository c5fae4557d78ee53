using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Store;

namespace StopPress.Desk.Rooms.Import;

/// <summary>
/// Where the export of another newspaper is taken in and brought in, one at a time. The file is kept until all of it is in: what was stopped, by a kill or a full disk,
/// is told on the page and goes on from there.
/// </summary>
/// <param name="desk">What acts work with.</param>
/// <param name="folder">Where the file is kept.</param>
/// <param name="log">Where faults are told.</param>
/// <param name="most">How many bytes are taken at most.</param>
public sealed class ImportDesk(NewsDesk desk, string folder, ILogger<ImportDesk> log, long most = ImportDesk.MostBytes) : IAsyncDisposable
{
    /// <summary>A weekly of twenty years has some 200 MB of text; what is longer comes in by the terminal.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    private static readonly Refusal Busy = new("import-runs", "Another export is being taken in just now.", "Wait until it is done.");

    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private Task running = Task.CompletedTask;
    private (DateTime Written, ImportedSite Site)? looked;
    private volatile bool isAwaited;

    /// <summary>How far it has come.</summary>
    public ImportState State { get; private set; } = new();

    /// <summary>How many bytes are taken at most.</summary>
    public long Most => most;

    /// <summary>Whether an export was taken in that is not all in the newspaper.</summary>
    public bool IsKept => File.Exists(KeptFile);

    /// <summary>Whether whoever keeps the house is to be told of it.</summary>
    public bool IsNews => State.IsRunning || IsKept || (State.Result ?? (object?)State.Refusal) is not null && !State.IsSeen;

    private string KeptFile => Path.Combine(folder, "wordpress.xml");

    // Is there while its pictures are to be fetched as well, so that what was stopped goes on in the same way.
    private string PicturesFile => Path.Combine(folder, "wordpress.pictures");

    /// <summary>Writes down what comes, and looks whether it is an export; what is none is not kept, and why is told on the page.</summary>
    /// <param name="content">The file.</param>
    /// <param name="withPictures">Whether its pictures and files are to be fetched from the old site.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Refusal?> TakeAsync(Stream content, bool withPictures, CancellationToken cancel)
    {
        if (!await turn.WaitAsync(0, cancel)) return Busy;
        try
        {
            if (State.IsRunning) return Busy;
            var refusal = await KeepAsync(content, withPictures, cancel);
            State = new ImportState { Refusal = refusal };
            return refusal;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Tells on the page why nothing was taken.</summary>
    public void Refuse(Refusal refusal)
    {
        if (!State.IsRunning) State = new ImportState { Refusal = refusal };
    }

    /// <summary>Notes that somebody has read how it ended.</summary>
    public void See()
    {
        if (!State.IsRunning) State = State with { IsSeen = true };
    }

    /// <summary>What the export that was taken in says of the newspaper that it is of, or null.</summary>
    public async Task<ImportedSite?> LookAsync()
    {
        if (!IsKept) return null;
        var written = File.GetLastWriteTimeUtc(KeptFile);
        if (looked is { } before && before.Written == written) return before.Site;
        var read = await Task.Run(() => ImportWordPress.Read(KeptFile));
        if (read.Refusal is not null) return null;
        looked = (written, SiteOf(read.Value));
        return looked.Value.Site;
    }

    private static ImportedSite SiteOf(WordPressSite site) => new(site.Title, site.Tagline, site.Language, site.Posts, site.Pages);

    /// <summary>Begins to bring in what was taken, or goes on with it; false when there is nothing, or it runs already.</summary>
    /// <param name="actor">Who does it.</param>
    public bool Begin(string actor)
    {
        if (!IsKept || !turn.Wait(0)) return false;
        try
        {
            if (State.IsRunning) return false;
            State = new ImportState { IsRunning = true };
            running = Task.Run(() => RunAsync(actor));
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets what was taken wait for its owner: while it is let out to readers no other act is done, and the owner is to come in first.</summary>
    public void Await() => isAwaited = true;

    /// <summary>Begins what has waited, now that its owner is here.</summary>
    public void BeginAwaited(string actor)
    {
        if (isAwaited && Begin(actor)) isAwaited = false;
    }

    /// <summary>Throws away what was taken and not brought in.</summary>
    public async Task DropAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (!State.IsRunning) Forget();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops between two batches; the file stays, and it goes on another time.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await running;
        closing.Dispose();
        turn.Dispose();
    }

    private void Forget()
    {
        File.Delete(KeptFile);
        File.Delete(PicturesFile);
    }

    private async Task RunAsync(string actor)
    {
        try
        {
            var done = await new ImportWordPress(KeptFile, File.Exists(PicturesFile) ? ImportWordPress.Download : null).RunAsync(desk, actor, closing.Token, (done, all) => State = State with { Done = done, All = all });
            // What broke beneath the newspaper is mended, and then it goes on; what is wrong with the file stays wrong.
            if (done.Refusal is null || !Breakdown.IsOne(done.Refusal)) Forget();
            State = new ImportState { All = State.All, Result = done.Refusal is null ? done.Value.Result : null, Refusal = done.Refusal };
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            State = new ImportState();
        }
        catch (Exception fault)
        {
            // Whoever waits is told, and may go on; what broke is for the log.
            log.LogError(fault, "The import broke.");
            State = new ImportState { Refusal = Breakdown.RefusalOf(fault) ?? new Refusal("import-broke", "Something broke while it was being brought in.", "The newspaper's log tells more. Go on when it is mended; what is in already stays.") };
        }
    }

    private async Task<Refusal?> KeepAsync(Stream content, bool withPictures, CancellationToken cancel)
    {
        string part = KeptFile + ".part";
        try
        {
            Directory.CreateDirectory(folder);
            if (!await WriteAsync(content, part, cancel)) return TooLarge(most);
            var read = await Task.Run(() => ImportWordPress.Read(part), cancel);
            if (read.Refusal is { } refusal) return refusal;
            if (withPictures) await File.WriteAllTextAsync(PicturesFile, "", cancel);
            else File.Delete(PicturesFile);
            File.Move(part, KeptFile, overwrite: true);
            looked = (File.GetLastWriteTimeUtc(KeptFile), SiteOf(read.Value));
            return null;
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is not null)
        {
            return Breakdown.RefusalOf(fault);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<bool> WriteAsync(Stream content, string file, CancellationToken cancel)
    {
        await using var written = File.Create(file);
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (written.Length + read > most) return false;
            await written.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return true;
    }

    internal static Refusal TooLarge(long most) => new(
        "export-too-large", $"The file is larger than {most / (1024 * 1024)} MB.", "Export it from WordPress in parts, by year or by author, and bring one after the other; or use the program in a terminal: stoppress import wordpress FILE.");
}

/// <summary>How far an import has come.</summary>
public sealed record ImportState
{
    /// <summary>Whether it runs.</summary>
    public bool IsRunning { get; init; }

    /// <summary>How many pictures, posts and pages are made ready.</summary>
    public int Done { get; init; }

    /// <summary>How many there are; 0 while the file is being read.</summary>
    public int All { get; init; }

    /// <summary>What it came to, or null.</summary>
    public ImportResult? Result { get; init; }

    /// <summary>Why it was refused, or null.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether somebody has read how it ended.</summary>
    public bool IsSeen { get; init; }
}

/// <summary>The newspaper that an export is of.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Tagline">The line below it, or empty.</param>
/// <param name="Language">Its language, or empty.</param>
/// <param name="Posts">How many posts there are.</param>
/// <param name="Pages">How many pages.</param>
public sealed record ImportedSite(string Title, string Tagline, string Language, int Posts, int Pages);
