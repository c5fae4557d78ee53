using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;

namespace StopPress.Site.Pages;

/// <summary>What tells a telephone how to keep an edition among its programs (W3C, Web Application Manifest).</summary>
/// <param name="Path">Its address, which holds its hash.</param>
/// <param name="Bytes">Its JSON.</param>
public sealed record WebManifest(string Path, byte[] Bytes)
{
    /// <summary>Its media type.</summary>
    public const string MimeType = "application/manifest+json";

    private const string Begin = "manifest-";
    private const string Extension = ".webmanifest";

    // 64 bits tell any two versions of a file apart.
    private const int HashLength = 16;

    // The paper of the theme that comes with the program.
    private const string Paper = "#fffdf9";

    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The manifest of an edition.</summary>
    public static WebManifest Of(Furniture furniture, Edition edition, Logo logo)
    {
        // The first edition stands above all others' addresses, so each needs a name of its own.
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Id = Addresses.Encoded(edition.Home),
            edition.Name,
            Description = edition.Tagline.Length > 0 ? edition.Tagline : furniture.HouseName,
            Lang = edition.Language,
            Dir = edition.Direction,
            StartUrl = Addresses.Encoded(edition.Home),
            Scope = "/",
            Display = "minimal-ui",
            BackgroundColor = Paper,
            ThemeColor = Paper,
            Icons = LogoFile.Icons.Where(icon => icon.Width >= 192).Select(icon => Icon(logo, icon, "any")).Append(Icon(logo, LogoFile.Maskable, "maskable")),
        }, Written);
        return new WebManifest($"{Addresses.Own}house/{Begin}{edition.Language}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashLength]}{Extension}", bytes);
    }

    /// <summary>The language in the last part of a manifest's address, or null when it is none.</summary>
    public static string? LanguageIn(string name) =>
        name.StartsWith(Begin, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal) && name.Length > Begin.Length + 1 + HashLength + Extension.Length
            ? name[Begin.Length..^(1 + HashLength + Extension.Length)]
            : null;

    private static object Icon(Logo logo, LogoFile icon, string purpose) => new { Src = Addresses.OfLogo(logo, icon), Sizes = $"{icon.Width}x{icon.Height}", Type = "image/png", Purpose = purpose };
}
