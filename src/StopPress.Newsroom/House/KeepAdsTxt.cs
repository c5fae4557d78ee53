using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Says who may sell advertising on the newspaper's pages (IAB Tech Lab, ads.txt 1.1).</summary>
/// <param name="Lines">The lines as the sellers give them; empty takes the file away.</param>
public sealed partial record KeepAdsTxt(string? Lines = null)
{
    // The longest that large publishers have are some thousand lines.
    private const int Longest = 200_000;

    private static readonly string[] Variables = ["CONTACT", "SUBDOMAIN", "INVENTORYPARTNERDOMAIN", "OWNERDOMAIN", "MANAGERDOMAIN"];

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var read = Read(Lines);
        if (read.Refusal is { } refusal) return refusal;
        string text = read.Value;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<HouseRow>().FirstOrDefaultAsync(cancel) is not { } house) return HouseRow.Missing;
            house.AdsTxt = text;
            return (new EntryDraft("AdsTxtKept", [Subject.House], new { lines = text }), true);
        }, cancel);
    }

    // Each line by itself, so that whoever pasted two hundred hears which one is wrong.
    private static Outcome<string> Read(string? typed)
    {
        string[] lines = [.. CleanText.Clean((typed ?? "").ReplaceLineEndings("\n"), keepLines: true).Split('\n').Select(line => line.Trim())];
        for (var number = 1; number <= lines.Length; number++)
        {
            if (!IsOne(lines[number - 1])) return new Refusal("wrong-line", $"Line {number} is no line of ads.txt: {HousePath.Short(lines[number - 1])}", "Such a line has a domain, an account and DIRECT or RESELLER, with commas between them.") { Parts = [number, HousePath.Short(lines[number - 1])] };
        }
        string text = string.Join('\n', lines).Trim('\n');
        return text.Length > Longest ? new Refusal("too-long", $"The file has {text.Length} letters; {Longest} are the most.", "Shorten it.") { Parts = ["ads.txt", text.Length, Longest] } : text;
    }

    private static bool IsOne(string line)
    {
        // What follows # is for people, what follows ; is of extensions.
        string says = line.Split('#', ';')[0].Trim();
        return says.Length == 0 ? line.Length == 0 || line[0] == '#' : Record().IsMatch(says) || (says.Split('=', 2) is [var name, { Length: > 0 }] && Variables.Contains(name.Trim().ToUpperInvariant()));
    }

    [GeneratedRegex(@"^[^\s,]+\.[^\s,.]+\s*,\s*[^,]*[^\s,][^,]*,\s*(DIRECT|RESELLER)\s*(,\s*[^\s,]*\s*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Record();
}
