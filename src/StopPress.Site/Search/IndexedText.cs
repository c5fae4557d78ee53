using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>A text as the index keeps it: its terms, and its words folded, in which phrases are looked for.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Folded">Its passages folded, one below the other: headline, summary, what stands beside it, body; last what it is filed under.</param>
/// <param name="Spellings">The words of headline and standfirst, by which a misspelled one is put right.</param>
public sealed record IndexedText(IReadOnlyCollection<string> Terms, byte[] Folded, IReadOnlyCollection<string> Spellings)
{
    // PostgreSQL takes a megabyte of terms for one text (textsearch limits), with a mark of some bytes before each. A book's worth is far less.
    private const int MostTermBytes = 600_000;

    // Fast, and a third of the size; a window of 256 kB holds any story.
    private const int Quality = 2, Window = 18;

    /// <summary>Makes one of a text that readers have.</summary>
    public static IndexedText Of(SearchCopy copy)
    {
        var stemmer = Stemmer.For(copy.Language);
        var terms = new HashSet<string>(StringComparer.Ordinal) { SearchTerms.All };
        var spellings = new HashSet<string>(StringComparer.Ordinal);
        var folded = new StringBuilder();
        terms.UnionWith(copy.Filed.Select(SearchTerms.Under));
        var headline = WordCutter.Cut(copy.Headline);
        var standing = new HashSet<string>(StringComparer.Ordinal);
        SearchTerms.Add(standing, copy.Headline, headline, stemmer);
        terms.UnionWith(standing.Select(term => SearchTerms.Headline + term));
        foreach (string passage in new[] { copy.Headline, copy.Summary, copy.Beside, copy.Body })
        {
            // What stands on two lines is no phrase.
            foreach (string line in passage.Split('\n', '\t'))
            {
                var words = WordCutter.Cut(line);
                SearchTerms.Add(terms, line, words, stemmer);
                folded.Append(SearchTerms.Folded(words));
                if (ReferenceEquals(passage, copy.Headline) || ReferenceEquals(passage, copy.Summary)) spellings.UnionWith(words.Where(word => !word.IsUnspaced).Select(word => word.Folded));
            }
            folded.Append('\n');
        }
        folded.AppendJoin(' ', copy.Filed.Select(SearchTerms.Under));
        return new IndexedText(Bounded(terms), Encoding.UTF8.GetBytes(folded.ToString()), spellings);
    }

    /// <summary>A number that is another one as soon as anything that can be found is another; so what has not changed is not written again.</summary>
    public long Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (string term in Terms.Order(StringComparer.Ordinal)) hash.AppendData(Encoding.UTF8.GetBytes(term + " "));
            hash.AppendData(Folded);
            return BinaryPrimitives.ReadInt64BigEndian(hash.GetHashAndReset());
        }
    }

    /// <summary>The folded words as they are kept.</summary>
    public byte[] Packed()
    {
        byte[] packed = new byte[sizeof(int) + BrotliEncoder.GetMaxCompressedLength(Folded.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, Folded.Length);
        if (!BrotliEncoder.TryCompress(Folded, packed.AsSpan(sizeof(int)), out int length, Quality, Window)) throw new InvalidDataException("Brotli did not fit its own bound.");
        return packed[..(sizeof(int) + length)];
    }

    /// <summary>The folded words of what is kept.</summary>
    public static byte[] Unpacked(byte[] packed)
    {
        byte[] folded = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed)];
        if (!BrotliDecoder.TryDecompress(packed.AsSpan(sizeof(int)), folded, out _)) throw new InvalidDataException("A text of the search index cannot be read.");
        return folded;
    }

    private static HashSet<string> Bounded(HashSet<string> terms)
    {
        var bytes = 0;
        return terms.Sum(term => term.Length) < MostTermBytes / 3 ? terms : [.. terms.TakeWhile(term => (bytes += Encoding.UTF8.GetByteCount(term) + 8) < MostTermBytes)];
    }
}
