using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Press;

/// <summary>The acts that change what stands on every page, and where old addresses lead.</summary>
internal sealed partial class PressDriver
{
    // Each with the size at which pages show it: at most 720 by 96.
    private static readonly ((int Width, int Height) File, (int Width, int Height) Shown)[] Logos = [((300, 200), (144, 96)), ((400, 100), (384, 96)), ((200, 50), (200, 50))];

    private Task KeepHouse() => chance.Next(12) switch
    {
        0 => Nameplate(),
        1 => Logo(),
        2 => chance.Next(3) switch { 0 => Feeds(), 1 => Standards(), _ => Accounts() },
        < 6 => Menu(),
        < 9 => Redirect(),
        < 11 => Breaking(),
        _ => Order(),
    };

    private Task Nameplate()
    {
        var edition = Any(model.Editions);
        var act = new NameEdition(edition.Language, Word("Paper"), Word("Line"));
        return Act(copy => copy.Editions[copy.Editions.IndexOf(edition)] = edition with { Name = act.Name, Tagline = act.Tagline }, () => Do(act.RunAsync(paper.Desk, "anna")));
    }

    private Task Logo()
    {
        if (chance.Next(3) > 0)
        {
            var (file, shown) = Any(Logos);
            return Act(copy => copy.Logo = shown, () => Do(new SetLogo().RunAsync(paper.Desk, "anna", new MemoryStream(Shots.Jpeg(file.Width, file.Height)))));
        }
        if (model.Logo is null) return Act(_ => { }, () => Refused("no-logo", new RemoveLogo().RunAsync(paper.Desk, "anna")));
        return Act(copy => copy.Logo = null, () => Do(new RemoveLogo().RunAsync(paper.Desk, "anna")));
    }

    private Task Accounts()
    {
        SocialAccount[] accounts = [.. new[] { SocialNetwork.Facebook, SocialNetwork.Telegram, SocialNetwork.Mastodon }.Where(_ => chance.Next(2) == 0).Select(network => new SocialAccount(network, network switch
        {
            SocialNetwork.Facebook => "https://www.facebook.com/paper" + ++words,
            SocialNetwork.Telegram => "https://t.me/paper" + ++words,
            _ => "https://news.example/@paper" + ++words,
        }))];
        return Act(copy => copy.Accounts = string.Concat(accounts.Select(account => $"{account.Network} {account.Address};")), () => Do(new KeepSocialAccounts(accounts).RunAsync(paper.Desk, "anna")));
    }

    private Task Standards()
    {
        var edition = Any(model.Editions);
        StandardPage[] pages = [.. Enum.GetValues<Standard>().Where(_ => chance.Next(2) == 0).Select(standard => new StandardPage(standard, chance.Next(4) switch
        {
            0 => "https://elsewhere.example/" + ++words,
            1 => edition.Home + "corrections/",
            _ => Any(model.Stories.Where(story => story.IsPage).SelectMany(story => story.Texts.Values).Where(text => text.Path.Length > 0).Select(text => text.Path).Append($"/told-{++words}/").ToList()),
        }))];
        return Act(_ => edition.Standards = [.. pages.Select(page => page.Address)], () => Do(new KeepStandards(edition.Language, pages).RunAsync(paper.Desk, "anna")));
    }

    private Task Feeds()
    {
        bool whole = chance.Next(2) == 0;
        return Act(copy => copy.FeedsAreWhole = whole, () => Do(new SetFeeds(whole).RunAsync(paper.Desk, "anna")));
    }

    private Task Menu()
    {
        var edition = Any(model.Editions);
        var links = new List<MLink>();
        foreach (var thing in model.Sections.Concat(model.Storylines).Concat(model.Tags).Where(thing => thing.Names.ContainsKey(edition.Language) && chance.Next(2) == 0)) links.Add(new(thing.Kind, thing.Number, chance.Next(3) == 0 ? Word("Menu") : "", ""));
        foreach (var page in model.Stories.Where(story => story.IsPage && story.Texts.ContainsKey(edition.Language) && chance.Next(2) == 0)) links.Add(new("story", page.Number, chance.Next(3) == 0 ? Word("Menu") : "", ""));
        if (chance.Next(2) == 0) links.Add(new("", 0, Word("Menu"), Any(["/elsewhere/", "https://shop.example/paper"])));
        links = [.. links.OrderBy(_ => chance.Next())];
        if (chance.Next(4) == 0) links.Clear();
        return Act(_ => edition.Menu = links.Count > 0 ? links : null, () => Do(new KeepMenu(edition.Language, [.. links.Select(link => new MenuLink(
            link.Kind switch { "" => null, "story" => "story:" + model.Stories[link.Number].Id, "section" => "section:" + model.Sections[link.Number].Id, "tag" => "tag:" + model.Tags[link.Number].Id, _ => "storyline:" + model.Storylines[link.Number].Id },
            link.Address.Length > 0 ? link.Address : null, link.Name.Length > 0 ? link.Name : null))]).RunAsync(paper.Desk, "anna")));
    }

    // To anything that there is or was, to another one that leads on, or away; over what stands, and round in a circle, it is refused.
    private Task Redirect()
    {
        string[] known = [.. model.Redirects.Keys];
        if (known.Length > 0 && chance.Next(3) == 0)
        {
            string gone = Any(known);
            return Act(copy => copy.Redirects.Remove(gone), () => Do(new RemoveRedirect(gone + "/").RunAsync(paper.Desk, "anna")));
        }
        string from = known.Length > 0 && chance.Next(3) == 0 ? Any(known) : $"/old-{++words}";
        string to = chance.Next(4) switch { 0 => "https://elsewhere.example/" + ++words, 1 when known.Length > 0 => Any(known) + "/", _ => Any(model.Paths().ToList()) };
        if (chance.Next(8) == 0) return Act(_ => { }, () => Refused("address-taken", new AddRedirect(model.Editions[0].Home + "corrections", to).RunAsync(paper.Desk, "anna")));
        var act = new AddRedirect(from, to);
        string? at = to;
        while (at is not null && at.TrimEnd('/') != from) at = model.Redirects.GetValueOrDefault(at.TrimEnd('/'));
        if (at is not null) return Act(_ => { }, () => Refused("loop", act.RunAsync(paper.Desk, "anna")));
        return Act(copy => copy.Redirects[from] = to, () => Do(act.RunAsync(paper.Desk, "anna")));
    }

    private Task Breaking()
    {
        var edition = Any(model.Editions);
        if (chance.Next(3) == 0)
        {
            var end = new EndBreakingLine(edition.Language);
            if (edition.Breaking is null) return Act(_ => { }, () => Refused("no-breaking-line", end.RunAsync(paper.Desk, "anna")));
            return Act(_ => edition.Breaking = null, () => Do(end.RunAsync(paper.Desk, "anna")));
        }
        var readable = model.Stories.Where(story => story.Texts.GetValueOrDefault(edition.Language)?.Status == "usable").ToList();
        var story = readable.Count == 0 || chance.Next(3) == 0 ? null : Any(readable);
        var line = new MBreaking(Word("Breaking"), story?.Number, Hour(20));
        return Act(_ => edition.Breaking = line, () => Do(new SetBreakingLine(edition.Language, line.Text, line.Until, story?.Id).RunAsync(paper.Desk, "anna")));
    }

    private Task Order()
    {
        string[] languages = [.. model.Editions.Select(edition => edition.Language).Reverse()];
        return Act(copy => copy.Editions.Reverse(), () => Do(new OrderEditions(languages).RunAsync(paper.Desk, "anna")));
    }
}
