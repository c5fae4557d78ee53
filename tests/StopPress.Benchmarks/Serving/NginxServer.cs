using System.Text;

namespace StopPress.Benchmarks.Serving;

/// <summary>A page as nginx is to serve it.</summary>
/// <param name="Path">The newspaper's address.</param>
/// <param name="Reply">What the newspaper answered there.</param>
/// <param name="Trim">How many bytes to take off its surrogate keys, so that what nginx adds of its own makes the answer no longer.</param>
internal sealed record NginxPage(string Path, WireReply Reply, int Trim = 0)
{
    /// <summary>The address at nginx. As long as the newspaper's, but not ending in a slash, so that nginx looks for no index in a folder.</summary>
    public string NginxPath => Path[..^1] + "_";
}

/// <summary>nginx as well tuned as it goes for small files: open files kept, nothing logged, a listening socket for each worker.</summary>
internal static class NginxServer
{
    /// <summary>The program; Debian keeps it out of an ordinary user's PATH.</summary>
    public const string Program = "/usr/sbin/nginx";

    private const string BrotliModule = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

    // Headers that nginx writes itself.
    private static readonly HashSet<string> Own = new(["Date", "Content-Length", "Content-Encoding", "Content-Type", "ETag", "Server", "Connection"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts it over a folder of its own with these pages.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="pages">What it serves; all in one encoding.</param>
    /// <param name="sendfile">Whether the kernel copies the file; else nginx reads it.</param>
    public static async Task<WebServer> StartAsync(string folder, IReadOnlyList<NginxPage> pages, bool sendfile)
    {
        int port = WebServer.FreePort();
        bool brotli = pages[0].Reply["Content-Encoding"] == "br";
        var locations = new StringBuilder();
        for (var i = 0; i < pages.Count; i++)
        {
            string file = Path.Combine(folder, $"page-{i}.html");
            // The plain file only has to be there; every request takes the packed one.
            await File.WriteAllTextAsync(file, "");
            await File.WriteAllBytesAsync(file + (brotli ? ".br" : ".gz"), pages[i].Reply.Body);
            locations.Append(Location(pages[i], file));
        }
        string configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, port, brotli, sendfile, locations.ToString()));
        return await WebServer.StartAsync(port, [Program, "-c", configuration, "-e", Path.Combine(folder, "error.log")]);
    }

    private static string Location(NginxPage page, string file)
    {
        var headers = page.Reply.Headers.Where(header => !Own.Contains(header.Key)).Select(header => $"add_header {header.Key} {Quoted(Trimmed(page, header.Key, header.Value))};");
        return $"location = {page.NginxPath} {{ alias {file}; add_header Last-Modified \"\"; {string.Join(' ', headers)} }}\n";
    }

    private static string Trimmed(NginxPage page, string name, string value) =>
        !name.Equals("Surrogate-Key", StringComparison.OrdinalIgnoreCase) ? value
        : page.Trim >= 0 ? value[..^Math.Min(page.Trim, value.Length - 1)] : value + new string('x', -page.Trim);

    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    // With sendfile the head waits for the file, so that both leave in one segment (tcp_nopush); without it they are one write.
    private static string Configuration(string folder, int port, bool brotli, bool sendfile, string locations) => $$"""
        {{(brotli ? $"load_module {BrotliModule};" : "")}}
        daemon off;
        user {{Environment.UserName}};
        worker_processes 2;
        worker_cpu_affinity auto;
        worker_rlimit_nofile 65536;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log;
        events {
            worker_connections 4096;
            use epoll;
            multi_accept on;
        }
        http {
            access_log off;
            server_tokens off;
            types { }
            default_type "text/html; charset=utf-8";
            sendfile {{(sendfile ? "on" : "off")}};
            tcp_nopush {{(sendfile ? "on" : "off")}};
            tcp_nodelay on;
            output_buffers 2 128k;
            keepalive_timeout 3600s;
            keepalive_requests 1000000000;
            open_file_cache max=10000 inactive=1h;
            open_file_cache_valid 1h;
            open_file_cache_min_uses 1;
            gzip off;
            {{(brotli ? "brotli_static on;" : "gzip_static on;")}}
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            server {
                listen 127.0.0.1:{{port}} reuseport backlog=4096;
                {{locations}}
            }
        }
        """;
}
