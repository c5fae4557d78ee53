using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Lets old addresses lead on: of posts by number and by earlier slugs, of the pages and files of pictures.</summary>
internal sealed class WordPressAddresses(WordPressSite site, HouseContext context, EditionRow edition, KnownAddresses known)
{
    private readonly string root = WordPressAddress.Root(site.Address);

    /// <summary>The addresses that a post had: its permalink as it was written, by number, by earlier slugs.</summary>
    public IEnumerable<string> Of(WordPressItem item)
    {
        if (item.Id.Length > 0) yield return WordPressAddress.OfPost(root, item.Id);
        if (item.Path.Length == 0) yield break;
        yield return item.Path;
        if (item.Slug.Length == 0 || !AddressBook.EndsWith(item.Path, item.Slug)) yield break;
        string above = item.Path.TrimEnd('/')[..^item.Slug.Length];
        foreach (var field in item.Fields.Where(field => field.Name == WordPressFields.OldSlug && field.Value.Length > 0)) yield return $"{above}{WordPressReading.Decoded(field.Value.Trim())}/";
    }

    /// <summary>Lets the addresses lead to a text that its post had; and that, too, while it is not out.</summary>
    public async Task LeadAsync(WordPressItem item, StoryTextRow text, CancellationToken cancel)
    {
        foreach (string address in Of(item)) await known.LeadFreeAsync(address, edition, Subject.Text(text.Id), cancel);
    }

    /// <summary>Lets the addresses of pictures and files lead to them where they are in the library, else to the stories that they were put into, else to the front.</summary>
    public async Task LeadAsync(IReadOnlyList<WordPressAttachment> files, CancellationToken cancel)
    {
        await known.LookUpAsync(files.SelectMany(file => new[] { WordPressAddress.OfPost(root, file.Id), file.Path, PathOfFile(file.Address) ?? "" }).SelectMany(WordPressAddress.Kept));
        foreach (var file in files) await LeadAsync(file, cancel);
    }

    /// <summary>Lets the home of a site that lived in a folder lead to the front.</summary>
    public async Task LeadHomeAsync(CancellationToken cancel)
    {
        if (root != "/") await known.LeadFreeAsync(root, edition, Subject.Front(edition.Id), cancel);
    }

    private async Task LeadAsync(WordPressAttachment attachment, CancellationToken cancel)
    {
        string source = site.Sources + attachment.Id, parent = site.Sources + attachment.Parent;
        long? media = await context.Set<ImportMediaRow>().Where(row => row.Source == source).Select(row => (long?)row.MediaId).FirstOrDefaultAsync(cancel);
        string? text = await TextAsync(parent, cancel);
        string front = Subject.Front(edition.Id), file = media is { } id ? Subject.Media(id) : text ?? front;
        // The page of a picture showed it with its story; without one it was the picture alone.
        string page = text ?? file;
        if (attachment.Id.Length > 0) await known.LeadFreeAsync(WordPressAddress.OfPost(root, attachment.Id), edition, page, cancel);
        await known.LeadFreeAsync(attachment.Path, edition, page, cancel);
        if (PathOfFile(attachment.Address) is not { } path) return;
        await known.LeadFreeAsync(path, edition, file, cancel);
        // Once the file has come in it takes the address from what stood in for it.
        foreach (string kept in WordPressAddress.Kept(path))
        {
            if (await known.AtAsync(kept, cancel) is { Current: false } link) link.Subject = file;
        }
    }

    private async Task<string?> TextAsync(string source, CancellationToken cancel)
    {
        long? story = await context.Set<ImportedRow>().Where(row => row.Source == source).Select(row => (long?)row.StoryId).FirstOrDefaultAsync(cancel);
        long? text = story is null ? null : await context.Set<StoryTextRow>().Where(row => row.StoryId == story && row.EditionId == edition.Id && row.PubStatus != PubStatus.Unpublished).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancel);
        return text is { } id ? Subject.Text(id) : null;
    }

    // What lay with another house is still there, unless it was only its store for this site's files.
    private string? PathOfFile(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2) return null;
        bool isOwn = Uri.TryCreate(site.Address, UriKind.Absolute, out var own) && string.Equals(own.Host, uri.Host, StringComparison.OrdinalIgnoreCase);
        return isOwn || uri.AbsolutePath.Contains("/uploads/", StringComparison.Ordinal) ? WordPressReading.Decoded(uri.AbsolutePath) : null;
    }
}
