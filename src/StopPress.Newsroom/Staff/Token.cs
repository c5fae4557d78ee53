using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StopPress.Newsroom.Staff;

/// <summary>A secret that nobody can guess, of which only the hash is kept.</summary>
public static class Token
{
    // 256 bits: no hash of passwords is needed for what cannot be guessed.
    private const int Bytes = 32;

    /// <summary>A new one, of letters that an address can hold.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of it.</summary>
    public static string Hash(string? token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
}
