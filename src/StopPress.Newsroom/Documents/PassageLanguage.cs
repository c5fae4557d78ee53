using System.Text.RegularExpressions;

namespace StopPress.Newsroom.Documents;

/// <summary>Which way a passage is written.</summary>
public enum PassageDirection
{
    /// <summary>As its language is.</summary>
    Unstated,

    /// <summary>From left to right.</summary>
    LeftToRight,

    /// <summary>From right to left.</summary>
    RightToLeft,
}

/// <summary>The language of a passage that is quoted in another language than its story's.</summary>
public sealed partial record PassageLanguage
{
    // RFC 5646, section 4.4.1: 35 characters hold every registered combination.
    private const int MaxLength = 35;

    private PassageLanguage(string tag, PassageDirection direction) => (Tag, Direction) = (tag, direction);

    /// <summary>The BCP 47 tag in its usual case, such as <c>th</c>, <c>zh-Hant</c>, <c>en-GB</c>.</summary>
    public string Tag { get; }

    /// <summary>Which way it is written, where that is stated.</summary>
    public PassageDirection Direction { get; }

    /// <summary>The direction as HTML's <c>dir</c> writes it, or null where it is not stated.</summary>
    public string? Dir => Direction switch
    {
        PassageDirection.LeftToRight => "ltr",
        PassageDirection.RightToLeft => "rtl",
        _ => null,
    };

    /// <summary>Reads a tag and a direction (<c>ltr</c>, <c>rtl</c>, or nothing); null when the tag is not well formed.</summary>
    public static PassageLanguage? Read(string? tag, string? direction = null)
    {
        if (tag is null || tag.Length > MaxLength || !WellFormed().IsMatch(tag))
            return null;
        return new(UsualCase(tag), direction?.ToLowerInvariant() switch
        {
            "ltr" => PassageDirection.LeftToRight,
            "rtl" => PassageDirection.RightToLeft,
            _ => PassageDirection.Unstated,
        });
    }

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();

    // RFC 5646, section 2.1.1: language in lower case, a script of four letters in title case, a region of two in upper case.
    private static string UsualCase(string tag)
    {
        var parts = tag.ToLowerInvariant().Split('-');
        var afterSingleton = false;
        for (var i = 1; i < parts.Length; i++)
        {
            afterSingleton |= parts[i].Length == 1;
            if (afterSingleton)
                continue;
            if (parts[i].Length == 4 && char.IsAsciiLetter(parts[i][0]))
                parts[i] = char.ToUpperInvariant(parts[i][0]) + parts[i][1..];
            else if (parts[i].Length == 2)
                parts[i] = parts[i].ToUpperInvariant();
        }
        return string.Join('-', parts);
    }
}
