using System.Runtime.InteropServices;
using SQLitePCL;

namespace StopPress.Store.Database;

/// <summary>What SQLite knows of the file beneath a connection.</summary>
internal static class SqliteFile
{
    /// <summary>SQLITE_READONLY.</summary>
    public const int ReadOnly = 8;

    /// <summary>SQLITE_READONLY_DBMOVED, which SQLite itself says only where it keeps a rollback journal.</summary>
    public const int Moved = 1032;

    // SQLITE_FCNTL_HAS_MOVED (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).
    private const int AskMoved = 20;

    /// <summary>Whether the file was moved, deleted or replaced since it was opened: one look at the folder.</summary>
    public static bool HasMoved(sqlite3 connection)
    {
        var moved = 0;
        return FileControl(connection.DangerousGetHandle(), "main", AskMoved, ref moved) == 0 && moved != 0;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static extern int FileControl(IntPtr connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string database, int question, ref int answer);
}
