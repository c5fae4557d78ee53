using System.Data.Common;
using System.Text;
using System.Text.Json;
using StopPress.Store.Database;

namespace StopPress.Store.Counts;

/// <summary>The numbers of a ledger as lines of JSON, as a backup of a newspaper on SQLite carries them: what is known of networks stays where it is.</summary>
public static class CountLines
{
    /// <summary>The file's name beside the newspaper's, from when a backup was put back until the newspaper is opened.</summary>
    public const string FileName = "counts.jsonl";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the numbers of a newspaper; null where there is no file of them, or none that can be read: a backup without them is better than none.</summary>
    internal static async Task<byte[]?> ReadAsync(HouseDatabase house)
    {
        if (house.File is not { } newspaper) return null;
        string file = Path.Combine(Path.GetDirectoryName(newspaper)!, CountLedger.FileName);
        if (!File.Exists(file)) return null;
        try
        {
            await using var own = HouseDatabase.OnSqlite(file);
            var lines = await own.ReadAsync((connection, snapshot) => connection.ListAsync(
                snapshot, "SELECT kind, subject, number FROM counts1_numbers ORDER BY kind, subject", row => JsonSerializer.Serialize(new Line(row.GetInt64(0), PublicId.Text(row.GetInt64(1)), row.GetInt64(2)), Format)));
            return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            return null;
        }
    }

    /// <summary>Puts back what stands in a file; what is counted already stays as it is.</summary>
    internal static async Task PutBackAsync(string file, DbConnection connection, DbTransaction transaction)
    {
        foreach (string text in await File.ReadAllLinesAsync(file))
        {
            if (JsonSerializer.Deserialize<Line>(text, Format) is not { } line || !PublicId.TryRead(line.Subject, out long subject)) throw new IOException($"{file} is damaged: {text}");
            // No page was pressed with another number.
            await connection.ExecuteAsync(
                transaction, "INSERT INTO counts1_numbers (kind, subject, number, told) VALUES (@kind, @subject, @number, @number) ON CONFLICT (kind, subject) DO NOTHING",
                ("kind", line.Kind), ("subject", subject), ("number", line.Number));
        }
    }

    private sealed record Line(long Kind, string Subject, long Number);
}
