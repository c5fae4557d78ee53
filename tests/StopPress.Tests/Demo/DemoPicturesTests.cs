using StopPress.Demo.Pictures;

namespace StopPress.Tests.Demo;

public class DemoPicturesTests
{
    [Fact]
    public void every_picture_is_as_large_as_a_photograph_that_is_handed_in() => Assert.All(DemoPictures.Keys, key =>
    {
        byte[] file = DemoPictures.Original(key);
        var (width, height) = Measure(file);
        Assert.True(Math.Min(width, height) >= 900, $"{key} is {width} by {height}.");
        Assert.InRange(file.Length, 40_000, 1_500_000);
    });

    [Fact]
    public void the_same_key_gives_the_same_bytes_and_another_key_another_picture()
    {
        Assert.Equal(DemoPictures.Original("harbour-dawn", 480), DemoPictures.Original("harbour-dawn", 480));
        Assert.Equal(DemoPictures.Keys.Count, DemoPictures.Keys.Select(key => Convert.ToHexString(DemoPictures.Original(key, 60))).Distinct().Count());
        Assert.Throws<KeyNotFoundException>(() => DemoPictures.Original("no-such-picture", 480));
    }

    // The frame header of a baseline JPEG: marker, length, precision, height, width.
    private static (int Width, int Height) Measure(byte[] file)
    {
        for (var at = 2; at < file.Length; at += 2 + (file[at + 2] << 8) + file[at + 3])
        {
            if (file[at + 1] is 0xC0 or 0xC2) return ((file[at + 7] << 8) + file[at + 8], (file[at + 5] << 8) + file[at + 6]);
        }
        return (0, 0);
    }
}
