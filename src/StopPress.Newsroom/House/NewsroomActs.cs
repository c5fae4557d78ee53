using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Export;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Newsroom.Webhooks;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Every act of the newsroom, by name: what the control socket takes, and what falls due by the clock.</summary>
public static class NewsroomActs
{
    /// <summary>Adds the acts to the control socket.</summary>
    public static ControlVerbs AddNewsroom(this ControlVerbs verbs, NewsDesk desk) => verbs
        .Add<SetUpHouse>(nameof(SetUpHouse), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<OpenEdition>(nameof(OpenEdition), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<NameEdition>(nameof(NameEdition), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<OrderEditions>(nameof(OrderEditions), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetBreakingLine>(nameof(SetBreakingLine), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<EndBreakingLine>(nameof(EndBreakingLine), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetLogo>(nameof(SetLogo), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RemoveLogo>(nameof(RemoveLogo), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<KeepSocialAccounts>(nameof(KeepSocialAccounts), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetFeeds>(nameof(SetFeeds), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetSecurityContact>(nameof(SetSecurityContact), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<KeepAdsTxt>(nameof(KeepAdsTxt), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetApiAccess>(nameof(SetApiAccess), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<GiveApiKey>(nameof(GiveApiKey), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<TakeBackApiKey>(nameof(TakeBackApiKey), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<KeepStandards>(nameof(KeepStandards), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<KeepMailServer>(nameof(KeepMailServer), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RemoveMailServer>(nameof(RemoveMailServer), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddWebhook>(nameof(AddWebhook), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ChangeWebhook>(nameof(ChangeWebhook), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<PauseWebhook>(nameof(PauseWebhook), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RollWebhookKey>(nameof(RollWebhookKey), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<TryWebhook>(nameof(TryWebhook), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ReplayWebhook>(nameof(ReplayWebhook), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<EndWebhook>(nameof(EndWebhook), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<KeepMenu>(nameof(KeepMenu), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddRedirect>(nameof(AddRedirect), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RemoveRedirect>(nameof(RemoveRedirect), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ImportRedirects>(nameof(ImportRedirects), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<OpenSection>(nameof(OpenSection), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RenameSection>(nameof(RenameSection), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<MoveSection>(nameof(MoveSection), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<CloseSection>(nameof(CloseSection), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<CloseStoryline>(nameof(CloseStoryline), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddTurningPoint>(nameof(AddTurningPoint), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ChangeTurningPoint>(nameof(ChangeTurningPoint), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RemoveTurningPoint>(nameof(RemoveTurningPoint), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<MergeTags>(nameof(MergeTags), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<StartStoryline>(nameof(StartStoryline), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddTag>(nameof(AddTag), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddAccount>(nameof(AddAccount), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RenewLink>(nameof(RenewLink), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ChangeRole>(nameof(ChangeRole), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<EndAccount>(nameof(EndAccount), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<BindAccount>(nameof(BindAccount), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<HandOnStories>(nameof(HandOnStories), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AskForLink>(nameof(AskForLink), (_, act, cancel) => Answer(act.RunAsync(desk, cancel)))
        .Add<ChooseMail>(nameof(ChooseMail), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ChooseLanguage>(nameof(ChooseLanguage), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SharePreview>(nameof(SharePreview), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<EndPreviews>(nameof(EndPreviews), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddStaff>(nameof(AddStaff), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<NameInEdition>(nameof(NameInEdition), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddPicture>(nameof(AddPicture), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddFile>(nameof(AddFile), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<DescribePicture>(nameof(DescribePicture), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ReplacePicture>(nameof(ReplacePicture), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetFocalPoint>(nameof(SetFocalPoint), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetPictureExpiry>(nameof(SetPictureExpiry), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ListUnusedMedia>(nameof(ListUnusedMedia), async (_, question, cancel) => new ControlAnswer(null, await question.RunAsync(desk, cancel)))
        .Add<FileStory>(nameof(FileStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AddText>(nameof(AddText), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<EditStory>(nameof(EditStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<KeepDraft>(nameof(KeepDraft), (actor, act, cancel) => Unseen(act.RunAsync(desk, actor, cancel)))
        .Add<ReadDraft>(nameof(ReadDraft), (_, question, cancel) => Unseen(question.RunAsync(desk, cancel)))
        .Add<FileDraft>(nameof(FileDraft), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<MakeRemark>(nameof(MakeRemark), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ResolveRemark>(nameof(ResolveRemark), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ReadRemarks>(nameof(ReadRemarks), (_, question, cancel) => Unseen(question.RunAsync(desk, cancel)))
        .Add<RestoreRevision>(nameof(RestoreRevision), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetStage>(nameof(SetStage), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<AssignStory>(nameof(AssignStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SendBack>(nameof(SendBack), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ReadMessages>(nameof(ReadMessages), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ChangeUrlSlug>(nameof(ChangeUrlSlug), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ChangeFiling>(nameof(ChangeFiling), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<PublishStory>(nameof(PublishStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<CorrectStory>(nameof(CorrectStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<RefileStory>(nameof(RefileStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SchedulePublish>(nameof(SchedulePublish), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<CancelSchedule>(nameof(CancelSchedule), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<UnpublishStory>(nameof(UnpublishStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SpikeStory>(nameof(SpikeStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<HoldStory>(nameof(HoldStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ReleaseStory>(nameof(ReleaseStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetEmbargo>(nameof(SetEmbargo), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<LiftEmbargo>(nameof(LiftEmbargo), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<SetExpiry>(nameof(SetExpiry), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<KillStory>(nameof(KillStory), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ChooseLead>(nameof(ChooseLead), (actor, act, cancel) => Answer(act.RunAsync(desk, actor, cancel)))
        .Add<ImportWordPress>(nameof(ImportWordPress), (actor, act, tell, cancel) => Answer(act.RunAsync(desk, actor, cancel, tell)))
        .Add<ExportNewspaper>(nameof(ExportNewspaper), (actor, act, tell, cancel) => Answer(act.RunAsync(desk, actor, cancel, tell)));

    /// <summary>Tells the clerk what happens at the newsroom's hours; before the clerk starts.</summary>
    public static void FallDue(NewsDesk desk)
    {
        desk.Deadlines.On(Publication.Kind, (context, deadline) => Publication.FallDueAsync(desk, context, deadline));
        desk.Deadlines.On(ScheduleWarning.Kind, (context, deadline) => ScheduleWarning.FallDueAsync(desk, context, deadline));
        desk.Deadlines.On(Embargo.Kind, (context, deadline) => Embargo.FallDueAsync(context, deadline));
        desk.Deadlines.On(Expiry.Kind, (context, deadline) => Expiry.FallDueAsync(context, deadline));
        desk.Deadlines.On(PictureExpiry.Kind, (context, deadline) => PictureExpiry.FallDueAsync(context, deadline));
        desk.Deadlines.On(BreakingLine.Kind, (context, deadline) => BreakingLine.FallDueAsync(context, deadline));
        desk.Deadlines.On(NightlyBackup.Kind, (context, deadline) => NightlyBackup.FallDueAsync(desk, context, deadline));
        desk.Deadlines.On(DayBegins.Kind, (context, deadline) => DayBegins.FallDueAsync(desk, context, deadline));
    }

    // What writes no entry.
    private static async Task<Outcome<ControlAnswer>> Unseen<T>(Task<Outcome<T>> act)
    {
        var done = await act;
        return done.Refusal is { } refusal ? refusal : new ControlAnswer(null, done.Value);
    }

    private static async Task<Outcome<ControlAnswer>> Answer<T>(Task<Outcome<Settled<T>>> act)
    {
        var done = await act;
        return done.Refusal is { } refusal ? refusal : new ControlAnswer(done.Value.Entry.Sequence, done.Value.Result);
    }
}
