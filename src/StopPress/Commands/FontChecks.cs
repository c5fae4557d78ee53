using StopPress.Newsroom.Editions;
using StopPress.Site.LinkCards;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>What the doctor looks at in the machine's fonts, of which the cards for links are set in all scripts but Latin, Greek, Cyrillic and Thai.</summary>
internal static class FontChecks
{
    private static readonly Finding NoEdition = new(true, "there is no edition yet whose script could lack a font.");

    /// <summary>Whether every edition's language can be set on a card.</summary>
    public static Task<Finding> Scripts(MachineSettings settings, CancellationToken cancel) => DatabaseChecks.Look(settings, NoEdition, async database =>
    {
        if ((await new Migrator(database, typeof(Newspaper).Assembly, TimeProvider.System).InspectAsync(cancel)).Present == 0) return NoEdition;
        var editions = await Reads.LookAsync(database, Edition.ReadAllAsync, cancel);
        var bare = ComposingRoom.Unsettable(editions.Select(edition => $"{edition.OwnName} {edition.Name}"));
        string names = string.Join(", ", editions.Where((_, place) => bare.Contains(place)).Select(edition => $"{edition.OwnName} ({edition.Language})"));
        return names.Length == 0
            ? new Finding(true, "there are fonts for the script of every edition.")
            : new Finding(false, $"no font here has the letters of {names}; cards for links are left empty there.", "Install one, on Debian from fonts-noto-core or fonts-noto-cjk, and start the newspaper again.");
    });
}
