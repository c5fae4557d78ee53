using System.Net;
using System.Text.RegularExpressions;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Search;

/// <summary>Asks a newspaper's search as a reader does.</summary>
internal static partial class Finding
{
    /// <summary>The headlines that a search finds, in their order.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(this Paper paper, string words, string more = "", string home = "/") =>
        HeadlinesIn(await paper.SearchAsync(words, more, home));

    /// <summary>The page that a search is answered with.</summary>
    public static async Task<string> SearchAsync(this Paper paper, string words, string more = "", string home = "/")
    {
        using var answer = await paper.AskAsync($"{home}-/search?q={Uri.EscapeDataString(words)}{more}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The headlines on a page of search.</summary>
    public static IReadOnlyList<string> HeadlinesIn(string page) => [.. Headline().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal)))];

    [GeneratedRegex("<h3><a href=\"[^\"]*\">(.*?)</a></h3>")]
    private static partial Regex Headline();
}
