using Microsoft.EntityFrameworkCore;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Editions;

/// <summary>Finds the edition that an act is about.</summary>
internal static class EditionDesk
{
    /// <summary>The edition in a language, or the refusal.</summary>
    public static async Task<Outcome<EditionRow>> FindEditionAsync(this HouseContext context, string? language) =>
        await context.Set<EditionRow>().FirstOrDefaultAsync(row => row.Language == language) is { } edition
            ? edition
            : new Refusal("unknown-edition", $"There is no edition in the language \"{language}\".", "Open it first, or choose another one.");
}
