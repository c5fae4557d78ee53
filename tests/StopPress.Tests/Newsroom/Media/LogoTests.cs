using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetVips;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Media;

/// <summary>One picture becomes the house's sign everywhere, and another one takes its place everywhere.</summary>
public partial class LogoTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_logo_is_on_every_page_with_all_its_icons_until_it_is_taken_away(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string before = await paper.ReadAsync("/th/nowhere/");
        await SetAsync(paper, Shots.Jpeg(600, 200));
        var first = await AddressesAsync(paper, "/th/nowhere/");
        Assert.Equal(7, first.Count);
        foreach (string address in first.Where(one => one.EndsWith(".png", StringComparison.Ordinal))) await IsPngAsync(paper, address);
        await SetAsync(paper, Drawn(800, 200, [0, 0, 0, 255]));
        var second = await AddressesAsync(paper, "/th/nowhere/");
        Assert.Empty(first.Intersect(second));
        string story = await paper.ReadAsync(await paper.PublishAsync(await paper.FileAsync("Out")));
        Assert.Matches("\"logo\":\\{[^}]*\"https://courier.example/-/house/[0-9a-f]{16}-fine.png\"", story);
        Assert.Contains("class=\"logo dark\"", await paper.ReadAsync("/"), StringComparison.Ordinal);
        // Whoever still has the page of before gets what there is now, and keeps neither.
        foreach (string address in first)
        {
            var moved = await paper.AskAsync(address);
            Assert.Equal((302, true), ((int)moved.StatusCode, second.Contains(moved.Headers.Location!.OriginalString)));
            Assert.True(moved.Headers.CacheControl!.NoStore);
        }
        await Paper.DoneAsync(new RemoveLogo().RunAsync(paper.Desk, "anna"));
        Assert.Equal(before, await paper.ReadAsync("/th/nowhere/"));
        foreach (string address in second) Assert.Equal(404, (int)(await paper.AskAsync(address)).StatusCode);
        Assert.Equal("no-logo", (await new RemoveLogo().RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task the_manifest_names_the_edition_and_changes_its_address_with_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        await SetAsync(paper, Drawn(300, 300, [255, 255, 255, 255]));
        string address = (await AddressesAsync(paper, "/th/")).Single(one => one.EndsWith(".webmanifest", StringComparison.Ordinal));
        var answer = await paper.AskAsync(address);
        Assert.Equal(("application/manifest+json", true), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal)));
        var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("หนังสือพิมพ์ของเรา", "/th/", "th"), (manifest.GetProperty("name").GetString(), manifest.GetProperty("start_url").GetString(), manifest.GetProperty("lang").GetString()));
        var icons = manifest.GetProperty("icons").EnumerateArray().Select(icon => (icon.GetProperty("src").GetString()!, icon.GetProperty("purpose").GetString())).ToList();
        Assert.Equal(["any", "any", "maskable"], icons.Select(icon => icon.Item2));
        foreach (var (icon, _) in icons) await IsPngAsync(paper, icon);
        await Paper.DoneAsync(new StopPress.Newsroom.Editions.NameEdition("th", "ชื่อใหม่").RunAsync(paper.Desk, "anna"));
        string renamed = (await AddressesAsync(paper, "/th/")).Single(one => one.EndsWith(".webmanifest", StringComparison.Ordinal));
        Assert.NotEqual(address, renamed);
        Assert.Equal(renamed, (await paper.AskAsync(address)).Headers.Location!.OriginalString);
        Assert.Contains("manifest-src 'self'", (await paper.AskAsync("/th/")).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_is_no_logo_is_refused_in_plain_words(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        byte[] broken = Shots.Jpeg(400, 400)[..300];
        foreach (var (file, code) in new[]
        {
            (Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"), "svg"), (Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><svg/>"), "svg"), ("GIF89a;"u8.ToArray(), "wrong-logo"),
            ("%PDF-1.4"u8.ToArray(), "wrong-logo"), ([], "wrong-logo"), (Shots.Jpeg(100, 100), "wrong-size"), (Shots.Jpeg(600, 20), "wrong-size"), (broken, "broken-picture"), (new byte[SetLogo.MostBytes + 1], "too-large"),
        }) Assert.Equal((file.Length, code), (file.Length, (await TryAsync(paper, file)).Refusal?.Code));
        Assert.Equal("no-file", (await new SetLogo().RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unreadable", (await new SetLogo("/nowhere/logo.png").RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    private static Task<Outcome<Settled<bool>>> TryAsync(Paper paper, byte[] file) => new SetLogo().RunAsync(paper.Desk, "anna", new MemoryStream(file));

    private static async Task SetAsync(Paper paper, byte[] file) => Assert.Null((await TryAsync(paper, file)).Refusal);

    // A disc on nothing.
    private static byte[] Drawn(int width, int height, double[] ink)
    {
        using var clear = (Image.Black(width, height, bands: 4) + new double[] { 0, 0, 0, 0 }).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var drawn = clear.Mutate(image => image.DrawCircle(ink, width / 2, height / 2, height / 3, fill: true));
        return drawn.PngsaveBuffer();
    }

    private static async Task IsPngAsync(Paper paper, string address)
    {
        var answer = await paper.AskAsync(address);
        Assert.Equal((address, 200), (address, (int)answer.StatusCode));
        using var picture = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(answer.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
        if (Side().Match(address) is { Success: true } side) Assert.Equal((side.Value, side.Value), ($"{picture.Width}", $"{picture.Height}"));
    }

    private static async Task<IReadOnlyList<string>> AddressesAsync(Paper paper, string page) =>
        [.. Address().Matches(await paper.ReadAsync(page)).Select(match => match.Value).Distinct()];

    [GeneratedRegex("/-/house/[a-z0-9.-]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=-)\d+(?=\.png)")]
    private static partial Regex Side();
}
