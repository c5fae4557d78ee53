using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Door;

/// <summary>Signs people in and out: what the rooms do with passwords, codes, and cookies.</summary>
/// <param name="desk">The newsroom.</param>
/// <param name="address">The address of the newspaper.</param>
/// <param name="passwords">Whether a password is right.</param>
/// <param name="guesses">How many were wrong.</param>
/// <param name="accounts">The framework's sign-in.</param>
/// <param name="seals">Seals what a browser keeps for the desk.</param>
/// <param name="words">The desk's words.</param>
public sealed class Entrance(NewsDesk desk, HouseAddress address, Passwords passwords, Guesses guesses, UserManager<AccountRow> accounts, IDataProtectionProvider seals, DeskWords words)
{
    private const string HalfCookie = "stoppress-half";
    private const string KnownCookie = "stoppress-known";

    // From the password to the code: the time to fetch a phone.
    private static readonly TimeSpan HalfLasts = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan KnownLasts = TimeSpan.FromDays(400);

    private static readonly Refusal WrongPassword = new("wrong-password", "The e-mail address or the password is wrong.", "Check both, or ask an administrator for a new link.");
    private static readonly Refusal WrongCode = new("wrong-code", "The code is wrong, or was used already.", "Wait for the next one, or use a recovery code.");

    private readonly IDataProtector halfSeal = seals.CreateProtector("half");
    private readonly IDataProtector knownSeal = seals.CreateProtector("known");

    /// <summary>Looks at an e-mail address and a password. True: signed in; false: a code is needed.</summary>
    public async Task<Outcome<bool>> TryPasswordAsync(HttpContext context, string? email, string? password)
    {
        string folded = AccountDesk.Fold(email);
        string? known = KnownBrowser(context, folded);
        if (guesses.MustWait(folded, known) is { } wait) return wait;
        var account = await desk.Database.FindByEmailAsync(email, context.RequestAborted);
        if (!await passwords.IsRightAsync(account, password, context.RequestAborted))
        {
            guesses.Wrong(folded, known);
            return WrongPassword;
        }
        if (account!.AuthenticatorSince is not null)
        {
            // The count goes on: whoever knows the password alone must not guess codes without end.
            string half = JsonSerializer.Serialize(new Half(account.Id, Instant.Now(desk.Clock).Plus(HalfLasts).Microseconds));
            context.Response.Cookies.Append(HalfCookie, halfSeal.Protect(half), DoorKeeper.CookieOf(address, HalfCookie, SameSiteMode.Strict).Build(context));
            return false;
        }
        guesses.Right(folded, known);
        return await SignInAsync(context, account.Id, "password") is { } refusal ? refusal : true;
    }

    /// <summary>Whether a browser has shown a password and owes a code.</summary>
    public bool OwesCode(HttpContext context) => HalfOf(context) is not null;

    /// <summary>Looks at a code of the app, or at a recovery code.</summary>
    public async Task<Refusal?> TryCodeAsync(HttpContext context, string? code)
    {
        if (HalfOf(context) is not { } id || await accounts.FindByIdAsync(PublicId.Text(id)) is not { AuthenticatorSince: not null } account) return new Refusal("too-late", "It took too long.", "Sign in again.");
        string? known = KnownBrowser(context, account.FoldedEmail);
        if (guesses.MustWait(account.FoldedEmail, known) is { } wait) return wait;
        string plain = string.Concat((code ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
        bool isRight = await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, plain);
        var used = isRight ? ChangeCredentials.UseCode(id, plain) : ChangeCredentials.UseRecoveryCode(id, plain);
        if ((await used.RunAsync(desk, context.RequestAborted)).Refusal is { } refusal)
        {
            guesses.Wrong(account.FoldedEmail, known);
            return refusal.Code is "code-used" or "wrong-code" ? WrongCode : refusal;
        }
        guesses.Right(account.FoldedEmail, known);
        context.Response.Cookies.Delete(HalfCookie, DoorKeeper.CookieOf(address, HalfCookie, SameSiteMode.Strict).Build(context));
        return await SignInAsync(context, id, isRight ? "code" : "recovery-code");
    }

    /// <summary>Lets somebody in who has shown who they are; a session of before ends.</summary>
    public async Task<Refusal?> SignInAsync(HttpContext context, long account, string how)
    {
        if (context.Caller() is { } before) await new CloseSession(before.Account.Id, PublicId.Text(before.Session.Id)).RunAsync(desk, context.RequestAborted);
        var opened = await new OpenSession(account, context.Request.Headers.UserAgent, how, words.For(context).Language).RunAsync(desk, context.RequestAborted);
        if (opened.Refusal is { } refusal) return refusal;
        var cookie = DoorKeeper.CookieOf(address, DoorKeeper.SessionCookie, SameSiteMode.Lax).Build(context);
        // The database knows when a session ends; the cookie only must not end sooner.
        cookie.MaxAge = KnownLasts;
        context.Response.Cookies.Append(DoorKeeper.SessionCookie, opened.Value.Result, cookie);
        if (await accounts.FindByIdAsync(PublicId.Text(account)) is { } row)
        {
            var known = DoorKeeper.CookieOf(address, KnownCookie, SameSiteMode.Strict).Build(context);
            known.MaxAge = KnownLasts;
            context.Response.Cookies.Append(KnownCookie, knownSeal.Protect($"{row.FoldedEmail}\n{Token.New()}"), known);
        }
        return null;
    }

    /// <summary>Signs a browser out.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        if (context.Caller() is { } caller) await new CloseSession(caller.Account.Id, PublicId.Text(caller.Session.Id)).RunAsync(desk, context.RequestAborted);
        context.Response.Cookies.Delete(DoorKeeper.SessionCookie, DoorKeeper.CookieOf(address, DoorKeeper.SessionCookie, SameSiteMode.Lax).Build(context));
    }

    /// <summary>Where to go after signing in: back to where somebody came from, if that is at the desk.</summary>
    public static string Back(string? back) =>
        back is { Length: > 1 } && back[0] == '/' && back[1] is not ('/' or '\\') && !back.Contains("..", StringComparison.Ordinal) && !back.Contains("//", StringComparison.Ordinal) && !back.Any(char.IsControl) ? DeskDoor.Path + back : DeskDoor.Path + "/";

    private string? KnownBrowser(HttpContext context, string folded) =>
        knownSeal.Open(context.Request.Cookies[KnownCookie])?.Split('\n') is [var email, var browser] && email == folded ? browser : null;

    private long? HalfOf(HttpContext context) =>
        halfSeal.Open(context.Request.Cookies[HalfCookie]) is { } text && JsonSerializer.Deserialize<Half>(text) is { } half && half.EndsAt > Instant.Now(desk.Clock).Microseconds ? half.Account : null;

    private sealed record Half(long Account, long EndsAt);
}
