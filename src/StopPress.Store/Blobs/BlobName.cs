namespace StopPress.Store.Blobs;

/// <summary>The name of an original: the SHA-256 of its bytes, so that the same picture is kept once.</summary>
public readonly record struct BlobName
{
    // 32 bytes, two digits each.
    private const int Digits = 64;

    private BlobName(string hex) => Hex = hex;

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public string Hex { get => field ?? throw new InvalidOperationException("A blob without a name."); }

    /// <summary>Reads a name; false for anything but 64 lower-case hexadecimal digits, so that no name can lead out of the folder.</summary>
    public static bool TryRead(string? text, out BlobName name)
    {
        bool good = text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower);
        name = good ? new BlobName(text!) : default;
        return good;
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;

    internal static BlobName Of(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));
}
