using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace StopPress.Store;

/// <summary>What broke beneath the house, told to whoever asked in plain words: a full disk, a folder that cannot be written, a database that is away.</summary>
/// <remarks>Only what an owner can mend is told so; everything else is a bug, and stays an exception.</remarks>
public static class Breakdown
{
    // errno(3) on Linux and macOS, which .NET gives as the HResult of an IOException.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaOfLinux = 122;
    private const int QuotaOfMac = 69;

    // sqlite.org/rescode.html: primary codes, and the few extended ones that say more.
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Moved = 1032;

    /// <summary>The disk has no room.</summary>
    public static Refusal DiskFull { get; } = new(
        "disk-full", "The disk is full; nothing was changed.", "Make room on the disk of the data folder and try again; the newspaper need not be started again.");

    /// <summary>The data folder cannot be written.</summary>
    public static Refusal FolderReadOnly { get; } = new(
        "read-only", "The data folder cannot be written; nothing was changed.", "See that its disk is mounted for writing and that the folder belongs to the user who runs the newspaper.");

    /// <summary>The disk fails.</summary>
    public static Refusal DiskFails { get; } = new(
        "disk-fails", "The disk did not take what was to be written; nothing was changed.", "Look at the machine's log for faults of the disk, and make a backup now.");

    /// <summary>The database's file is another one, or none, since the newspaper was opened.</summary>
    public static Refusal FileGone { get; } = new(
        "folder-gone", "The database is no longer where the newspaper opened it; nothing was changed.", "Stop the newspaper, put its data folder back, and start it again.");

    /// <summary>The database does not answer.</summary>
    public static Refusal DatabaseAway { get; } = new(
        "database-away", "The database does not answer; nothing was changed.", "Try again in a moment. The newspaper goes on by itself when the database is back.");

    /// <summary>Another act takes long.</summary>
    public static Refusal DatabaseBusy { get; } = new(
        "database-busy", "Another act has been at work for some time, and this one did not wait longer; nothing was changed.", "Try again in a moment.");

    /// <summary>The connection was lost while the act was being kept, and the database could not be asked since.</summary>
    public static Refusal Unsure { get; } = new(
        "unsure", "The database went away while this was being kept; it may have been kept or not.", "Look whether it is there before you ask again.");

    /// <summary>Whether a refusal says that something broke beneath the newspaper, and not that what was asked is wrong.</summary>
    public static bool IsOne(Refusal refusal) => new[] { DiskFull, FolderReadOnly, DiskFails, FileGone, DatabaseAway, DatabaseBusy, Unsure }.Any(broken => broken.Code == refusal.Code);

    /// <summary>The refusal that says what broke, or null when it is nothing that an owner can mend.</summary>
    public static Refusal? RefusalOf(Exception fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (Told(one) is { } refusal) return refusal;
        }
        return null;
    }

    /// <summary>Whether a connection to the database broke, so that another one may do; not when the database only took too long.</summary>
    public static bool IsLostConnection(Exception fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (one is PostgresException told) return IsGoodbye(told.SqlState);
            if (one is NpgsqlException) return one.InnerException is not TimeoutException;
        }
        return false;
    }

    /// <summary>Whether a fault at a commit leaves open whether it was kept: neither the database nor the disk said no.</summary>
    public static bool LeavesOpen(Exception fault) =>
        fault is SqliteException { SqliteErrorCode: IoError } || (fault is NpgsqlException && (fault is not PostgresException told || IsGoodbye(told.SqlState)));

    private static Refusal? Told(Exception fault) => fault switch
    {
        SqliteException { SqliteExtendedErrorCode: Moved } => FileGone,
        SqliteException sqlite => sqlite.SqliteErrorCode switch
        {
            Full => DiskFull,
            ReadOnly or CannotOpen => FolderReadOnly,
            IoError => DiskFails,
            Busy => DatabaseBusy,
            _ => null,
        },
        PostgresException postgres => postgres.SqlState switch
        {
            PostgresErrorCodes.DiskFull => DiskFull,
            PostgresErrorCodes.ReadOnlySqlTransaction => FolderReadOnly with { Message = "The database cannot be written; nothing was changed.", Help = "See that it is the one that others follow, not a follower." },
            PostgresErrorCodes.LockNotAvailable => DatabaseBusy,
            PostgresErrorCodes.TooManyConnections => DatabaseAway,
            _ => IsGoodbye(postgres.SqlState) ? DatabaseAway : null,
        },
        NpgsqlException or SocketException or AwayException => DatabaseAway,
        IOException { HResult: NoSpace or QuotaOfLinux or QuotaOfMac } => DiskFull,
        // .NET gives no number when a file of a known length finds no room, but always these words.
        IOException disk when disk.Message.EndsWith("because the disk was full.", StringComparison.Ordinal) => DiskFull,
        IOException { HResult: ReadOnlyFileSystem } or UnauthorizedAccessException => FolderReadOnly,
        _ => null,
    };

    // Class 08 is a broken connection; 57P01 to 57P03 a server that stops, crashed, or starts.
    private static bool IsGoodbye(string state) => state.StartsWith("08", StringComparison.Ordinal) || state is "57P01" or "57P02" or "57P03";
}

/// <summary>The database does not answer, and nobody waits for it any longer.</summary>
public sealed class AwayException() : IOException("The database does not answer.");
