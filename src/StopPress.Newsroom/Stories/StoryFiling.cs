using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Storylines;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>One name in a byline: a member of staff, or a guest.</summary>
/// <param name="Staff">The member of staff's id, or null.</param>
/// <param name="Guest">The guest's or the agency's name, or null.</param>
/// <param name="Role">What was done.</param>
public sealed record Credit(string? Staff = null, string? Guest = null, BylineRole Role = BylineRole.Reporting);

/// <summary>What belongs to a story in every language. What is null stays as it is.</summary>
/// <param name="Sections">The sections it is filed under; the first is its own.</param>
/// <param name="Storylines">The storylines that it tells.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Byline">Who made it, in order.</param>
/// <param name="Picture">The picture at its head; empty for none.</param>
/// <param name="Related">The stories set beside it.</param>
/// <param name="Slugline">The desk's own name for it.</param>
public sealed record StoryFiling(
    IReadOnlyList<string>? Sections = null, IReadOnlyList<string>? Storylines = null, IReadOnlyList<string>? Tags = null,
    IReadOnlyList<Credit>? Byline = null, string? Picture = null, IReadOnlyList<string>? Related = null, string? Slugline = null)
{
    // More than any newspaper prints; a page must stay readable.
    private const int MostNames = 50;
    private const int LongestName = 200;

    /// <summary>Files a story so, in the transaction of an act.</summary>
    internal async Task<Refusal?> ApplyAsync(HouseContext context, StoryRow story, CancellationToken cancel)
    {
        var checks = new Checks();
        var refiled = Read(checks, "section", Sections).Concat(Read(checks, "storyline", Storylines)).Concat(Read(checks, "tag", Tags)).ToList();
        var related = Related is null ? null : checks.Ids("story", Related);
        var byline = Byline?.Select((credit, i) => Row(checks, story.Id, credit, i)).ToList();
        string? slugline = Slugline is null ? null : checks.Line("slugline", Slugline, FileStory.LongestSlugline);
        long? picture = string.IsNullOrEmpty(Picture) ? null : checks.Id("picture", Picture);
        if (Math.Max(refiled.Count, Math.Max(related?.Count ?? 0, byline?.Count ?? 0)) > MostNames) checks.Refuse("too-many", $"A story can be filed under {MostNames} things at most.");
        if (checks.Fault is { } fault) return fault;
        if (await MissingAsync(context, refiled, byline, picture, related, cancel) is { } missing) return missing;
        if (await ClosedAsync(context, story.Id, refiled, cancel) is { } closed) return closed;
        await RefileAsync(context, story.Id, refiled, cancel);
        if (byline is not null)
        {
            context.RemoveRange(await context.Set<BylineRow>().Where(row => row.StoryId == story.Id).ToListAsync(cancel));
            // A row that takes the place of another under the same key must come after it is gone.
            await context.SaveChangesAsync(cancel);
            context.AddRange(byline);
        }
        if (related is not null)
        {
            context.RemoveRange(await context.Set<RelatedRow>().Where(row => row.StoryId == story.Id).ToListAsync(cancel));
            await context.SaveChangesAsync(cancel);
            context.AddRange(related.Where(id => id != story.Id).Select((id, i) => new RelatedRow { StoryId = story.Id, RelatedId = id, Position = i }));
        }
        if (Picture is not null) story.PictureId = picture;
        story.Slugline = slugline ?? story.Slugline;
        return null;
    }

    private static IEnumerable<string> Read(Checks checks, string kind, IReadOnlyList<string>? ids) => checks.Ids(kind, ids).Select(id => $"{kind}:{PublicId.Text(id)}");

    private static BylineRow Row(Checks checks, long story, Credit credit, int position)
    {
        string guest = checks.Line("name", credit.Guest, LongestName);
        if (credit.Staff is null == (guest.Length == 0)) checks.Refuse("no-name", "A name in a byline is a member of staff or a guest, one of the two.");
        if (!Enum.IsDefined(credit.Role)) checks.Refuse("unknown-role", $"There is no role {credit.Role}.");
        return new BylineRow { StoryId = story, Position = position, StaffId = credit.Staff is null ? null : checks.Id("staff", credit.Staff), GuestName = guest, Role = credit.Role };
    }

    private static async Task<Refusal?> MissingAsync(
        HouseContext context, List<string> filings, List<BylineRow>? byline, long? picture, IReadOnlyList<long>? related, CancellationToken cancel)
    {
        foreach (string filing in filings)
        {
            if (!await Places.ExistsAsync(context, Subject.KindOf(filing), Subject.IdOf(filing), cancel)) return new Refusal("unknown-" + Subject.KindOf(filing), $"There is no {filing}.");
        }
        foreach (long staff in byline?.Select(row => row.StaffId).OfType<long>() ?? [])
        {
            if (!await Places.ExistsAsync(context, "staff", staff, cancel)) return new Refusal("unknown-staff", $"Nobody on the staff has the id {PublicId.Text(staff)}.");
        }
        if (picture is { } id && !await context.Set<MediaRow>().AnyAsync(row => row.Id == id && row.Kind == MediaKind.Picture, cancel)) return new Refusal("unknown-picture", $"There is no picture with the id {PublicId.Text(id)}.");
        foreach (long story in related ?? [])
        {
            if (!await context.Set<StoryRow>().AnyAsync(row => row.Id == story, cancel)) return new Refusal("unknown-story", $"There is no story with the id {PublicId.Text(story)}.");
        }
        return null;
    }

    // What is filed there already stays there.
    private static async Task<Refusal?> ClosedAsync(HouseContext context, long story, List<string> refiled, CancellationToken cancel)
    {
        if (!refiled.Exists(filing => Subject.KindOf(filing) != "tag")) return null;
        var filed = await context.Set<FilingRow>().AsNoTracking().Where(row => row.StoryId == story).Select(row => row.Subject).ToListAsync(cancel);
        var anew = refiled.Except(filed).ToList();
        long[] storylines = [.. anew.Where(filing => Subject.KindOf(filing) == "storyline").Select(Subject.IdOf)];
        if (storylines.Length > 0 && await context.Set<StorylineRow>().AnyAsync(row => storylines.Contains(row.Id) && row.ClosedAt != null, cancel)) return CloseStoryline.IsClosed;
        long[] sections = [.. anew.Where(filing => Subject.KindOf(filing) == "section").Select(Subject.IdOf)];
        if (sections.Length == 0) return null;
        var all = await context.Set<SectionRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, cancel);
        return sections.Any(all.IsClosed) ? SectionTrees.Closed : null;
    }

    private async Task RefileAsync(HouseContext context, long story, List<string> refiled, CancellationToken cancel)
    {
        var changed = new HashSet<string>();
        if (Sections is not null) changed.Add("section");
        if (Storylines is not null) changed.Add("storyline");
        if (Tags is not null) changed.Add("tag");
        if (changed.Count == 0) return;
        var before = await context.Set<FilingRow>().Where(row => row.StoryId == story).OrderBy(row => row.Position).ToListAsync(cancel);
        var after = before.Where(row => !changed.Contains(Subject.KindOf(row.Subject))).Select(row => row.Subject).Concat(refiled)
            .OrderBy(subject => Subject.KindOf(subject), StringComparer.Ordinal).ToList();
        context.RemoveRange(before.Where(row => !after.Contains(row.Subject)));
        for (var i = 0; i < after.Count; i++)
        {
            if (before.FirstOrDefault(row => row.Subject == after[i]) is { } row) row.Position = i;
            else context.Add(new FilingRow { StoryId = story, Subject = after[i], Position = i });
        }
    }
}
