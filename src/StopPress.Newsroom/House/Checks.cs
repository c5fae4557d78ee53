using System.Globalization;
using System.Text;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.House;

/// <summary>Reads what an act is given, fault by fault; the first fault is the act's refusal.</summary>
internal sealed class Checks
{
    // RFC 5321, section 4.5.3.1.3.
    private const int LongestAddress = 254;

    /// <summary>The first thing that is wrong, or null.</summary>
    public Refusal? Fault { get; private set; }

    /// <summary>A line of text in NFC, without what cannot be printed.</summary>
    /// <param name="name">What it is, in words.</param>
    /// <param name="text">The text; null counts as empty.</param>
    /// <param name="longest">How many letters it may have.</param>
    /// <param name="required">Whether it must not be empty.</param>
    public string Line(string name, string? text, int longest, bool required = false)
    {
        string line = Clean(text);
        if (required && line.Length == 0) Refuse("empty", $"The {name} is empty.", "Write one.", name);
        if (line.Length > longest) Refuse("too-long", $"The {name} has {line.Length} letters; {longest} are the most.", "Shorten it.", name, line.Length, longest);
        return line;
    }

    /// <summary>An e-mail address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="required">Whether it must not be empty.</param>
    public string Email(string? text, bool required = true)
    {
        string email = Line("e-mail address", text, LongestAddress, required);
        if (email.Length > 0 && (!System.Net.Mail.MailAddress.TryCreate(email, out var read) || read.Address != email)) Refuse("wrong-email", $"\"{email}\" is no e-mail address.");
        return email;
    }

    /// <summary>The part of an address that is made of what somebody writes for it.</summary>
    public string Slug(string? text)
    {
        string slug = UrlSlug.Of(Clean(text));
        if (slug.Length == 0) Refuse("no-slug", $"Nothing of \"{text}\" can stand in an address.", "Write a word or two, in letters of any script.");
        return slug;
    }

    /// <summary>The id of something, from its public form; 0 after a fault.</summary>
    public long Id(string what, string? text)
    {
        if (PublicId.TryRead(text ?? "", out long id)) return id;
        Refuse("unknown-" + what, $"There is no {what} with the id \"{text}\".");
        return 0;
    }

    /// <summary>The ids of several things.</summary>
    public IReadOnlyList<long> Ids(string what, IEnumerable<string>? texts) => [.. (texts ?? []).Select(text => Id(what, text)).Distinct()];

    /// <summary>Notes what is wrong, unless something was already.</summary>
    public void Refuse(string code, string message, string help = "", params IReadOnlyList<object> parts) => Fault ??= new Refusal(code, message, help) { Parts = parts };

    // A joiner or a mark of direction alone is nothing to read.
    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format;

    /// <summary>A text in NFC on one line, without control characters and without halves of characters; empty when there is nothing in it to be seen.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in CleanText.Clean(text, keepLines: false).EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) continue;
            if (Rune.IsWhiteSpace(rune)) clean.Append(clean.Length > 0 && clean[^1] != ' ' ? " " : "");
            else clean.Append(rune.ToString());
        }
        string line = Nfc.Of(clean.ToString().TrimEnd());
        return line.EnumerateRunes().Any(IsSeen) ? line : "";
    }

    // As most lines of European papers and nearly all addresses are.
    private static bool IsClean(string text) => text[0] != ' ' && text[^1] != ' ' && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal);
}
