using StopPress.Newsroom.Media;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Press;

/// <summary>The acts on pictures, which stand at the heads of stories and on all their cards.</summary>
internal sealed partial class PressDriver
{
    private const int MostPictures = 4;

    // Every original is as wide as no other, and three to two: so wide is its crop, and so a reader sees which one it is.
    private int originals;

    private Task Picture()
    {
        if (model.Pictures.Count == 0 || (model.Pictures.Count < MostPictures && chance.Next(4) == 0)) return AddPicture();
        var picture = Any(model.Pictures);
        return chance.Next(6) switch
        {
            < 2 => Replace(picture),
            2 => PutBack(picture),
            3 => Describe(picture),
            4 => Recredit(picture),
            _ => Expire(picture),
        };
    }

    private (byte[] File, int Width) Original()
    {
        int third = 100 + ++originals;
        return (Shots.Jpeg(3 * third, 2 * third), 3 * third);
    }

    private Task AddPicture()
    {
        var (file, width) = Original();
        var picture = new MPicture(Word("Credit"), width);
        return Act(copy => copy.Pictures.Add(picture), async () => picture.Id = (await Do(new AddPicture(Credit: picture.Credit).RunAsync(paper.Desk, "anna", new MemoryStream(file)))).Id);
    }

    private Task Replace(MPicture picture)
    {
        var (file, width) = Original();
        var before = (picture.Credit, picture.Width);
        string? credit = chance.Next(2) == 0 ? Word("Credit") : null;
        return Act(_ => (picture.Width, picture.Credit) = (width, credit ?? picture.Credit), async () =>
        {
            string earlier = await Do(new ReplacePicture(picture.Id, Credit: credit).RunAsync(paper.Desk, "anna", new MemoryStream(file)));
            picture.Earlier.Add((earlier, before.Credit, before.Width));
        });
    }

    private Task PutBack(MPicture picture)
    {
        var others = picture.Earlier.Where(one => one.Width != picture.Width).ToList();
        if (others.Count == 0) return Task.CompletedTask;
        var (id, credit, width) = Any(others);
        var before = (picture.Credit, picture.Width);
        return Act(_ => (picture.Width, picture.Credit) = (width, credit), async () =>
        {
            string earlier = await Do(new ReplacePicture(picture.Id, Earlier: id).RunAsync(paper.Desk, "anna"));
            picture.Earlier.Add((earlier, before.Credit, before.Width));
        });
    }

    private Task Describe(MPicture picture)
    {
        string language = Any(Languages), alt = Word("Alt");
        return Act(_ => picture.Alts[language] = alt, () => Do(new DescribePicture(picture.Id, Words: [new PictureWords(language, alt)]).RunAsync(paper.Desk, "anna")));
    }

    private Task Recredit(MPicture picture)
    {
        string credit = Word("Credit");
        return Act(_ => picture.Credit = credit, () => Do(new DescribePicture(picture.Id, credit).RunAsync(paper.Desk, "anna")));
    }

    private Task Expire(MPicture picture)
    {
        bool ends = !picture.Expired;
        return Act(_ => picture.Expired = ends, () => Do(new SetPictureExpiry(picture.Id, ends ? clock.GetUtcNow().AddDays(-1) : null).RunAsync(paper.Desk, "anna")));
    }
}
