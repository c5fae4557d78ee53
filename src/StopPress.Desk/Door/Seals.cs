using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace StopPress.Desk.Door;

/// <summary>Opens what a browser kept sealed for the desk.</summary>
internal static class Seals
{
    /// <summary>What was sealed; null when it is somebody else's, of another house, or too old.</summary>
    public static string? Open(this IDataProtector seal, string? text)
    {
        try
        {
            return text is null ? null : seal.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
