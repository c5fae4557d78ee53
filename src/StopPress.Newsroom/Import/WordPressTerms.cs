using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Makes sections of categories, tags of tags, and staff of authors, each at its old address; what is here already is used again.</summary>
internal sealed class WordPressTerms(NewsDesk desk, WordPressSite site, HouseContext context, EditionRow edition, List<string> lines)
{
    // What fits in one line of a menu. The categories with the most posts are taken.
    private const int MenuLength = 8;
    private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> staff = new(StringComparer.Ordinal);

    /// <summary>Opens all that is not here yet.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        string home = AddressBook.Home(edition);
        var menu = site.Categories.Values.Where(term => term.Parent.Length == 0)
            .OrderByDescending(term => term.Uses).Take(MenuLength).Select(term => term.Slug).ToHashSet();
        foreach (var term in site.Categories.Values) await OpenSectionAsync(term, menu, [], cancel);
        foreach (var term in site.Tags.Values)
        {
            tags[term.Slug] = await FindAsync($"{home}tag/{term.Slug}/", "tag", cancel)
                ?? await NameAsync(id => context.Add(new TagRow { Id = id }), Subject.Tag, term.Name, term.Description, $"{home}tag/{term.Slug}/", cancel);
        }
        foreach (string login in site.Authors.Keys.Where(login => login.Length > 0))
        {
            string path = $"{home}author/{UrlSlug.Of(login)}/";
            string subject = await FindAsync(path, "staff", cancel)
                ?? await NameAsync(id => context.Add(new StaffRow { Id = id }), Subject.Staff, site.Authors.GetValueOrDefault(login) is { Length: > 0 } name ? name : login, "", path, cancel);
            staff[login] = Subject.IdOf(subject);
        }
    }

    /// <summary>Files a story as its post was.</summary>
    public async Task FileAsync(StoryRow story, WordPressItem item, CancellationToken cancel)
    {
        var filed = (await context.Set<FilingRow>().Where(row => row.StoryId == story.Id).Select(row => row.Subject).ToListAsync(cancel)).ToHashSet();
        var subjects = item.Categories.Select(slug => sections[slug]).Concat(item.Tags.Select(slug => tags[slug])).Distinct().Where(subject => !filed.Contains(subject));
        foreach (string subject in subjects) context.Add(new FilingRow { StoryId = story.Id, Subject = subject, Position = filed.Count + context.Set<FilingRow>().Local.Count(row => row.StoryId == story.Id) });
        bool named = item.IsPage || item.Author.Length == 0 || await context.Set<BylineRow>().AnyAsync(row => row.StoryId == story.Id, cancel);
        if (!named) context.Add(new BylineRow { StoryId = story.Id, Position = 0, StaffId = staff[item.Author], GuestName = "", Role = BylineRole.Reporting });
    }

    // WordPress finds a category below all that it is part of. A circle among parents is cut where it closes.
    private async Task<string> OpenSectionAsync(WordPressTerm term, HashSet<string> menu, HashSet<string> above, CancellationToken cancel)
    {
        if (sections.TryGetValue(term.Slug, out string? open)) return open;
        above.Add(term.Slug);
        string? parent = site.Categories.TryGetValue(term.Parent, out var over) && !above.Contains(term.Parent) ? await OpenSectionAsync(over, menu, above, cancel) : null;
        string below = parent is null ? $"{AddressBook.Home(edition)}category/" : context.Set<LocalNameRow>().Local.First(row => row.Subject == parent && row.EditionId == edition.Id).Path;
        string path = $"{below}{term.Slug}/";
        // Sections that were renamed since an earlier run are found by the addresses that WordPress gave them.
        string old = before[term.Slug] = parent is null ? path : $"{before[term.Parent]}{term.Slug}/";
        return sections[term.Slug] = await FindAsync(old, "section", cancel) ?? await FindAsync(path, "section", cancel) ?? await NameAsync(
            id => context.Add(new SectionRow { Id = id, ParentId = parent is null ? null : Subject.IdOf(parent), Position = sections.Count, InMenu = menu.Contains(term.Slug) }),
            Subject.Section, term.Name, term.Description, path, cancel);
    }

    private async Task<string?> FindAsync(string path, string kind, CancellationToken cancel)
    {
        path = Checks.Clean(path);
        var link = context.Set<PermalinkRow>().Local.FirstOrDefault(row => row.Path == path) ?? await context.Set<PermalinkRow>().FirstOrDefaultAsync(row => row.Path == path, cancel);
        if (link is null || Subject.KindOf(link.Subject) != kind) return null;
        // Loaded, so that what is part of it finds its address.
        await context.Set<LocalNameRow>().FirstOrDefaultAsync(row => row.Subject == link.Subject && row.EditionId == edition.Id, cancel);
        return link.Subject;
    }

    private async Task<string> NameAsync(Action<long> add, Func<long, string> subjectOf, string name, string description, string path, CancellationToken cancel)
    {
        long id = PublicId.Next(desk.Clock);
        string subject = subjectOf(id);
        add(id);
        string given = await AddressBook.GiveAsync(context, edition, subject, Checks.Clean(path), cancel);
        if (given != Checks.Clean(path)) lines.Add($"\"{name}\" is at {given}: its old address {path} leads to something else.");
        context.Add(new LocalNameRow { Subject = subject, EditionId = edition.Id, Name = Checks.Clean(System.Net.WebUtility.HtmlDecode(name)), Title = "", Description = Checks.Clean(description), Path = given });
        return subject;
    }
}
