using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Inserts the rows of one batch while those of the next are made.</summary>
/// <remarks>Meanwhile the connection is busy: whoever asks it anything waits for <see cref="SettledAsync"/> before.</remarks>
/// <param name="context">A context in a transaction, to which the rows are added.</param>
internal sealed class RowsComingIn(HouseContext context) : IAsyncDisposable
{
    private AddedRows? waiting;
    private Task inserting = Task.CompletedTask;

    /// <summary>Rows of a kind that the database does not know yet.</summary>
    public IEnumerable<T> Of<T>() => waiting?.Of<T>() ?? [];

    /// <summary>Begins to insert what waits.</summary>
    public void Begin(CancellationToken cancel)
    {
        if (waiting is not { } rows) return;
        waiting = null;
        inserting = Task.Run(() => rows.InsertAsync(cancel), CancellationToken.None);
    }

    /// <summary>Waits until the connection is free again. Throws what the database says.</summary>
    public Task SettledAsync() => inserting;

    /// <summary>Takes what was added to the context, to be inserted later; what was changed is saved.</summary>
    public async Task TakeAsync(CancellationToken cancel)
    {
        await inserting;
        waiting = await context.TakeAsync(cancel);
    }

    /// <summary>Inserts what is left.</summary>
    public async Task AllInAsync(CancellationToken cancel)
    {
        Begin(cancel);
        await inserting;
    }

    /// <summary>Lets go of the connection, however the import has ended.</summary>
    public async ValueTask DisposeAsync() => await inserting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
