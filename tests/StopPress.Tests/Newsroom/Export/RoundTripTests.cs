using System.Globalization;
using StopPress.Newsroom.Import;
using StopPress.Store.Database;
using StopPress.Tests.Site.Press;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Export;

/// <summary>A newspaper is moved out, into another database, and back: it stays what it was.</summary>
public class RoundTripTests(Houses houses)
{
    // "./soak export" sets them.
    private static readonly int Acts = int.Parse(Environment.GetEnvironmentVariable("SOAK_EXPORT_ACTS") ?? "250", CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Theory, BothDatabases]
    public async Task a_newspaper_in_which_there_is_something_of_everything_comes_back_as_it_was(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await FullPaper.FillAsync(paper, house.Clock);
        var rows = await Moving.RowsAsync(paper.Desk.Database);
        // A table that is forgotten here would be empty, and so the same on both sides.
        Assert.Empty(rows.Where(table => table.Value.Count == 0).Select(table => table.Key));
        await ThereAndBackAsync(house, paper, 60);
    }

    [Theory, BothDatabases]
    public async Task whatever_the_desk_has_done_the_newspaper_comes_back_as_it_was(DatabaseKind kind)
    {
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}");
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        // What readers do is not moved: it is of one address.
        var driver = new PressDriver(paper, house.Clock, Seed) { HasReaders = false };
        await driver.SetUpAsync();
        for (var i = 0; i < Acts; i++) await driver.ActAsync();
        await ThereAndBackAsync(house, paper, 60);
    }

    [Fact]
    public async Task every_export_of_the_corpus_comes_back_as_it_was_and_is_known_to_a_later_one()
    {
        var files = Directory.GetFiles(Corpus.PathOf("wxr"), "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count > 20, $"Only {files.Count} exports were found.");
        var moved = 0;
        foreach (string file in files)
        {
            await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
            await using var paper = await Paper.OpenAsync(house, house.Clock);
            var brought = await new ImportWordPress(file).RunAsync(paper.Desk, "anna");
            // What is broken is refused whole, and has nothing that could be moved.
            if (brought.Refusal is not null) continue;
            moved++;
            await ThereAndBackAsync(house, paper, 15, again: async there =>
            {
                var later = await Paper.DoneAsync(new ImportWordPress(file).RunAsync(there.Desk, "anna"));
                Assert.Equal((0, 0, 0, 0), (later.Stories, later.Pages, later.Unpublished, later.Renewed));
            });
        }
        Assert.True(moved > 15, $"Only {moved} exports were moved.");
    }

    // Into the other kind of database, and from there into another one of the first kind.
    private async Task ThereAndBackAsync(House house, Paper paper, int answers, Func<Paper, Task>? again = null)
    {
        using var folder = new TemporaryFolder();
        var rows = await Moving.RowsAsync(paper.Desk.Database);
        var made = await Moving.ExportAsync(paper, folder["out"]);
        Assert.Empty(made.Missing);
        await using var elsewhere = await houses.OpenAsync(house.Kind == DatabaseKind.Sqlite ? DatabaseKind.Postgres : DatabaseKind.Sqlite);
        await using var there = await Moving.OpenAsync(elsewhere, folder["out"], house.Clock);
        Moving.Same(rows, await Moving.RowsAsync(there.Desk.Database));
        await Soundness.HoldsAsync(there.Desk.Database, elsewhere.Folder);
        Assert.InRange(await Moving.SameSurfacesAsync(paper, there, answers), 3, int.MaxValue);
        await Moving.ExportAsync(there, folder["again"]);
        Moving.SameFiles(folder["out"], folder["again"]);

        await using var home = await houses.OpenAsync(house.Kind);
        await using var back = await Moving.OpenAsync(home, folder["again"], house.Clock);
        Moving.Same(rows, await Moving.RowsAsync(back.Desk.Database));
        await Moving.SameSurfacesAsync(paper, back, answers);
        if (again is not null) await again(back);
    }
}
