using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using AngleSharp.Html.Parser;
using Microsoft.Data.Sqlite;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Serving;
using StopPress.Demo;

namespace StopPress.Benchmarks.Importing;

/// <summary>
/// How long an import takes, against reading the same file with XmlReader, parsing each body with AngleSharp and inserting bare rows; and how much memory it
/// holds at most.
/// </summary>
internal static class ImportBenchmark
{
    private const double Megabyte = 1024 * 1024;

    // A story of a local newspaper has some ten paragraphs.
    private const int Paragraphs = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>Runs it; takes <c>megabytes</c> (the size of the export) and <c>pairs</c>. The ratio is that of the times.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        using var folder = new ScratchFolder();
        string file = Path.Combine(folder.Make("export"), "export.xml");
        int posts = Write(file, order.Number("megabytes", 2000) * (long)Megabyte);
        var ratios = new List<double>();
        for (var pair = 0; pair < order.Number("pairs", 1); pair++)
        {
            double bare = Bare(file, Path.Combine(folder.Make($"bare-{pair}"), "bare.db"));
            var (ours, peak) = await ImportAsync(file, folder.Make($"data-{pair}"));
            Console.WriteLine($"import: {posts} posts, {new FileInfo(file).Length / Megabyte:0} MB: {ours:0.0} s and {peak / Megabyte:0} MB at most; read, parsed and inserted bare in {bare:0.0} s");
            ratios.Add(ours / bare);
        }
        return Verdict.Of("import", ratios);
    }

    private static int Write(string file, long bytes)
    {
        string[] paragraphs = [.. DemoCopy.Read().Stories.SelectMany(story => story.Texts).Where(text => text.Language == "en").SelectMany(text => text.Body.Elements("p")).Select(one => one.Value)];
        var chance = new Random(1);
        using var written = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        written.Write("""
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>The Old Courier</title><link>https://courier.example</link><description>News</description><language>en-GB</language>
            <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://courier.example</wp:base_blog_url>

            """);
        int posts = 0;
        for (long letters = 0; letters < bytes; posts++)
        {
            string item = Item(posts + 1, paragraphs, chance);
            letters += item.Length;
            written.Write(item);
        }
        written.Write("</channel></rss>\n");
        return posts;
    }

    private static string Item(int id, string[] paragraphs, Random chance)
    {
        var at = new DateTime(2014, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddMinutes(id * 7L);
        string body = string.Concat(Enumerable.Range(0, Paragraphs).Select(_ => $"<!-- wp:paragraph -->\n<p>{System.Net.WebUtility.HtmlEncode(paragraphs[chance.Next(paragraphs.Length)])} <a href=\"https://courier.example/about/\">More</a>.</p>\n<!-- /wp:paragraph -->\n\n"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <item><title>Story {id} of the old newspaper</title><link>https://courier.example/{at:yyyy}/{at:MM}/{at:dd}/story-{id}/</link><dc:creator><![CDATA[writer-{id % 30}]]></dc:creator>
            <content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[What story {id} tells.]]></excerpt:encoded>
            <wp:post_id>{id}</wp:post_id><wp:post_date>{at:yyyy-MM-dd HH:mm:ss}</wp:post_date><wp:post_date_gmt>{at:yyyy-MM-dd HH:mm:ss}</wp:post_date_gmt><wp:post_name>story-{id}</wp:post_name>
            <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="section-{id % 20}"><![CDATA[Section {id % 20}]]></category>
            <category domain="post_tag" nicename="topic-{id % 300}"><![CDATA[Topic {id % 300}]]></category></item>

            """);
    }

    // The least that any import does.
    private static double Bare(string file, string database)
    {
        var clock = Stopwatch.StartNew();
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        Do(connection, "PRAGMA journal_mode=WAL");
        Do(connection, "CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, link TEXT, body TEXT)");
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO posts VALUES (@id, @title, @link, @body)";
        foreach (string name in new[] { "@id", "@title", "@link", "@body" }) insert.Parameters.Add(new SqliteParameter(name, ""));
        var parser = new HtmlParser();
        using var reader = XmlReader.Create(file);
        int id = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.Name == "title") insert.Parameters[1].Value = reader.ReadElementContentAsString();
            else if (reader.Name == "link") insert.Parameters[2].Value = reader.ReadElementContentAsString();
            else if (reader.Name == "content:encoded")
            {
                insert.Parameters[0].Value = ++id;
                insert.Parameters[3].Value = parser.ParseDocument(reader.ReadElementContentAsString()).Body!.InnerHtml;
                insert.ExecuteNonQuery();
            }
        }
        transaction.Commit();
        return clock.Elapsed.TotalSeconds;
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<(double Seconds, long Peak)> ImportAsync(string file, string data)
    {
        string[] command = ["dotnet", WebServer.PublishedProgram, "import", "wordpress", file, "--data", data];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        LeftBehind.Add(process.Id);
        var clock = Stopwatch.StartNew();
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.HasExited)
        {
            if (clock.Elapsed > Longest) process.Kill();
            if (File.Exists($"/proc/{process.Id}/status")) peak = Math.Max(peak, PeakOf(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(100));
        }
        if (process.ExitCode != 0) throw new InvalidOperationException($"The import failed:\n{await errors}\n{await said}");
        return (clock.Elapsed.TotalSeconds, peak);
    }

    // It may just have ended.
    private static long PeakOf(int process)
    {
        try
        {
            return Machine.PeakBytes(process);
        }
        catch (Exception fault) when (fault is IOException or NullReferenceException)
        {
            return 0;
        }
    }
}
