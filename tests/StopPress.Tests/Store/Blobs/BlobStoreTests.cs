using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using StopPress.Store.Blobs;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Blobs;

public sealed class BlobStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly BlobStore blobs;

    public BlobStoreTests() => blobs = new BlobStore(folder["media"], clock);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task a_picture_is_kept_under_the_hash_of_its_bytes()
    {
        var name = await blobs.PutAsync(Bytes("abc"));
        // The example of FIPS 180-4.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", name.Hex);
        Assert.True(blobs.Exists(name));
        Assert.EndsWith("media/ba/78/" + name, blobs.PathOf(name), StringComparison.Ordinal);
        await using var kept = blobs.Open(name);
        Assert.Equal("abc", await new StreamReader(kept).ReadToEndAsync());
    }

    [Fact]
    public async Task any_bytes_come_back_as_they_went_in() => await Gen.Byte.Array[0, 300_000].SampleAsync(async bytes =>
    {
        var name = await blobs.PutAsync(new MemoryStream(bytes));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(blobs.PathOf(name)));
    }, iter: 20);

    [Fact]
    public async Task the_same_picture_put_by_many_at_once_is_kept_once()
    {
        byte[] picture = new byte[500_000];
        var names = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => blobs.PutAsync(new MemoryStream(picture)))));
        Assert.Single(names.Distinct());
        Assert.Equal([blobs.PathOf(names[0])], Files());
    }

    [Fact]
    public async Task an_upload_that_breaks_off_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => blobs.PutAsync(new BreakingStream()));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task a_disk_that_cannot_hold_a_picture_says_so_before_the_first_byte_and_keeps_nothing()
    {
        var endless = new EndlessStream();
        await Assert.ThrowsAnyAsync<IOException>(() => blobs.PutAsync(endless));
        Assert.Equal(0, endless.Position);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task what_a_crash_left_half_written_is_swept_after_a_day()
    {
        var name = await blobs.PutAsync(Bytes("abc"));
        await File.WriteAllTextAsync(folder["media/incoming/half"], "ab");
        Assert.Equal(0, blobs.SweepAbandoned());
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, blobs.SweepAbandoned());
        Assert.Equal([blobs.PathOf(name)], Files());
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba78")]
    [InlineData("")]
    [InlineData(null)]
    public void what_is_no_hash_is_no_name(string? text) => Assert.False(BlobName.TryRead(text, out _));

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private string[] Files() => Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
}
