using System.Buffers.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>The name of one block, unique in its document and kept through every edit: translations, comments and permalinks hang on it.</summary>
/// <remarks>One to 32 letters, digits, <c>-</c> and <c>_</c> of ASCII, so that it can stand in a URL and in an HTML id as it is.</remarks>
public readonly record struct BlockId
{
    private const int MaxLength = 32;

    // 48 random bits: a document of 20,000 blocks meets a collision once in a million, and readers check for it. Nobody is kept out by them.
    private const int RandomBytes = 6;

    private readonly string? text;

    private BlockId(string text) => this.text = text;

    /// <summary>A new random id, eight characters long.</summary>
    public static BlockId New()
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        Random.Shared.NextBytes(bytes);
        return new(Base64Url.EncodeToString(bytes));
    }

    /// <summary>Reads an id; false when it is empty, too long, or has a character that is not allowed.</summary>
    public static bool TryParse(string text, out BlockId id)
    {
        var valid = text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        id = valid ? new(text) : default;
        return valid;
    }

    /// <summary>The id as it is written in JSON and HTML.</summary>
    public override string ToString() => text ?? throw new InvalidOperationException("A block has no id: use BlockId.New().");
}
