using StopPress.Newsroom.Drafts;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

internal static class StoriesInHand
{
    /// <summary>
    /// Stories that somebody has still to do with: theirs or given to them, and with a text that readers do not have, a draft, or an hour that is yet to come.
    /// What is finished stays with whoever made it; what was spiked or killed waits for nobody.
    /// </summary>
    public static IQueryable<StoryRow> InHandsOf(this HouseContext context, long account, Instant now)
    {
        var drafts = context.Set<DraftRow>().Where(draft => draft.Version != draft.FiledVersion);
        var unfinished = context.Set<StoryTextRow>().Where(text => text.PubStatus != PubStatus.Usable || drafts.Any(draft => draft.TextId == text.Id));
        return context.Set<StoryRow>().Where(story => (story.OwnerId == account || story.AssigneeId == account) && story.KilledAt == null && story.WorkStage != WorkStage.Spiked
            && (unfinished.Any(text => text.StoryId == story.Id) || (story.AssigneeId == account && story.DueAt > now)));
    }
}
