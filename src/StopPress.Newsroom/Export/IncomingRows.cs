using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Export;

/// <summary>Makes rows of the lines of an export, which were looked through; what follows from them (lists, uses of media, deadlines) is made anew.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="context">The transaction of the import.</param>
internal sealed partial class IncomingRows(NewsDesk desk, HouseContext context)
{
    private readonly Dictionary<string, EditionRow> editions = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long?> parents = [];

    /// <summary>The house, with its logo and its accounts elsewhere.</summary>
    public void Put(HouseLine house)
    {
        context.Add(new HouseRow
        {
            Id = 1,
            Name = house.Name,
            FeedsAreWhole = house.FeedsAreWhole ?? true,
            Hub = house.Hub ?? "",
            SecurityContact = house.Security?.Contact ?? "",
            SecurityPolicy = house.Security?.Policy ?? "",
            AdsTxt = house.AdsTxt ?? "",
            ApiAccess = house.Api?.Access ?? ApiAccess.Everybody,
            ApiPerMinute = house.Api?.PerMinute ?? ApiDoor.UsualPerMinute,
        });
        if (house.Logo is { } logo) context.Add(new LogoRow { Id = 1, Blob = logo.Sha256, Width = logo.Width, Height = logo.Height, Ink = logo.Ink });
        context.AddRange(house.SocialAccounts.Select(account => new SocialAccountRow { Network = account.Network, Address = account.Address }));
    }

    /// <summary>An edition, with its menu and its line of breaking news.</summary>
    public async Task PutAsync(EditionLine line)
    {
        var row = new EditionRow
        {
            Id = line.Id,
            Language = line.Language,
            Locale = line.Locale,
            Prefix = line.Prefix,
            Name = line.Name,
            Tagline = line.Tagline,
            OwnName = line.OwnName,
            TimeZone = line.TimeZone,
            Calendar = line.Calendar,
            Direction = line.Direction,
            Position = line.Position,
            LeadStoryId = line.Lead,
        };
        editions[row.Language] = row;
        context.Add(row);
        Lead(Subject.Front(row.Id), line.Permalinks ?? []);
        await DayBegins.SetNextAsync(desk, context, row);
        context.AddRange(line.Menu.Select((link, place) => new MenuLinkRow { EditionId = row.Id, Position = place, Subject = link.Subject ?? "", Address = link.Address ?? "", Name = link.Name }));
        context.AddRange((line.Standards ?? []).Select(page => new StandardRow { EditionId = row.Id, Standard = page.Standard, Address = page.Address }));
        if (line.BreakingLine is not { } breaking) return;
        context.Add(new BreakingLineRow { EditionId = row.Id, Text = breaking.Text, StoryId = breaking.Story, EndsAt = breaking.EndsAt, ToldAt = breaking.ToldAt ?? default });
        desk.Deadlines.Set(context, breaking.EndsAt, BreakingLine.Kind, Subject.Breaking(row.Language));
    }

    /// <summary>Where an old address leads.</summary>
    public void Put(RedirectLine line) => context.Add(new RedirectRow { Path = line.Path, Target = line.Target, AddedAt = line.AddedAt });

    /// <summary>Somebody who stands in bylines.</summary>
    public void Put(StaffLine line)
    {
        context.Add(new StaffRow { Id = line.Id, Email = line.Email });
        Name(Subject.Staff(line.Id), line);
    }

    /// <summary>A section.</summary>
    public void Put(SectionLine line)
    {
        parents[line.Id] = line.Parent;
        context.Add(new SectionRow { Id = line.Id, ParentId = line.Parent, Position = line.Position, InMenu = line.InMenu, ClosedAt = line.ClosedAt });
        Name(Subject.Section(line.Id), line);
    }

    /// <summary>A tag.</summary>
    public void Put(TagLine line)
    {
        context.Add(new TagRow { Id = line.Id });
        Name(Subject.Tag(line.Id), line);
    }

    /// <summary>A storyline, with its turning points.</summary>
    public void Put(StorylineLine line)
    {
        context.Add(new StorylineRow { Id = line.Id, BegunAt = line.BegunAt, ClosedAt = line.ClosedAt });
        Name(Subject.Storyline(line.Id), line);
        foreach (var point in line.TurningPoints)
        {
            context.Add(new TurningPointRow { Id = point.Id, StorylineId = line.Id, Day = point.Day.ToString(TurningPoint.DayFormat, System.Globalization.CultureInfo.InvariantCulture) });
            context.AddRange(point.Words.Select(words => new TurningPointWordsRow { PointId = point.Id, EditionId = editions[words.Edition].Id, Says = words.Says }));
        }
    }

    /// <summary>Somebody who comes to the desk; without anything that lets them in.</summary>
    public void Put(AccountLine line)
    {
        context.Add(new AccountRow
        {
            Id = line.Id,
            Email = line.Email,
            FoldedEmail = AccountDesk.Fold(line.Email),
            Name = line.Name,
            Role = line.Role,
            StaffId = line.Staff,
            MailSince = line.MailSince,
            Language = line.Language,
            AddedAt = line.AddedAt,
            LeftAt = line.LeftAt,
        });
        context.AddRange(line.Sections.Select(section => new AccountSectionRow { AccountId = line.Id, SectionId = section }));
    }

    /// <summary>A picture, a sound or a document.</summary>
    public void Put(MediaLine line)
    {
        var row = new MediaRow
        {
            Id = line.Id,
            Kind = line.Kind,
            Blob = line.Sha256,
            MimeType = line.MimeType,
            Name = line.Name,
            Bytes = line.Bytes,
            Width = line.Width,
            Height = line.Height,
            Colour = line.Colour,
            FocalX = line.FocalX,
            FocalY = line.FocalY,
            Credit = line.Credit,
            Creator = line.Creator,
            Copyright = line.Copyright,
            Rights = line.Rights,
            Taken = line.Taken,
            City = line.City,
            Country = line.Country,
            Keywords = line.Keywords,
            ExpiresAt = line.ExpiresAt,
            Expired = line.Expired,
            AddedAt = line.AddedAt,
        };
        context.Add(row);
        context.AddRange(line.Words.Select(words => new MediaTextRow { MediaId = row.Id, EditionId = editions[words.Edition].Id, Alt = words.Alt, Caption = words.Caption }));
        MediaArrival.Put(context, row, line.Arrival.By, line.Arrival.FileName, line.Arrival.ForDesk);
        context.AddRange(line.EarlierOriginals.Select(earlier => Of(earlier, row.Id)));
        Lead(Subject.Media(row.Id), line.Permalinks ?? []);
        if (line.Source is { } source) context.Add(new ImportMediaRow { Source = source.Name, MediaId = row.Id, File = source.File, Name = row.Name, Parent = source.Post, Place = source.Place, Blob = "", Staged = "", At = source.At });
        if (line is { ExpiresAt: { } hour, Expired: false }) desk.Deadlines.Set(context, hour, PictureExpiry.Kind, Subject.Media(row.Id));
    }

    private static EarlierOriginalRow Of(EarlierPart part, long media) => new()
    {
        Id = part.Id,
        MediaId = media,
        At = part.At,
        Actor = part.By,
        Blob = part.Sha256,
        MimeType = part.MimeType,
        Bytes = part.Bytes,
        Width = part.Width,
        Height = part.Height,
        Colour = part.Colour,
        FocalX = part.FocalX,
        FocalY = part.FocalY,
        Credit = part.Credit,
        Creator = part.Creator,
        Copyright = part.Copyright,
        Taken = part.Taken,
        FileName = part.FileName,
    };

    private void Name(string subject, INamedLine line)
    {
        context.AddRange(line.Names.Select(name => new LocalNameRow
        {
            Subject = subject,
            EditionId = editions[name.Edition].Id,
            Name = name.Name,
            Title = name.Title,
            Description = name.Description,
            Path = name.Path,
        }));
        Lead(subject, line.Permalinks);
    }

    private void Lead(string subject, IReadOnlyList<PermalinkPart> permalinks) =>
        context.AddRange(permalinks.Select(permalink => new PermalinkRow { Path = permalink.Path, EditionId = editions[permalink.Edition].Id, Subject = subject, Current = permalink.Current }));
}
