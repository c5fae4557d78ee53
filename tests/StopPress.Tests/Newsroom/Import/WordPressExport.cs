using System.Globalization;
using System.Text;

namespace StopPress.Tests.Newsroom.Import;

/// <summary>An export of a site of WordPress's that a test writes.</summary>
internal sealed class WordPressExport(string address = "https://courier.example")
{
    private readonly StringBuilder items = new();

    public WordPressExport Post(int id, string title, string body, string status = "publish", string path = "", string kind = "post", string more = "")
    {
        string link = $"{address}/{(path.Length > 0 ? path : $"2024/05/{id.ToString(CultureInfo.InvariantCulture)}")}/";
        items.Append(CultureInfo.InvariantCulture, $"""
            <item><title>{title}</title><link>{link}</link><dc:creator>mina</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
            <wp:post_id>{id}</wp:post_id><wp:post_date_gmt>2024-05-{(id % 28) + 1:00} 10:00:00</wp:post_date_gmt><wp:post_name>post-{id}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
            <category domain="category" nicename="harbour"><![CDATA[Harbour]]></category>{more}</item>

            """);
        return this;
    }

    public WordPressExport Attachment(int id, string title, string file, int parent = 0)
    {
        items.Append(CultureInfo.InvariantCulture, $"""
            <item><title>{title}</title><link>{address}/file-{id}/</link><content:encoded/><wp:post_id>{id}</wp:post_id><wp:status>inherit</wp:status><wp:post_parent>{parent}</wp:post_parent>
            <wp:post_type>attachment</wp:post_type><wp:attachment_url>{file}</wp:attachment_url></item>

            """);
        return this;
    }

    /// <summary>Writes it to a file of a folder.</summary>
    public string WriteTo(string folder, string name = "export.xml")
    {
        string file = Path.Combine(folder, name);
        File.WriteAllText(file, $"""
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>The Harbour Courier</title><link>{address}</link><description>News of the quay</description><language>en-GB</language>
            <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{address}</wp:base_blog_url>
            <wp:author><wp:author_login>mina</wp:author_login><wp:author_display_name>Mina Dahl</wp:author_display_name></wp:author>
            {items}
            </channel></rss>
            """);
        return file;
    }
}
