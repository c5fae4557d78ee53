using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;

namespace StopPress.Newsroom.Export;

/// <summary>The lines of pictures, sounds and documents.</summary>
internal sealed partial class OutgoingLines
{
    /// <summary>The media, each with what was said of it, and what it was made of before.</summary>
    public async IAsyncEnumerable<MediaLine> MediaAsync()
    {
        await foreach (var batch in BatchesAsync<MediaRow>(row => row.Id))
        {
            long[] ids = [.. batch.Select(row => row.Id)];
            var words = (await context.Set<MediaTextRow>().AsNoTracking().Where(row => ids.Contains(row.MediaId)).ToListAsync(cancel)).ToLookup(row => row.MediaId);
            var arrivals = await context.Set<MediaArrivalRow>().AsNoTracking().Where(row => ids.Contains(row.MediaId)).ToDictionaryAsync(row => row.MediaId, cancel);
            var earlier = (await context.Set<EarlierOriginalRow>().AsNoTracking().Where(row => ids.Contains(row.MediaId)).ToListAsync(cancel)).ToLookup(row => row.MediaId);
            var permalinks = await PermalinksAsync([.. ids.Select(Subject.Media)]);
            // What is only being made ready is no part of the newspaper yet.
            var sources = (await context.Set<ImportMediaRow>().AsNoTracking().Where(row => ids.Contains(row.MediaId) && row.Staged == "").ToListAsync(cancel)).ToLookup(row => row.MediaId);
            foreach (var row in batch)
            {
                var arrival = arrivals[row.Id];
                yield return new MediaLine(
                    row.Kind, row.Id, row.Blob, row.MimeType, row.Name, row.Bytes, row.Width, row.Height, row.Colour, row.FocalX, row.FocalY, row.Credit, row.Creator, row.Copyright, row.Rights, row.Taken,
                    row.City, row.Country, row.Keywords, row.Expired, row.AddedAt,
                    [.. words[row.Id].OrderBy(text => text.EditionId).Select(text => new PictureWordsPart(languages[text.EditionId], text.Alt, text.Caption))],
                    new ArrivalPart(arrival.AddedBy, arrival.FileName, arrival.ForDesk), [.. earlier[row.Id].OrderBy(one => one.Id).Select(Of)], row.ExpiresAt,
                    OrNull(Of(permalinks[Subject.Media(row.Id)])), sources[row.Id].Select(Of).FirstOrDefault());
            }
        }
    }

    private static MediaSourcePart Of(ImportMediaRow row) => new(row.Source, row.File, row.Parent, row.Place, row.At);

    private static EarlierPart Of(EarlierOriginalRow row) => new(
        row.Id, row.At, row.Actor, row.Blob, row.MimeType, row.Bytes, row.Width, row.Height, row.Colour, row.FocalX, row.FocalY, row.Credit, row.Creator, row.Copyright, row.Taken, row.FileName);
}
