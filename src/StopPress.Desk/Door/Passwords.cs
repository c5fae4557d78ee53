using Microsoft.AspNetCore.Identity;
using StopPress.Newsroom.Staff;
using StopPress.Store;

namespace StopPress.Desk.Door;

/// <summary>What may be a password, and whether one is right. Hashing is slow by intent, so few are hashed at a time.</summary>
public sealed class Passwords
{
    // NIST SP 800-63B-4, section 3.1.1.2: at least 15 letters where the password stands alone, eight with a second factor. A newsroom's is often
    // alone, and a passkey is offered first; twelve is what the common lists of stolen passwords hardly reach.
    private const int Shortest = 12, Longest = 200;

    // A password that a list of guesses would hold: one letter again and again, a row of the keyboard, or the house's own words.
    private const int FewestLetters = 5;

    private static readonly string[] Rows = ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "passwordpassword", "password1234567890"];

    private readonly PasswordHasher<AccountRow> hasher = new();
    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> nobody;

    /// <summary>Makes it ready.</summary>
    public Passwords() => nobody = new(() => hasher.HashPassword(null!, Token.New()));

    /// <summary>Why a text may be nobody's password, or null.</summary>
    public static Refusal? WhyNot(string? password, string email, string name)
    {
        string text = password ?? "";
        if (text.Length < Shortest) return new Refusal("short-password", $"A password has at least {Shortest} letters.", "Three or four words that do not belong together are easy to remember and hard to guess.");
        if (text.Length > Longest) return new Refusal("long-password", $"A password has at most {Longest} letters.");
        string plain = text.ToLowerInvariant();
        bool isEasy = plain.Distinct().Count() < FewestLetters || Rows.Any(row => row.Contains(plain, StringComparison.Ordinal) || plain.StartsWith(row, StringComparison.Ordinal))
            || plain.Replace(" ", "", StringComparison.Ordinal) is var joined && (joined == name.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal) || joined == email.ToLowerInvariant());
        return isEasy ? new Refusal("easy-password", "This password is one of the first that somebody would try.", "Choose three or four words that do not belong together.") : null;
    }

    /// <summary>What is kept of a password.</summary>
    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>Whether a password is an account's. It takes as long for nobody as for somebody.</summary>
    public async Task<bool> IsRightAsync(AccountRow? account, string? password, CancellationToken cancel)
    {
        await turns.WaitAsync(cancel);
        try
        {
            var result = hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? nobody.Value, password is { Length: > 0 and <= Longest } ? password : "-");
            return account?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
        }
        finally
        {
            turns.Release();
        }
    }
}
