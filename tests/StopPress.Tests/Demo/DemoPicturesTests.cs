using StopPress.Demo.Pictures;

namespace StopPress.Tests.Demo;

public class DemoPicturesTests
{
    // What a reader on a phone waits for.
    private const int SmallestBytes = 25_000;
    private const int LargestBytes = 160_000;

    [Fact]
    public void every_picture_is_a_light_jpeg_of_three_to_two_at_each_size() => Assert.All(DemoPictures.Keys, key =>
    {
        var files = DemoPictures.Renditions(key, 480, 960, 1600);
        Assert.Equal([(480, 320), (960, 640), (1600, 1067)], files.Select(Measure));
        Assert.True(files[0].Length <= SmallestBytes, $"{key}: {files[0].Length} bytes at 480 pixels");
        Assert.True(files[2].Length <= LargestBytes, $"{key}: {files[2].Length} bytes at 1600 pixels");
    });

    [Fact]
    public void the_same_key_gives_the_same_bytes_and_another_key_another_picture()
    {
        Assert.Equal(DemoPictures.Draw("harbour-dawn", 480), DemoPictures.Draw("harbour-dawn", 480));
        Assert.Equal(DemoPictures.Keys.Count, DemoPictures.Keys.Select(key => Convert.ToHexString(DemoPictures.Draw(key, 60))).Distinct().Count());
    }

    [Fact]
    public void a_picture_stands_in_as_its_average_colour()
    {
        Assert.Matches("^#[0-9a-f]{6}$", DemoPictures.Colour("lighthouse-night"));
        Assert.True(Brightness("lighthouse-night") < Brightness("chart-rents"));
        Assert.Throws<KeyNotFoundException>(() => DemoPictures.Draw("no-such-picture", 480));
    }

    private static int Brightness(string key) => Convert.FromHexString(DemoPictures.Colour(key)[1..]).Sum(channel => channel);

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
