using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StopPress.Store.Outside;

/// <summary>Signs what is sent over HTTP, so that whoever gets it knows whom it is from, and that nobody has changed it on the way (RFC 9421).</summary>
/// <remarks>The key is a secret that both sides know (HMAC with SHA-256, section 3.3.3).</remarks>
public static class MessageSignature
{
    /// <summary>The name of the algorithm, as the registry of RFC 9421 has it.</summary>
    public const string Algorithm = "hmac-sha256";

    /// <summary>The digest of a body, as the field <c>Content-Digest</c> carries it (RFC 9530).</summary>
    public static string DigestOf(ReadOnlySpan<byte> body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    /// <summary>What stands behind a label in the field <c>Signature-Input</c>: what is covered, and how it is signed (section 2.3).</summary>
    /// <param name="covered">The names of what is covered, in their order.</param>
    /// <param name="created">When it is signed.</param>
    /// <param name="key">The key's name; it must hold nothing but letters, digits and dashes.</param>
    /// <param name="tag">What the signature is for, or null.</param>
    /// <param name="names">Whether the algorithm is named.</param>
    public static string InputOf(IEnumerable<string> covered, DateTimeOffset created, string key, string? tag = null, bool names = true)
    {
        string components = string.Join(' ', covered.Select(name => $"\"{name}\""));
        string at = created.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"({components});created={at};keyid=\"{key}\"{(names ? $";alg=\"{Algorithm}\"" : "")}{(tag is null ? "" : $";tag=\"{tag}\"")}";
    }

    /// <summary>The text that is signed (section 2.5).</summary>
    /// <param name="covered">What is covered, with its values, in the order of the input.</param>
    /// <param name="input">The input, as <see cref="InputOf"/> writes it.</param>
    public static string BaseOf(IEnumerable<(string Name, string Value)> covered, string input) =>
        string.Concat(covered.Select(one => $"\"{one.Name}\": {one.Value}\n")) + $"\"@signature-params\": {input}";

    /// <summary>What stands behind a label in the field <c>Signature</c> (section 4.2).</summary>
    public static string Sign(string text, ReadOnlySpan<byte> secret) => $":{Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)))}:";
}
