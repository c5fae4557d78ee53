using StopPress.Store.Database;

namespace StopPress.Store.Backups;

/// <summary>A newspaper of which a backup is made: where its parts are.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Connection">The PostgreSQL connection; empty on SQLite.</param>
/// <param name="Data">Its data folder.</param>
/// <param name="MediaFolder">Where its originals are.</param>
/// <param name="Folders">The folders of the house's own files in the data folder, such as its theme.</param>
/// <param name="Schema">The newest schema that this release knows.</param>
/// <param name="Program">The version of this release.</param>
/// <param name="Counted">Tables whose rows are counted, to compare a restored newspaper with.</param>
/// <param name="Originals">The names of all originals that rows need, as a query of this release's schema.</param>
public sealed record BackupSource(
    HouseDatabase Database, string Connection, string Data, string MediaFolder, IReadOnlyList<string> Folders, int Schema, string Program, IReadOnlyList<string> Counted, string Originals);

/// <summary>What the database was at the moment that a backup shows.</summary>
/// <param name="Part">The name of the file that holds it, in the backup.</param>
/// <param name="Sequence">The last entry of the journal.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Rows">How many rows some tables have.</param>
/// <param name="Originals">The originals that rows name.</param>
internal sealed record Snapshot(string Part, long Sequence, int Schema, IReadOnlyDictionary<string, long> Rows, IReadOnlySet<string> Originals);
