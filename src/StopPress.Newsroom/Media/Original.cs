using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StopPress.Store.Blobs;

namespace StopPress.Newsroom.Media;

/// <summary>A picture as it came, with all that its renditions depend on.</summary>
/// <param name="Id">The picture's id.</param>
/// <param name="Blob">Its bytes.</param>
/// <param name="Width">Its width the right way up, in pixels.</param>
/// <param name="Height">Its height the right way up, in pixels.</param>
/// <param name="Focal">The point that crops keep.</param>
/// <param name="Creator">Who made it, or empty.</param>
/// <param name="Credit">Who is named beside it, or empty.</param>
/// <param name="Copyright">Whose it is, or empty.</param>
public sealed record Original(long Id, BlobName Blob, int Width, int Height, FocalPoint Focal, string Creator, string Credit, string Copyright)
{
    // Raised whenever the same original would give other bytes: then every address changes, and nothing is mistaken for what it was.
    private const int Recipe = 1;

    // 64 bits: two stamps of one picture must never be the same, and nobody gains by finding two that are.
    private const int StampDigits = 16;

    private string? stamp;

    /// <summary>A hash of everything that the bytes of its renditions depend on; part of their addresses.</summary>
    public string Stamp => stamp ??= StampOf();

    private string StampOf()
    {
        string all = string.Join('\0', Recipe.ToString(CultureInfo.InvariantCulture), Blob.Hex, FormattableString.Invariant($"{Focal.X},{Focal.Y}"), Creator, Credit, Copyright);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..StampDigits];
    }
}
