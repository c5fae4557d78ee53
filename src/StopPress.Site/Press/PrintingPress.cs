using Microsoft.Extensions.Logging;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Press;

/// <summary>
/// Makes pages, each once however many readers wait for it, and keeps them until the journal says that they are no longer true.
/// Whoever asks after an act was answered gets a page that shows it.
/// </summary>
/// <param name="database">The house.</param>
/// <param name="tail">The journal's end; the press follows it in step.</param>
/// <param name="page">Makes pages.</param>
/// <param name="piece">Makes the pieces that pages share.</param>
/// <param name="memory">How much memory pages may take, in bytes.</param>
/// <param name="log">Where faults are told.</param>
public sealed class PrintingPress(HouseDatabase database, JournalTail tail, PageMaker page, PieceMaker piece, long memory, ILogger<PrintingPress> log) : IAsyncDisposable
{
    // After so many runs that were overtaken by entries, a reader gets a page of one snapshot that is not filed.
    private const int Tries = 3;

    // Nobody waits here, and an entry that overtakes a page in demand finds nothing to drop, so it is only this run that makes it again:
    // enough for a burst of acts, few enough that a desk which never pauses leaves the page to its readers.
    private const int TriesAhead = 20;

    private readonly Shelf shelf = new(memory);
    private readonly Dictionary<string, Task<Elsewhere?>> underway = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    // More runs at once than cores only make each of them slower.
    private readonly SemaphoreSlim presses = new(Environment.ProcessorCount, Environment.ProcessorCount);
    private readonly BackRoom backRoom = new(log);

    /// <summary>Where pressed pages lie.</summary>
    public Shelf Shelf => shelf;

    /// <summary>The press as a follower in step of the journal.</summary>
    public FollowerInStep Follower => new("The press", entry =>
    {
        PressAhead(shelf.Touch(entry));
        return ValueTask.CompletedTask;
    }, _ => shelf.DropEverything());

    /// <summary>Drops every page, as when the theme has changed; those in demand are pressed again at once.</summary>
    public void DropEverything() => PressAhead(shelf.DropEverything());

    /// <summary>Whether this node knows the journal's end well enough to send what lies ready.</summary>
    public bool IsSure => tail.Currency.IsSure;

    /// <summary>Returns when <see cref="IsSure"/>.</summary>
    public ValueTask SureAsync(CancellationToken cancel) => tail.SureAsync(cancel);

    /// <summary>Waits until everything up to an entry of the journal has reached the shelf.</summary>
    public ValueTask CatchUpAsync(long sequence) => tail.CatchUpAsync(sequence);

    /// <summary>The page at an address if it is ready to be sent, else null.</summary>
    /// <param name="path">The address, decoded.</param>
    /// <param name="brotli">Whether the reader takes brotli: pages that are asked for often are made ready in it.</param>
    public PressedPage? Ready(ReadOnlySpan<char> path, bool brotli)
    {
        var ready = shelf.Ready(path);
        if (ready is not null && brotli) backRoom.Consider(ready, path, shelf.Reweigh);
        return ready;
    }

    /// <summary>The page at an address as it is now, pressed if need be.</summary>
    public Task<Answer> GetAsync(string path, CancellationToken cancel = default) => tail.Currency.UnlessAwayAsync(PressAsync(path, cancel));

    private async Task<Answer> PressAsync(string path, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (shelf.Capture(path) is { } assembly) return new Answer(Join(path, assembly), null);
            if (await PressMissingAsync(path, cancel) is { } elsewhere && await ElsewhereAsync(elsewhere, cancel) is { } answer) return answer;
        }
        if (shelf.Capture(path) is { } last) return new Answer(Join(path, last), null);
        return await PressAloneAsync(path, cancel);
    }

    /// <summary>Waits for what is under way, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await backRoom.DisposeAsync();
        Task[] last;
        lock (gate) last = [.. underway.Values];
        await Task.WhenAll(last).ContinueWith(_ => { }, TaskScheduler.Default);
        presses.Dispose();
    }

    private PressedPage Join(string path, Assembly assembly)
    {
        var joined = assembly.Join();
        // A page that is asked for once, as by a crawler, is not worth the memory of a second copy.
        if (shelf.CountHit(path) > 1) shelf.Keep(assembly, joined, ahead: false);
        return joined;
    }

    // What a run that made no page came to; null when there is one, or only pieces were missing.
    private async Task<Elsewhere?> PressMissingAsync(string path, CancellationToken cancel)
    {
        if (shelf.MissingPieces(path) is not { } missing)
        {
            if (await OnceAsync(path, () => PressSheetAsync(path)).WaitAsync(cancel) is { } elsewhere) return elsewhere;
            missing = shelf.MissingPieces(path) ?? [];
        }
        foreach (string name in missing) await PieceAsync(name).WaitAsync(cancel);
        return null;
    }

    // What leads elsewhere or nowhere is not kept, and it is told only while it is certain: nothing was written since.
    private async Task<Answer?> ElsewhereAsync(Elsewhere elsewhere, CancellationToken cancel)
    {
        if (elsewhere.Made.MovedTo is { } address) return shelf.NothingSince(elsewhere.Stamp) ? new Answer(null, address) : null;
        string instead = elsewhere.Made.Instead!;
        for (var attempt = 0; attempt < Tries && shelf.NothingSince(elsewhere.Stamp); attempt++)
        {
            if (shelf.Ready(instead) is { } ready && shelf.NothingSince(elsewhere.Stamp)) return new Answer(ready, null);
            if (shelf.CaptureIfNothingSince(instead, elsewhere.Stamp) is { } assembly) return new Answer(Join(instead, assembly), null);
            await PressMissingAsync(instead, cancel);
        }
        return null;
    }

    // One run per name: whoever comes while it is under way waits for it, and looks on the shelf again when it is done.
    private Task<Elsewhere?> OnceAsync(string name, Func<Task<Elsewhere?>> run)
    {
        lock (gate)
        {
            return underway.TryGetValue(name, out var running) ? running : underway[name] = Task.Run(() => RunAndForgetAsync(name, run));
        }
    }

    // It is forgotten before it is done: whoever comes next must not be given what read the house before them.
    private async Task<Elsewhere?> RunAndForgetAsync(string name, Func<Task<Elsewhere?>> run)
    {
        try
        {
            return await run();
        }
        finally
        {
            lock (gate) underway.Remove(name);
        }
    }

    /// <summary>Presses a piece, unless it has come to lie there meanwhile.</summary>
    internal Task PieceAsync(string name) => OnceAsync("piece " + name, () => PressPieceAsync(name));

    // What has come to lie there meanwhile is true, and whatever was joined from it would be outdated by another one in its place.
    private async Task<Elsewhere?> PressSheetAsync(string path)
    {
        if (shelf.MissingPieces(path) is not null) return null;
        var ((made, keyed), keys, stamp) = await RunAsync(path, run => WithKeyedAsync(run, path));
        if (made.Text is not { } text) return new Elsewhere(made, stamp);
        shelf.File(Sheets.Cut(path, text), keys, stamp);
        foreach (var (name, html, its) in keyed) shelf.File(name, Fragment.Of(html), its, stamp);
        return null;
    }

    // What only this page shows as a rule is pressed in the same run: another one would take as long as the page.
    private async Task<(Made Page, List<(string Name, string Html, IReadOnlyCollection<string> Keys)> Keyed)> WithKeyedAsync(PressRun run, string path)
    {
        var made = await page(run, path);
        var keyed = new List<(string, string, IReadOnlyCollection<string>)>();
        foreach (string name in made.Text is { } text ? Sheets.KeyedIn(text).Where(shelf.Lacks) : [])
        {
            var beside = run.Beside();
            keyed.Add((name, await piece(beside, name), beside.Reads.Keys));
        }
        return (made, keyed);
    }

    private async Task<Elsewhere?> PressPieceAsync(string name)
    {
        if (!shelf.Lacks(name)) return null;
        var (html, keys, stamp) = await RunAsync(name, run => piece(run, name));
        shelf.File(name, Fragment.Of(html), keys, stamp);
        return null;
    }

    private async Task<(T Made, IReadOnlyCollection<string> Keys, RunStamp Stamp)> RunAsync<T>(string what, Func<PressRun, Task<T>> make)
    {
        await presses.WaitAsync();
        try
        {
            RefuseWhileAway();
            using var trace = Measures.Traces.StartActivity("press")?.SetTag("what", what);
            long began = TimeProvider.System.GetTimestamp();
            var (epoch, taken, furniture) = shelf.Stand();
            var (made, run) = await Reads.LookAsync(database, async reads =>
            {
                var started = new PressRun(reads, furniture);
                return (await make(started), started);
            });
            var stamp = new RunStamp(epoch, taken, run.Reads.Position, furniture is not null);
            // What the snapshot saw must lie behind the shelf too, or a new text could be joined to an old piece.
            await tail.CatchUpAsync(stamp.Read);
            if (run.ReadHere is { } read) shelf.File(read, stamp);
            Measures.Presses.Record(TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            return (made, run.Reads.Keys, stamp);
        }
        finally
        {
            presses.Release();
        }
    }

    // A whole page from one snapshot that was taken after the reader came: true without asking anybody, and so not filed.
    private async Task<Answer> PressAloneAsync(string path, CancellationToken cancel)
    {
        await presses.WaitAsync(cancel);
        try
        {
            RefuseWhileAway();
            return await Reads.LookAsync(database, async reads =>
            {
                await tail.CatchUpAsync(reads.Position);
                var run = new PressRun(reads, null);
                var made = await page(run, path);
                if (made.MovedTo is { } address) return new Answer(null, address);
                if (made.Instead is { } instead) made = await page(run, path = instead);
                var sheet = Sheets.Cut(path, made.Text!);
                var fragments = new List<Fragment>();
                foreach (var part in sheet.Parts) fragments.Add(part.Own ?? Fragment.Of(await piece(run, part.Piece!)));
                return new Answer(new Assembly(sheet, fragments, reads.Keys).Join(), null);
            }, cancel);
        }
        finally
        {
            presses.Release();
        }
    }

    // Each reader would wait for the database's whole patience, one after the other.
    private void RefuseWhileAway()
    {
        if (tail.Currency.IsAway) throw new AwayException();
    }

    private void PressAhead(IReadOnlyList<Sheet> sheets)
    {
        if (sheets.Count == 0) return;
        // The most wanted page is the front as a rule, and what it is joined from is pressed beside it, not after it.
        string first = sheets[0].Path;
        foreach (string piece in sheets[0].Pieces.Where(shelf.Lacks)) backRoom.DoBeside(first, () => PieceAsync(piece));
        foreach (var sheet in sheets) backRoom.Do(sheet.Path, () => AheadAsync(sheet.Path));
    }

    private async Task AheadAsync(string path)
    {
        for (var attempt = 0; attempt < TriesAhead && !shelf.IsReady(path); attempt++)
        {
            if (shelf.Capture(path) is { } assembly) shelf.Keep(assembly, assembly.Join(), ahead: true);
            else await PressMissingAsync(path, CancellationToken.None);
        }
    }

    private sealed record Elsewhere(Made Made, RunStamp Stamp);
}
