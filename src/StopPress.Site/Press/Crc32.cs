namespace StopPress.Site.Press;

/// <summary>Arithmetic on CRC-32 sums (RFC 1952, section 8), which knows the sum of two texts joined from the sums of each.</summary>
/// <remarks>
/// A CRC is the remainder of the text as a polynomial over GF(2). Putting a text of n bytes behind another one multiplies the first by
/// x^8n, so its sum is multiplied by the remainder of x^8n, and the second's is added. Polynomials are held with their bits reversed.
/// </remarks>
public static class Crc32
{
    private const uint Polynomial = 0xedb88320;
    private const uint One = 0x80000000;

    // x^(8 * 2^k) for every k that a length of 31 bits can need.
    private static readonly uint[] Powers = MakePowers();

    /// <summary>The sum of two texts joined.</summary>
    /// <param name="first">The sum of the first text; 0 when it is empty.</param>
    /// <param name="second">The sum of the second text.</param>
    /// <param name="secondLength">The length of the second text, in bytes.</param>
    public static uint Combine(uint first, uint second, int secondLength)
    {
        uint shift = One;
        for (var k = 0; secondLength >> k != 0; k++)
        {
            if (((secondLength >> k) & 1) != 0) shift = Multiply(Powers[k], shift);
        }
        return Multiply(shift, first) ^ second;
    }

    private static uint[] MakePowers()
    {
        uint[] powers = new uint[31];
        // x^8
        powers[0] = One >> 8;
        for (var k = 1; k < powers.Length; k++) powers[k] = Multiply(powers[k - 1], powers[k - 1]);
        return powers;
    }

    private static uint Multiply(uint left, uint right)
    {
        uint product = 0;
        for (uint bit = One; bit != 0 && right != 0; bit >>= 1)
        {
            if ((left & bit) != 0) product ^= right;
            // Times x, and the remainder.
            right = (right & 1) != 0 ? (right >> 1) ^ Polynomial : right >> 1;
        }
        return product;
    }
}
