using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Backups;
using StopPress.Store.Blobs;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.House;

/// <summary>What every act works with: the database, the journal that it writes in, deadlines, media, and the time.</summary>
/// <param name="Database">Where the newspaper stands.</param>
/// <param name="Journal">Where every act writes its entry.</param>
/// <param name="Deadlines">What must happen at an hour.</param>
/// <param name="Blobs">The bytes of media.</param>
/// <param name="Darkroom">Where pictures are looked at and their renditions made.</param>
/// <param name="Clock">What time it is.</param>
public sealed record NewsDesk(HouseDatabase Database, NewsJournal Journal, DeadlineClerk Deadlines, BlobStore Blobs, Darkroom Darkroom, TimeProvider Clock)
{
    /// <summary>The newspaper's own host and port, as readers know it: what names it is a path of the house.</summary>
    public string Host { get; init; } = "";

    /// <summary>The house's own files, which move out and in with the newspaper.</summary>
    public OwnFiles Files { get; init; } = new("", []);

    /// <summary>Seals what the house keeps and must be able to read again.</summary>
    public HouseSeals Seals { get; } = new(Database);

    /// <summary>What whoever keeps the house is to know of as long as it lasts.</summary>
    public Worries Worries { get; } = new();

    /// <summary>Who takes mail to the house's mail server.</summary>
    public Postman Postman { get; } = new();

    /// <summary>Who takes webhooks to their receivers.</summary>
    public Courier Courier { get; init; } = new([]);
}
