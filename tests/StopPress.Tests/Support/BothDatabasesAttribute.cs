using System.Reflection;
using StopPress.Store.Database;
using Xunit.Sdk;
using Xunit.v3;

namespace StopPress.Tests.Support;

/// <summary>Runs a theory once on SQLite and once on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    // A soak may want one of them alone.
    private static readonly string? Only = Environment.GetEnvironmentVariable("SOAK_DATABASE");

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<DatabaseKind>().Where(kind => Only is not { Length: > 0 } || kind.ToString().Equals(Only, StringComparison.OrdinalIgnoreCase)).Select(kind => new TheoryDataRow<DatabaseKind>(kind))]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
