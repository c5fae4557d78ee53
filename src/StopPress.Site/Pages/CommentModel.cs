using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Stories;
using StopPress.Site.Themes;
using StopPress.Store.Database;

namespace StopPress.Site.Pages;

/// <summary>A comment below a story, which a reader wrote while the story stood with another house.</summary>
/// <param name="Key">What links to it end with, such as <c>comment-12</c>.</param>
/// <param name="Depth">How many comments it answers, one within the other; 5 at most, where no column has room for more.</param>
/// <param name="Author">Who wrote it, or empty.</param>
/// <param name="Url">The address that they gave, or null.</param>
/// <param name="At">When.</param>
/// <param name="Body">What it says, as HTML.</param>
/// <param name="IsMention">Whether it only says that another site has linked the story.</param>
public sealed record CommentModel(string Key, int Depth, string Author, string? Url, MomentModel At, Markup Body, bool IsMention)
{
    private const int Deepest = 5;

    /// <summary>A story's comments, as its page shows them.</summary>
    internal static List<CommentModel> Of(PageDesk desk, StoryPage story) => [.. story.Comments.Select(comment => new CommentModel(
        "comment-" + (comment.Source.Length > 0 && comment.Source.All(char.IsAsciiDigit) ? comment.Source : PublicId.Text(comment.Id)), Math.Min(comment.Depth, Deepest), comment.Author, comment.Link.Length > 0 ? comment.Link : null, desk.Dates.Moment(comment.At), new Markup(Html(desk, comment.Body)), comment.IsMention))];

    private static string Html(PageDesk desk, Document body) =>
        DocumentHtml.Render(body, new RenderContext(_ => null, _ => null) { OwnHost = desk.Addresses.Host, Words = new BodyWords(desk.Word("embed_show"), desk.Word("embed_open")) });
}
