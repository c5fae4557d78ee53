using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StopPress.Store.Outside;

namespace StopPress.Tests.Store.Outside;

/// <summary>What is fetched of other houses, and what never is.</summary>
public sealed class ErrandTests : IAsyncDisposable
{
    private readonly WebApplication house;
    private readonly List<TimeSpan> waited = [];
    private readonly TaskCompletionSource cut = new();
    private int asked;

    public ErrandTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        house = builder.Build();
        house.MapGet("/quay.jpg", () => "a quay");
        house.MapGet("/moved.jpg", () => Results.Redirect("/quay.jpg"));
        house.MapGet("/inside.jpg", () => Results.Redirect("http://169.254.169.254/latest/meta-data/"));
        house.MapGet("/circle.jpg", () => Results.Redirect("/circle.jpg"));
        house.MapGet("/busy.jpg", (HttpContext context) =>
        {
            context.Response.Headers.RetryAfter = "7";
            return ++asked < 3 ? Results.StatusCode(429) : Results.Text("at last");
        });
        house.MapGet("/cut.jpg", async (HttpContext context) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await cut.Task;
            context.Abort();
        });
    }

    [Fact]
    public async Task a_file_is_fetched_also_where_it_has_moved_and_when_its_house_was_busy()
    {
        await house.StartAsync(TestContext.Current.CancellationToken);
        using var errand = Unguarded();
        Assert.Equal("a quay", await ReadAsync(errand, "/quay.jpg"));
        Assert.Equal("a quay", await ReadAsync(errand, "/moved.jpg"));
        waited.Clear();
        Assert.Equal("at last", await ReadAsync(errand, "/busy.jpg"));
        // A pause before, and as long as it asks for each time.
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], waited.Skip(1));
    }

    [Fact]
    public async Task what_cannot_be_had_is_refused_in_words()
    {
        await house.StartAsync(TestContext.Current.CancellationToken);
        using var errand = Unguarded();
        Assert.Equal("not-fetched", (await errand.FetchAsync(At("/no.jpg"), TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Equal("not-fetched", (await errand.FetchAsync(At("/circle.jpg"), TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Equal("wrong-address", (await errand.FetchAsync("file:///etc/passwd", TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Equal("wrong-address", (await errand.FetchAsync("quay.jpg", TestContext.Current.CancellationToken)).Refusal?.Code);
        var begun = await errand.FetchAsync(At("/cut.jpg"), TestContext.Current.CancellationToken);
        cut.SetResult();
        await using var half = begun.Value;
        await Assert.ThrowsAsync<FellSilentException>(() => half.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task nothing_inside_the_own_network_is_called_whatever_the_address_says()
    {
        await house.StartAsync(TestContext.Current.CancellationToken);
        using var guarded = new Errand();
        string port = new Uri(At("/")).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (string address in new[] { At("/quay.jpg"), $"http://localhost:{port}/quay.jpg", $"http://[::1]:{port}/", $"http://[::ffff:127.0.0.1]:{port}/", $"http://0x7f000001:{port}/", "http://169.254.169.254/", "http://10.0.0.1/", "http://[fd00::1]/" })
        {
            var refused = await guarded.FetchAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((address, Errand.Unreachable), (address, refused.Refusal?.Code));
            Assert.Contains("own network", refused.Refusal!.Message, StringComparison.Ordinal);
        }
        // Where somebody outside leads inside, nobody follows.
        using var led = new Errand(address => PublicAddress.Is(address) || address.Equals(IPAddress.Loopback), Wait);
        Assert.Contains("own network", (await led.FetchAsync(At("/inside.jpg"), TestContext.Current.CancellationToken)).Refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    public void addresses_of_the_internet_are_told_from_those_of_a_house(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private Errand Unguarded() => new(_ => true, Wait);

    private Task Wait(TimeSpan time, CancellationToken cancel)
    {
        waited.Add(time);
        return Task.CompletedTask;
    }

    private string At(string path) => house.Urls.Single() + path;

    private async Task<string> ReadAsync(Errand errand, string path)
    {
        var fetched = await errand.FetchAsync(At(path), TestContext.Current.CancellationToken);
        Assert.Null(fetched.Refusal);
        using var reader = new StreamReader(fetched.Value);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
