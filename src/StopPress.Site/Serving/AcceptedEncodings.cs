using System.Globalization;
using Microsoft.Extensions.Primitives;
using StopPress.Site.Press;

namespace StopPress.Site.Serving;

/// <summary>The encodings that a reader can take (RFC 9110, section 12.5.3).</summary>
/// <param name="Gzip">Whether gzip is among them.</param>
/// <param name="Brotli">Whether brotli is among them, and not liked less than gzip.</param>
public readonly record struct AcceptedEncodings(bool Gzip, bool Brotli)
{
    /// <summary>Reads the header. Without one, or with one that makes no sense, the page is sent as it is.</summary>
    public static AcceptedEncodings Of(StringValues header)
    {
        // Several lines are one list (RFC 9110, section 5.3).
        return Of(header.ToString().AsSpan());
    }

    /// <summary>Reads the header's value.</summary>
    public static AcceptedEncodings Of(ReadOnlySpan<char> header)
    {
        decimal? gzip = null, brotli = null, other = null;
        for (var rest = header; !rest.IsEmpty;)
        {
            int comma = rest.IndexOf(',');
            Read(comma < 0 ? rest : rest[..comma], ref gzip, ref brotli, ref other);
            rest = comma < 0 ? [] : rest[(comma + 1)..];
        }
        var (wantsGzip, wantsBrotli) = (gzip ?? other ?? 0, brotli ?? other ?? 0);
        return new(wantsGzip > 0, wantsBrotli > 0 && wantsBrotli >= wantsGzip);
    }

    /// <summary>The best of a page's encodings that is ready and that the reader takes.</summary>
    public Encoded Choose(PressedPage page) => Brotli && page.Brotli is { } brotli ? brotli : Gzip ? page.Gzip : page.Plain;

    private static void Read(ReadOnlySpan<char> one, ref decimal? gzip, ref decimal? brotli, ref decimal? other)
    {
        int semicolon = one.IndexOf(';');
        var name = (semicolon < 0 ? one : one[..semicolon]).Trim();
        decimal taken = semicolon < 0 ? 1 : Weight(one[(semicolon + 1)..].Trim());
        if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)) gzip = taken;
        else if (name.Equals("br", StringComparison.OrdinalIgnoreCase)) brotli = taken;
        else if (name is "*") other = taken;
    }

    private static decimal Weight(ReadOnlySpan<char> weight) =>
        weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && decimal.TryParse(weight[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal quality) ? quality : 0;
}
