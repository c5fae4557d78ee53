using StopPress.Newsroom.Editions;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Editions;

public class OpenEditionTests(Houses houses)
{
    [Theory]
    [InlineData("ar", "ar-EG", null, "rtl"), InlineData("he", "he-IL", null, "rtl"), InlineData("de", "de-DE", null, "ltr"), InlineData("ar", "ar-EG", "ltr", "ltr")]
    public async Task an_edition_runs_as_its_script_does_unless_somebody_says_otherwise(string language, string locale, string? direction, string runs)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await Paper.DoneAsync(new OpenEdition(language, language, locale, "Courier", "", "Own", "Etc/UTC", Direction: direction).RunAsync(paper.Desk, "anna"));
        Assert.Contains($"<html lang=\"{language}\" dir=\"{runs}\">", await paper.ReadAsync($"/{language}/"), StringComparison.Ordinal);
    }
}
