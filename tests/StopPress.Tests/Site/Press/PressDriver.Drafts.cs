using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Stories;

namespace StopPress.Tests.Site.Press;

/// <summary>What is typed, and never seen by readers before somebody lets it out.</summary>
internal sealed partial class PressDriver
{
    // Typed, and then left, filed, or let out at once: of what is left no reader hears, also when it is edited past it.
    private Task Draft()
    {
        if (AnyText((_, _) => true) is not var (story, text)) return Task.CompletedTask;
        string headline = Word("Story"), body = Word("Text");
        int end = chance.Next(3);
        bool goes = end == 2 && !story.Held && Forbids(story, clock.GetUtcNow()) is null;
        if (end == 1 || goes) (text.Pending, text.PendingBody, text.PendingSlug) = (headline, body, null);
        return Act(_ =>
        {
            if (goes) LetOut(story, text, TimeSpan.Zero);
        }, async () =>
        {
            long version = await Type(story, text, headline, body);
            if (end == 1) await Do(new FileDraft(story.Id, text.Language, version).RunAsync(paper.Desk, "anna"));
            if (goes) await Do(new PublishStory(story.Id, text.Language, version).RunAsync(paper.Desk, "anna"));
        });
    }

    // In place of all that is there, conflicts too.
    private async Task<long> Type(MStory story, MText text, string headline, string body)
    {
        long seen = (await new ReadDraft(story.Id, text.Language).RunAsync(paper.Desk)).Value.Version;
        var typed = new Paragraph(BlockId.New(), [new TextRun(body, Marks.None)]);
        return (await new KeepDraft(
            story.Id, text.Language, $"tab{++words:0000000000000}", seen, 1, new DraftFields(headline, "", "", ""), ["headline", "kicker", "standfirst", "dateline"],
            DraftAnswer.Nodes([typed]), [typed.Id.ToString()]).RunAsync(paper.Desk, "anna")).Value.Version;
    }
}
