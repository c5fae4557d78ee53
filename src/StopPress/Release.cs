using System.Reflection;
using StopPress.Store.Database;

namespace StopPress;

/// <summary>What this program is: its version, and the newest schema that it knows.</summary>
internal static class Release
{
    /// <summary>Its version, as its maker counts.</summary>
    public static string Version { get; } = typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The newest schema that it knows.</summary>
    public static int SchemaOf(HouseDatabase database) => new Migrator(database, typeof(Release).Assembly, TimeProvider.System).Known;
}
