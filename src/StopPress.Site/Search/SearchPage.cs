using System.Data.Common;
using System.Globalization;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Site.Api;
using StopPress.Site.Feeds;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>The page on which readers look for stories. What it shows of them is read from the newspaper itself: the index only says which.</summary>
/// <param name="desk">What pages are made with.</param>
/// <param name="search">Who looks.</param>
/// <param name="spelling">Who puts misspelled words right.</param>
/// <param name="names">The names of the edition's tags, staff and storylines.</param>
/// <param name="isBehind">Whether stories may be missing just now.</param>
public sealed class SearchPage(PageDesk desk, SearchDesk search, SpellingDesk spelling, NameBook names, bool isBehind)
{
    // So many names can still be chosen from in a list; where there are more, their own pages lead to their stories.
    private const int MostChoices = 300;

    // What helps on when nothing was found.
    private const int Helpful = 8;

    /// <summary>The address of an edition's search.</summary>
    public static string PathIn(Edition edition) => edition.Home + Addresses.Own[1..] + "search";

    /// <summary>The address of the feed of what an edition's search finds, in a form; what is asked stands behind it.</summary>
    public static string FeedPathIn(Edition edition, FeedFormat format) => $"{PathIn(edition)}/{format.ToString().ToLowerInvariant()}";

    /// <summary>Makes it.</summary>
    public async Task<PageModel> MakeAsync(SearchQuestion question)
    {
        var clauses = SearchWords.Read(question.Typed);
        var (result, broken) = await FindAsync(question, clauses);
        var found = await FoundAsync(result.Hits, clauses);
        bool isMissed = !question.IsEmpty && found.Count == 0 && !broken;
        // Where the time is up already, no other word is looked for.
        string? meant = isMissed && !result.IsCutShort ? await spelling.MeantAsync(desk.Furniture, desk.Edition, names, question, clauses) : null;
        var model = Form(question) with
        {
            Found = found,
            Count = Counted(result.Count, question),
            Back = BackOf(question),
            On = NextOf(question, result) is { } next ? new TurnModel(Url(next), "") : null,
            Meant = meant is null ? null : new TurnModel(Url(question with { Typed = meant, Page = 1, Before = null }), meant),
            CutShort = result.IsCutShort,
            Feed = question.IsEmpty ? "" : FeedUrl(question, FeedFormat.Rss),
            Behind = (isBehind || broken) && !question.IsEmpty,
        };
        var head = desk.Head("search", NameOf(desk, question), "", PathIn(desk.Edition)) with
        {
            Canonical = null,
            Robots = "noindex",
            Scripts = [Assets.SearchScript.Path],
            Feeds = question.IsEmpty ? [] : [.. Enum.GetValues<FeedFormat>().Select(format => new FeedLinkModel(NameOf(desk, question), FeedUrl(question, format), FeedAddress.TypeOf(format)))],
        };
        var latest = found.Count > 0 ? [] : await desk.CardsAsync(await desk.Lists.NewestAsync(Subject.FrontList, Helpful));
        return new PageModel("search", 200, head, desk.Way(null, false), new Dictionary<string, object?> { ["search"] = model, ["latest"] = latest });
    }

    // An index that cannot be read is no reason for having no page.
    private async Task<(SearchResult Result, bool Broken)> FindAsync(SearchQuestion question, IReadOnlyList<SearchClause> clauses)
    {
        try
        {
            return (await search.FindAsync(desk.Furniture, desk.Edition, names, question, clauses), false);
        }
        catch (DbException) when (isBehind)
        {
            return (SearchResult.Nothing, true);
        }
    }

    private async Task<IReadOnlyList<FoundModel>> FoundAsync(IReadOnlyList<IndexHit> hits, IReadOnlyList<SearchClause> clauses)
    {
        if (hits.Count == 0) return [];
        long[] stories = [.. hits.Select(hit => hit.StoryId)];
        var cards = await StoryCards.ReadAsync(desk.Reads, desk.Edition, stories);
        var bodies = (await desk.Reads.ListAsync(
            """
            SELECT t.story_id, r.body FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id
            WHERE t.edition_id = @edition AND t.pub_status = @usable AND t.story_id IN @stories
            """,
            row => (Story: row.GetInt64(0), Body: row.GetString(1)), ("edition", desk.Edition.Id), ("usable", (long)PubStatus.Usable), ("stories", stories))).ToDictionary(row => row.Story, row => row.Body);
        var highlighter = new Highlighter(clauses, Stemmer.For(desk.Edition.Language));
        return [.. cards.Select(card =>
        {
            // What the newspaper itself says in a sentence comes first, unless what was looked for stands elsewhere.
            var excerpt = highlighter.Excerpt(card.Standfirst) ?? highlighter.Excerpt(PlainText.Render(ProseMirrorJson.Read(bodies[card.Id]).Value)) ?? highlighter.Mark(card.Standfirst);
            return new FoundModel(desk.Card(card), highlighter.Mark(card.Headline), excerpt);
        })];
    }

    /// <summary>The feed of a search: what it finds, the newest first. A search that asks for nothing finds nothing.</summary>
    public async Task<ReadyFile> WriteFeedAsync(SearchQuestion question, FeedFormat format)
    {
        var asked = Followed(question);
        var (result, _) = await FindAsync(asked, SearchWords.Read(asked.Typed));
        string Whole(string path) => desk.Addresses.Whole(path) + asked.InAddress();
        return await FeedPage.WriteSearchAsync(desk, format, Whole(PathIn(desk.Edition)), Whole(FeedPathIn(desk.Edition, format)), NameOf(desk, asked), result.Hits.Select(hit => hit.StoryId));
    }

    /// <summary>What a search finds, as the read API tells it.</summary>
    public async Task<ReadyFile> TellAsync(SearchQuestion question)
    {
        var (result, _) = await FindAsync(question, SearchWords.Read(question.Typed));
        var next = NextOf(question, result);
        return ApiPage.Ready(new ApiSearch(
            question.Typed, await new ApiStoryDesk(desk).CardsAsync(result.Hits.Select(hit => hit.StoryId)), result.Count,
            next is null ? null : desk.Addresses.Whole(ApiAddress.SearchIn(desk.Edition.Language)) + next.InAddress(), result.IsCutShort));
    }

    // Whoever follows a search wants what is new in it, on whichever page they were.
    private static SearchQuestion Followed(SearchQuestion question) => question with { Order = SearchOrder.Newest, Page = 1, Before = null };

    private static string NameOf(PageDesk desk, SearchQuestion question) => question.Typed.Length > 0 ? $"{question.Typed} – {desk.Word("search")}" : desk.Word("search");

    private string FeedUrl(SearchQuestion question, FeedFormat format) => Addresses.Link(FeedPathIn(desk.Edition, format)) + Followed(question).InAddress();

    private SearchModel Form(SearchQuestion question)
    {
        var plain = question with { Page = 1, Before = null };
        return new SearchModel(question.Typed, question.Order == SearchOrder.Newest ? "newest" : "best", !question.IsEmpty, question.HasFilters, SearchQuestion.Iso(question.From), SearchQuestion.Iso(question.Until))
        {
            Suggestions = Addresses.Link(PathIn(desk.Edition)) + "/suggest",
            Sections = [.. Sections(null, question.Section, 0)],
            Authors = Choices("staff", question.Author),
            Storylines = Choices("storyline", question.Storyline),
            BestUrl = Url(plain with { Order = SearchOrder.Best }),
            NewestUrl = Url(plain with { Order = SearchOrder.Newest }),
        };
    }

    private IEnumerable<ChoiceModel> Sections(long? parent, string chosen, int depth) => desk.Furniture.Sections.Below(parent, desk.Edition.Id).SelectMany(place => Sections(place.Id, chosen, depth + 1)
        .Prepend(new ChoiceModel(PublicId.Text(place.Id), desk.SectionLink(place.Subject)!.Name, PublicId.Text(place.Id) == chosen, depth)));

    private IReadOnlyList<ChoiceModel> Choices(string kind, string chosen)
    {
        var all = names.Names.Where(name => Subject.KindOf(name.Subject) == kind).Select(name => new ChoiceModel(PublicId.Text(Subject.IdOf(name.Subject)), name.Name, name.Subject == $"{kind}:{chosen}")).ToList();
        return [.. all.Count > MostChoices ? all.Where(one => one.Chosen) : all];
    }

    private string Counted(int? count, SearchQuestion question) => count is not { } all || all == 0 || question.IsEmpty ? ""
        : string.Format(CultureInfo.InvariantCulture, desk.Word(all == 1 ? "search_found_one" : "search_found"), all);

    private TurnModel? BackOf(SearchQuestion question) =>
        question.Before is not null ? new(Url(question with { Before = null }), "") : question.Page > 1 ? new(Url(question with { Page = question.Page - 1 }), "") : null;

    // What was cut short goes on in the order of dates, in which nothing is left out.
    private static SearchQuestion? NextOf(SearchQuestion question, SearchResult result) =>
        result.Older is { } older ? question with { Before = older }
        : result.HasNextPage ? question with { Page = question.Page + 1 }
        : result.IsCutShort ? question with { Page = 1, Order = SearchOrder.Newest } : null;

    private string Url(SearchQuestion question) => Addresses.Link(PathIn(desk.Edition)) + question.InAddress();
}
