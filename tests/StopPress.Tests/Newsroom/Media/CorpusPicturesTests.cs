using StopPress.Newsroom.Media;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Media;

/// <summary>Pictures that nobody of this house made, from the upload to what readers get.</summary>
public class CorpusPicturesTests(Houses houses)
{
    // What is refused, and why.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["circle.svg"] = "not-a-picture",
        ["index.js"] = "not-a-picture",
        ["invalid-illuminant.icc"] = "not-a-picture",
        ["NotoSans-Regular.ttf"] = "not-a-picture",
        ["relax.jp2"] = "not-a-picture",
        ["relax_tileparts.jp2"] = "not-a-picture",
        ["corrupt-header.jpg"] = "broken-picture",
        ["giant-image.jpg"] = "too-many-pixels",
    };

    // Skia reads inks by a formula where there is no profile, Display P3 and ProPhoto of a few pixels round differently, and one drawing of
    // the PNG suite says by a gAMA chunk alone that its light is linear, which libvips does not read.
    private static readonly Dictionary<string, double> Tolerances = new()
    {
        ["Channel_digital_image_CMYK_color.jpg"] = 40,
        ["p3.png"] = 12,
        ["prophoto.png"] = 20,
        ["gradients-rgb8.png"] = 6,
        ["bggn4a16.png"] = 16,
    };

    // Shown as far as they go; what each library puts where nothing came is its own.
    private static readonly HashSet<string> Cut = ["truncated.jpg", "truncated.png"];

    private const double Tolerance = 4;

    [Fact]
    public async Task every_picture_is_the_right_way_up_and_has_the_right_size_and_colour_or_is_refused_in_plain_words()
    {
        string folder = Corpus.PathOf("images");
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var wrong = new List<string>();
        var shown = new Dictionary<string, string>();
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            var outcome = await new AddPicture(file, Credit: "Agency").RunAsync(paper.Desk, "anna");
            if (outcome.Refusal?.Code != Refused.GetValueOrDefault(name)) wrong.Add($"{name}: {outcome.Refusal}");
            if (outcome.Refusal is { } refusal) Assert.False(string.IsNullOrEmpty(refusal.Help), name);
            else shown[name] = outcome.Value.Result.Id;
        }
        await paper.PublishAsync(await Shots.FileAsync(paper, "All of them", [.. shown.Values]));
        foreach (var (name, id) in shown) await CompareAsync(paper, Path.Combine(folder, name), id, wrong);
        Assert.Empty(wrong);
        Assert.True(shown.Count > 40);
    }

    [Theory]
    [InlineData("Landscape", 600, 450)]
    [InlineData("Portrait", 450, 600)]
    public async Task one_scene_turned_in_every_way_is_one_picture(string set, int width, int height)
    {
        string folder = Corpus.PathOf("images");
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var ids = new List<string>();
        foreach (string file in Directory.GetFiles(folder, set + "_*.jpg")) ids.Add(await Shots.AddAsync(paper, await File.ReadAllBytesAsync(file)));
        await paper.PublishAsync(await Shots.FileAsync(paper, set, [.. ids]));
        var likenesses = new List<Likeness>();
        foreach (string id in ids) likenesses.Add(Likeness.OfRendition(await Shots.ReadAsync(paper, id, Crop.Whole, RenditionFormat.Jpeg)));
        Assert.True(likenesses.Count >= 5);
        Assert.All(likenesses, one => Assert.Equal((width, height), (one.Width, one.Height)));
        Assert.All(likenesses, one => Assert.InRange(one.From(likenesses[0]), 0, Tolerance));
    }

    private static async Task CompareAsync(Paper paper, string file, string id, List<string> wrong)
    {
        string name = Path.GetFileName(file);
        var original = await Shots.OriginalAsync(paper, id);
        var ours = Likeness.OfRendition(await Shots.ReadAsync(paper, id, Crop.Whole, RenditionFormat.Jpeg));
        int width = Math.Min(1920, original.Width);
        int height = (int)Math.Max(1, Math.Round((double)width * original.Height / original.Width));
        if ((ours.Width, ours.Height) != (width, height)) wrong.Add($"{name}: {ours.Width} by {ours.Height}, not {width} by {height}");
        if (Likeness.BySkia(await File.ReadAllBytesAsync(file)) is not { } theirs) return;
        if ((theirs.Width, theirs.Height) != (original.Width, original.Height)) wrong.Add($"{name}: taken for {original.Width} by {original.Height}, but is {theirs.Width} by {theirs.Height}");
        double apart = ours.From(theirs);
        if (!Cut.Contains(name) && apart > Tolerances.GetValueOrDefault(name, Tolerance)) wrong.Add($"{name}: {apart:0.0} apart");
    }
}
