using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>
/// Seals with the keys of the house, which every node has: forms, challenges, and what the house keeps and must be able to read again. They are
/// put together when the first is asked for, and never within an act: a new key is written to the database.
/// </summary>
/// <param name="database">The house.</param>
public sealed class HouseSeals(HouseDatabase database)
{
    private readonly Lazy<IDataProtectionProvider> provider = new(() =>
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("StopPress");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new SealStore(database)));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    });

    /// <summary>What makes seals.</summary>
    public IDataProtectionProvider Provider => provider.Value;

    internal string Seal(string purpose, string text) => Provider.CreateProtector(purpose).Protect(text);

    /// <summary>What was sealed for a purpose; null when it cannot be opened with the keys of this house.</summary>
    internal string? Open(string purpose, string text)
    {
        try
        {
            return Provider.CreateProtector(purpose).Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
