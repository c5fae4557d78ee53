using Microsoft.Extensions.Logging;
using StopPress.Store.Settings;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> flags = [];
    private readonly Dictionary<string, string> environment = [];

    public SettingsTests() => flags["data"] = folder.Path;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void a_newspaper_runs_without_any_setting()
    {
        flags.Clear();
        var (settings, reader) = Read();
        Assert.Empty(reader.Faults());
        Assert.Equal(Path.GetFullPath("data"), settings.Data);
        Assert.Equal("", settings.Database);
        Assert.Equal(["http://localhost:5080"], settings.Urls);
        Assert.Equal(("http://localhost:5080", 128, LogLevel.Information), (settings.PublicAddress, settings.PressedMegabytes, settings.LogLevel));
        Assert.Equal(new BackupPlan(Path.GetFullPath("data/backups"), 3, 7), settings.Backups);
    }

    [Fact]
    public void flags_win_over_the_environment_and_it_over_the_file_and_each_value_knows_its_source()
    {
        File("""{ "log-level": "warning", "pressed-megabytes": 64, "urls": "http://localhost:1" /* a remark */, }""");
        environment["STOPPRESS_PRESSED_MEGABYTES"] = "65";
        environment["STOPPRESS_URLS"] = "http://localhost:2";
        flags["urls"] = "http://localhost:3";
        var (settings, reader) = Read();

        Assert.Empty(reader.Faults());
        Assert.Equal((LogLevel.Warning, 65), (settings.LogLevel, settings.PressedMegabytes));
        Assert.Equal(["http://localhost:3"], settings.Urls);
        Assert.Equal(
            ["data Flag", "database Default", "urls Flag", "public-address Default", "pressed-megabytes Environment", "log-level File", "backup-folder Default", "backup-hour Default", "backup-keep Default",
             "trusted-proxies Default", "connections Default", "requests-per-second Default", "picture-megabytes Default", "caches Default", "inside-networks Default",
             "log-format Default", "disk-warning-megabytes Default", "telemetry Default"],
            reader.Values.Select(value => $"{value.Name} {value.Source}"));
    }

    [Fact]
    public void everything_that_is_wrong_is_told_at_once_with_its_place()
    {
        string file = File("""{ "urls": ["localhost"], "log-levle": "warning", "pressed-megabytes": {} }""");
        environment["STOPPRESS_PUBLIC_ADRESS"] = "https://example.org";
        environment["STOPPRESS_LOG_LEVEL"] = "loud";
        flags["database"] = "Host";
        flags["public-address"] = "https://example.org/news";
        Assert.Equal(
            [
                $"pressed-megabytes must be text, a number or a list of texts (in {file}).",
                "database is no PostgreSQL connection string, such as Host=db.example.org;Database=stoppress;Username=stoppress;Password=… (--database).",
                $"urls must be like http://localhost:5080, not \"localhost\" (in {file}).",
                "public-address must be like https://www.example.org, without a path, not \"https://example.org/news\" (--public-address).",
                "log-level must be one of trace, debug, information, warning, error, critical, none, not \"loud\" (STOPPRESS_LOG_LEVEL).",
                $"log-levle is no setting (in {file}); did you mean \"log-level\"?",
                "STOPPRESS_PUBLIC_ADRESS is no setting (in the environment); did you mean \"STOPPRESS_PUBLIC_ADDRESS\"?",
            ],
            Read().Reader.Faults());
    }

    [Theory]
    [InlineData("[]", "the file must hold one object")]
    [InlineData("{\n\"urls\": }", "this is not JSON (line 2)")]
    [InlineData("""{"urls":"http://localhost:1","urls":"http://localhost:2"}""", "urls is set twice")]
    [InlineData("""{"data":"/elsewhere"}""", "data cannot be set in")]
    [InlineData("""{"colour":"red"}""", "the settings are data, database")]
    public void a_file_that_is_not_right_is_a_fault(string text, string words)
    {
        File(text);
        Assert.Contains(words, Assert.Single(Read().Reader.Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void a_file_that_lies_elsewhere_may_name_the_data_folder()
    {
        flags.Clear();
        string file = File("""{"data":"/srv/paper"}""");
        var (settings, reader) = Read(file);
        Assert.Empty(reader.Faults());
        Assert.Equal("/srv/paper", settings.Data);
    }

    [Theory]
    [InlineData("Host=db;Username=u;Password=geheim;Database=d")]
    [InlineData("Host=db;PWD=geheim;SSL Password=geheim")]
    [InlineData("Host=db;Passwort=geheim")]
    [InlineData("postgres://u:geheim@db/d")]
    public void no_password_is_shown_whether_the_connection_is_right_or_wrong(string connection)
    {
        flags["database"] = connection;
        var reader = Read().Reader;
        Assert.DoesNotContain("geheim", string.Join('\n', [.. reader.Faults(), .. reader.Values.Select(value => value.Shown)]), StringComparison.Ordinal);
    }

    [Fact]
    public void a_name_at_which_the_server_would_listen_everywhere_is_refused()
    {
        flags["urls"] = "http://loclhost:5080";
        Assert.Equal("urls must name this machine by localhost, by one of its addresses, or by * for all of them, not \"http://loclhost:5080\" (--urls).", Assert.Single(Read().Reader.Faults()));
    }

    [Theory]
    [InlineData("http://*:8080", "http://localhost:8080")]
    [InlineData("http://0.0.0.0:80;http://localhost:1", "http://localhost")]
    [InlineData("http://127.0.0.1:5080", "http://localhost:5080")]
    [InlineData("https://*", "https://localhost")]
    public void what_readers_see_follows_from_the_first_address_when_nobody_says_otherwise(string urls, string address)
    {
        flags["urls"] = urls;
        var (settings, reader) = Read();
        Assert.Empty(reader.Faults());
        Assert.Equal(address, settings.PublicAddress);
    }

    [Fact]
    public void proxies_and_caches_are_named_by_address()
    {
        File("""{ "trusted-proxies": ["127.0.0.1", "10.0.0.0/8", "2001:db8::/32", "::1"], "caches": "http://127.0.0.1:6082; http://10.0.0.2" }""");
        var (settings, reader) = Read();
        Assert.Empty(reader.Faults());
        Assert.Equal(["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32", "::1/128"], settings.Door.TrustedProxies.Select(network => network.ToString()));
        Assert.Equal(["http://127.0.0.1:6082/", "http://10.0.0.2/"], settings.Door.Caches.Select(cache => cache.ToString()));
    }

    [Theory]
    [InlineData("trusted-proxies", "127", "trusted-proxies must be addresses or networks such as 127.0.0.1;10.0.0.0/8, not \"127\"")]
    [InlineData("trusted-proxies", "127.0.0.1;proxy.example.org", "not \"proxy.example.org\"")]
    [InlineData("inside-networks", "10.0.0.0/33", "inside-networks must be addresses or networks such as 127.0.0.1;10.0.0.0/8, not \"10.0.0.0/33\"")]
    [InlineData("caches", "127.0.0.1:6082", "caches must be like http://127.0.0.1:6082, not \"127.0.0.1:6082\"")]
    [InlineData("caches", "http://127.0.0.1:6082/purge", "not \"http://127.0.0.1:6082/purge\"")]
    [InlineData("connections", "0", "connections must be a whole number from 10 to 1000000, not \"0\"")]
    public void a_door_that_cannot_be_is_a_fault(string name, string value, string words)
    {
        flags[name] = value;
        Assert.Contains(words, Assert.Single(Read().Reader.Faults()), StringComparison.Ordinal);
    }

    private string File(string text)
    {
        System.IO.File.WriteAllText(folder["stoppress.json"], text);
        return folder["stoppress.json"];
    }

    private (MachineSettings Settings, SettingsReader Reader) Read(string? config = null)
    {
        var reader = new SettingsReader(flags, environment);
        return (MachineSettings.From(reader, config), reader);
    }
}
