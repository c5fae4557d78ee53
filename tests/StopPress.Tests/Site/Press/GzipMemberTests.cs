using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CsCheck;
using StopPress.Site.Press;

namespace StopPress.Tests.Site.Press;

public class GzipMemberTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 3000], Gen.Const(""), Gen.String[Gen.Char['ก', '๛'], 0, 500],
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Int[1, 5000], (word, times) => string.Concat(Enumerable.Repeat(word, times))));

    [Fact]
    public void joined_pieces_are_one_gzip_member_that_holds_their_texts_in_order() => Text.List[1, 9].Sample(texts =>
    {
        byte[] member = GzipMember.Join([.. texts.Select(text => Fragment.Of(text))]);
        // .NET's own reader checks the length and the sum of every member, and would go on to a second one.
        using var gzip = new GZipStream(new MemoryStream(member), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd() == string.Concat(texts);
    }, iter: 300);

    [Fact]
    public void the_sum_of_joined_texts_is_told_from_their_sums() => Gen.Select(Gen.Byte.Array[0, 4000], Gen.Byte.Array[0, 4000]).Sample((first, second) =>
        Crc32.Combine(Sum(first), Sum(second), second.Length) == Sum([.. first, .. second]), iter: 500);

    [Fact]
    public async Task gunzip_finds_the_member_whole()
    {
        string[] texts = ["<html>", new string('a', 70_000), "", "ข่าว", "</html>"];
        string file = Path.Combine(Path.GetTempPath(), $"stoppress-{Guid.NewGuid():N}.gz");
        await File.WriteAllBytesAsync(file, GzipMember.Join([.. texts.Select(text => Fragment.Of(text))]), TestContext.Current.CancellationToken);
        using var gunzip = Process.Start(new ProcessStartInfo("gzip", $"-dc {file}") { RedirectStandardOutput = true })!;
        string text = await gunzip.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await gunzip.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Delete(file);
        Assert.Equal(0, gunzip.ExitCode);
        Assert.Equal(string.Concat(texts), text);
    }

    // Bit by bit, as RFC 1952 writes it: slow, and another way than the program's.
    private static uint Sum(byte[] bytes)
    {
        uint sum = 0xffffffff;
        foreach (byte one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xedb88320 : sum >> 1;
        }
        return ~sum;
    }
}
