using System.Globalization;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>What an act stands on: a newspaper, and a mark that is of this attempt alone.</summary>
internal sealed class Stage(RunningPaper paper, int number, string folder)
{
    public string Mark { get; } = string.Create(CultureInfo.InvariantCulture, $"k{number:0000}{Random.Shared.Next(10_000):0000}");

    public string Story { get; private set; } = PublicId.Text(1);

    public string Subject { get; private set; } = "";

    public string Picture { get; private set; } = PublicId.Text(1);

    public string Section { get; private set; } = PublicId.Text(1);

    public string Storyline { get; private set; } = PublicId.Text(1);

    public string Folder => folder;

    public DateTimeOffset At => new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number);

    public object[] Names => [new { edition = "en", name = Mark }];

    public object[] Points => [new { edition = "en", says = Mark }];

    public object Words => new { headline = Mark, body = Paper.Body(Mark) };

    /// <summary>A story that somebody without an account can look at.</summary>
    public async Task<object> SharedAsync()
    {
        var filed = await FiledAsync();
        await paper.DoAsync("SharePreview", filed);
        return filed;
    }

    /// <summary>An account with the mark as its name, with a link to it or without one.</summary>
    public async Task<string> AccountAsync(bool linked = true)
    {
        string account = Mark + "@example.org";
        await paper.DoAsync("AddAccount", new { email = account, name = Mark, role = "reporter" });
        if (linked) return account;
        await paper.DoAsync("EndAccount", new { account });
        await paper.DoAsync("EndAccount", new { account, left = false });
        return account;
    }

    /// <summary>A story that somebody is to work on, and who: they were told.</summary>
    public async Task<(string Story, string Account)> AssignedAsync()
    {
        string account = await AccountAsync();
        await FiledAsync();
        await paper.DoAsync("AssignStory", new { story = Story, account });
        return (Story, account);
    }

    /// <summary>A story in the hands of somebody who has left, and who is to have it.</summary>
    public async Task<object> LeftAsync()
    {
        var (_, from) = await AssignedAsync();
        string to = $"to-{from}";
        await paper.DoAsync("AddAccount", new { email = to, name = "Colleague", role = "reporter" });
        await paper.DoAsync("EndAccount", new { account = from });
        return new { from, to };
    }

    /// <summary>The same story, approved; what it is sent back with.</summary>
    public async Task<object> ReadyAsync()
    {
        await AssignedAsync();
        await paper.DoAsync("SetStage", new { story = Story, stage = "ready" });
        return new { story = Story, note = Mark };
    }

    /// <summary>A story with the mark as its headline, or another one.</summary>
    public async Task<object> FiledAsync(string? headline = null)
    {
        Story = await paper.DoAsync("FileStory", new { edition = "en", words = new { headline = headline ?? Mark, body = Paper.Body(Mark) } });
        return new { story = Story, edition = "en" };
    }

    /// <summary>The same, for an act that takes no edition, or an edition and more.</summary>
    public async Task<object> FiledAsync(Func<string, object> with)
    {
        await FiledAsync("Before");
        return with(Story);
    }

    /// <summary>A story with a remark.</summary>
    public async Task<object> RemarkedAsync()
    {
        await FiledAsync();
        return new { story = Story, edition = "en", remark = await paper.DoAsync("MakeRemark", new { story = Story, edition = "en", says = Mark }) };
    }

    /// <summary>A story that was edited since.</summary>
    public async Task<object> EditedAsync(Func<string, object> with)
    {
        await FiledAsync("Before");
        await paper.DoAsync("EditStory", new { story = Story, edition = "en", words = Words });
        return with(Story);
    }

    /// <summary>A story that is out.</summary>
    public async Task<object> PublishedAsync(Func<string, object> with)
    {
        await paper.DoAsync("PublishStory", await FiledAsync());
        return with(Story);
    }

    /// <summary>A story that was out and is held.</summary>
    public async Task<object> HeldAsync()
    {
        object held = await PublishedAsync(story => new { story });
        await paper.DoAsync("HoldStory", held);
        return held;
    }

    /// <summary>A story whose hour is set.</summary>
    public async Task<object> ScheduledAsync()
    {
        object text = await FiledAsync();
        await paper.DoAsync("SchedulePublish", new { story = Story, edition = "en", at = At });
        return text;
    }

    /// <summary>A story under embargo.</summary>
    public async Task EmbargoedAsync()
    {
        await FiledAsync();
        await paper.DoAsync("SetEmbargo", new { story = Story, until = At });
    }

    /// <summary>A headline that is typed.</summary>
    public object Typed(string story) => new { story, edition = "en", tab = "tab0000000000000", @base = 1, fields = new { headline = Mark } };

    /// <summary>A draft with the mark as its headline.</summary>
    public async Task<object> DraftedAsync()
    {
        await FiledAsync("Before");
        await paper.DoAsync("KeepDraft", Typed(Story));
        return new { story = Story, edition = "en" };
    }

    /// <summary>A file that an act takes in.</summary>
    public string Put(string extension, ReadOnlySpan<byte> bytes)
    {
        string file = Path.Combine(folder, $"{Mark}.{extension}");
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>A picture of another credit.</summary>
    public async Task<string> PictureAsync() =>
        Picture = (await paper.CallAsync("AddPicture", new { file = Put("jpg", Shots.Jpeg(300, 200)), credit = "Before" })).Result!.Value.GetProperty("id").GetString()!;

    /// <summary>A picture of a width of its own, as a logo.</summary>
    public string Logo() => Put("jpg", Shots.Jpeg(200 + number, 200));

    /// <summary>A house with a logo.</summary>
    public async Task<object> LogoAsync()
    {
        await paper.CallAsync("SetLogo", new { file = Logo() });
        return new { };
    }

    /// <summary>The other order of the editions, the one that was opened first being the first.</summary>
    public async Task<object> OrderAsync()
    {
        await paper.CallAsync("OrderEditions", new { editions = new[] { "en", "th" } });
        return new { editions = new[] { "th", "en" } };
    }

    /// <summary>The edition whose front is looked at is the first, into which an import goes.</summary>
    public async Task<object> EnglishFirstAsync(object with)
    {
        await paper.CallAsync("OrderEditions", new { editions = new[] { "en", "th" } });
        return with;
    }

    /// <summary>A house that sends mail.</summary>
    public async Task<object> MailAsync()
    {
        await paper.CallAsync("KeepMailServer", new { host = "localhost", port = 25, security = "none", sender_address = "desk@example.org" });
        return new { };
    }

    /// <summary>A webhook with the mark as its name, to where nobody is.</summary>
    public object Hook => new { name = Mark, address = "https://receiver.invalid/", events = new[] { "newspaper.imported" } };

    /// <summary>Such a webhook that is there; its id.</summary>
    public async Task<string> HookAsync() => (await paper.CallAsync("AddWebhook", Hook)).Result!.Value.GetProperty("id").GetString()!;

    /// <summary>An event that a webhook was sent in vain, and that can be sent again.</summary>
    public async Task<object> ReplayedAsync()
    {
        string webhook = await HookAsync();
        long? entry = (await paper.CallAsync("TryWebhook", new { webhook })).Sequence;
        object again = new { webhook, entry };
        // It is written down a moment later; when another node was killed before, when its lease is over.
        for (var tries = 0; tries < 400 && !(await paper.CallAsync("ReplayWebhook", again)).Ok; tries++) await Task.Delay(100);
        return again;
    }

    /// <summary>An account without a link, in a house that sends mail to where nobody takes it.</summary>
    public async Task<string> MailedAsync()
    {
        await paper.CallAsync("KeepMailServer", new { host = "localhost", port = 1, security = "none", sender_address = "desk@example.org" });
        return await AccountAsync(linked: false);
    }

    /// <summary>A line of breaking news.</summary>
    public async Task<object> BreakingAsync()
    {
        await paper.CallAsync("SetBreakingLine", new { edition = "en", text = Mark, ends_at = At });
        return new { edition = "en" };
    }

    /// <summary>Feeds that tell stories whole.</summary>
    public async Task<object> FeedsAsync()
    {
        await paper.CallAsync("SetFeeds", new { whole = true });
        return new { whole = false };
    }

    /// <summary>A key to the read API.</summary>
    public async Task<object> ApiKeyAsync()
    {
        await paper.DoAsync("GiveApiKey", new { name = Mark });
        return new { key = Mark };
    }

    /// <summary>An address that is sent on.</summary>
    public async Task<object> RedirectAsync()
    {
        await paper.DoAsync("AddRedirect", new { from = "/old/" + Mark, to = "/" });
        return new { from = "/old/" + Mark };
    }

    /// <summary>A storyline.</summary>
    public async Task<string> StorylineAsync() =>
        Storyline = await paper.DoAsync("StartStoryline", new { names = new[] { new { edition = "en", name = "Before " + Mark } } });

    /// <summary>A turning point of a storyline.</summary>
    public async Task<string> PointAsync() =>
        await paper.DoAsync("AddTurningPoint", new { storyline = await StorylineAsync(), day = "2026-03-01", words = new[] { new { edition = "en", says = "Before" } } });

    /// <summary>A tag.</summary>
    public async Task<string> TagAsync(string? name = null)
    {
        string tag = await paper.DoAsync("AddTag", new { names = new[] { new { edition = "en", name = name ?? "Before " + Mark } } });
        Subject = "tag:" + tag;
        return tag;
    }

    /// <summary>A section with another one below it.</summary>
    public async Task<string> SectionAsync(string? name = null)
    {
        string section = Section = await paper.DoAsync("OpenSection", ActScripts.WithNothing("parent", new { in_menu = false, names = new[] { new { edition = "en", name = name ?? "Before " + Mark } } }));
        await paper.DoAsync("OpenSection", new { parent = section, in_menu = false, names = new[] { new { edition = "en", name = "Below" } } });
        return section;
    }

    /// <summary>A question with what is known of this attempt filled in.</summary>
    public string Fill(string question) => question
        .Replace("MARK", $"'{Mark}'", StringComparison.Ordinal)
        .Replace("STORYLINE", Number(Storyline), StringComparison.Ordinal)
        .Replace("SECTION", Number(Section), StringComparison.Ordinal)
        .Replace("STORY", Number(Story), StringComparison.Ordinal)
        .Replace("PICTURE", Number(Picture), StringComparison.Ordinal)
        .Replace("LOGO", (200 + number).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("AT_HOUR", Instant.From(At).Microseconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("SUBJECT", $"'{Subject}'", StringComparison.Ordinal);

    private static string Number(string publicId) => PublicId.TryRead(publicId, out long id) ? id.ToString(CultureInfo.InvariantCulture) : "0";
}
