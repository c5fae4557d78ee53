using System.Net;
using System.Net.Sockets;
using Npgsql;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Commands;

public class StartFaultTests(Houses houses)
{
    [Fact]
    public async Task a_port_that_is_taken_is_told_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var screen = await Terminal.StopPressAsync("serve", "--data", folder.Path, "--urls", $"http://{other.LocalEndpoint}");
        IsRefused(screen, "Something else listens already");
        Assert.Contains("--urls", screen.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_file_where_the_data_folder_should_be_is_told_and_the_doctor_sees_it()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["afile"], "", TestContext.Current.CancellationToken);
        IsRefused(await Terminal.StopPressAsync("serve", "--data", folder["afile"]), "is a file");
        IsRefused(await Terminal.StopPressAsync("serve", "--data", folder["afile/paper"]), "is a file");
        var doctor = await Terminal.StopPressAsync("doctor", "--data", folder["afile"]);
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("is a file", doctor.Output + doctor.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_database_that_is_not_there_is_told()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        string nowhere = new NpgsqlConnectionStringBuilder(house.Connection) { Database = "nowhere" }.ConnectionString;
        IsRefused(await Terminal.StopPressAsync("serve", "--data", house.Folder, "--database", nowhere), "does not let the newspaper in");
    }

    private static void IsRefused(Screen screen, string words)
    {
        Assert.Equal((1, ""), (screen.ExitCode, screen.Output));
        Assert.Contains(words, screen.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", screen.Errors, StringComparison.Ordinal);
        Assert.InRange(screen.Errors.TrimEnd().Split('\n').Length, 1, 2);
    }
}
