namespace StopPress.Newsroom.Media;

/// <summary>What one look at an original tells.</summary>
/// <param name="Width">Its width the right way up, in pixels.</param>
/// <param name="Height">Its height the right way up, in pixels.</param>
/// <param name="Colour">Its average colour as <c>#rrggbb</c>.</param>
/// <param name="Notes">What the file says about itself.</param>
internal sealed record Negative(int Width, int Height, string Colour, PictureNotes Notes);
