using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Audit;

/// <summary>What something that an entry names is called, and where at the desk it is.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Room">Where it is, below the desk's address.</param>
/// <param name="Edition">The language that it is called so in, or null.</param>
public sealed record AuditName(string Text, string Room, string? Edition = null);

/// <summary>What all things that some entries name are called; what is gone, or is not for whoever reads, has no name.</summary>
internal sealed class AuditNames
{
    private readonly Dictionary<long, AuditName> names = [];
    private ILookup<long, (string Edition, string Headline)> stories = Enumerable.Empty<int>().ToLookup(_ => 0L, _ => ("", ""));

    /// <summary>Looks all of them up at once.</summary>
    /// <param name="desk">What acts work with.</param>
    /// <param name="who">Who reads.</param>
    /// <param name="ids">Ids of whatever the entries name.</param>
    public static async Task<AuditNames> ReadAsync(NewsDesk desk, Colleague who, IReadOnlyCollection<long> ids)
    {
        var book = new AuditNames();
        if (ids.Count == 0) return book;
        long[] wanted = [.. ids];
        book.stories = await new StoryBoard(desk.Database, who).HeadlinesAsync(wanted);
        var (accounts, media, local) = await desk.Database.LookAsync(async context => (
            await context.Set<AccountRow>().AsNoTracking().Where(row => wanted.Contains(row.Id)).Select(row => new { row.Id, row.Name }).ToListAsync(),
            await context.Set<MediaArrivalRow>().AsNoTracking().Where(row => wanted.Contains(row.MediaId)).Select(row => new { Id = row.MediaId, Name = row.FileName }).ToListAsync(),
            await NamesAsync(context, wanted)));
        foreach (var one in accounts) book.names[one.Id] = new AuditName(one.Name, $"/people/{PublicId.Text(one.Id)}");
        foreach (var one in media.Where(one => one.Name.Length > 0)) book.names[one.Id] = new AuditName(one.Name, $"/pictures/{PublicId.Text(one.Id)}");
        foreach (var (subject, name, edition) in local) book.names.TryAdd(Subject.IdOf(subject), new AuditName(name, $"/{RoomOf(Subject.KindOf(subject))}", edition));
        return book;
    }

    /// <summary>What something is called; a story as an edition calls it, or else the first one that has it.</summary>
    public AuditName? Of(long id, string? edition)
    {
        if (names.GetValueOrDefault(id) is { } name) return name;
        var texts = stories[id].ToList();
        if (texts.Count == 0) return null;
        var (language, headline) = texts.Find(text => text.Edition == edition) is { Headline: not null } own ? own : texts[0];
        return new AuditName(headline, $"/stories/{PublicId.Text(id)}/{language}", language);
    }

    private static async Task<List<(string Subject, string Name, string Edition)>> NamesAsync(HouseContext context, long[] ids)
    {
        string[] subjects = [.. ids.SelectMany(id => new[] { Subject.Section(id), Subject.Storyline(id), Subject.Tag(id), Subject.Staff(id) })];
        var found = await (from name in context.Set<LocalNameRow>().AsNoTracking()
                           join edition in context.Set<EditionRow>() on name.EditionId equals edition.Id
                           where subjects.Contains(name.Subject)
                           orderby edition.Position
                           select new { name.Subject, name.Name, edition.Language }).ToListAsync();
        return [.. found.Select(row => (row.Subject, row.Name, row.Language))];
    }

    private static string RoomOf(string kind) => kind switch { "section" => "sections", "storyline" => "storylines", "tag" => "tags", _ => "staff" };
}
