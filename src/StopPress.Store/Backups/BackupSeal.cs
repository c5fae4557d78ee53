using System.Formats.Tar;
using System.Text;

namespace StopPress.Store.Backups;

/// <summary>The end of a backup: the SHA-256 of all that stands before it. With it every byte of the file is accounted for.</summary>
internal static class BackupSeal
{
    /// <summary>How long the end of a file is: a header, a block with the digits, and the two empty blocks that end a tar.</summary>
    public const int Length = 4 * 512;

    private const string Name = "seal.sha256";
    private const int Digits = 64;
    private const int DigitsAt = 512;

    /// <summary>The entry of the seal.</summary>
    public static TarEntry Entry(ReadOnlySpan<byte> hash) => New(Name, new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))));

    /// <summary>An entry that any <c>tar</c> reads; only whoever owns the file may read what comes out.</summary>
    public static TarEntry New(string name, Stream content)
    {
        // What ustar has no room for (POSIX.1, pax): 100 letters of a name, eleven octal digits of a length.
        bool isSmall = name.Length < 100 && Ascii.IsValid(name) && content.Length < 1L << 33;
        TarEntry entry = isSmall ? new UstarTarEntry(TarEntryType.RegularFile, name) : new PaxTarEntry(TarEntryType.RegularFile, name);
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        entry.Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        entry.DataStream = content;
        return entry;
    }

    /// <summary>Whether the last bytes of a file are a seal, and then the digits in it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> end, out byte[] hash)
    {
        hash = [];
        if (end.Length != Length) return false;
        var digits = end.Slice(DigitsAt, Digits);
        try
        {
            hash = Convert.FromHexString(Encoding.ASCII.GetString(digits));
        }
        catch (FormatException)
        {
            return false;
        }
        return end.SequenceEqual(End(hash));
    }

    private static byte[] End(ReadOnlySpan<byte> hash)
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, TarEntryFormat.Ustar, leaveOpen: true)) tar.WriteEntry(Entry(hash));
        return memory.ToArray();
    }
}
