using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;

namespace StopPress.Site.Pages;

/// <summary>The house, on every page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Logo">Its logo, or null: then its name stands there.</param>
/// <param name="Accounts">Its accounts on other networks.</param>
public sealed record HouseModel(string Name, LogoModel? Logo, IReadOnlyList<LinkModel> Accounts)
{
    /// <summary>The house as an edition's pages show it.</summary>
    public static HouseModel Of(Furniture furniture, Edition edition) => new(
        furniture.HouseName, furniture.Logo is { } logo ? LogoModel.Of(logo, furniture, edition) : null, [.. furniture.Accounts.Select(account => new LinkModel(account.Name, account.Address))]);
}

/// <summary>The house's logo.</summary>
/// <param name="Src">Its address.</param>
/// <param name="Srcset">The same, with the finer one.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Ink"><c>dark</c> or <c>light</c> where the paper shows through it and might swallow it; else empty.</param>
/// <param name="Icons">The signs that browsers show.</param>
/// <param name="TouchIcon">The address of the sign on an iPhone's screen.</param>
/// <param name="Manifest">The address of the web manifest.</param>
public sealed record LogoModel(string Src, string Srcset, int Width, int Height, string Ink, IReadOnlyList<IconModel> Icons, string TouchIcon, string Manifest)
{
    // A browser takes one of these for its tab; the larger ones are in the manifest.
    private const int LargestInHead = 48;

    internal static LogoModel Of(Logo logo, Furniture furniture, Edition edition)
    {
        var (width, height) = logo.SizeOf(LogoFile.Plain);
        string plain = Addresses.OfLogo(logo, LogoFile.Plain);
        return new(
            plain, $"{plain} 1x, {Addresses.OfLogo(logo, LogoFile.Fine)} 2x", width, height, logo.Ink,
            [.. LogoFile.Icons.Where(icon => icon.Width <= LargestInHead).Select(icon => new IconModel(Addresses.OfLogo(logo, icon), $"{icon.Width}x{icon.Height}"))],
            Addresses.OfLogo(logo, LogoFile.Touch), WebManifest.Of(furniture, edition, logo).Path);
    }
}

/// <summary>A sign of the house.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Sizes">Its size, as <c>48x48</c>.</param>
public sealed record IconModel(string Url, string Sizes);
