using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Export;

/// <summary>Looks every line of an export through before anything of it is kept: ids that are there twice, names of what is not there, and what would harm whoever reads it.</summary>
/// <remarks>It remembers ids and addresses, and never what a line says; so its memory grows with the number of stories, and not with their length.</remarks>
internal sealed partial class IncomingChecks
{
    private readonly Dictionary<string, HashSet<long>> there = new(StringComparer.Ordinal);
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> languages = new(StringComparer.Ordinal);
    private readonly HashSet<string> prefixes = new(StringComparer.Ordinal);
    private readonly HashSet<string> emails = new(StringComparer.Ordinal);
    private readonly HashSet<string> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> redirects = new(StringComparer.Ordinal);
    private readonly List<(string Kind, long Id, string File, int Line)> named = [];
    private readonly Dictionary<long, (long? Parent, int Line)> sections = [];
    private string file = "";
    private int line;

    /// <summary>The originals that lines name, each with its media type (null for a logo) and the line that named it first.</summary>
    public Dictionary<string, (string? MimeType, string File, int Line)> Originals { get; } = new(StringComparer.Ordinal);

    /// <summary>Says which line is looked at.</summary>
    public void At(string name, int number) => (file, line) = (name, number);

    /// <summary>What only the whole export can tell: whether all that was named is there. The refusal, or null.</summary>
    public Refusal? End()
    {
        foreach (var (kind, id, from, number) in named)
        {
            if (!Has(kind, id)) return ExportFolder.Broken(from, $"there is no {kind} {new KeptId(id)}", number);
        }
        foreach (var (id, (parent, number)) in sections)
        {
            var seen = new HashSet<long> { id };
            for (long? at = parent; at is { } above; at = sections[above].Parent)
            {
                if (!seen.Add(above)) return ExportFolder.Broken(ExportManifest.Sections, "the section is part of itself", number);
            }
        }
        return prefixes.Count == 0 || prefixes.Contains("") ? null : ExportFolder.Broken(ExportManifest.Editions, "no edition stands at the root of the site, without a prefix");
    }

    /// <summary>Looks at the house.</summary>
    public void See(HouseLine house)
    {
        if (line > 1) throw new BrokenLineException("there is one house");
        Words("name", house.Name);
        Distinct("account on", house.SocialAccounts.Select(account => account.Network));
        foreach (var account in house.SocialAccounts)
        {
            var checks = new Checks();
            new SocialAccount(account.Network, account.Address).Read(checks);
            Fault(checks);
        }
        if (house.Api is { } api) Between("perMinute", api.PerMinute, 1, ApiKeys.ApiDoor.MostPerMinute);
        if (house.Hub is { } hub && (!Uri.TryCreate(hub, UriKind.Absolute, out var read) || read.Scheme is not ("http" or "https"))) throw new BrokenLineException($"\"{HousePath.Short(hub)}\" is no address of a hub");
        if (house.Logo is not { } logo) return;
        Original(logo.Sha256, null);
        Between("width", logo.Width, 1, int.MaxValue);
        Between("height", logo.Height, 1, int.MaxValue);
        if (logo.Ink is not ("" or Media.Logo.DarkInk or Media.Logo.LightInk)) throw new BrokenLineException($"\"{HousePath.Short(logo.Ink)}\" is no ink");
    }

    /// <summary>Looks at an edition.</summary>
    public void See(EditionLine edition)
    {
        var checks = new Checks();
        new OpenEdition(edition.Language, edition.Prefix, edition.Locale, edition.Name, edition.Tagline, edition.OwnName, edition.TimeZone, edition.Calendar, edition.Direction).Read(checks);
        Fault(checks);
        New("edition", edition.Id);
        if (AddressBook.IsReserved(edition.Prefix)) throw new BrokenLineException($"the prefix {edition.Prefix} is kept for the newspaper's own use");
        if (!languages.Add(edition.Language) || !prefixes.Add(edition.Prefix)) throw new BrokenLineException("there is another edition of this language, or with this prefix");
        foreach (var link in edition.Menu)
        {
            if (link.Subject is null == link.Address is null) throw new BrokenLineException("a link of a menu leads either to something of the newspaper or to an address");
            if (link.Address is not null) Target(link.Address);
            else Subject(link.Subject!, "section", "storyline", "tag", "story");
        }
        Distinct("address of", (edition.Standards ?? []).Select(page => page.Standard));
        foreach (var page in edition.Standards ?? []) Target(page.Address);
        Permalinks(edition.Permalinks ?? []);
        Refer("story", edition.Lead);
        Refer("story", edition.BreakingLine?.Story);
    }

    /// <summary>Looks at where an old address leads.</summary>
    public void See(RedirectLine redirect)
    {
        if (redirect.Path is not ['/', _, ..] || redirect.Path[^1] == '/') throw new BrokenLineException($"\"{HousePath.Short(redirect.Path)}\" is no path that can be sent on");
        Target(redirect.Target);
        if (!redirects.TryAdd(redirect.Path, redirect.Target)) throw new BrokenLineException($"{HousePath.Short(redirect.Path)} is sent on twice");
    }

    /// <summary>Looks whether redirects lead back to themselves; after the last of them.</summary>
    public async Task<Refusal?> EndRedirectsAsync()
    {
        var number = 0;
        foreach (var (from, to) in redirects)
        {
            number++;
            if (await Redirects.LoopsAsync(from, to, at => Task.FromResult(redirects.GetValueOrDefault(at)))) return ExportFolder.Broken(ExportManifest.Redirects, Redirects.Loop(from, to).Message.TrimEnd('.'), number);
        }
        redirects.Clear();
        return null;
    }

    /// <summary>Looks at somebody who stands in bylines.</summary>
    public void See(StaffLine staff) => Named("member of staff", staff);

    /// <summary>Looks at a section.</summary>
    public void See(SectionLine section)
    {
        Named("section", section);
        Refer("section", section.Parent);
        sections[section.Id] = (section.Parent, line);
    }

    /// <summary>Looks at a tag.</summary>
    public void See(TagLine tag) => Named("tag", tag);

    /// <summary>Looks at a storyline.</summary>
    public void See(StorylineLine storyline)
    {
        Named("storyline", storyline);
        foreach (var point in storyline.TurningPoints)
        {
            New("turning point", point.Id);
            Editions(point.Words.Select(words => words.Edition));
        }
    }

    /// <summary>Looks at somebody who comes to the desk.</summary>
    public void See(AccountLine account)
    {
        New("account", account.Id);
        var checks = new Checks();
        string email = checks.Email(account.Email);
        Fault(checks);
        if (!emails.Add(AccountDesk.Fold(email))) throw new BrokenLineException("there is another account with this address");
        Words("name", account.Name);
        if (account.Language is { } language && !OpenEdition.IsLanguage(language)) throw new BrokenLineException($"\"{HousePath.Short(language)}\" is no language");
        Refer("member of staff", account.Staff);
        Distinct("section", account.Sections);
        foreach (var section in account.Sections) Refer("section", section);
    }

    private void Named(string kind, INamedLine named)
    {
        New(kind, named.Id);
        Editions(named.Names.Select(name => name.Edition));
        Permalinks(named.Permalinks);
        foreach (var name in named.Names) Leads(name.Path, named.Permalinks);
    }

    private void Permalinks(IReadOnlyList<PermalinkPart> permalinks)
    {
        foreach (var permalink in permalinks)
        {
            Edition(permalink.Edition);
            if (!permalink.Path.StartsWith('/')) throw new BrokenLineException($"\"{HousePath.Short(permalink.Path)}\" is no path");
            if (!paths.Add(permalink.Path)) throw new BrokenLineException($"{HousePath.Short(permalink.Path)} leads to something else already");
        }
    }

    private static void Leads(string path, IReadOnlyList<PermalinkPart> permalinks)
    {
        if (!permalinks.Any(permalink => permalink.Path == path)) throw new BrokenLineException($"{HousePath.Short(path)} is not among its permalinks");
    }

    private bool Has(string kind, long id) => there.TryGetValue(kind, out var ids) && ids.Contains(id);

    private void New(string kind, KeptId id)
    {
        if (!there.TryGetValue(kind, out var ids)) there[kind] = ids = [];
        if (!ids.Add(id)) throw new BrokenLineException($"there is another {kind} {id}");
    }

    // What is not there yet may come later.
    private void Refer(string kind, KeptId? id)
    {
        if (id is { } one && !Has(kind, one)) named.Add((kind, one, file, line));
    }

    private void Subject(string subject, params string[] kinds)
    {
        string kind = House.Subject.KindOf(subject);
        if (!kinds.Contains(kind) || subject.Length == kind.Length || !PublicId.TryRead(subject.AsSpan(kind.Length + 1), out long id)) throw new BrokenLineException($"\"{HousePath.Short(subject)}\" is nothing that can be led to");
        Refer(kind, id);
    }

    private void Edition(string language)
    {
        if (!languages.Contains(language)) throw new BrokenLineException($"there is no edition {HousePath.Short(language)}");
    }

    private void Editions(IEnumerable<string> editions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string language in editions)
        {
            Edition(language);
            if (!seen.Add(language)) throw new BrokenLineException($"the edition {language} is named twice");
        }
    }

    private void Original(string sha256, string? mimeType)
    {
        if (!Store.Blobs.BlobName.TryRead(sha256, out _)) throw new BrokenLineException($"\"{HousePath.Short(sha256)}\" is no SHA-256 in 64 hexadecimal digits");
        if (!Originals.TryAdd(sha256, (mimeType, file, line)) && mimeType is not null && Originals[sha256].MimeType is { } other && other != mimeType) throw new BrokenLineException($"the original {sha256} has another type elsewhere");
    }

    private static void Target(string target)
    {
        if (!target.StartsWith('/') && HousePath.Outside(target)?.AbsoluteUri != target) throw new BrokenLineException($"\"{HousePath.Short(target)}\" is nothing that can be led to");
    }

    private static void Words(string what, string words)
    {
        if (string.IsNullOrWhiteSpace(words)) throw new BrokenLineException($"the {what} is empty");
    }

    private static void Between(string what, long number, long least, long most)
    {
        if (number < least || number > most) throw new BrokenLineException($"the {what} is {number}");
    }

    private static void Distinct<T>(string what, IEnumerable<T> all)
    {
        var seen = new HashSet<T>();
        foreach (var one in all)
        {
            if (!seen.Add(one)) throw new BrokenLineException($"the {what} {one} is named twice");
        }
    }

    private static void Fault(Checks checks)
    {
        if (checks.Fault is { } fault) throw new BrokenLineException(fault.Message.TrimEnd('.'));
    }
}
