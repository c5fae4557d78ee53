using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StopPress.Store.Database;

/// <summary>The tables of the whole house, assembled from the configurations that each module keeps beside its rows.</summary>
public sealed class HouseContext(DbContextOptions<HouseContext> options, IReadOnlyList<Assembly> modules) : DbContext(options)
{
    private readonly IReadOnlyList<Assembly> modules = modules;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var module in modules) modelBuilder.ApplyConfigurationsFromAssembly(module);
        foreach (var table in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var column in table.GetProperties())
            {
                column.SetColumnName(SnakeCase(column.Name));
                // Text sorts by its bytes on both databases: SQLite does so unasked, PostgreSQL by the language of its server.
                if (column.ClrType == typeof(string) && Database.IsNpgsql()) column.SetCollation("C");
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelPerModules>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Conventions.Remove<Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention>();
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    // EF keeps one model per kind of context; here a house with other modules has other tables.
    private sealed class ModelPerModules : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) =>
            (string.Join('|', ((HouseContext)context).modules.Select(module => module.FullName)), designTime);
    }

    private sealed class InstantConverter() : ValueConverter<Instant, long>(instant => instant.Microseconds, number => new Instant(number));
}
