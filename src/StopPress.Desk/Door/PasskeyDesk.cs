using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Door;

/// <summary>Makes passkeys and looks at them (W3C Web Authentication, level 3). What was asked of a browser it keeps itself, sealed, until it answers.</summary>
/// <param name="desk">The newsroom.</param>
/// <param name="address">The address of the newspaper.</param>
/// <param name="passkeys">The framework's part.</param>
/// <param name="seals">Seals what a browser keeps for the desk.</param>
public sealed class PasskeyDesk(NewsDesk desk, HouseAddress address, IPasskeyHandler<AccountRow> passkeys, IDataProtectionProvider seals)
{
    private const string AskedCookie = "stoppress-asked";
    private const int LongestName = 100;

    private static readonly Refusal WrongPasskey = new("wrong-passkey", "The passkey was not taken.", "Try again, or sign in another way.");

    // A browser asks its owner for five minutes at most.
    private static readonly TimeSpan AskedLasts = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector seal = seals.CreateProtector("passkey").ToTimeLimitedDataProtector();

    /// <summary>What a browser needs to make a passkey for an account, as JSON.</summary>
    public async Task<string> AskForNewAsync(HttpContext context, AccountRow account)
    {
        var asked = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = PublicId.Text(account.Id), Name = account.Email, DisplayName = account.Name }, context);
        Keep(context, asked.AttestationState);
        return asked.CreationOptionsJson;
    }

    /// <summary>What a browser needs to show any passkey of this newspaper, as JSON.</summary>
    public async Task<string> AskForAnyAsync(HttpContext context)
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, context);
        Keep(context, asked.AssertionState);
        return asked.RequestOptionsJson;
    }

    /// <summary>Looks at a passkey that a browser made for an account.</summary>
    public async Task<Outcome<NewPasskey>> TakeNewAsync(HttpContext context, AccountRow account, string? credential, string? name)
    {
        if (Asked(context) is not { } state || credential is null) return WrongPasskey;
        var made = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { CredentialJson = credential, HttpContext = context, AttestationState = state });
        if (!made.Succeeded || made.UserEntity.Id != PublicId.Text(account.Id)) return WrongPasskey;
        string called = (name ?? "").Trim();
        if (called.Length is 0 or > LongestName) called = BrowserName.Of(context.Request.Headers.UserAgent);
        return new NewPasskey(KeptPasskey.IdOf(made.Passkey.CredentialId), called, KeptPasskey.Write(made.Passkey));
    }

    /// <summary>Looks at a passkey that somebody shows; the result is whose it is.</summary>
    public async Task<Outcome<long>> TakeAsync(HttpContext context, string? credential)
    {
        if (Asked(context) is not { } state || credential is null) return WrongPasskey;
        var shown = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { CredentialJson = credential, HttpContext = context, AssertionState = state });
        if (!shown.Succeeded) return WrongPasskey;
        var used = await ChangeCredentials.UsePasskey(shown.User.Id, KeptPasskey.IdOf(shown.Passkey.CredentialId), KeptPasskey.Write(shown.Passkey)).RunAsync(desk, context.RequestAborted);
        return used.Refusal is { } refusal ? refusal : shown.User.Id;
    }

    private void Keep(HttpContext context, string? state) =>
        context.Response.Cookies.Append(AskedCookie, seal.Protect(state ?? "", AskedLasts), DoorKeeper.CookieOf(address, AskedCookie, SameSiteMode.Strict).Build(context));

    // Each question is answered once.
    private string? Asked(HttpContext context)
    {
        string? text = context.Request.Cookies[AskedCookie];
        context.Response.Cookies.Delete(AskedCookie, DoorKeeper.CookieOf(address, AskedCookie, SameSiteMode.Strict).Build(context));
        return seal.Open(text);
    }
}

/// <summary>What somebody would call the browser that they are looking at.</summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] Systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    public static string Of(string? agent)
    {
        string text = agent ?? "";
        string browser = Browsers.FirstOrDefault(one => text.Contains(one.Mark, StringComparison.Ordinal)).Name ?? "Browser";
        return Systems.FirstOrDefault(one => text.Contains(one.Mark, StringComparison.Ordinal)).Name is { } system ? $"{browser}, {system}" : browser;
    }
}
