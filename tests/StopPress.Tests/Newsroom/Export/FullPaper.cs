using System.Text;
using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Export;

/// <summary>A newspaper in which there is something of everything that a newspaper can have.</summary>
internal static class FullPaper
{
    /// <summary>Fills an open newspaper; every table that an export holds then has rows.</summary>
    public static async Task FillAsync(Paper paper, HouseClock clock)
    {
        var desk = paper.Desk;
        Directory.CreateDirectory(Path.Combine(desk.Files.Data, "theme"));
        await File.WriteAllTextAsync(Path.Combine(desk.Files.Data, "theme", "ours.css"), "/* ours */");
        await paper.OpenThaiAsync();
        await Paper.DoneAsync(new NameEdition("en", "The Courier", "News of the river").RunAsync(desk, "anna"));
        string news = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "News"), new NewName("th", "ข่าว")]).RunAsync(desk, "anna"));
        string local = await Paper.DoneAsync(new OpenSection(news, true, [new NewName("en", "Local")]).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new RenameSection(local, "en", "Riverside", "riverside").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new CloseSection(await Paper.DoneAsync(new OpenSection(null, false, [new NewName("en", "Old")]).RunAsync(desk, "anna"))).RunAsync(desk, "anna"));
        string flood = await Paper.DoneAsync(new StartStoryline([new NewName("en", "The flood"), new NewName("th", "น้ำท่วม")]).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new AddTurningPoint(flood, new DateOnly(2026, 2, 3), [new PointWords("en", "The dam overflows."), new PointWords("th", "เขื่อนล้น")]).RunAsync(desk, "anna"));
        string rain = await Paper.DoneAsync(new AddTag([new NewName("en", "rain")]).RunAsync(desk, "anna"));
        string mary = await Paper.DoneAsync(new AddStaff("mary@example.org", [new NewName("en", "Mary Boon", null, "Reporter")]).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new AddAccount("boon@example.org", "Boon", Role.Reporter, mary).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new BindAccount("boon@example.org", [news]).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new ChooseMail("boon@example.org").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new ChooseLanguage("boon@example.org", "th").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new AddAccount("left@example.org", "Left", Role.Editor).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new EndAccount("left@example.org").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new CloseStoryline(await Paper.DoneAsync(new StartStoryline([new NewName("en", "The drought")]).RunAsync(desk, "anna"))).RunAsync(desk, "anna"));
        string picture = await Shots.AddAsync(paper, Shots.WithNotes(Shots.Jpeg(600, 400)), new AddPicture(
            Credit: "Jane Doe", Rights: "Once", ExpiresAt: clock.GetUtcNow().AddDays(90), Focal: new FocalPoint(300, 200), Words: [new PictureWords("en", "A dam", "The dam on Monday"), new PictureWords("th", "เขื่อน", "")]));
        await Paper.DoneAsync(new ReplacePicture(picture, Credit: "John Doe").RunAsync(desk, "anna", new MemoryStream(Shots.Jpeg(900, 600))));
        await Shots.AddAsync(paper, Shots.Jpeg(330, 220), new AddPicture(Credit: "Nobody", ForDesk: false));
        string paperFile = await Paper.DoneAsync(new AddFile("Ruling").RunAsync(desk, "anna", new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.7 a ruling"))));
        await StoriesAsync(paper, clock, new StoryFiling([local, news], [flood], [rain], [new Credit(mary), new Credit(null, "Guest Writer", BylineRole.Photography)], picture), paperFile);
        await HouseAsync(paper, clock, news, flood);
        await BringAsync(paper);
    }

    private static async Task StoriesAsync(Paper paper, HouseClock clock, StoryFiling filing, string file)
    {
        var desk = paper.Desk;
        var body = new Document([
            new Paragraph(BlockId.New(), [new TextRun("The river ", Marks.None), new TextRun("rises: \u0e41\u0e21\u0e48\u0e19\u0e49\u0e33 \"x\" <b> \u2028 \ud83c\udf0a", Marks.None with { Link = Href.Read(file) })]),
            new Figure(BlockId.New(), Shots.Id(filing.Picture!), null, [], null),
        ]);
        string lead = await Paper.DoneAsync(new FileStory("en", new StoryWords("Flood in the valley", ProseMirrorJson.Write(body), "Weather", "Water everywhere.", "BANGKOK", null, "Flood", "It floods!"), null, filing).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new AddText(lead, "th", new StoryWords("น้ำท่วมในหุบเขา", Paper.Body("น้ำขึ้น"))).RunAsync(desk, "boon"));
        foreach (string edition in new[] { "en", "th" }) await paper.PublishAsync(lead, edition);
        clock.Advance(TimeSpan.FromMinutes(7.123456));
        await Paper.DoneAsync(new ChangeUrlSlug(lead, "en", "valley-flood").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new CorrectStory(lead, "en", "It was Monday.", new StoryWords("Flood in the whole valley", Paper.Body("The river rose on Monday."))).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new ChooseLead("en", lead).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new SetBreakingLine("en", "Bridge closed", clock.GetUtcNow().AddHours(5), lead).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new SetExpiry(lead, clock.GetUtcNow().AddDays(400)).RunAsync(desk, "anna"));

        string beside = await paper.FileAsync("Beside it", filing: new StoryFiling(Related: [lead]));
        await Paper.DoneAsync(new SetEmbargo(beside, clock.GetUtcNow().AddDays(2)).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new SchedulePublish(beside, "en", clock.GetUtcNow().AddDays(3)).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new AssignStory(beside, "boon@example.org", clock.GetUtcNow().AddDays(1)).RunAsync(desk, "anna"));
        string remark = await Paper.DoneAsync(new MakeRemark(beside, "en", "Says who?\nAsk them.").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new MakeRemark(beside, "en", "The mayor.", Answers: remark).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new ResolveRemark(beside, "en", remark).RunAsync(desk, "anna"));
        foreach (var (tab, headline) in new[] { ("tab0000000000001", "Beside it, longer"), ("tab0000000000002", "Beside it, otherwise") }) await TypeAsync(paper, beside, tab, headline, filing.Picture!);

        string boon = StopPress.Store.Database.PublicId.Text((await StopPress.Newsroom.Staff.AccountDesk.FindByEmailAsync(desk.Database, "boon@example.org"))!.Id);
        await Paper.DoneAsync(new FileStory("en", new StoryWords("Of one's own", Paper.Body("Mine."))).RunAsync(desk, boon));
        string killed = await paper.FileAsync("Must go");
        await paper.PublishAsync(killed);
        await Paper.DoneAsync(new KillStory(killed, [new KillReason("en", "By order of the court")]).RunAsync(desk, "anna"));
        string held = await paper.FileAsync("Being checked");
        await paper.PublishAsync(held);
        await Paper.DoneAsync(new HoldStory(held).RunAsync(desk, "anna"));
        string gone = await paper.FileAsync("Taken back");
        await paper.PublishAsync(gone);
        await Paper.DoneAsync(new UnpublishStory(gone).RunAsync(desk, "anna"));
        string never = await paper.FileAsync("Never out");
        await Paper.DoneAsync(new KillStory(never).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new SpikeStory(await paper.FileAsync("Dropped")).RunAsync(desk, "anna"));
        await paper.PublishAsync(await paper.FileAsync("About us", kind: StoryKind.Page));
    }

    // Both from the same version, so that each has its wording of the headline.
    private static async Task TypeAsync(Paper paper, string story, string tab, string headline, string picture)
    {
        var typed = new Paragraph(BlockId.New(), [new TextRun(headline, Marks.None)]);
        var shown = new Figure(BlockId.New(), Shots.Id(picture), null, [], null);
        Assert.Null((await new KeepDraft(
            story, "en", tab, 1, 1, new DraftFields(headline, "Kicker"), [], DraftAnswer.Nodes([typed, shown]), [typed.Id.ToString(), shown.Id.ToString()]).RunAsync(paper.Desk, "boon")).Refusal);
    }

    private static async Task HouseAsync(Paper paper, HouseClock clock, string section, string storyline)
    {
        var desk = paper.Desk;
        await Paper.DoneAsync(new SetLogo().RunAsync(desk, "anna", new MemoryStream(Shots.Jpeg(400, 100))));
        await Paper.DoneAsync(new SetFeeds(false, "https://hub.invalid/").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new SetSecurityContact("security@courier.example", "https://courier.example/security/").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new KeepAdsTxt("# Sold by ourselves\nseller.example, 17, DIRECT").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new SetApiAccess(ApiAccess.Keys, 30).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new KeepSocialAccounts([new SocialAccount(SocialNetwork.Telegram, "https://t.me/courier")]).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new KeepStandards("en", [new StandardPage(Standard.Masthead, "/about/"), new StandardPage(Standard.Ethics, "https://courier.example/ethics/"), new StandardPage(Standard.Ownership, "https://elsewhere.example/owner")]).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new KeepMenu("en", [new MenuLink("section:" + section), new MenuLink("storyline:" + storyline, null, "Flood"), new MenuLink(null, "https://shop.example/", "Shop")]).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new AddRedirect("/old-page/", "/news/").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new AddRedirect("/elder-page/", "https://elsewhere.example/x").RunAsync(desk, "anna"));
        clock.Advance(TimeSpan.FromMinutes(1));
    }

    // What came from somewhere else, and is remembered.
    private static async Task BringAsync(Paper paper)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["old.xml"], """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>Old</title><link>https://old.example</link><language>en</language><wp:wxr_version>1.2</wp:wxr_version>
            <wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
            <item><title>From the old site</title><link>https://old.example/2019/05/from-the-old-site/</link><dc:creator>ann</dc:creator><guid isPermaLink="false">https://old.example/?p=17</guid>
            <content:encoded><![CDATA[<p>As it was.</p>]]></content:encoded><wp:post_id>17</wp:post_id>
            <wp:post_date>2019-05-02 10:00:00</wp:post_date><wp:post_date_gmt>2019-05-02 03:00:00</wp:post_date_gmt>
            <wp:post_name>from-the-old-site</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
            <wp:postmeta><wp:meta_key>Source of it</wp:meta_key><wp:meta_value>A letter</wp:meta_value></wp:postmeta>
            <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>18</wp:meta_value></wp:postmeta>
            <wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>Reader</wp:comment_author><wp:comment_author_url>https://reader.example/</wp:comment_author_url><wp:comment_date_gmt>2019-05-03 10:00:00</wp:comment_date_gmt>
            <wp:comment_content>Well said.</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>
            <wp:comment><wp:comment_id>4</wp:comment_id><wp:comment_author>Other</wp:comment_author><wp:comment_date_gmt>2019-05-04 10:00:00</wp:comment_date_gmt>
            <wp:comment_content>Badly said.</wp:comment_content><wp:comment_approved>0</wp:comment_approved><wp:comment_parent>3</wp:comment_parent></wp:comment></item>
            <item><title>Quay</title><link>https://old.example/quay/</link><wp:post_id>18</wp:post_id><wp:post_parent>17</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
            <wp:attachment_url>https://old.example/wp-content/uploads/quay.jpg</wp:attachment_url></item>
            <item><title>Lost</title><link>https://old.example/lost/</link><wp:post_id>19</wp:post_id><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
            <wp:attachment_url>https://old.example/wp-content/uploads/lost.jpg</wp:attachment_url></item></channel></rss>
            """);
        Directory.CreateDirectory(folder["uploads"]);
        await File.WriteAllBytesAsync(folder["uploads/quay.jpg"], Shots.Jpeg(360, 240));
        Assert.Equal(1, (await Paper.DoneAsync(new ImportWordPress(folder["old.xml"], folder["uploads"]).RunAsync(paper.Desk, "anna"))).Stories);
    }
}
