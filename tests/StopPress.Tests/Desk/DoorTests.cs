using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Who gets in at the desk, and who does not.</summary>
public class DoorTests(Houses houses)
{
    [Fact]
    public async Task every_route_of_the_desk_says_whom_it_is_for_and_lets_in_nobody_else()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        var visitors = new Dictionary<Role, DeskVisitor>();
        foreach (var role in Enum.GetValues<Role>()) visitors[role] = await DeskVisitor.ComeAsync(paper, role);
        using var stranger = new DeskVisitor(paper);
        var routes = paper.Site.DeskRoutes.OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count > 8, "The routes were not found.");
        foreach (var route in routes)
        {
            if (route.Metadata.GetMetadata<OpenToAllAttribute>() is not null) continue;
            var needs = route.Metadata.GetMetadata<NeedsAttribute>();
            Assert.True(needs is not null, $"{route.DisplayName} does not say whom it is for.");
            string page = route.RoutePattern.RawText!.TrimStart('/');
            if (page.Contains('{', StringComparison.Ordinal)) page = page.Replace("{story}", "0000000000001", StringComparison.Ordinal).Replace("{edition}", "en", StringComparison.Ordinal);
            page = page.Replace("{account}", "0000000000001", StringComparison.Ordinal).Replace("{picture}", "0000000000001", StringComparison.Ordinal).Replace("{name}", "x.jpg", StringComparison.Ordinal);
            // What only takes something in is asked so; the others are pages, or part of one.
            bool takes = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is ["POST"];
            Assert.Equal((page, takes ? 401 : 302), (page, await StatusAsync(stranger)));
            foreach (var (role, visitor) in visitors)
            {
                Assert.Equal((role, page, !role.May(needs.Right)), (role, page, await StatusAsync(visitor) == 403));
                foreach (var handler in route.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.HandlerMethods ?? [])
                {
                    bool may = role.May(needs.Right) && (handler.MethodInfo.GetCustomAttribute<NeedsAttribute>() is not { } own || role.May(own.Right));
                    // Whoever signs out is somebody else afterwards.
                    if (handler.HttpMethod != "Post" || page == "sign-out" || handler.Name == "End") continue;
                    var done = await visitor.SendAsync("account", [], $"{page}?handler={handler.Name}");
                    Assert.Equal((role, page, handler.Name, !may), (role, page, handler.Name, done.StatusCode == HttpStatusCode.Forbidden));
                }
            }

            async Task<int> StatusAsync(DeskVisitor visitor) => takes ? (int)(await visitor.PostAsync(page, [])).StatusCode : (await visitor.ReadAsync(page)).Status;
        }
        foreach (var visitor in visitors.Values) visitor.Dispose();
    }

    [Fact]
    public async Task who_is_bound_to_sections_has_each_right_that_looks_at_them_there_and_in_no_other_story_and_none_of_the_house()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string sport = await SectionAsync(null, "Sport"), rowing = await SectionAsync(sport, "Rowing"), politics = await SectionAsync(null, "Politics");
        var asked = new HashSet<(Right, string)>();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Administrator))
        {
            using var visitor = await DeskVisitor.ComeAsync(paper, role);
            string actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync($"{role}@example.org"))!.Id);
            await Paper.DoneAsync(new BindAccount(actor, [sport]).RunAsync(paper.Desk, "tests"));
            foreach (var route in paper.Site.DeskRoutes.OfType<RouteEndpoint>())
            {
                if (route.Metadata.GetMetadata<NeedsAttribute>() is not { } needs) continue;
                string page = route.RoutePattern.RawText!.TrimStart('/');
                if (needs.Right.Reaches() == Reach.House)
                {
                    bool takes = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is ["POST"];
                    Assert.Equal((role, page, 403), (role, page, takes ? (int)(await visitor.PostAsync(page, [])).StatusCode : (await visitor.ReadAsync(page.Replace("{account}", "0000000000001", StringComparison.Ordinal))).Status));
                    asked.Add((needs.Right, ""));
                }
                if (!page.StartsWith("stories/{story}/{edition}", StringComparison.Ordinal)) continue;
                foreach (var handler in route.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.HandlerMethods ?? [])
                {
                    if (handler.MethodInfo.GetCustomAttribute<NeedsAttribute>() is not { } own || own.Right.Reaches() != Reach.Sections || handler.HttpMethod != "Post") continue;
                    // A fresh one each time: a kill leaves nothing for the next.
                    Assert.Equal((role, handler.Name, role.May(own.Right)), (role, handler.Name, await DoAsync(handler.Name, rowing, "tests") is 302 or 422));
                    Assert.Equal((role, handler.Name, role.May(own.Right) ? 404 : 403), (role, handler.Name, await DoAsync(handler.Name, politics, "tests")));
                    Assert.Equal((role, handler.Name, role.May(own.Right) ? 404 : 403), (role, handler.Name, await DoAsync(handler.Name, null, "tests")));
                    // Their own they see, and are told in words.
                    Assert.Equal((role, handler.Name, role.May(own.Right) ? 422 : 403), (role, handler.Name, await DoAsync(handler.Name, null, actor, role.May(own.Right) ? "in none of your sections" : "")));
                    asked.Add((own.Right, handler.Name!));
                }

                async Task<int> DoAsync(string? name, string? section, string filer, string says = "")
                {
                    string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("A draft", Paper.Body("Text.")), Filing: section is null ? null : new StoryFiling([section])).RunAsync(paper.Desk, filer));
                    var answer = await visitor.SendAsync("account", [], $"{page.Replace("{story}", story, StringComparison.Ordinal).Replace("{edition}", "en", StringComparison.Ordinal)}?handler={name}");
                    Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                    return (int)answer.StatusCode;
                }
            }
        }
        // Every row of the table was met, but those that are looked at with a list or a picture.
        var met = asked.Select(one => one.Item1).ToHashSet();
        Assert.Equal([Right.WriteAll, Right.SeeEmbargoed, Right.KeepPictures], Enum.GetValues<Right>().Where(right => right.Reaches() != Reach.Anywhere && !met.Contains(right)));

        Task<string> SectionAsync(string? parent, string name) => Paper.DoneAsync(new OpenSection(parent, true, [new NewName("en", name)]).RunAsync(paper.Desk, "tests"));
    }

    [Theory, BothDatabases]
    public async Task whoever_leaves_is_out_everywhere_at_once_and_a_role_counts_from_the_next_request_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Reporter, "anna@example.org");
        using var phone = new DeskVisitor(paper);
        Assert.Equal(302, (int)(await phone.SignInAsync("Anna@Example.org", DeskVisitor.Password)).StatusCode);
        Assert.Equal((200, 200, 403), ((await anna.ReadAsync("")).Status, (await phone.ReadAsync("account")).Status, (await anna.ReadAsync("audit")).Status));
        await Paper.DoneAsync(new ChangeRole("anna@example.org", Role.Editor).RunAsync(paper.Desk, "owner"));
        Assert.Equal(200, (await anna.ReadAsync("audit")).Status);
        await Paper.DoneAsync(new EndAccount("anna@example.org").RunAsync(paper.Desk, "owner"));
        foreach (var browser in new[] { anna, phone }) Assert.Equal(302, (await browser.ReadAsync("")).Status);
        Assert.Equal(422, (int)(await phone.SignInAsync("anna@example.org", DeskVisitor.Password)).StatusCode);
        Assert.Equal("last-administrator", (await new EndAccount("administrator@example.org").RunAsync(paper.Desk, "owner")).Refusal!.Code);
        Assert.Equal("last-administrator", (await new ChangeRole("administrator@example.org", Role.Editor).RunAsync(paper.Desk, "owner")).Refusal!.Code);
    }

    [Fact]
    public async Task guesses_get_nobody_in_and_tell_nothing_while_the_newsroom_signs_in()
    {
        // A thousand each is asked for by whoever has the time.
        int times = int.TryParse(Environment.GetEnvironmentVariable("SOAK_GUESSES"), out int told) ? told : 40;
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var known = await DeskVisitor.ComeAsync(paper, Role.Editor, "anna@example.org");
        using var other = await DeskVisitor.ComeAsync(paper, Role.Reporter, "boon@example.org");
        await known.SendAsync("account", [], "sign-out");
        using var attacker = new DeskVisitor(paper);
        var onOne = new List<string>();
        for (var i = 0; i < times; i++) onOne.Add(await SaysAsync(await attacker.SignInAsync("anna@example.org", $"a wrong guess {i}")));
        // Even the right one comes too late from there; an address that nobody has is answered alike.
        Assert.Contains("too many wrong guesses", await SaysAsync(await attacker.SignInAsync("anna@example.org", DeskVisitor.Password)), StringComparison.Ordinal);
        var onNobody = new List<string>();
        for (var i = 0; i < times; i++) onNobody.Add(await SaysAsync(await attacker.SignInAsync("nobody@example.org", $"a wrong guess {i}")));
        Assert.Equal(onOne, onNobody);
        for (var i = 0; i < times; i++) Assert.Equal(onOne[0], await SaysAsync(await attacker.SignInAsync($"somebody{i}@example.org", "summer of the year 2026")));
        Assert.Equal(302, (int)(await known.SignInAsync("anna@example.org", DeskVisitor.Password)).StatusCode);
        using var fresh = new DeskVisitor(paper);
        Assert.Equal(302, (int)(await fresh.SignInAsync("boon@example.org", DeskVisitor.Password)).StatusCode);
    }

    [Fact]
    public async Task no_form_is_taken_from_elsewhere_no_page_is_framed_and_nobody_is_sent_away()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        Assert.Equal(400, (int)(await anna.PostAsync("people?handler=Add", new() { ["name"] = "Mallory", ["email"] = "m@example.org", ["role"] = "Administrator" })).StatusCode);
        using var boon = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        Assert.Equal(400, (int)(await boon.PostAsync("sign-in", new() { ["email"] = "administrator@example.org", ["password"] = DeskVisitor.Password })).StatusCode);
        var headers = (await anna.ReadAsync("")).Answer.Headers;
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(headers.CacheControl!.NoStore);
        foreach (string away in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\n/evil.example" })
        {
            using var visitor = new DeskVisitor(paper);
            Assert.StartsWith("/-/desk/", (await visitor.SignInAsync("administrator@example.org", DeskVisitor.Password, away)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
        using var back = new DeskVisitor(paper);
        Assert.Equal("/-/desk/audit?q=x", (await back.SignInAsync("administrator@example.org", DeskVisitor.Password, "/audit?q=x")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task a_session_that_somebody_had_before_signing_in_is_worth_nothing_after()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        var address = new Uri($"http://localhost:{paper.Address.Port}/-/desk/");
        string before = anna.Cookies.GetCookies(address)["stoppress-desk"]!.Value;
        var planted = new CookieContainer();
        planted.Add(address, new Cookie("stoppress-desk", before, "/-/desk"));
        using var thief = new DeskVisitor(paper, planted);
        Assert.Equal(200, (await thief.ReadAsync("account")).Status);
        await anna.SignInAsync("reporter@example.org", DeskVisitor.Password);
        string after = anna.Cookies.GetCookies(address)["stoppress-desk"]!.Value;
        Assert.NotEqual(before, after);
        Assert.Equal(302, (await thief.ReadAsync("account")).Status);
        await anna.SendAsync("account", [], "sign-out");
        using var kept = new DeskVisitor(paper, new CookieContainer());
        kept.Cookies.Add(address, new Cookie("stoppress-desk", after, "/-/desk"));
        Assert.Equal(302, (await kept.ReadAsync("account")).Status);
    }

    [Theory, BothDatabases]
    public async Task a_link_works_once_and_not_after_its_time(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        string token = await Paper.DoneAsync(new AddAccount("anna@example.org", "Anna", Role.Reporter).RunAsync(paper.Desk, "tests"));
        using var anna = new DeskVisitor(paper);
        Assert.Contains("one of the first", await SaysAsync(await anna.SendAsync($"link?t={token}", new() { ["t"] = token, ["password"] = "aaaaaaaaaaaaaaaa" })), StringComparison.Ordinal);
        Assert.Equal(302, (int)(await anna.SendAsync($"link?t={token}", new() { ["t"] = token, ["password"] = DeskVisitor.Password })).StatusCode);
        Assert.Equal(404, (await anna.ReadAsync($"link?t={token}")).Status);
        string late = await Paper.DoneAsync(new RenewLink("anna@example.org").RunAsync(paper.Desk, "tests"));
        string renewed = await Paper.DoneAsync(new RenewLink("anna@example.org").RunAsync(paper.Desk, "tests"));
        Assert.Equal((404, 200), ((await anna.ReadAsync($"link?t={late}")).Status, (await anna.ReadAsync($"link?t={renewed}")).Status));
        house.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(404, (await anna.ReadAsync($"link?t={renewed}")).Status);
        string raced = await Paper.DoneAsync(new RenewLink("anna@example.org").RunAsync(paper.Desk, "tests"));
        var uses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new UseLink(raced, "hash").RunAsync(paper.Desk))));
        Assert.Single(uses, use => use.Refusal is null);
    }

    private static async Task<string> SaysAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        int at = text.IndexOf("role=\"alert\">", StringComparison.Ordinal);
        return at < 0 ? $"{(int)answer.StatusCode}" : text[(at + 13)..text.IndexOf("</p>", at, StringComparison.Ordinal)];
    }
}
