using System.Text.Json;
using System.Text.Json.Nodes;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>How one act is done, and how to see that it is there.</summary>
/// <param name="Act">Its name.</param>
/// <param name="Kind">The kind of its entry in the journal; empty when it writes none.</param>
/// <param name="Ask">Prepares what the act needs, and says what it is asked with.</param>
/// <param name="There">Counts 1 in the database when the act is there and 0 when it is not; MARK, STORY, PICTURE, AT_HOUR and SUBJECT are filled in.</param>
/// <param name="OnFront">Whether the act puts the story on the front (true), takes it off (false), or neither.</param>
/// <param name="Again">Whether a person who was not answered may simply ask again; else they look first whether it is there.</param>
internal sealed record ActScript(string Act, string Kind, Func<Stage, Task<object>> Ask, string There, bool? OnFront = null, bool Again = true);

/// <summary>Every act of the program that writes.</summary>
internal static class ActScripts
{
    /// <summary>Those that only look, or only touch what is in memory.</summary>
    public static readonly string[] WritingNothing = ["Why", "Touches", "DropPages", "TellTroubles", "ListUnusedMedia", "ReadDraft", "ReadRemarks", "BackUp", "TellBackup", "ExportNewspaper"];

    private const string Credited = "SELECT COUNT(*) FROM media WHERE credit = MARK";
    private const string Named = "SELECT COUNT(*) FROM local_names WHERE name = MARK";
    private const string Turned = "SELECT COUNT(*) FROM turning_point_words WHERE says = MARK";
    private const string Written = "SELECT COUNT(*) FROM revisions WHERE headline = MARK";

    /// <summary>The table.</summary>
    public static readonly ActScript[] All =
    [
        new("SetUpHouse", "HouseSetUp", stage => Is(new { name = stage.Mark }), "SELECT COUNT(*) FROM house WHERE name = MARK"),
        new("OpenEdition", "EditionOpened", stage => Is(new { language = $"en-{stage.Mark[..5]}-{stage.Mark[5..]}", prefix = stage.Mark, locale = "en-GB", name = stage.Mark, tagline = "", own_name = "X", time_zone = "Etc/UTC" }),
            "SELECT COUNT(*) FROM editions WHERE name = MARK"),
        new("NameEdition", "EditionNamed", stage => Is(new { edition = "en", name = stage.Mark, tagline = "" }), "SELECT COUNT(*) FROM editions WHERE name = MARK"),
        new("OrderEditions", "EditionsOrdered", stage => stage.OrderAsync(), "SELECT COUNT(*) FROM editions WHERE position = 1 AND language = 'en'"),
        new("SetBreakingLine", "BreakingLineSet", stage => Is(new { edition = "en", text = stage.Mark, ends_at = stage.At }), "SELECT COUNT(*) FROM breaking_lines b JOIN deadlines d ON d.due_at = b.ends_at WHERE b.text = MARK AND d.due_at = AT_HOUR"),
        new("EndBreakingLine", "BreakingLineTakenAway", stage => stage.BreakingAsync(), "SELECT 1 - COUNT(*) FROM deadlines WHERE due_at = AT_HOUR", Again: false),
        new("SetLogo", "LogoSet", stage => Is(new { file = stage.Logo() }), "SELECT COUNT(*) FROM logo WHERE width = LOGO"),
        new("RemoveLogo", "LogoRemoved", stage => stage.LogoAsync(), "SELECT 1 - COUNT(*) FROM logo", Again: false),
        new("KeepMailServer", "MailServerKept", stage => Is(new { host = "localhost", port = 25, security = "none", sender_address = "desk@example.org", sender_name = stage.Mark, user_name = "desk", password = "tide lantern" }), "SELECT COUNT(*) FROM mail_server WHERE sender_name = MARK AND sealed_password IS NOT NULL"),
        new("RemoveMailServer", "MailServerRemoved", stage => stage.MailAsync(), "SELECT 1 - COUNT(*) FROM mail_server", Again: false),
        new("AddWebhook", "WebhookAdded", stage => Is(stage.Hook), "SELECT COUNT(*) FROM webhooks WHERE name = MARK", Again: false),
        new("ChangeWebhook", "WebhookChanged", async stage => new { webhook = await stage.HookAsync(), name = "Changed " + stage.Mark, address = "https://receiver.invalid/", events = new[] { "story.killed" } }, "SELECT COUNT(*) FROM webhooks WHERE name = 'Changed ' || MARK"),
        new("PauseWebhook", "WebhookPaused", async stage => new { webhook = await stage.HookAsync() }, "SELECT COUNT(*) FROM webhooks WHERE name = MARK AND paused_at IS NOT NULL", Again: false),
        new("RollWebhookKey", "WebhookKeyRolled", async stage => new { webhook = await stage.HookAsync() }, "SELECT COUNT(*) FROM webhooks WHERE name = MARK AND key_number = 2", Again: false),
        new("TryWebhook", "WebhookTried", async stage => new { webhook = await stage.HookAsync() }, "SELECT COUNT(*) FROM journal WHERE kind = 'WebhookTried' AND payload LIKE '%' || MARK || '%'", Again: false),
        new("ReplayWebhook", "WebhookReplayed", stage => stage.ReplayedAsync(), "SELECT COUNT(*) - 1 FROM journal WHERE kind = 'WebhookReplayed' AND payload LIKE '%' || MARK || '%'", Again: false),
        new("EndWebhook", "WebhookEnded", async stage => new { webhook = await stage.HookAsync() }, "SELECT 1 - COUNT(*) FROM webhooks WHERE name = MARK", Again: false),
        new("KeepSocialAccounts", "SocialAccountsKept", stage => Is(new { accounts = new[] { new { network = "facebook", address = "https://facebook.com/" + stage.Mark } } }), "SELECT COUNT(*) FROM social_accounts WHERE address = 'https://facebook.com/' || MARK"),
        new("KeepStandards", "StandardsKept", stage => Is(new { edition = "en", pages = new[] { new { standard = "ethics", address = "/" + stage.Mark + "/" } } }), "SELECT COUNT(*) FROM standards WHERE address = '/' || MARK || '/'"),
        new("SetFeeds", "FeedsSet", stage => stage.FeedsAsync(), "SELECT COUNT(*) FROM house WHERE NOT feeds_are_whole"),
        new("SetSecurityContact", "SecurityContactSet", stage => Is(new { contact = $"{stage.Mark}@example.org" }), "SELECT COUNT(*) FROM house WHERE security_contact = MARK || '@example.org'"),
        new("KeepAdsTxt", "AdsTxtKept", stage => Is(new { lines = $"seller.example, {stage.Mark}, DIRECT" }), "SELECT COUNT(*) FROM house WHERE ads_txt = 'seller.example, ' || MARK || ', DIRECT'"),
        new("SetApiAccess", "ApiAccessSet", stage => Is(new { access = "keys", per_minute = 7 }), "SELECT COUNT(*) FROM house WHERE api_per_minute = 7"),
        new("GiveApiKey", "ApiKeyGiven", stage => Is(new { name = stage.Mark }), "SELECT COUNT(*) FROM api_keys WHERE name = MARK", Again: false),
        new("TakeBackApiKey", "ApiKeyTakenBack", stage => stage.ApiKeyAsync(), "SELECT 1 - COUNT(*) FROM api_keys WHERE name = MARK", Again: false),
        new("KeepMenu", "MenuKept", stage => Is(new { edition = "en", links = new[] { new { address = "/", name = stage.Mark } } }), "SELECT COUNT(*) FROM menu_links WHERE name = MARK"),
        new("AddRedirect", "RedirectAdded", stage => Is(new { from = "/old/" + stage.Mark, to = "/" }), "SELECT COUNT(*) FROM redirects WHERE path = '/old/' || MARK"),
        new("RemoveRedirect", "RedirectRemoved", stage => stage.RedirectAsync(), "SELECT 1 - COUNT(*) FROM redirects WHERE path = '/old/' || MARK", Again: false),
        new("ImportRedirects", "RedirectsImported", stage => Is(new { csv = $"from,to\n/old/{stage.Mark},/\n/older/{stage.Mark},https://example.org/" }), "SELECT COUNT(*) / 2 FROM redirects WHERE path IN ('/old/' || MARK, '/older/' || MARK)"),
        new("OpenSection", "SectionOpened", stage => Is(WithNothing("parent", new { in_menu = false, names = stage.Names })), Named),
        new("RenameSection", "SectionRenamed", async stage => new { section = await stage.SectionAsync(), edition = "en", name = stage.Mark, slug = stage.Mark },
            "SELECT COUNT(*) FROM permalinks p JOIN local_names n ON n.path = p.path WHERE p.path = '/' || MARK || '/below/'"),
        new("MoveSection", "SectionMoved", async stage => new { section = await stage.SectionAsync(), parent = await stage.SectionAsync(stage.Mark) },
            "SELECT COUNT(*) FROM permalinks p JOIN local_names n ON n.path = p.path WHERE p.path = '/' || MARK || '/before-' || MARK || '/below/'"),
        new("CloseSection", "SectionClosed", async stage => new { section = await stage.SectionAsync(stage.Mark) },
            "SELECT COUNT(*) FROM sections s JOIN permalinks p ON p.path = '/' || MARK || '/' WHERE s.closed_at IS NOT NULL AND s.id = SECTION", Again: false),
        new("CloseStoryline", "StorylineClosed", async stage => new { storyline = await stage.StorylineAsync() }, "SELECT COUNT(*) FROM storylines WHERE closed_at IS NOT NULL AND id = STORYLINE", Again: false),
        new("AddTurningPoint", "TurningPointAdded", async stage => new { storyline = await stage.StorylineAsync(), day = "2026-03-01", words = stage.Points }, Turned, Again: false),
        new("ChangeTurningPoint", "TurningPointChanged", async stage => new { point = await stage.PointAsync(), day = "2026-03-02", words = stage.Points }, Turned),
        new("RemoveTurningPoint", "TurningPointRemoved", async stage => new { point = await stage.PointAsync() }, "SELECT 1 - COUNT(*) FROM turning_points WHERE storyline_id = STORYLINE", Again: false),
        new("MergeTags", "TagsMerged", async stage => new { tag = await stage.TagAsync(), into = await stage.TagAsync(stage.Mark) },
            "SELECT COUNT(*) FROM permalinks WHERE path = '/tag/before-' || MARK || '/' AND subject = SUBJECT", Again: false),
        new("StartStoryline", "StorylineStarted", stage => Is(new { names = stage.Names }), Named),
        new("AddTag", "TagAdded", stage => Is(new { names = stage.Names }), Named),
        new("AddStaff", "StaffAdded", stage => Is(WithNothing("email", new { names = stage.Names })), Named),
        new("AddAccount", "AccountAdded", stage => Is(new { email = stage.Mark + "@example.org", name = stage.Mark, role = "reporter" }), "SELECT COUNT(*) FROM accounts WHERE name = MARK", Again: false),
        new("RenewLink", "LinkRenewed", async stage => new { account = await stage.AccountAsync(linked: false) }, "SELECT COUNT(*) FROM links l JOIN accounts a ON a.id = l.account_id WHERE a.name = MARK"),
        new("ChangeRole", "RoleChanged", async stage => new { account = await stage.AccountAsync(), role = "editor" }, "SELECT COUNT(*) FROM accounts WHERE name = MARK AND role = 4"),
        new("EndAccount", "AccountEnded", async stage => new { account = await stage.AccountAsync() }, "SELECT COUNT(*) FROM accounts WHERE name = MARK AND left_at IS NOT NULL", Again: false),
        new("BindAccount", "AccountBound", async stage => new { account = await stage.AccountAsync(), sections = new[] { await stage.SectionAsync() } }, "SELECT COUNT(*) FROM account_sections s JOIN accounts a ON a.id = s.account_id WHERE a.name = MARK AND s.section_id = SECTION"),
        new("HandOnStories", "StoriesHandedOn", async stage => await stage.LeftAsync(), "SELECT COUNT(*) FROM stories s JOIN accounts a ON a.id = s.assignee_id JOIN messages m ON m.account_id = a.id AND m.kind = 4 WHERE s.id = STORY AND a.email = 'to-' || MARK || '@example.org'", Again: false),
        new("NameInEdition", "NameGiven", async stage => new { subject = "tag:" + await stage.TagAsync(), name = stage.Names[0] }, Named),
        new("AddPicture", "PictureAdded", stage => Is(new { file = stage.Put("jpg", Shots.Jpeg(300, 200)), credit = stage.Mark }), Credited, Again: false),
        new("AddFile", "FileAdded", stage => Is(new { name = stage.Mark, file = stage.Put("pdf", "%PDF-1.4\n%%EOF\n"u8), credit = stage.Mark }), Credited, Again: false),
        new("DescribePicture", "PictureDescribed", async stage => new { picture = await stage.PictureAsync(), credit = stage.Mark }, Credited),
        new("SetFocalPoint", "FocalPointSet", async stage => new { picture = await stage.PictureAsync(), point = new { x = 250, y = 750 } },
            "SELECT COUNT(*) FROM media WHERE id = PICTURE AND focal_x = 250 AND focal_y = 750"),
        new("ReplacePicture", "PictureReplaced", async stage => new { picture = await stage.PictureAsync(), file = stage.Put("new.jpg", Shots.Jpeg(301, 200)), credit = stage.Mark },
            "SELECT COUNT(*) FROM earlier_originals e JOIN media m ON m.id = e.media_id WHERE m.id = PICTURE AND m.credit = MARK AND m.width = 301 AND e.width = 300", Again: false),
        new("SetPictureExpiry", "PictureExpirySet", async stage => new { picture = await stage.PictureAsync(), expires_at = stage.At }, "SELECT COUNT(*) FROM deadlines WHERE due_at = AT_HOUR"),
        new("FileStory", "StoryFiled", stage => Is(new { edition = "en", words = stage.Words }), Written, Again: false),
        new("AddText", "TextAdded", stage => stage.FiledAsync(story => new { story, edition = "th", words = stage.Words }), Written),
        new("EditStory", "StoryEdited", stage => stage.FiledAsync(story => new { story, edition = "en", words = stage.Words, based_on = 1 }), Written),
        new("KeepDraft", "", stage => stage.FiledAsync(story => stage.Typed(story)), "SELECT COUNT(*) FROM drafts d JOIN story_texts t ON t.id = d.text_id WHERE d.headline = MARK AND t.story_id = STORY"),
        new("FileDraft", "StoryEdited", async stage => await stage.DraftedAsync(), Written),
        new("RestoreRevision", "RevisionRestored", stage => stage.EditedAsync(story => new { story, edition = "en", revision = 1 }), "SELECT COUNT(*) FROM revisions r JOIN story_texts t ON t.id = r.text_id WHERE r.kind = 4 AND t.story_id = STORY"),
        new("MakeRemark", "RemarkMade", stage => stage.FiledAsync(story => new { story, edition = "en", says = stage.Mark }), "SELECT COUNT(*) FROM remarks WHERE says = MARK", Again: false),
        new("ResolveRemark", "RemarkResolved", stage => stage.RemarkedAsync(), "SELECT COUNT(*) FROM remarks WHERE says = MARK AND resolved_at IS NOT NULL"),
        new("SharePreview", "PreviewShared", stage => stage.FiledAsync(), "SELECT COUNT(*) FROM links l JOIN story_texts t ON t.id = l.text_id WHERE t.story_id = STORY", Again: false),
        new("EndPreviews", "PreviewsEnded", stage => stage.SharedAsync(), "SELECT 1 - COUNT(*) FROM links l JOIN story_texts t ON t.id = l.text_id WHERE t.story_id = STORY", Again: false),
        new("SetStage", "StageSet", stage => stage.FiledAsync(story => new { story, stage = "submitted" }), "SELECT COUNT(*) FROM stories WHERE id = STORY AND work_stage = 1"),
        new("AssignStory", "StoryAssigned", async stage =>
        {
            string account = await stage.AccountAsync();
            return await stage.FiledAsync(story => new { story, account, due = stage.At });
        }, "SELECT COUNT(*) FROM stories s JOIN messages m ON m.story_id = s.id AND m.account_id = s.assignee_id WHERE s.id = STORY AND s.due_at = AT_HOUR"),
        new("SendBack", "StorySentBack", stage => stage.ReadyAsync(), "SELECT COUNT(*) FROM messages m JOIN stories s ON s.id = m.story_id WHERE s.id = STORY AND s.work_stage = 0 AND m.note = MARK", Again: false),
        new("AskForLink", "LinkAskedFor", async stage => new { email = await stage.MailedAsync() }, "SELECT COUNT(*) FROM links l JOIN accounts a ON a.id = l.account_id JOIN letters m ON m.account_id = a.id WHERE a.name = MARK AND l.kind = 3", Again: false),
        new("ChooseMail", "MailChosen", async stage => new { account = await stage.AccountAsync() }, "SELECT COUNT(*) FROM accounts WHERE name = MARK AND mail_since IS NOT NULL"),
        new("ChooseLanguage", "LanguageChosen", async stage => new { account = await stage.AccountAsync(), language = "th" }, "SELECT COUNT(*) FROM accounts WHERE name = MARK AND language = 'th'"),
        new("ReadMessages", "MessagesRead", async stage => new { account = (await stage.AssignedAsync()).Account }, "SELECT COUNT(*) FROM messages m JOIN accounts a ON a.id = m.account_id WHERE a.name = MARK AND m.read_at IS NOT NULL"),
        new("ChangeUrlSlug", "UrlSlugChanged", stage => stage.PublishedAsync(story => new { story, edition = "en", slug = "moved " + stage.Mark }),
            "SELECT COUNT(*) FROM story_texts t JOIN permalinks p ON p.path = t.path WHERE t.story_id = STORY AND t.url_slug = 'moved-' || MARK AND t.path LIKE '%/moved-' || MARK || '/'"),
        new("ChangeFiling", "FilingChanged", async stage =>
        {
            string tag = await stage.TagAsync();
            return await stage.FiledAsync(story => new { story, filing = new { tags = new[] { tag } } });
        }, "SELECT COUNT(*) FROM filings WHERE story_id = STORY AND subject = SUBJECT"),
        new("PublishStory", "StoryPublished", stage => stage.FiledAsync(), "SELECT COUNT(*) FROM story_texts WHERE story_id = STORY AND pub_status = 1", OnFront: true),
        new("CorrectStory", "StoryCorrected", stage => stage.PublishedAsync(story => new { story, edition = "en", correction = stage.Mark }), "SELECT COUNT(*) FROM corrections WHERE says = MARK", Again: false),
        new("RefileStory", "StoryRefiled", stage => stage.PublishedAsync(story => new { story, edition = "en", words = new { headline = stage.Mark + "!", body = Paper.Body(stage.Mark) } }),
            "SELECT COUNT(*) FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id WHERE r.headline = MARK || '!' AND t.updated_at IS NULL"),
        new("SchedulePublish", "PublishScheduled", async stage =>
        {
            await stage.FiledAsync();
            return new { story = stage.Story, edition = "en", at = stage.At };
        }, "SELECT COUNT(*) FROM deadlines WHERE due_at = AT_HOUR"),
        new("CancelSchedule", "ScheduleCancelled", stage => stage.ScheduledAsync(), "SELECT 1 - COUNT(*) FROM deadlines WHERE due_at = AT_HOUR"),
        new("UnpublishStory", "StoryUnpublished", stage => stage.PublishedAsync(story => new { story }), "SELECT COUNT(*) FROM story_texts WHERE story_id = STORY AND pub_status = 2", OnFront: false),
        new("SpikeStory", "StorySpiked", stage => stage.FiledAsync(story => new { story }), "SELECT COUNT(*) FROM stories WHERE id = STORY AND work_stage = 3"),
        new("HoldStory", "StoryHeld", stage => stage.PublishedAsync(story => new { story }), "SELECT COUNT(*) FROM stories WHERE id = STORY AND held_at IS NOT NULL", OnFront: false),
        new("ReleaseStory", "StoryReleased", stage => stage.HeldAsync(), "SELECT COUNT(*) FROM story_texts WHERE story_id = STORY AND pub_status = 1", OnFront: true),
        new("SetEmbargo", "EmbargoSet", stage => stage.FiledAsync(story => new { story, until = stage.At }), "SELECT COUNT(*) FROM stories WHERE id = STORY AND embargoed_until = AT_HOUR"),
        new("LiftEmbargo", "EmbargoLifted", async stage =>
        {
            await stage.EmbargoedAsync();
            return new { story = stage.Story };
        }, "SELECT 1 - COUNT(*) FROM deadlines WHERE due_at = AT_HOUR"),
        new("SetExpiry", "ExpirySet", stage => stage.PublishedAsync(story => new { story, at = stage.At }), "SELECT COUNT(*) FROM deadlines d JOIN stories s ON s.expires_at = d.due_at WHERE d.due_at = AT_HOUR"),
        new("KillStory", "StoryKilled", stage => stage.PublishedAsync(story => new { story, reasons = new[] { new { edition = "en", reason = "By order" } } }),
            "SELECT COUNT(*) FROM story_texts t JOIN kill_reasons k ON k.story_id = t.story_id WHERE t.story_id = STORY AND t.pub_status = 3", OnFront: false),
        new("ChooseLead", "LeadChosen", stage => stage.PublishedAsync(story => new { edition = "en", story }), "SELECT COUNT(*) FROM editions WHERE lead_story_id = STORY"),
        new("ImportWordPress", "NewspaperImported", stage => stage.EnglishFirstAsync(new { file = Export(stage) }),
            "SELECT COUNT(*) FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id WHERE r.headline = MARK AND t.pub_status = 1", OnFront: true),
        new("ConfirmClock", "ClockConfirmed", _ => Is(new { }), "SELECT COUNT(*) FROM journal WHERE actor = MARK AND kind = 'ClockConfirmed'"),
    ];

    private static Task<object> Is(object with) => Task.FromResult(with);

    // A member that is said to be nothing, which an object of the language would leave out.
    public static JsonObject WithNothing(string member, object rest)
    {
        var with = JsonSerializer.SerializeToNode(rest)!.AsObject();
        with[member] = null;
        return with;
    }

    private static string Export(Stage stage)
    {
        string file = Path.Combine(stage.Folder, $"{stage.Mark}.xml");
        File.WriteAllText(file, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>Old</title><link>https://old.example</link><language>en</language><wp:wxr_version>1.2</wp:wxr_version>
            <wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
            <item><title>{stage.Mark}</title><link>https://old.example/{stage.Mark}/</link><dc:creator>anna</dc:creator><guid isPermaLink="false">https://old.example/?{stage.Mark}</guid>
            <content:encoded><![CDATA[<p>{stage.Mark}</p>]]></content:encoded><wp:post_id>{stage.Mark[1..]}</wp:post_id>
            <wp:post_date>{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}</wp:post_date><wp:post_date_gmt>{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}</wp:post_date_gmt>
            <wp:post_name>{stage.Mark}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>
            """);
        return file;
    }
}
