using System.Net;
using System.Net.Sockets;
using StopPress.Store.Outside;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Outside;

/// <summary>What is taken to other houses, and to whom nothing is ever said.</summary>
public class CourierTests
{
    [Theory]
    [InlineData("http://127.0.0.1:PORT/", "receiver-inside")]
    [InlineData("https://127.0.0.1:PORT/", "receiver-inside")]
    [InlineData("https://localhost:PORT/", "receiver-inside")]
    [InlineData("https://[::ffff:127.0.0.1]:PORT/", "receiver-inside")]
    [InlineData("https://10.1.2.3/", "receiver-inside")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "receiver-inside")]
    [InlineData("https://receiver.invalid/", "receiver-not-found")]
    public async Task nothing_inside_the_house_is_called_whatever_a_name_leads_to(string address, string code)
    {
        await using var receiver = await Receiver.OpenAsync();
        using var courier = new Courier([]);
        var report = await courier.TakeAsync(Parcel(address.Replace("PORT", $"{new Uri(receiver.Address).Port}", StringComparison.Ordinal)));
        Assert.Equal((null, code), (report.Status, report.Fault?.Code));
        Assert.Empty(receiver.Came);
    }

    [Fact]
    public async Task what_the_machine_allows_is_called_and_nothing_else_without_encryption()
    {
        await using var receiver = await Receiver.OpenAsync();
        using var courier = new Courier([IPNetwork.Parse("127.0.0.1/32")]);
        var report = await courier.TakeAsync(Parcel(receiver.Address));
        Assert.Equal((200, "taken", true), (report.Status, report.Said, report.IsTaken));
        Assert.Equal("receiver-inside", (await courier.TakeAsync(Parcel(receiver.Address.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal)))).Fault?.Code);
        Assert.False(courier.MayCall(IPAddress.Parse("93.184.215.14"), isSecure: false));
        Assert.True(courier.MayCall(IPAddress.Parse("93.184.215.14"), isSecure: true));
        Assert.True(courier.MayCall(IPAddress.Parse("::ffff:127.0.0.1"), isSecure: false));
    }

    [Fact]
    public async Task a_receiver_that_shows_no_true_certificate_is_told_nothing()
    {
        await using var office = new PostOffice { Tls = true };
        using var courier = new Courier([IPNetwork.Parse("127.0.0.0/8")]);
        Assert.Equal("receiver-certificate", (await courier.TakeAsync(Parcel($"https://127.0.0.1:{office.Port}/"))).Fault?.Code);
    }

    [Fact]
    public async Task whoever_takes_too_long_or_breaks_off_is_left()
    {
        var held = new TaskCompletionSource();
        await using var receiver = await Receiver.OpenAsync();
        receiver.Answer = (context, one) =>
        {
            if (!one.Path.EndsWith("cut", StringComparison.Ordinal)) return held.Task;
            context.Abort();
            return Task.CompletedTask;
        };
        using var courier = new Courier([IPNetwork.Parse("127.0.0.0/8")]) { Patience = TimeSpan.FromMilliseconds(300) };
        Assert.Equal("receiver-slow", (await courier.TakeAsync(Parcel(receiver.Address))).Fault?.Code);
        Assert.Equal("receiver-unreachable", (await courier.TakeAsync(Parcel(receiver.Address + "/cut"))).Fault?.Code);
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        Assert.Equal("receiver-unreachable", (await courier.TakeAsync(Parcel($"http://127.0.0.1:{port}/"))).Fault?.Code);
        held.SetResult();
    }

    private static Parcel Parcel(string address) => new(new Uri(address), "application/json", "{}"u8.ToArray(), [("Content-Digest", "x")]);
}
