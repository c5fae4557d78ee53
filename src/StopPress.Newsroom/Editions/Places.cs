using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Editions;

/// <summary>Where in an edition's addresses the kinds of things stand.</summary>
internal static class Places
{
    /// <summary>Whether there is such a thing.</summary>
    public static Task<bool> ExistsAsync(HouseContext context, string kind, long id, CancellationToken cancel) => kind switch
    {
        "section" => context.Set<SectionRow>().AnyAsync(row => row.Id == id, cancel),
        "storyline" => context.Set<StorylineRow>().AnyAsync(row => row.Id == id, cancel),
        "tag" => context.Set<TagRow>().AnyAsync(row => row.Id == id, cancel),
        _ => context.Set<StaffRow>().AnyAsync(row => row.Id == id, cancel),
    };

    /// <summary>The address that a thing's own begins with in an edition: a section's is that of the section it is part of.</summary>
    public static async Task<Outcome<string>> BelowAsync(HouseContext context, string subject, EditionRow edition, CancellationToken cancel)
    {
        string home = AddressBook.Home(edition);
        long id = Subject.IdOf(subject);
        switch (Subject.KindOf(subject))
        {
            case "storyline": return home + "storyline/";
            case "tag": return home + "tag/";
            case "staff": return home + "author/";
        }
        var section = await context.Set<SectionRow>().FindAsync([id], cancel);
        if (section?.ParentId is not { } parent) return home;
        string above = Subject.Section(parent);
        var name = context.Set<LocalNameRow>().Local.FirstOrDefault(row => row.Subject == above && row.EditionId == edition.Id)
            ?? await context.Set<LocalNameRow>().FirstOrDefaultAsync(row => row.Subject == above && row.EditionId == edition.Id, cancel);
        return name is null ? new Refusal("parent-unnamed", $"The section that this one is part of has no name in the edition {edition.Language}.", "Name that one first.") : name.Path;
    }

    /// <summary>Gives a new thing its names.</summary>
    public static async Task<Refusal?> NameAsync(HouseContext context, string subject, IReadOnlyList<NewName>? names, CancellationToken cancel)
    {
        if (names is not { Count: > 0 }) return new Refusal("no-name", "It has no name in any edition.", "Name it in one edition at least.");
        foreach (var name in names)
        {
            if (await name.GiveAsync(context, subject, edition => BelowAsync(context, subject, edition, cancel), cancel) is { } refusal) return refusal;
        }
        return null;
    }
}
