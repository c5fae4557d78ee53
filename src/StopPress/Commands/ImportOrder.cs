namespace StopPress.Commands;

/// <summary>What <c>stoppress import wordpress</c> was told.</summary>
/// <param name="File">The export file.</param>
/// <param name="DryRun">Whether to keep nothing.</param>
/// <param name="Media">Where pictures and files are: a folder, or <c>download</c>; null leaves them out.</param>
/// <param name="Report">Where to write the report, or null for the screen only.</param>
internal sealed record ImportOrder(FileInfo File, bool DryRun, string? Media, FileInfo? Report);
