using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace StopPress.Site.LinkCards;

/// <summary>A fount of type: HarfBuzz finds the signs of a text in it and their places, Skia draws them.</summary>
internal sealed class Fount : IDisposable
{
    private const string Folder = "font/";
    private readonly Blob blob;
    private readonly Face face;
    private readonly Lazy<SKTypeface> drawn;

    private Fount(string name, Blob blob, Func<SKTypeface> draw)
    {
        (Name, this.blob, face, drawn) = (name, blob, new Face(blob, 0), new Lazy<SKTypeface>(draw));
        Shaper = new Font(face);
        Shaper.SetScale(face.UnitsPerEm, face.UnitsPerEm);
        Shaper.SetFunctionsOpenType();
    }

    /// <summary>The name of its file.</summary>
    public string Name { get; }

    /// <summary>What shapes with it, in units of the fount.</summary>
    public Font Shaper { get; }

    /// <summary>How many units an em has.</summary>
    public int UnitsPerEm => face.UnitsPerEm;

    /// <summary>What draws with it.</summary>
    public SKTypeface Typeface => drawn.Value;

    /// <summary>A fount that comes with the program.</summary>
    public static Fount OfTheProgram(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name) ?? throw new InvalidOperationException($"The program lacks its font {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        var blob = new Blob(pinned.AddrOfPinnedObject(), bytes.Length, MemoryMode.ReadOnly, pinned.Free);
        return new Fount(name, blob, () => Drawn(SKData.CreateCopy(bytes), name));
    }

    /// <summary>A fount of the machine's; null when the file holds none that can be read.</summary>
    public static Fount? Open(string file)
    {
        // Fonts come and go while the newspaper runs.
        if (!File.Exists(file)) return null;
        var blob = Blob.FromFile(file);
        if (blob.Length == 0 || blob.FaceCount == 0)
        {
            blob.Dispose();
            return null;
        }
        var fount = new Fount(Path.GetFileName(file), blob, () => Drawn(SKData.Create(file), file));
        if (fount.face.GlyphCount > 0) return fount;
        fount.Dispose();
        return null;
    }

    /// <summary>Whether it has every sign of a grapheme; what is not seen, such as a joiner, it need not have.</summary>
    public bool Has(string grapheme)
    {
        foreach (var letter in grapheme.EnumerateRunes())
        {
            if (!IsUnseen(letter) && !Shaper.TryGetNominalGlyph((uint)letter.Value, out _)) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (drawn.IsValueCreated) drawn.Value.Dispose();
        Shaper.Dispose();
        face.Dispose();
        blob.Dispose();
    }

    // Joiners, marks of direction, and the choice between two forms of a sign.
    private static bool IsUnseen(Rune letter) =>
        Rune.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format || letter.Value is (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0100 and <= 0xe01ef);

    private static SKTypeface Drawn(SKData data, string name)
    {
        using (data) return SKTypeface.FromData(data) ?? throw new InvalidDataException($"The font {name} cannot be drawn with.");
    }
}
