using System.Data.Common;
using StopPress.Store.Database;

namespace StopPress.Tests.Store.Database;

/// <summary>Writes a database's schema down, a line for each column, key and index, so that two can be compared.</summary>
internal static class SchemaReader
{
    private const string Sqlite = """
        SELECT t.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' pk=' || c.pk || ' default=' || COALESCE(c.dflt_value, '')
            FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name <> 'migrations' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT t.name || ' index ' || CASE i.origin WHEN 'c' THEN i.name ELSE i.origin END || ' unique=' || i."unique" || ' partial=' || i.partial || ' on '
            || (SELECT group_concat(x.name || ' ' || x.coll || x."desc", ', ') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1)
            || COALESCE(' where ' || substr(s.sql, instr(upper(s.sql), ' WHERE ') + 7), '')
            FROM sqlite_master t, pragma_index_list(t.name) i LEFT JOIN sqlite_master s ON s.name = i.name AND i.partial = 1
            WHERE t.type = 'table' AND t.name <> 'migrations' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT t.name || ' foreign key ' || f."from" || ' -> ' || f."table" || '.' || COALESCE(f."to", '') || ' ' || f.on_delete
            FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """;

    private const string Postgres = """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' nullable=' || is_nullable || ' collation=' || COALESCE(collation_name, '')
            || ' identity=' || is_identity || ' default=' || COALESCE(column_default, '') || ' length=' || COALESCE(character_maximum_length, 0)
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
        UNION ALL
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text <> 'migrations'
        """;

    public static async Task<List<string>> ReadAsync(HouseDatabase database)
    {
        var lines = await database.ReadAsync((DbConnection connection, DbTransaction snapshot) =>
            connection.ListAsync(snapshot, database.Kind == DatabaseKind.Sqlite ? Sqlite : Postgres, row => row.GetString(0)));
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
