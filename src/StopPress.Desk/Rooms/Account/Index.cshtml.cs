using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using QRCoder;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Account;

/// <summary>Where everybody looks after their own ways in: passkeys, password, codes, and the browsers that are signed in.</summary>
[Needs(Right.ComeIn)]
public sealed class IndexModel(NewsDesk desk, DeskWords words, PasskeyDesk passkeys, Passwords passwords, Guesses guesses, UserManager<AccountRow> accounts, IDataProtectionProvider seals) : DeskPage(desk, words)
{
    private const int KeyBytes = 20;
    private const int RecoveryCodeCount = 10;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly TimeSpan KeyLasts = TimeSpan.FromHours(1);

    // Whoever finds a browser that was left open must not make themselves a way in, or take one away.
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);
    private static readonly Refusal SignInAgain = new("sign-in-again", "You signed in more than an hour ago.", "Sign in again, then change how you come in.");

    private readonly ITimeLimitedDataProtector seal = seals.CreateProtector("authenticator").ToTimeLimitedDataProtector();
    private string key = "";
    private DeskDates? dates;

    /// <summary>The passkeys of whoever is there.</summary>
    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    /// <summary>Their signed-in browsers.</summary>
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    /// <summary>The languages that the desk speaks.</summary>
    public IEnumerable<string> Languages => Speaks.Languages;

    /// <summary>Whether they signed in so lately that they may change how they come in.</summary>
    public bool IsFresh => Instant.Now(Desk.Clock) < Here.Session.OpenedAt.Plus(FreshFor);

    /// <summary>Whether the house sends mail.</summary>
    public bool SendsMail { get; private set; }

    /// <summary>The recovery codes, once, when they have been made.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>What was done, as the name of its words.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>The same, if it is one that there are words for.</summary>
    public string? Said => Done is "passkey" or "password" or "dropped" or "closed" or "authenticator-dropped" or "language" or "mail-on" or "mail-off" ? "done." + Done : null;

    /// <summary>The key for the app, in groups of four.</summary>
    public string SpacedKey => string.Join(' ', key.Chunk(4).Select(four => new string(four)));

    /// <summary>The key, sealed, so that the form brings back the one that was shown.</summary>
    public string SealedKey => seal.Protect(key, KeyLasts);

    /// <summary>The key as a picture for a phone's camera.</summary>
    public string CodePicture
    {
        get
        {
            string address = $"otpauth://totp/StopPress:{Uri.EscapeDataString(Here.Account.Email)}?secret={key}&issuer=StopPress";
            using var picture = new QRCoder.QRCodeGenerator().CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
            return "data:image/png;base64," + Convert.ToBase64String(new PngByteQRCode(picture).GetGraphic(4));
        }
    }

    /// <summary>An hour as the list writes it.</summary>
    public string Day(Instant at) => dates?.Short(at) ?? at.ToString();

    /// <summary>Shows all of it.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.AskForNewAsync(HttpContext, Here.Account), "application/json");

    /// <summary>Takes a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        if (!IsFresh) return await AgainAsync(SignInAgain);
        var made = await passkeys.TakeNewAsync(HttpContext, Here.Account, credential, null);
        return made.Refusal is { } refusal ? await AgainAsync(refusal) : await DoAsync(ChangeCredentials.AddPasskey(Desk, Here.Account.Id, made.Value), "passkey");
    }

    /// <summary>Takes a passkey away.</summary>
    public Task<IActionResult> OnPostDropPasskeyAsync(string? passkey) => DropAsync(ChangeCredentials.DropPasskey(Here.Account.Id, passkey ?? ""), "dropped");

    /// <summary>Sets a password; whoever has one shows it first.</summary>
    public async Task<IActionResult> OnPostPasswordAsync(string? old, string? password)
    {
        var account = Here.Account;
        string browser = PublicId.Text(Here.Session.Id);
        if (account.PasswordHash is null && !IsFresh) return await AgainAsync(SignInAgain);
        if (account.PasswordHash is not null)
        {
            if (guesses.MustWait(account.FoldedEmail, browser) is { } wait) return await AgainAsync(wait);
            if (!await passwords.IsRightAsync(account, old, HttpContext.RequestAborted))
            {
                guesses.Wrong(account.FoldedEmail, browser);
                return await AgainAsync(new Refusal("wrong-old-password", "The present password is wrong.", "Nothing was changed."));
            }
        }
        if (Passwords.WhyNot(password, account.Email, account.Name) is { } weak) return await AgainAsync(weak);
        return await DoAsync(ChangeCredentials.Password(Here, passwords.Hash(password!)), "password");
    }

    /// <summary>Takes the app that was shown the key, if its code is right.</summary>
    public async Task<IActionResult> OnPostAuthenticatorAsync(string? sealedKey, string? code)
    {
        if (!IsFresh) return await AgainAsync(SignInAgain);
        string? shown = seal.Open(sealedKey);
        string plain = string.Concat((code ?? "").Where(char.IsDigit));
        bool isRight = shown is not null && await accounts.VerifyTwoFactorTokenAsync(new AccountRow { Id = Here.Account.Id, Email = "", FoldedEmail = "", Name = "", AuthenticatorKey = shown }, TokenOptions.DefaultAuthenticatorProvider, plain);
        if (!isRight)
        {
            await LookAsync();
            // The phone has this key by now: another one would never fit its codes.
            key = shown ?? key;
            return Refuse(shown is null
                ? new Refusal("key-old", "This page was open too long.", "Read the new picture with the app.")
                : new Refusal("wrong-code", "The code is wrong.", "Look whether the phone's clock is right, and try the next code."));
        }
        var codes = Enumerable.Range(0, RecoveryCodeCount).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10)).ToList();
        var done = await ChangeCredentials.AddAuthenticator(Desk, Here.Account.Id, shown!, codes).RunAsync(Desk, HttpContext.RequestAborted);
        if (done.Refusal is { } refusal) return await AgainAsync(refusal);
        Here.Account.AuthenticatorSince = Instant.Now(Desk.Clock);
        RecoveryCodes = codes;
        await LookAsync();
        return Page();
    }

    /// <summary>Takes the app away.</summary>
    public Task<IActionResult> OnPostDropAuthenticatorAsync() => DropAsync(ChangeCredentials.DropAuthenticator(Here.Account.Id), "authenticator-dropped");

    /// <summary>Chooses the language of the desk, and of what it writes to them.</summary>
    public async Task<IActionResult> OnPostLanguageAsync(string? language) =>
        await ChooseAsync((await new ChooseLanguage(Here.Actor, string.IsNullOrEmpty(language) ? null : language).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "language");

    /// <summary>Gets messages by mail as well, or no more.</summary>
    public async Task<IActionResult> OnPostMailAsync(bool wanted) =>
        await ChooseAsync((await new ChooseMail(Here.Actor, wanted).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, wanted ? "mail-on" : "mail-off");

    /// <summary>Signs one other browser out.</summary>
    public Task<IActionResult> OnPostCloseAsync(string? session) => CloseAsync(new CloseSession(Here.Account.Id, session ?? ""));

    /// <summary>Signs all other browsers out.</summary>
    public Task<IActionResult> OnPostCloseOthersAsync() => CloseAsync(new CloseSession(Here.Account.Id, But: PublicId.Text(Here.Session.Id)));

    private async Task<IActionResult> CloseAsync(CloseSession close)
    {
        var done = await close.RunAsync(Desk, HttpContext.RequestAborted);
        return done.Refusal is { } refusal ? await AgainAsync(refusal) : Go("/account?done=closed");
    }

    private async Task<IActionResult> DropAsync(ChangeCredentials change, string said) => IsFresh ? await DoAsync(change, said) : await AgainAsync(SignInAgain);

    private async Task<IActionResult> DoAsync(ChangeCredentials change, string said)
    {
        var done = await change.RunAsync(Desk, HttpContext.RequestAborted);
        return done.Refusal is { } refusal ? await AgainAsync(refusal) : Go("/account?done=" + said);
    }

    private async Task<IActionResult> ChooseAsync(Refusal? refusal, string said) => refusal is null ? Go("/account?done=" + said) : await AgainAsync(refusal);

    private async Task<IActionResult> AgainAsync(Refusal refusal)
    {
        await LookAsync();
        return Refuse(refusal);
    }

    private async Task LookAsync()
    {
        long id = Here.Account.Id;
        var now = Instant.Now(Desk.Clock);
        (Passkeys, Sessions) = await Desk.Database.LookAsync(async context => (
            await context.Set<PasskeyRow>().AsNoTracking().Where(row => row.AccountId == id).OrderBy(row => row.AddedAt).ToListAsync(),
            await context.Set<SessionRow>().AsNoTracking().Where(row => row.AccountId == id && row.EndsAt > now).OrderByDescending(row => row.OpenedAt).ToListAsync()));
        SendsMail = await Desk.SendsMailAsync();
        dates = await HouseDatesAsync();
        key = new string([.. RandomNumberGenerator.GetBytes(KeyBytes * 8 / 5).Select(one => Base32[one & 31])]);
    }
}
