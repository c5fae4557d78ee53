namespace StopPress.Newsroom.Media;

/// <summary>How large media may be that the newspaper takes in.</summary>
/// <param name="PictureBytes">The largest file of a picture.</param>
/// <param name="FileBytes">The largest sound or document.</param>
/// <param name="Pixels">The most pixels of a picture that can be read line by line.</param>
/// <param name="PixelsAtOnce">The most pixels of one that is held whole while it is read, or takes more room: progressive, interlaced, WebP, AVIF, TIFF, 16 bits.</param>
public sealed record PictureLimits(long PictureBytes, long FileBytes, long Pixels, long PixelsAtOnce)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>
    /// What every camera of the trade stays below: the largest sensors have 100 to 150 megapixels and write JPEGs of 60 MB. A progressive
    /// JPEG takes 3 to 6 bytes of memory a pixel, so 40 megapixels are 240 MB; an hour of the finest MP3 is 144 MB.
    /// </summary>
    public static PictureLimits Usual { get; } = new(100 * Megabyte, 300 * Megabyte, 100_000_000, 40_000_000);
}
