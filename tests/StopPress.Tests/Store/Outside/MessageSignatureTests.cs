using System.Security.Cryptography;
using System.Text;
using StopPress.Store.Outside;

namespace StopPress.Tests.Store.Outside;

/// <summary>Signatures of HTTP messages against the published test cases of RFC 9421 (appendix B) and RFC 9530.</summary>
public class MessageSignatureTests
{
    // RFC 9421, appendix B.1.5.
    private const string SharedSecret = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeSeconds(1618884473);

    [Fact]
    public void a_message_is_signed_as_the_standard_signs_it_with_a_shared_secret()
    {
        // Appendix B.2.5.
        string input = MessageSignature.InputOf(["date", "@authority", "content-type"], Created, "test-shared-secret", names: false);
        Assert.Equal("""("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret" """.TrimEnd(), input);
        string text = MessageSignature.BaseOf([("date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("@authority", "example.com"), ("content-type", "application/json")], input);
        Assert.Equal(
            """
            "date": Tue, 20 Apr 2021 02:07:55 GMT
            "@authority": example.com
            "content-type": application/json
            "@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"
            """.ReplaceLineEndings("\n"), text);
        Assert.Equal(":pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:", MessageSignature.Sign(text, Convert.FromBase64String(SharedSecret)));
    }

    [Fact]
    public void the_text_that_is_signed_is_the_one_under_the_standards_signature_with_a_curve()
    {
        // Appendix B.2.4: what somebody else's private key has signed can only be this text.
        string input = MessageSignature.InputOf(["@status", "content-type", "content-digest", "content-length"], Created, "test-key-ecc-p256", names: false);
        string text = MessageSignature.BaseOf(
            [("@status", "200"), ("content-type", "application/json"), ("content-digest", "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"), ("content-length", "23")], input);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = FromBase64Url("qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA"), Y = FromBase64Url("Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0") },
        });
        byte[] signature = Convert.FromBase64String("wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==");
        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256));
    }

    [Fact]
    public void the_digest_is_the_one_that_the_standard_writes() =>
        Assert.Equal("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:", MessageSignature.DigestOf("""{"hello": "world"}"""u8));

    [Fact]
    public void all_that_is_said_of_a_signature_stands_in_its_input() => Assert.Equal(
        """("@method");created=1618884473;keyid="k-1";alg="hmac-sha256";tag="stoppress-webhook" """.TrimEnd(), MessageSignature.InputOf(["@method"], Created, "k-1", "stoppress-webhook"));

    private static byte[] FromBase64Url(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/') + "=");
}
