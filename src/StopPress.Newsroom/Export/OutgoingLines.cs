using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Export;

/// <summary>Makes the lines of an export of rows, batch by batch, as one snapshot sees them; each file in the order of its ids.</summary>
/// <param name="context">The snapshot.</param>
/// <param name="languages">The languages of the editions, by their ids.</param>
/// <param name="cancel">Gives up.</param>
internal sealed partial class OutgoingLines(HouseContext context, IReadOnlyDictionary<long, string> languages, CancellationToken cancel)
{
    // Bodies of so many stories fit into memory, however long they are.
    private const int Batch = 100;

    /// <summary>Begins to read a snapshot.</summary>
    public static async Task<OutgoingLines> OfAsync(HouseContext context, CancellationToken cancel) =>
        new(context, await context.Set<EditionRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Language, cancel), cancel);

    /// <summary>The house: one line, or none where nobody has named it.</summary>
    public async IAsyncEnumerable<HouseLine> HouseAsync()
    {
        var logo = await context.Set<LogoRow>().AsNoTracking().FirstOrDefaultAsync(cancel);
        var accounts = await context.Set<SocialAccountRow>().AsNoTracking().OrderBy(row => row.Network).ToListAsync(cancel);
        foreach (var house in await context.Set<HouseRow>().AsNoTracking().ToListAsync(cancel))
        {
            yield return new HouseLine(
                house.Name, [.. accounts.Select(account => new NetworkPart(account.Network, account.Address))], logo is null ? null : new LogoPart(logo.Blob, logo.Width, logo.Height, logo.Ink), house.FeedsAreWhole ? null : false,
                house.SecurityContact.Length > 0 ? new SecurityPart(house.SecurityContact, house.SecurityPolicy.Length > 0 ? house.SecurityPolicy : null) : null, house.AdsTxt.Length > 0 ? house.AdsTxt : null,
                (house.ApiAccess, house.ApiPerMinute) == (ApiAccess.Everybody, ApiDoor.UsualPerMinute) ? null : new ApiPart(house.ApiAccess, house.ApiPerMinute),
                house.Hub.Length > 0 ? house.Hub : null);
        }
    }

    /// <summary>The editions, in their order.</summary>
    public async IAsyncEnumerable<EditionLine> EditionsAsync()
    {
        var menus = (await context.Set<MenuLinkRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync(cancel)).ToLookup(row => row.EditionId);
        var standards = (await context.Set<StandardRow>().AsNoTracking().OrderBy(row => row.Standard).ToListAsync(cancel)).ToLookup(row => row.EditionId, row => new StandardPart(row.Standard, row.Address));
        var breaking = await context.Set<BreakingLineRow>().AsNoTracking().ToDictionaryAsync(row => row.EditionId, cancel);
        var all = await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(cancel);
        var permalinks = await PermalinksAsync([.. all.Select(row => Subject.Front(row.Id))]);
        foreach (var row in all)
        {
            yield return new EditionLine(
                row.Id, row.Language, row.Locale, row.Prefix, row.Name, row.Tagline, row.OwnName, row.TimeZone, row.Calendar, row.Direction, row.Position,
                [.. menus[row.Id].Select(link => new MenuPart(link.Name, OrNull(link.Subject), OrNull(link.Address)))], KeptId.Of(row.LeadStoryId),
                breaking.GetValueOrDefault(row.Id) is { } line ? new BreakingPart(line.Text, line.EndsAt, KeptId.Of(line.StoryId), line.ToldAt == default ? null : line.ToldAt) : null,
                OrNull(Of(permalinks[Subject.Front(row.Id)])), standards.Contains(row.Id) ? [.. standards[row.Id]] : null);
        }
    }

    /// <summary>Where old addresses lead.</summary>
    public IAsyncEnumerable<RedirectLine> RedirectsAsync() =>
        context.Set<RedirectRow>().AsNoTracking().OrderBy(row => row.Path).AsAsyncEnumerable().Select(row => new RedirectLine(row.Path, row.Target, row.AddedAt));

    /// <summary>Who stands in bylines.</summary>
    public IAsyncEnumerable<StaffLine> StaffAsync() => NamedAsync<StaffRow, StaffLine>(
        row => row.Id, Subject.Staff, (row, names, permalinks) => new StaffLine(row.Id, names, permalinks, row.Email));

    /// <summary>The sections.</summary>
    public IAsyncEnumerable<SectionLine> SectionsAsync() => NamedAsync<SectionRow, SectionLine>(
        row => row.Id, Subject.Section, (row, names, permalinks) => new SectionLine(row.Id, row.Position, row.InMenu, names, permalinks, KeptId.Of(row.ParentId), row.ClosedAt));

    /// <summary>The tags.</summary>
    public IAsyncEnumerable<TagLine> TagsAsync() => NamedAsync<TagRow, TagLine>(row => row.Id, Subject.Tag, (row, names, permalinks) => new TagLine(row.Id, names, permalinks));

    /// <summary>The storylines with their turning points.</summary>
    public async IAsyncEnumerable<StorylineLine> StorylinesAsync()
    {
        var words = (await context.Set<TurningPointWordsRow>().AsNoTracking().ToListAsync(cancel)).ToLookup(row => row.PointId);
        var points = (await context.Set<TurningPointRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel)).ToLookup(row => row.StorylineId);
        await foreach (var line in NamedAsync<StorylineRow, StorylineLine>(row => row.Id, Subject.Storyline, (row, names, permalinks) => new StorylineLine(
            row.Id, row.BegunAt, [.. points[row.Id].Select(point => new PointPart(point.Id, DateOnly.ParseExact(point.Day, TurningPoint.DayFormat), Says(words[point.Id], one => one.EditionId, one => one.Says)))],
            names, permalinks, row.ClosedAt))) yield return line;
    }

    /// <summary>Who comes to the desk; nothing by which anybody is let in.</summary>
    public async IAsyncEnumerable<AccountLine> AccountsAsync()
    {
        var sections = (await context.Set<AccountSectionRow>().AsNoTracking().OrderBy(row => row.SectionId).ToListAsync(cancel)).ToLookup(row => row.AccountId);
        await foreach (var row in EachAsync<AccountRow>(row => row.Id))
        {
            yield return new AccountLine(
                row.Id, row.Email, row.Name, row.Role, [.. sections[row.Id].Select(bound => new KeptId(bound.SectionId))], row.AddedAt, KeptId.Of(row.StaffId), row.LeftAt, row.MailSince, row.Language);
        }
    }

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count > 0 ? list : null;

    private IReadOnlyList<SaysPart> Says<TRow>(IEnumerable<TRow> rows, Func<TRow, long> edition, Func<TRow, string> says) =>
        [.. rows.OrderBy(edition).Select(row => new SaysPart(languages[edition(row)], says(row)))];

    private async IAsyncEnumerable<TLine> NamedAsync<TRow, TLine>(
        Func<TRow, long> id, Func<long, string> subjectOf, Func<TRow, IReadOnlyList<NamePart>, IReadOnlyList<PermalinkPart>, TLine> line) where TRow : class
    {
        await foreach (var batch in BatchesAsync(id))
        {
            string[] subjects = [.. batch.Select(row => subjectOf(id(row)))];
            var names = (await context.Set<LocalNameRow>().AsNoTracking().Where(row => subjects.Contains(row.Subject)).ToListAsync(cancel)).ToLookup(row => row.Subject);
            var permalinks = await PermalinksAsync(subjects);
            foreach (var (row, subject) in batch.Zip(subjects))
            {
                yield return line(
                    row, [.. names[subject].OrderBy(name => name.EditionId).Select(name => new NamePart(languages[name.EditionId], name.Name, name.Title, name.Description, name.Path))], Of(permalinks[subject]));
            }
        }
    }

    private async Task<ILookup<string, PermalinkRow>> PermalinksAsync(string[] subjects) =>
        (await context.Set<PermalinkRow>().AsNoTracking().Where(row => subjects.Contains(row.Subject)).ToListAsync(cancel)).ToLookup(row => row.Subject);

    private IReadOnlyList<PermalinkPart> Of(IEnumerable<PermalinkRow> permalinks) =>
        [.. permalinks.OrderBy(row => row.Path, StringComparer.Ordinal).Select(row => new PermalinkPart(row.Path, languages[row.EditionId], row.Current))];

    private async IAsyncEnumerable<TRow> EachAsync<TRow>(Func<TRow, long> id) where TRow : class
    {
        await foreach (var batch in BatchesAsync(id))
        {
            foreach (var row in batch) yield return row;
        }
    }

    private async IAsyncEnumerable<List<TRow>> BatchesAsync<TRow>(Func<TRow, long> id) where TRow : class
    {
        var last = 0L;
        while (await context.Set<TRow>().AsNoTracking().Where(row => EF.Property<long>(row, nameof(StaffRow.Id)) > last).OrderBy(row => EF.Property<long>(row, nameof(StaffRow.Id)))
            .Take(Batch).ToListAsync(cancel) is { Count: > 0 } batch)
        {
            yield return batch;
            last = id(batch[^1]);
        }
    }
}
