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
internal sealed class WordPressTerms(NewsDesk desk, WordPressSite site, HouseContext context, EditionRow edition, KnownAddresses known, ImportNotes notes)
{
    // What fits in one line of a menu. The categories with the most posts are taken.
    private const int MenuLength = 8;
    private readonly string root = WordPressAddress.Root(site.Address);
    private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> staff = new(StringComparer.Ordinal);
    private Dictionary<long, long?> parents = [];

    /// <summary>How many there are, by their kind.</summary>
    public IEnumerable<KeyValuePair<string, int>> Counts => [new("category", sections.Count), new("tag", tags.Count), new("author", staff.Count)];

    /// <summary>Opens all that is not here yet.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        var menu = site.Categories.Values.Where(term => term.Parent.Length == 0)
            .OrderByDescending(term => term.Uses).Take(MenuLength).Select(term => term.Slug).ToHashSet();
        foreach (var term in site.Categories.Values) await OpenSectionAsync(term, menu, [], cancel);
        foreach (var term in site.Categories.Values) await LeadAsync(sections[term.Slug], cancel, $"{root}category/{term.Slug}/", term.Id.Length > 0 ? WordPressAddress.OfCategory(root, term.Id) : "");
        await context.SaveChangesAsync(cancel);
        parents = await context.Set<SectionRow>().ToDictionaryAsync(row => row.Id, row => row.ParentId, cancel);
        foreach (var term in site.Tags.Values)
        {
            string path = $"{root}tag/{term.Slug}/";
            tags[term.Slug] = await FindAsync(path, "tag", cancel) ?? await NameAsync(id => context.Add(new TagRow { Id = id }), Subject.Tag, term, path, cancel);
            await LeadAsync(tags[term.Slug], cancel, path);
        }
        foreach (var author in site.Authors.Values)
        {
            string path = $"{root}author/{author.Slug}/";
            string subject = staff[author.Slug] = await FindAsync(path, "staff", cancel)
                ?? await NameAsync(id => context.Add(new StaffRow { Id = id }), Subject.Staff, new WordPressTerm(author.Slug, author.Name, "", ""), path, cancel);
            await LeadAsync(subject, cancel, path, author.Id.Length > 0 ? WordPressAddress.OfAuthor(root, author.Id) : "");
        }
    }

    /// <summary>Files a story that comes in as its post was; the lists that it belongs in.</summary>
    public IReadOnlySet<string> File(StoryRow story, WordPressItem item)
    {
        string[] subjects = SubjectsOf(item), makers = item.IsPage ? [] : [.. item.Authors.Select(author => staff[author])];
        context.AddRange(subjects.Select((subject, place) => new FilingRow { StoryId = story.Id, Subject = subject, Position = place }));
        context.AddRange(makers.Select((maker, place) => new BylineRow { StoryId = story.Id, Position = place, StaffId = Subject.IdOf(maker), GuestName = "", Role = BylineRole.Reporting }));
        return StoryFacts.ListsOf(story.Kind, subjects, makers.Select(Subject.IdOf), parents);
    }

    /// <summary>Files a story that is here under what its post is filed under besides.</summary>
    public async Task RefileAsync(StoryRow story, WordPressItem item, CancellationToken cancel)
    {
        var filed = (await context.Set<FilingRow>().Where(row => row.StoryId == story.Id).Select(row => row.Subject).ToListAsync(cancel)).ToHashSet();
        context.AddRange(SubjectsOf(item).Where(subject => !filed.Contains(subject)).Select((subject, place) => new FilingRow { StoryId = story.Id, Subject = subject, Position = filed.Count + place }));
        if (item.IsPage || await context.Set<BylineRow>().AnyAsync(row => row.StoryId == story.Id, cancel)) return;
        context.AddRange(item.Authors.Select((author, place) => new BylineRow { StoryId = story.Id, Position = place, StaffId = Subject.IdOf(staff[author]), GuestName = "", Role = BylineRole.Reporting }));
    }

    private string[] SubjectsOf(WordPressItem item) => [.. item.Categories.Select(slug => sections[slug]).Concat(item.Tags.Select(slug => tags[slug])).Distinct()];

    /// <summary>The section or tag with a number on the old site, or null.</summary>
    public string? WithId(string kind, string id)
    {
        var (terms, subjects) = kind == "category" ? (site.Categories, sections) : (site.Tags, tags);
        return terms.Values.FirstOrDefault(term => term.Id == id) is { } found ? subjects[found.Slug] : null;
    }

    // WordPress finds a category below all that it is part of. A circle among parents is cut where it closes.
    private async Task<string> OpenSectionAsync(WordPressTerm term, HashSet<string> menu, HashSet<string> above, CancellationToken cancel)
    {
        if (sections.TryGetValue(term.Slug, out string? open)) return open;
        above.Add(term.Slug);
        if (above.Contains(term.Parent)) notes.Add("category", term.Slug, term.Name, "It is part of itself by way of its parents: it stands at the top here.");
        string? parent = site.Categories.TryGetValue(term.Parent, out var over) && !above.Contains(term.Parent) ? await OpenSectionAsync(over, menu, above, cancel) : null;
        string below = parent is null ? $"{root}category/" : context.Set<LocalNameRow>().Local.First(row => row.Subject == parent && row.EditionId == edition.Id).Path;
        string path = $"{below}{term.Slug}/";
        // Sections that were renamed since an earlier run are found by the addresses that WordPress gave them.
        string old = before[term.Slug] = parent is null ? path : $"{before[term.Parent]}{term.Slug}/";
        return sections[term.Slug] = await FindAsync(old, "section", cancel) ?? await FindAsync(path, "section", cancel) ?? await NameAsync(
            id => context.Add(new SectionRow { Id = id, ParentId = parent is null ? null : Subject.IdOf(parent), Position = sections.Count, InMenu = menu.Contains(term.Slug) }),
            Subject.Section, term, path, cancel);
    }

    // WordPress found a term by less than its whole path, too.
    private async Task LeadAsync(string subject, CancellationToken cancel, params IEnumerable<string> addresses)
    {
        foreach (string address in addresses) await known.LeadFreeAsync(address, edition, subject, cancel);
    }

    private async Task<string?> FindAsync(string path, string kind, CancellationToken cancel)
    {
        var link = await context.LinkAtAsync(Checks.Clean(path), cancel);
        if (link is null || Subject.KindOf(link.Subject) != kind) return null;
        // Loaded, so that what is part of it finds its address.
        await context.Set<LocalNameRow>().FirstOrDefaultAsync(row => row.Subject == link.Subject && row.EditionId == edition.Id, cancel);
        return link.Subject;
    }

    private async Task<string> NameAsync(Action<long> add, Func<long, string> subjectOf, WordPressTerm term, string path, CancellationToken cancel)
    {
        long id = PublicId.Next(desk.Clock);
        string subject = subjectOf(id), wanted = Checks.Clean(path), name = Checks.Clean(System.Net.WebUtility.HtmlDecode(term.Name));
        add(id);
        string given = await AddressBook.GiveAsync(context, edition, subject, wanted, cancel);
        if (given != wanted) notes.Add(Subject.KindOf(subject), term.Slug, name, $"It is at {given}: its old address {wanted} leads to something else.");
        context.Add(new LocalNameRow { Subject = subject, EditionId = edition.Id, Name = name, Title = "", Description = WordPressStage.PlainOf(term.Description), Path = given });
        return subject;
    }
}
