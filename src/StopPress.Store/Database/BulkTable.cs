using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StopPress.Store.Database;

/// <summary>A table as <see cref="BulkInsert"/> writes it. A class, so that rows are grouped by it as fast as can be.</summary>
internal sealed class BulkTable(string name, string columnNames, BulkColumn[] columns, bool isMadeUp)
{
    /// <summary>Its name, quoted.</summary>
    public string Name => name;

    /// <summary>The names of its columns, quoted, with commas between them.</summary>
    public string ColumnNames => columnNames;

    /// <summary>Its columns, in the same order.</summary>
    public BulkColumn[] Columns => columns;

    /// <summary>Whether the database makes up some of it.</summary>
    public bool IsMadeUp => isMadeUp;

    /// <summary>The table of a kind of row.</summary>
    public static BulkTable Of(IEntityType kind)
    {
        var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
        var properties = kind.GetProperties().ToList();
        return new BulkTable(
            Quoted(table.Name), string.Join(", ", properties.Select(property => Quoted(property.GetColumnName(table)!))),
            [.. properties.Select(property => new BulkColumn(property, property.GetRelationalTypeMapping()))],
            properties.Exists(property => property.ValueGenerated != ValueGenerated.Never));
    }

    private static string Quoted(string name) => $"\"{name}\"";
}

/// <summary>A column of it.</summary>
internal sealed class BulkColumn(IProperty property, RelationalTypeMapping mapping)
{
    private readonly Func<object, object?> get = property.GetGetter().GetClrValue;

    /// <summary>Its type, as PostgreSQL names it.</summary>
    public string Type => mapping.StoreType;

    /// <summary>What a row has in it, as the database keeps it.</summary>
    public object? Value(object row) => get(row) is not { } value ? null : mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
}
