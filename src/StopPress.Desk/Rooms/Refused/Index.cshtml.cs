using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;

namespace StopPress.Desk.Rooms.Refused;

/// <summary>Says in words why there is no page, in place of an empty one.</summary>
[OpenToAll]
[IgnoreAntiforgeryToken]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    // Longer than anything that is typed into a form by hand; nobody has to be signed in to send so much.
    private const long LongestKept = 256 * 1024;

    // A form with what lets people in is typed anew: nothing of it is shown, or handed round in a page.
    private static readonly string[] Secrets = ["password", "old", "code", "sealedKey", "credential", "t"];

    /// <summary>The number of the answer (RFC 9110, section 15).</summary>
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    /// <summary>What it means.</summary>
    public string Says => Status switch
    {
        StatusCodes.Status400BadRequest when Typed.Count > 0 => Words["refused-page.by-another"],
        StatusCodes.Status401Unauthorized => Words["refused-page.signed-out"],
        StatusCodes.Status403Forbidden => Words["refused-page.not-allowed"],
        StatusCodes.Status404NotFound => Words["refused-page.not-found"],
        _ => Words["refused-page.other"],
    };

    /// <summary>Whether whoever asks is signed out by now.</summary>
    public bool IsSignedOut => Status == StatusCodes.Status401Unauthorized;

    /// <summary>What of it somebody can read, to copy it: words that were typed, not what stands in hidden fields.</summary>
    public IEnumerable<string> Readable => Typed.Where(one => one.Key is not ("__RequestVerificationToken" or "seen" or "id" or "edition" or "draft") && !one.Key.StartsWith("was.", StringComparison.Ordinal) && one.Value.Trim().Length > 1).Select(one => one.Value);

    /// <summary>Whether a file was sent with it, which is to be chosen again.</summary>
    public bool HadFile { get; private set; }

    /// <summary>What was typed and did not arrive, to be sent again; files are not in it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Typed { get; private set; } = [];

    /// <summary>Where it was sent.</summary>
    public string SentTo => HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } first ? $"{first.OriginalPathBase}{first.OriginalPath}{first.OriginalQueryString}" : "";

    /// <summary>The room in which it was typed, below the desk's address.</summary>
    public string Back => Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var room) && room.Authority == Request.Host.Value && DeskDoor.Leads(room.AbsolutePath) ? room.PathAndQuery[DeskDoor.Path.Length..] : "";

    /// <summary>Shows it.</summary>
    public void OnGet() { }

    /// <summary>Shows it to whoever sent something; whoever was signed out meanwhile gets back what they typed.</summary>
    public async Task OnPostAsync()
    {
        if (Status is not (StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden) || !Request.HasFormContentType || Request.ContentLength is null or > LongestKept) return;
        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        if (Secrets.Any(form.ContainsKey)) return;
        HadFile = form.Files.Count > 0;
        Typed = [.. form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];
    }
}
