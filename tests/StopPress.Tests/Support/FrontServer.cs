using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using StopPress.Tests.HouseRules;

namespace StopPress.Tests.Support;

/// <summary>A server that stands between readers and a newspaper, run with the very configuration that docs/operate gives to owners; only its places are filled in.</summary>
public sealed partial class FrontServer : IAsyncDisposable
{
    private const string Name = "www.example.org";

    private readonly Process process;
    private readonly TemporaryFolder folder;
    private readonly Task<string> said;
    private bool stopped;

    private FrontServer(Process process, TemporaryFolder folder, Uri address)
    {
        (this.process, this.folder, Address) = (process, folder, address);
        said = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync()).ContinueWith(both => string.Concat(both.Result), TaskScheduler.Default);
    }

    /// <summary>Where readers come in.</summary>
    public Uri Address { get; }

    /// <summary>Where those come in who ask without encryption; null where there is no such door.</summary>
    public Uri? Plain { get; private init; }

    /// <summary>Starts nginx before a newspaper, or before a cache that stands before it.</summary>
    public static async Task<FrontServer> NginxAsync(Uri newspaper, Uri? cache = null)
    {
        var folder = new TemporaryFolder();
        (int plain, int secure) = (Paper.FreePort(), Paper.FreePort());
        await MakeCertificateAsync(folder);
        string site = Documented(
            "proxy/nginx.conf",
            ("upstream newspaper {\n    server 127.0.0.1:5080;", $"upstream newspaper {{\n    server {newspaper.Authority};"),
            ("upstream readers {\n    server 127.0.0.1:5080;", $"upstream readers {{\n    server {(cache ?? newspaper).Authority};"),
            ("listen 80;", $"listen 127.0.0.1:{plain};"), ("listen [::]:80;", ""), ("listen 443 ssl http2;", $"listen 127.0.0.1:{secure} ssl http2;"), ("listen [::]:443 ssl http2;", ""),
            ($"https://{Name}$request_uri", $"https://localhost:{secure}$request_uri"),
            ($"/etc/letsencrypt/live/{Name}/fullchain.pem", folder["cert.pem"]), ($"/etc/letsencrypt/live/{Name}/privkey.pem", folder["key.pem"]), ($"server_name {Name};", "server_name localhost 127.0.0.1;"));
        await File.WriteAllTextAsync(folder["site.conf"], site);
        string[] kept = [.. new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name => $"{name}_temp_path {folder[name]};")];
        await File.WriteAllTextAsync(folder["nginx.conf"], $$"""
            daemon off;
            user {{Environment.UserName}};
            pid {{folder["nginx.pid"]}};
            worker_processes 1;
            events { }
            http {
                access_log off;
                {{string.Join(' ', kept)}}
                include {{folder["site.conf"]}};
            }
            """);
        return await StartAsync(folder, secure, "https", plain, "/usr/sbin/nginx", "-c", folder["nginx.conf"], "-e", "stderr");
    }

    /// <summary>Starts Caddy before a newspaper.</summary>
    public static async Task<FrontServer> CaddyAsync(Uri newspaper)
    {
        var folder = new TemporaryFolder();
        int secure = Paper.FreePort();
        await MakeCertificateAsync(folder);
        // A name of the public gets its certificate by itself; this one is given.
        string site = Documented(
            "proxy/Caddyfile", ($"\n{Name} {{\n", $"\nhttps://localhost:{secure} {{\n\ttls {folder["cert.pem"]} {folder["key.pem"]}\n\tbind 127.0.0.1\n"), ("127.0.0.1:5080\n}", $"{newspaper.Authority}\n}}"));
        await File.WriteAllTextAsync(folder["Caddyfile"], "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + site);
        return await StartAsync(folder, secure, "https", null, "caddy", "run", "--adapter", "caddyfile", "--config", folder["Caddyfile"]);
    }

    /// <summary>Starts Varnish before a newspaper, with the command that its configuration names.</summary>
    /// <param name="newspaper">Where the newspaper is.</param>
    /// <param name="purge">The port of the newspaper's own door.</param>
    /// <param name="isSlow">Whether it waits between its look at a page and the filing, as it may by chance on a busy machine.</param>
    public static async Task<FrontServer> VarnishAsync(Uri newspaper, int purge, bool isSlow = false)
    {
        var folder = new TemporaryFolder();
        int port = Paper.FreePort();
        string text = Documented(
            "proxy/varnish.vcl", (".port = \"5080\"", $".port = \"{newspaper.Port}\""), ("import xkey;", "import xkey;\nimport vtc;"),
            ("set beresp.http.X-Filed = std.time2real(now, 0.0);", $"set beresp.http.X-Filed = std.time2real(now, 0.0);\nvtc.sleep({(isSlow ? 20 : 0)}ms);"));
        await File.WriteAllTextAsync(folder["stoppress.vcl"], text);
        string command = Command().Match(text).Value;
        string[] arguments = [.. string.Join(' ', command.Split('\n').Select(line => line.TrimStart('#', ' '))).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
        arguments = [.. arguments.Select(one => one switch
        {
            "127.0.0.1:6081" => $"127.0.0.1:{port}",
            "purge=127.0.0.1:6082" => $"purge=127.0.0.1:{purge}",
            "/etc/varnish/stoppress.vcl" => folder["stoppress.vcl"],
            _ => one,
        })];
        Assert.Contains($"purge=127.0.0.1:{purge}", arguments);
        return await StartAsync(folder, port, "http", null, "/usr/sbin/varnishd", ["-F", "-n", folder["work"], "-T", "none", "-j", "none", .. arguments]);
    }

    /// <summary>Somebody who reads through this server and believes the test's own certificate.</summary>
    public HttpClient NewReader() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={Name}" },
    })
    { BaseAddress = Address };

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopped) return;
        stopped = true;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static async Task<FrontServer> StartAsync(TemporaryFolder folder, int port, string scheme, int? plain, string program, params string[] arguments)
    {
        // timeout(1) ends it even when the tests are killed and can end nothing any more.
        var start = new ProcessStartInfo("timeout", ["--foreground", "-k", "5", "300", program, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.Path };
        start.Environment["HOME"] = folder.Path;
        var server = new FrontServer(Process.Start(start)!, folder, new Uri($"{scheme}://localhost:{port}")) { Plain = plain is { } open ? new Uri($"http://localhost:{open}") : null };
        var waited = Stopwatch.StartNew();
        while (!await ListensAsync(port))
        {
            if (server.process.HasExited || waited.Elapsed > TimeSpan.FromSeconds(30))
            {
                if (!server.process.HasExited) server.process.Kill(entireProcessTree: true);
                Assert.Fail($"{program} did not start: {await server.said}");
            }
            await Task.Delay(20);
        }
        return server;
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Each place must be there: a configuration in which it is written otherwise is not the one that is tried.
    private static string Documented(string file, params (string Place, string With)[] places)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operate", file));
        foreach (var (place, with) in places)
        {
            Assert.Contains(place, text, StringComparison.Ordinal);
            text = text.Replace(place, with, StringComparison.Ordinal);
        }
        return text;
    }

    private static async Task MakeCertificateAsync(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(folder["cert.pem"], certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
    }

    [GeneratedRegex(@"^#   varnishd .*(?:\n#            .*)*", RegexOptions.Multiline)]
    private static partial Regex Command();
}
