using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>Says what is known about a picture, a sound or a document. What is null stays as it is; readers see the change at once.</summary>
/// <param name="Picture">Its public id.</param>
/// <param name="Credit">Who is to be named beside it.</param>
/// <param name="Creator">Who made it.</param>
/// <param name="Copyright">Whose it is.</param>
/// <param name="Rights">On what terms it may be shown; for the desk alone.</param>
/// <param name="City">The city that it shows.</param>
/// <param name="Country">The country that it shows.</param>
/// <param name="Keywords">The words under which it is found.</param>
/// <param name="Words">Its words in editions; those of editions that are not named stay.</param>
public sealed record DescribePicture(
    string Picture, string? Credit = null, string? Creator = null, string? Copyright = null, string? Rights = null,
    string? City = null, string? Country = null, IReadOnlyList<string>? Keywords = null, IReadOnlyList<PictureWords>? Words = null)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var said = new MediaDescription(checks, Credit, Creator, Copyright, Rights, City, Country, Keywords);
        if (checks.Fault is { } fault) return fault;
        var written = await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindMediaAsync(Picture, cancel);
            if (found.Refusal is { } unknown) return unknown;
            said.Put(found.Value);
            if (await MediaDescription.PutWordsAsync(context, found.Value.Id, Words ?? [], cancel) is { } refusal) return refusal;
            await MediaArrival.RenewAsync(context, found.Value, cancel);
            return (new EntryDraft("PictureDescribed", [Subject.Media(found.Value.Id)], new { media = Picture, found.Value.Credit }), true);
        }, cancel);
        // Renditions carry the credit in them.
        if (written.Refusal is null) desk.Darkroom.Expect(Subject.IdOf(written.Value.Entry.Subjects[0]));
        return written;
    }
}
