using System.Diagnostics;
using System.Text;
using StopPress.Store.Control;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Control;

public class RunFolderTests
{
    [Fact]
    public void the_socket_is_in_the_data_folder_or_where_its_path_is_short_enough()
    {
        Assert.Equal("/srv/paper/run/control.sock", RunFolder.SocketOf("/srv/paper"));
        string deep = "/srv/" + new string('x', 200);
        string elsewhere = RunFolder.SocketOf(deep);
        Assert.StartsWith(Path.GetTempPath(), elsewhere, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(elsewhere) <= 100);
        Assert.Equal(elsewhere, RunFolder.SocketOf(deep + "/"));
        Assert.NotEqual(elsewhere, RunFolder.SocketOf(deep + "y"));
    }

    [Fact]
    public void a_folder_that_others_could_enter_is_closed_to_them()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run"], (UnixFileMode)0b111_111_111);
        RunFolder.Claim(folder["run"]);
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder["run"]));
    }

    [Fact]
    public void a_data_folder_that_the_program_makes_is_nobody_elses_to_read_and_one_that_was_there_stays_as_it_was()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        FolderLock.Take(folder["new"]).Value.Dispose();
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder["new"]));
        Directory.CreateDirectory(folder["old"], (UnixFileMode)0b111_101_000);
        FolderLock.Take(folder["old"]).Value.Dispose();
        Assert.Equal((UnixFileMode)0b111_101_000, File.GetUnixFileMode(folder["old"]));
    }

    [Fact]
    public void a_folder_that_somebody_put_there_as_a_link_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["theirs"]);
        File.CreateSymbolicLink(folder["run"], folder["theirs"]);
        Assert.Throws<UnauthorizedAccessException>(() => RunFolder.Claim(folder["run"]));
    }

    [Fact]
    public void one_newspaper_at_a_time_holds_a_folder()
    {
        using var folder = new TemporaryFolder();
        var first = FolderLock.Take(folder["paper"]);
        Assert.Equal("folder-in-use", FolderLock.Take(folder["paper"]).Refusal!.Code);
        first.Value.Dispose();
        FolderLock.Take(folder["paper"]).Value.Dispose();
    }

    [Fact]
    public async Task a_folder_that_another_process_holds_is_refused_and_free_when_that_process_is_killed()
    {
        using var folder = new TemporaryFolder();
        FolderLock.Take(folder.Path).Value.Dispose();
        // flock(1) takes the same lock as the house does.
        using var other = Process.Start(new ProcessStartInfo("flock", ["--exclusive", "--no-fork", folder["run/lock"], "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        Assert.Equal("folder-in-use", FolderLock.Take(folder.Path).Refusal!.Code);
        other.Kill();
        await other.WaitForExitAsync();
        FolderLock.Take(folder.Path).Value.Dispose();
    }
}
