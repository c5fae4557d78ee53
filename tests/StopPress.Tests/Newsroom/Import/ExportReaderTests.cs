using System.Text;
using StopPress.Newsroom.Import;
using StopPress.Store;

namespace StopPress.Tests.Newsroom.Import;

/// <summary>Exports as they are found: made by plug-ins, mended by hand, cut off by a host's time limit.</summary>
public class ExportReaderTests
{
    private const string Head = "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' xmlns:excerpt='http://wordpress.org/export/1.2/excerpt/' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:wp='http://wordpress.org/export/1.2/'>\n<channel><title>Courier</title><wp:wxr_version>1.2</wp:wxr_version>\n";
    private const string End = "</channel></rss>";

    [Theory]
    [InlineData("a letter that XML forbids", "<title>Flood\u000b in\u0000 town</title>", "Flood  in  town")]
    [InlineData("one that is written as a number", "<title>Flood&#11;s</title>", "Flood\vs")]
    [InlineData("a name of an entity that only HTML knows", "<title>Flood&nbsp;&amp;&eacute;</title>", "Flood\u00a0&é")]
    [InlineData("a text that is cut in two", "<title><![CDATA[Flood ]]]]><![CDATA[> in town]]></title>", "Flood ]]> in town")]
    [InlineData("a prefix that nobody has declared", "<title>Flood</title><media:credit role='x'>Jane</media:credit>", "Flood")]
    [InlineData("an attribute with one", "<title ev:x='1'>Flood</title>", "Flood")]
    [InlineData("text outside of everything", "stray <title>Flood</title> words", "Flood")]
    public void what_is_found_in_exports_is_read_as_it_is_meant(string what, string title, string read)
    {
        var item = Assert.Single(Items($"{Head}<item>{title}<wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>{End}"));
        Assert.Equal((what, read, "7"), (what, item.Title, item.Id));
    }

    [Fact]
    public void a_vocabulary_is_told_by_its_address_whatever_its_prefix_is()
    {
        string file = Head.Replace("xmlns:content", "xmlns:body", StringComparison.Ordinal).Replace("xmlns:excerpt", "xmlns:content", StringComparison.Ordinal)
            + "<item><title>Flood</title><content:encoded>In short</content:encoded><body:encoded>All of it</body:encoded><wp:post_type>post</wp:post_type></item>" + End;
        var item = Assert.Single(Items(file));
        Assert.Equal(("All of it", "In short"), (item.Body, item.Excerpt));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    [InlineData("windows-874")]
    public void a_file_is_read_in_the_encoding_that_it_declares(string name)
    {
        string title = name == "windows-874" ? "น้ำท่วม" : "Überschwemmung";
        var encoding = name == "utf-16" ? Encoding.Unicode : CodePagesEncodingProvider.Instance.GetEncoding(name)!;
        string file = (Head + $"<item><title>{title}</title><wp:post_type>post</wp:post_type></item>{End}").Replace("UTF-8", name, StringComparison.Ordinal);
        Assert.Equal(title, Assert.Single(Items([.. encoding.GetPreamble(), .. encoding.GetBytes(file)])).Title);
    }

    [Theory]
    [InlineData("<item><title>Flood</titel></item>" + End, 4, "not-xml")]
    [InlineData("<item>\n<title>Flood</title>\n", 6, "not-xml")]
    [InlineData("<item>\n\n<title>Flood & fire</title></item>" + End, 6, "not-xml")]
    public void a_broken_file_is_refused_with_its_line_and_column(string rest, int line, string code)
    {
        var refusal = Read(Encoding.UTF8.GetBytes(Head + rest)).Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.Matches($"^The file is broken in line {line}, at column [0-9]+: [A-Z]", refusal.Message);
    }

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><rss><channel>&b;</channel></rss>")]
    [InlineData("<!DOCTYPE rss SYSTEM 'file:///etc/passwd'><rss><channel/></rss>")]
    public void a_file_with_a_definition_is_refused(string file) => Assert.Equal("not-xml", Read(Encoding.UTF8.GetBytes(file)).Refusal?.Code);

    [Fact]
    public void a_file_that_is_nested_or_longer_than_any_text_is_refused_and_takes_no_memory_for_it()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        Assert.Contains("stand inside one another", Read(Encoding.UTF8.GetBytes($"{Head}<item>{deep}")).Refusal!.Message, StringComparison.Ordinal);
        // Where nothing of an export stands, nothing is kept, however deep it is.
        Assert.Equal("not-an-export", Read(Encoding.UTF8.GetBytes($"<rss><other>{deep}{deep.Replace("<", "</", StringComparison.Ordinal)}</other></rss>")).Refusal?.Code);
        using var endless = new Repeated(Encoding.UTF8.GetBytes(Head + "<item><title>"), "word "u8.ToArray(), 400L * 1024 * 1024);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Contains("A text has more than 8 million letters", WordPressFile.Read(endless).Refusal!.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200L * 1024 * 1024);
    }

    [Fact]
    public void an_encoding_that_nobody_knows_is_refused_in_words() =>
        Assert.Equal("unknown-encoding", Read(Encoding.UTF8.GetBytes(Head.Replace("UTF-8", "klingon-1", StringComparison.Ordinal) + End)).Refusal?.Code);

    private static List<WordPressItem> Items(string file) => Items(Encoding.UTF8.GetBytes(file));

    private static List<WordPressItem> Items(byte[] file)
    {
        Assert.Null(Read(file).Refusal);
        using var stream = new MemoryStream(file);
        return [.. WordPressFile.Items(stream)];
    }

    private static Outcome<WordPressSite> Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return WordPressFile.Read(stream);
    }

    // A file that begins so, and then says the same again and again.
    private sealed class Repeated(byte[] head, byte[] again, long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - Position);
            for (var i = 0; i < read; i++, Position++) buffer[offset + i] = Position < head.Length ? head[Position] : again[(Position - head.Length) % again.Length];
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset;

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
