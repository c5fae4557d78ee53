namespace StopPress.Site.Press;

/// <summary>Makes the page at an address, from what a run reads.</summary>
public delegate Task<Made> PageMaker(PressRun run, string path);

/// <summary>Makes a piece that pages share, from what a run reads.</summary>
public delegate Task<string> PieceMaker(PressRun run, string piece);

/// <summary>What the press answers to whoever asked for an address.</summary>
/// <param name="Page">The page, or null.</param>
/// <param name="MovedTo">The address to go to instead, or null.</param>
public readonly record struct Answer(PressedPage? Page, string? MovedTo);
