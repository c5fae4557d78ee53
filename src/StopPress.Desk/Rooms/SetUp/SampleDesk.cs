using Microsoft.Extensions.Logging;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;

namespace StopPress.Desk.Rooms.SetUp;

/// <summary>The sample newspaper as the program brings it along.</summary>
/// <param name="First">Its first edition.</param>
/// <param name="FillAsync">Fills a newspaper that has nothing but this edition; it is told how many of its steps are done, and of how many.</param>
public sealed record Sample(Func<OpenEdition> First, Func<Action<int, int>, CancellationToken, Task> FillAsync);

/// <summary>
/// Fills a newspaper with the sample, once, after its owner's account was made. That it is being filled is written down beside the database first, and crossed out when
/// all of it is there: what a kill stopped is told as half a sample, to the desk and to readers, and never taken for a whole one.
/// </summary>
/// <param name="desk">What acts work with.</param>
/// <param name="folder">Where it is written down.</param>
/// <param name="sample">The sample, or null where there is none.</param>
/// <param name="log">Where faults are told.</param>
public sealed class SampleDesk(NewsDesk desk, string folder, Sample? sample, ILogger<SampleDesk> log) : IAsyncDisposable
{
    /// <summary>Who fills it, in the journal.</summary>
    internal const string Actor = "demo";

    // Longer than it takes on the slowest machine; the line goes when all is there.
    private static readonly TimeSpan LineLasts = TimeSpan.FromDays(300);

    private readonly CancellationTokenSource closing = new();
    private Task running = Task.CompletedTask;

    /// <summary>The sample, or null.</summary>
    public Sample? Sample => sample;

    /// <summary>How many steps are done, and of how many.</summary>
    public (int Done, int All) Progress { get; private set; }

    /// <summary>Where it stands.</summary>
    public SampleStage Stage => !running.IsCompleted ? SampleStage.Filling : File.Exists(BegunFile) ? SampleStage.Stopped : File.Exists(WholeFile) ? SampleStage.Whole : SampleStage.None;

    private string BegunFile => Path.Combine(folder, "being-filled");

    private string WholeFile => Path.Combine(folder, "whole");

    /// <summary>Writes down that it is being filled; before the owner's account is made, so that a kill between the two is told, too.</summary>
    public Refusal? Announce()
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var note = new FileStream(BegunFile, FileMode.Create);
            note.WriteByte((byte)'\n');
            note.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>Takes that back, when the account was refused.</summary>
    public void CallOff()
    {
        if (running.IsCompleted) File.Delete(BegunFile);
    }

    /// <summary>Begins to fill it.</summary>
    public void Begin()
    {
        if (sample is not null && running.IsCompleted) running = Task.Run(() => FillAsync(sample));
    }

    /// <summary>Stops between two steps.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await running;
        closing.Dispose();
    }

    private async Task FillAsync(Sample all)
    {
        try
        {
            // Readers, too, are told what it is while it is not whole.
            var line = await new SetBreakingLine(all.First().Language, "This is a sample newspaper, and it is not complete.", desk.Clock.GetUtcNow() + LineLasts).RunAsync(desk, Actor, closing.Token);
            await all.FillAsync((done, of) => Progress = (done, of), closing.Token);
            if (line.Refusal is null) await new EndBreakingLine(all.First().Language).RunAsync(desk, Actor, closing.Token);
            File.Move(BegunFile, WholeFile, overwrite: true);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page tells that it was stopped.
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The sample newspaper could not be filled.");
        }
    }
}

/// <summary>Where the sample newspaper stands.</summary>
public enum SampleStage
{
    /// <summary>There is none here.</summary>
    None = 0,

    /// <summary>It is being filled.</summary>
    Filling = 1,

    /// <summary>It was being filled, and is not whole.</summary>
    Stopped = 2,

    /// <summary>All of it is here.</summary>
    Whole = 3,
}
