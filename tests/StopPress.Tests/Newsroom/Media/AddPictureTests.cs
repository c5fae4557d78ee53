using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Xmp;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Media;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Media;

/// <summary>Pictures that mean harm or are broken, and what pictures say about themselves.</summary>
public class AddPictureTests(Houses houses)
{
    [Theory]
    [InlineData(40, 1000)]
    [InlineData(1000, 40)]
    [InlineData(1000, 18_000)]
    public async Task a_picture_that_is_a_line_or_longer_than_every_format_can_be_is_refused(int width, int height)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        Assert.Equal("wrong-size", (await Shots.TryAsync(paper, Shots.Jpeg(width, height))).Refusal?.Code);
    }

    [Theory, BothDatabases]
    public async Task what_a_picture_says_about_itself_fills_what_nobody_said(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var read = (await Shots.TryAsync(paper, Shots.WithNotes(Shots.Jpeg(640, 480)), new AddPicture(Creator: "J. Doe"))).Value.Result;
        Assert.Equal(("J. Doe", "ภาพ: Jane Doe / Courier", "© 2026 Jane Doe"), (read.Creator, read.Credit, read.Copyright));
        Assert.Equal(("Four fields seen from above.", "Bangkok", "Thailand", "2026-03-01T10:22:00"), (read.Caption, read.City, read.Country, read.Taken));
        Assert.Equal(["fields", "colour"], read.Keywords);
        Assert.Equal((640, 480, "image/jpeg"), (read.Width, read.Height, read.MimeType));
        string path = await paper.PublishAsync(await Shots.FileAsync(paper, "Fields", read.Id));
        string page = await paper.ReadAsync(path);
        Assert.Contains("Four fields seen from above.", page, StringComparison.Ordinal);
        Assert.Contains("ภาพ: Jane Doe / Courier", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task every_rendition_names_who_made_it_and_none_tells_where()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        byte[] file = Shots.WithNotes(Shots.Jpeg(700, 500));
        Assert.Contains(ImageMetadataReader.ReadMetadata(new MemoryStream(file)), folder => folder is GpsDirectory);
        string id = await Shots.AddAsync(paper, file, new AddPicture());
        await paper.PublishAsync(await Shots.FileAsync(paper, "Fields", id));
        foreach (var crop in Rendition.Crops)
        {
            foreach (var format in crop == Crop.Social ? [RenditionFormat.Jpeg] : Rendition.Formats)
            {
                byte[] bytes = await Shots.ReadAsync(paper, id, crop, format);
                string text = Encoding.UTF8.GetString(bytes);
                Assert.Contains("ภาพ: Jane Doe / Courier", text, StringComparison.Ordinal);
                Assert.Contains("© 2026 Jane Doe", text, StringComparison.Ordinal);
                Assert.DoesNotContain("GPS", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Bangkok", text, StringComparison.Ordinal);
                // The library does not look into AVIF.
                if (format == RenditionFormat.Avif) continue;
                var folders = ImageMetadataReader.ReadMetadata(new MemoryStream(bytes));
                Assert.DoesNotContain(folders, folder => folder is GpsDirectory);
                Assert.Equal("Jane Doe", folders.OfType<ExifIfd0Directory>().Single().GetString(ExifDirectoryBase.TagArtist));
                Assert.Contains(folders.OfType<XmpDirectory>().Single().GetXmpProperties().Values, value => value == "ภาพ: Jane Doe / Courier");
            }
        }
    }

    [Theory]
    [InlineData(65_535, 65_535)]
    [InlineData(20_000, 20_000)]
    public async Task a_picture_that_claims_too_many_pixels_is_refused_before_it_is_read(int width, int height)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        long before = GC.GetTotalAllocatedBytes();
        Assert.Equal("too-many-pixels", (await Shots.TryAsync(paper, Png(width, height))).Refusal!.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }

    [Fact]
    public async Task a_picture_that_was_cut_off_is_shown_as_far_as_it_goes_or_refused()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        byte[] whole = Shots.Jpeg(800, 600);
        var shown = new List<(string Id, double Part)>();
        for (var tenth = 0; tenth <= 10; tenth++)
        {
            var outcome = await Shots.TryAsync(paper, whole[..(whole.Length * tenth / 10)]);
            if (outcome.Refusal is { } refusal) Assert.Contains(refusal.Code, new[] { "not-a-picture", "broken-picture" });
            else shown.Add((outcome.Value.Result.Id, tenth / 10.0));
        }
        Assert.True(shown.Count >= 5, $"{shown.Count} were shown.");
        await paper.PublishAsync(await Shots.FileAsync(paper, "Cut off", [.. shown.Select(one => one.Id)]));
        var full = Likeness.OfRendition(await Shots.ReadAsync(paper, shown[^1].Id, Crop.Whole, RenditionFormat.Jpeg));
        // Nine tenths of the bytes hold at least the upper half of the picture.
        var nearly = Likeness.OfRendition(await Shots.ReadAsync(paper, shown.First(one => one.Part == 0.9).Id, Crop.Whole, RenditionFormat.Jpeg));
        Assert.InRange(nearly.FromAbove(full, 0.5), 0, 3);
    }

    [Fact]
    public async Task no_file_however_broken_breaks_the_newsroom()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var chance = new Random(4711);
        byte[][] seeds = [Shots.WithNotes(Shots.Jpeg(64, 48)), Png(16, 16), "GIF89a"u8.ToArray(), "RIFF\u0010\0\0\0WEBPVP8 "u8.ToArray(), "II*\0"u8.ToArray(), "\0\0\0\u001cftypavif\0\0\0\0avifmif1"u8.ToArray()];
        for (var i = 0; i < 150; i++)
        {
            byte[] file = [.. seeds[i % seeds.Length]];
            for (var n = chance.Next(1, 30); n > 0; n--) file[chance.Next(file.Length)] = (byte)chance.Next(256);
            var outcome = await Shots.TryAsync(paper, file);
            Assert.True(outcome.Refusal is null || outcome.Refusal.Message.Length > 10, $"round {i}");
        }
    }

    [Theory]
    [InlineData("", "not-a-picture")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not-a-picture")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>", "not-a-picture")]
    [InlineData("%PDF-1.7 %", "not-a-picture")]
    [InlineData("%!PS-Adobe-3.0 EPSF-3.0", "not-a-picture")]
    [InlineData("push graphic-context\nimage over 0,0 0,0 'https://example.org/x.jpg'", "not-a-picture")]
    [InlineData("GIF89a<script>alert(1)</script>", "broken-picture")]
    [InlineData("\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic", "heic")]
    public async Task what_is_no_picture_is_refused_in_plain_words(string text, string code)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        var refusal = (await Shots.TryAsync(paper, Encoding.Latin1.GetBytes(text))).Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Help);
    }

    [Fact]
    public async Task what_is_hidden_in_a_picture_does_not_reach_readers_and_a_wrong_name_does_no_harm()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        byte[] two = [.. Shots.Jpeg(400, 300), .. "<script>alert('canary')</script>PK\u0003\u0004"u8];
        string file = Path.Combine(house.Folder, "picture.png");
        await File.WriteAllBytesAsync(file, two);
        var added = (await new AddPicture(file).RunAsync(paper.Desk, "anna")).Value.Result;
        Assert.Equal("image/jpeg", added.MimeType);
        await paper.PublishAsync(await Shots.FileAsync(paper, "Two in one", added.Id));
        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(await Shots.ReadAsync(paper, added.Id, Crop.Whole, RenditionFormat.Jpeg)), StringComparison.Ordinal);
        Assert.Equal("unreadable", (await new AddPicture(Path.Combine(house.Folder, "nowhere.jpg")).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("no-file", (await new AddPicture().RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Fact]
    public async Task a_file_that_is_too_large_is_refused_and_nothing_of_it_stays()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        long most = paper.Desk.Darkroom.Limits.PictureBytes;
        Assert.Equal("too-large", (await new AddPicture().RunAsync(paper.Desk, "anna", new Endless(most + 1))).Refusal!.Code);
        Assert.Empty(System.IO.Directory.GetFiles(Path.Combine(house.Folder, "media", "incoming")));
    }

    [Fact]
    public async Task a_blob_that_lost_its_row_harms_nobody()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        // As a process leaves it that is killed between the two.
        byte[] file = Shots.Jpeg(500, 400);
        await paper.Desk.Blobs.PutAsync(file);
        string id = await Shots.AddAsync(paper, file);
        await paper.PublishAsync(await Shots.FileAsync(paper, "After the fall", id));
        Assert.NotEmpty(await Shots.ReadAsync(paper, id, Crop.Card, RenditionFormat.Webp));
        var connection = await paper.Desk.Database.RentAsync();
        await using (var context = paper.Desk.Database.NewContext(connection)) Assert.Equal(1, await context.Set<MediaRow>().CountAsync());
        await paper.Desk.Database.Return(connection);
    }

    // A grey PNG that claims a size, with hardly any data in it.
    private static byte[] Png(int width, int height)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(new byte[1000]);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        var crc = uint.MaxValue;
        foreach (byte b in body)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        byte[] ends = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(ends, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(ends.AsSpan(4), ~crc);
        return [.. ends[..4], .. body, .. ends[4..]];
    }

    private sealed class Endless(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(left, count);
            left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
