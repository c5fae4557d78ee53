using System.Net;
using System.Text;
using StopPress.Newsroom.ApiKeys;
using StopPress.Site.Pages;
using StopPress.Site.Themes;

namespace StopPress.Site.Api;

/// <summary>The page on which people read what the read API tells, in the frame of the first edition. Programmers read it in English.</summary>
public static class ApiGuide
{
    private const string Headline = "Read API";

    /// <summary>Makes it.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        var door = await ApiDoor.ReadAsync(desk.Reads);
        var head = desk.Head("page", Headline, "All that readers can read, for programs.", ApiAddress.Guide);
        return new PageModel("page", 200, head, desk.Way(null, false), new Dictionary<string, object?>
        {
            ["story"] = new { Headline, Standfirst = "All that readers can read, for programs: stories, sections, storylines, search, pictures and corrections, as JSON.", Body = new Markup(Body(desk, door)), Corrections = Array.Empty<object>(), Comments = (object?)null },
        });
    }

    private static string Body(PageDesk desk, ApiDoor door)
    {
        var body = new StringBuilder("<div lang=\"en\" dir=\"ltr\">");
        string begin = desk.Addresses.Whole(ApiAddress.Begin), description = desk.Addresses.Whole(new ApiAddress(ApiResource.Description).Path);
        body.Append($"<p>Every address begins with <code>{Text(begin)}</code>. What programs are made of stands in <a href=\"{Text(description)}\">openapi.json</a> (OpenAPI 3.1).</p>");
        body.Append("<h2>Who may ask</h2>").Append($"<p>{WhoMayAsk(door)}</p>");
        body.Append("<p>A key goes along as <code>Authorization: Bearer sp_…</code>. <code>RateLimit-Policy</code> and <code>RateLimit</code> say how many requests are left and when there are more; whoever makes too many is answered 429, and <code>Retry-After</code> says for how many seconds to wait.</p>");
        body.Append("<h2>How to ask seldom</h2><p>Answers change at the moment at which pages do. Each has an <code>ETag</code>: send it back in <code>If-None-Match</code>, and what has not changed is answered 304 with no body. What is new in one place stands in feeds as well.</p>");
        body.Append("<h2>What holds</h2><p>Addresses begin with a version. Within it parts are added and none is taken away or changes its meaning, so read what you know and pass over the rest. What was withdrawn answers 410: take it out where you show it. Faults are told as <code>application/problem+json</code> (RFC 9457).</p>");
        body.Append("<h2>What there is</h2>");
        foreach (var operation in ApiDescription.Operations) Append(body, operation);
        body.Append("<h2>What it is made of</h2>");
        foreach (var kind in ApiDescription.Objects) Append(body, kind);
        return body.Append("</div>").ToString();
    }

    private static string WhoMayAsk(ApiDoor door) => door.Access switch
    {
        ApiAccess.Everybody => FormattableString.Invariant($"Everybody, {door.PerMinute} times a minute; more often with a key, which the newspaper gives."),
        ApiAccess.Keys => "Whoever has a key, which the newspaper gives.",
        _ => "Nobody: this newspaper does not answer programs here. Its feeds are open.",
    };

    private static void Append(StringBuilder body, ApiOperation operation)
    {
        body.Append($"<h3>{Text(operation.Summary)}</h3><p><code>GET {Text(ApiAddress.Begin + operation.Path)}</code> answers {Link(operation.Answer)}.</p>");
        var named = ApiDescription.Names.Where(name => name.Key != "language" && operation.Path.Contains($"{{{name.Key}}}", StringComparison.Ordinal)).Select(name => (name.Key, name.Value)).Concat(operation.Asked).ToList();
        if (named.Count == 0) return;
        body.Append("<ul>");
        foreach (var (name, means) in named) body.Append($"<li><code>{Text(name)}</code>: {Text(means)}</li>");
        body.Append("</ul>");
    }

    private static void Append(StringBuilder body, Type kind)
    {
        body.Append($"<h3 id=\"{ApiDescription.NameOf(kind)}\">{ApiDescription.NameOf(kind)}</h3><p>{Text(ApiDescription.Said(kind))}</p><ul>");
        foreach (var property in kind.GetProperties())
        {
            var items = ApiDescription.Items(property.PropertyType);
            var part = items ?? property.PropertyType;
            string what = ApiDescription.IsObject(part) ? Link(part) : "";
            body.Append($"<li><code>{ApiDescription.Key(property)}</code>{(what.Length == 0 ? "" : items is null ? $" ({what})" : $" (list of {what})")}: {Text(ApiDescription.Said(property))}</li>");
        }
        body.Append("</ul>");
    }

    private static string Link(Type kind) => $"<a href=\"#{ApiDescription.NameOf(kind)}\">{ApiDescription.NameOf(kind)}</a>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
