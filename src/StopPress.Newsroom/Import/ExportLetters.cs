using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using StopPress.Store;

namespace StopPress.Newsroom.Import;

/// <summary>The letters of an export, without those that XML forbids: editors paste them, WordPress keeps them, and no reader of XML takes them.</summary>
/// <remarks>A space stands for each, so that lines and columns stay what they are in the file. XML 1.0, section 2.2.</remarks>
internal sealed partial class ExportLetters : TextReader
{
    // The declaration stands at the very beginning, and is short.
    private const int Beginning = 256;

    // The bytes that are read at once; a file is read three times, so that it counts.
    private const int Buffer = 64 * 1024;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code).Except(['\t', '\n', '\r']), '\ufffe', '\uffff']);
    private readonly StreamReader letters;

    /// <summary>How many letters may be read on; more throw <see cref="InvalidDataException"/>.</summary>
    public long Left { get; set; } = long.MaxValue;

    private ExportLetters(StreamReader letters) => this.letters = letters;

    /// <summary>Reads a file in the encoding that its first bytes or its declaration name; UTF-8 where they name none.</summary>
    public static Outcome<ExportLetters> Open(Stream file)
    {
        byte[] first = new byte[Beginning];
        int length = file.ReadAtLeast(first, Beginning, throwOnEndOfStream: false);
        string? name = Declared().Match(Encoding.Latin1.GetString(first, 0, length)) is { Success: true } declared ? declared.Groups[1].Value : null;
        file.Seek(0, SeekOrigin.Begin);
        try
        {
            var encoding = name is null ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return new ExportLetters(new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, Buffer));
        }
        catch (ArgumentException)
        {
            return new Refusal("unknown-encoding", $"The file says that it is written in \"{name}\", which nobody here can read.", "Export it from WordPress again; it is written in UTF-8 then.");
        }
    }

    /// <inheritdoc/>
    public override int Peek() => letters.Peek() is var next and >= 0 ? Allowed((char)next) : -1;

    /// <inheritdoc/>
    public override int Read() => letters.Read() is var next and >= 0 ? Allowed((char)next) : -1;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        int read = letters.Read(buffer, index, count);
        if ((Left -= read) < 0) throw new InvalidDataException("More letters were read than may be.");
        var left = buffer.AsSpan(index, read);
        for (int place = left.IndexOfAny(Forbidden); place >= 0; place = left.IndexOfAny(Forbidden))
        {
            left[place] = ' ';
            left = left[(place + 1)..];
        }
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) letters.Dispose();
        base.Dispose(disposing);
    }

    private static char Allowed(char letter) => Forbidden.Contains(letter) ? ' ' : letter;

    [GeneratedRegex("""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")]
    private static partial Regex Declared();
}
