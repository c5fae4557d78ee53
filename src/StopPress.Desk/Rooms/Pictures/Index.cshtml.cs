using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;

namespace StopPress.Desk.Rooms.Pictures;

/// <summary>The picture desk: a wall of the pictures that somebody may see, and the way in for new ones.</summary>
[Needs(Right.SeeBoard)]
[RequestSizeLimit(MostAtOnce)]
[RequestFormLimits(MultipartBodyLengthLimit = MostAtOnce)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    /// <summary>What a browser lets somebody choose; an iPhone makes JPEG of its own format where that is not named.</summary>
    public const string Formats = "image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif";

    // Without a script all files come in one form; a camera's card is emptied with one.
    private const long MostAtOnce = 512L * 1024 * 1024;
    private const int Length = 48;

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Words of a story that uses it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Used { get; set; }

    /// <summary>The first day.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>The last day.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    /// <summary>What the list is narrowed to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Only { get; set; }

    /// <summary>Only what came in before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The credit that was typed for what is brought.</summary>
    [BindProperty]
    public string? Credit { get; set; }

    /// <summary>The pictures.</summary>
    public IReadOnlyList<PictureLine> Pictures { get; private set; } = [];

    /// <summary>Before which picture the older ones are, or null.</summary>
    public long? Older { get; private set; }

    /// <summary>The files that were not taken, each with the reason.</summary>
    public IReadOnlyList<(string Name, string Reason)> NotTaken { get; private set; } = [];

    /// <summary>How many were taken just now, or null.</summary>
    public int? Taken { get; private set; }

    /// <summary>Whether anything is looked for.</summary>
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrWhiteSpace(Used) || From is not null || Until is not null || !string.IsNullOrEmpty(Only);

    /// <summary>What the next page asks for.</summary>
    public string OlderQuery => string.Join('&', new[]
    {
        ("before", Older?.ToString(CultureInfo.InvariantCulture)), ("q", Q), ("used", Used), ("from", Day(From)), ("until", Day(Until)), ("only", Only),
    }.Where(part => !string.IsNullOrEmpty(part.Item2)).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"));

    /// <summary>A day as a browser's field has it.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Shows the wall.</summary>
    public Task OnGetAsync(int? taken)
    {
        Taken = taken;
        return LookAsync();
    }

    /// <summary>Takes in what a form without a script brings: one file after the other, each for itself.</summary>
    [Needs(Right.AddPictures)]
    public async Task<IActionResult> OnPostAddAsync(List<IFormFile> files)
    {
        var notTaken = new List<(string, string)>();
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            var added = await new AddPicture(Credit: string.IsNullOrWhiteSpace(Credit) ? null : Credit, FileName: file.FileName).RunAsync(Desk, Here.Actor, content, HttpContext.RequestAborted);
            if (added.Refusal is { } refusal) notTaken.Add((file.FileName, Words.Of(refusal)));
        }
        int taken = files.Count - notTaken.Count;
        if (files.Count > 0 && notTaken.Count == 0) return Go(string.Create(CultureInfo.InvariantCulture, $"/pictures?taken={taken}"));
        await LookAsync();
        if (files.Count == 0) return Refuse(new Store.Refusal("no-file", "No file is chosen.", "Choose the pictures first."));
        (NotTaken, Taken) = (notTaken, taken > 0 ? taken : null);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LookAsync()
    {
        var first = await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync());
        string edition = first.Any(row => row.Language == Words.Language) ? Words.Language : first.FirstOrDefault()?.Language ?? "";
        var found = await new PictureLibrary(Desk.Database, Here).ReadAsync(new PictureSearch(Q, Used, From, Until, Only, first.FirstOrDefault()?.AsEdition()), Before, Length + 1, edition);
        Pictures = [.. found.Take(Length)];
        Older = found.Count > Length ? Pictures[^1].Place : null;
    }
}
