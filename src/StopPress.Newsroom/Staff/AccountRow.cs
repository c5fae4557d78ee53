using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>Somebody who can come to the desk. An account is never deleted: what was done with it stays its own.</summary>
public sealed class AccountRow
{
    /// <summary>Its id; acts of the desk are written in the journal under it.</summary>
    public long Id { get; set; }

    /// <summary>The e-mail address, as it was written.</summary>
    public required string Email { get; set; }

    /// <summary>The address in small letters; no two accounts share one.</summary>
    public required string FoldedEmail { get; set; }

    /// <summary>The name that colleagues know.</summary>
    public required string Name { get; set; }

    /// <summary>What they are at the newspaper.</summary>
    public Role Role { get; set; }

    /// <summary>Who they are in bylines, or null.</summary>
    public long? StaffId { get; set; }

    /// <summary>The hashed password, or null while there is none.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>The key of the app that shows codes (RFC 6238), in base 32, or null.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>Since when a code is asked for with the password; null before the app was tried.</summary>
    public Instant? AuthenticatorSince { get; set; }

    /// <summary>The last code that was taken: none is taken twice.</summary>
    public string? LastCode { get; set; }

    /// <summary>Since when messages come by mail as well; null when they are only read at the desk.</summary>
    public Instant? MailSince { get; set; }

    /// <summary>The language of the desk that they chose, as a BCP 47 tag; null when their browser says it.</summary>
    public string? Language { get; set; }

    /// <summary>When it was made.</summary>
    public Instant AddedAt { get; set; }

    /// <summary>When they left the newspaper, or null.</summary>
    public Instant? LeftAt { get; set; }
}

/// <summary>A key that somebody's phone or computer keeps for them (W3C Web Authentication).</summary>
public sealed class PasskeyRow
{
    /// <summary>The credential's id in base64url.</summary>
    public required string Id { get; set; }

    /// <summary>Whose it is.</summary>
    public long AccountId { get; set; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; set; }

    /// <summary>When it was added.</summary>
    public Instant AddedAt { get; set; }

    /// <summary>All that is needed to check a signature with it, as JSON.</summary>
    public required string Credential { get; set; }
}

/// <summary>A code that lets somebody in once who has lost the app that shows codes.</summary>
public sealed class RecoveryCodeRow
{
    /// <summary>Whose it is.</summary>
    public long AccountId { get; set; }

    /// <summary>The code, hashed.</summary>
    public required string Hash { get; set; }
}

/// <summary>A browser in which somebody is signed in.</summary>
public sealed class SessionRow
{
    /// <summary>The token in the browser's cookie, hashed.</summary>
    public required string Hash { get; set; }

    /// <summary>Its public id, for the list from which it can be ended.</summary>
    public long Id { get; set; }

    /// <summary>Who is signed in.</summary>
    public long AccountId { get; set; }

    /// <summary>Since when.</summary>
    public Instant OpenedAt { get; set; }

    /// <summary>Until when at most.</summary>
    public Instant EndsAt { get; set; }

    /// <summary>What the browser says that it is.</summary>
    public required string Browser { get; set; }

    /// <summary>The language in which the desk spoke when it was opened, or null.</summary>
    public string? Language { get; set; }
}

/// <summary>What a one-time link is for.</summary>
public enum LinkKind
{
    /// <summary>To set the newspaper up.</summary>
    SetUp = 0,

    /// <summary>To come to the desk for the first time, or again after everything was lost.</summary>
    Invitation = 1,

    /// <summary>To look at a text before readers have it, as often as somebody likes until its time is over.</summary>
    Preview = 2,

    /// <summary>To choose another password, for somebody who asked for it with their address.</summary>
    Reset = 3,
}

/// <summary>A link that lets whoever has it do one thing.</summary>
public sealed class LinkRow
{
    /// <summary>The token in the link, hashed.</summary>
    public required string Hash { get; set; }

    /// <summary>What it is for.</summary>
    public LinkKind Kind { get; set; }

    /// <summary>For whom; of a preview, who made it. Null for the first account of all, and for what did not come from the desk.</summary>
    public long? AccountId { get; set; }

    /// <summary>The text that is looked at with it, or null.</summary>
    public long? TextId { get; set; }

    /// <summary>Until when it works.</summary>
    public Instant EndsAt { get; set; }
}

/// <summary>A key that the desk seals forms and challenges with; every node needs the same.</summary>
public sealed class SealRow
{
    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>The key, as the framework writes it.</summary>
    public required string Xml { get; set; }
}
