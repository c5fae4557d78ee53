using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Tests.Site.Press;

/// <summary>The acts that set hours, and the clock that comes to them.</summary>
internal sealed partial class PressDriver
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static string? Forbids(MStory story, DateTimeOffset at) => at < story.EmbargoedUntil ? "embargoed" : at >= story.ExpiresAt ? "expired" : null;

    private static async Task Refused<T>(string code, Task<Outcome<Settled<T>>> act) => Assert.Equal(code, (await act).Refusal?.Code);

    // In some days at about the same time of the day, when readers get or lose nothing else: what an answer shows is before it or after it.
    private DateTimeOffset Hour(int most)
    {
        var hour = clock.GetUtcNow().AddDays(chance.Next(1, most));
        while (Hours().Contains(hour)) hour += Moment;
        return hour;
    }

    private Task SetEmbargo()
    {
        if (AnyText((_, _) => true) is not var (story, _)) return Task.CompletedTask;
        var act = new SetEmbargo(story.Id, Hour(20));
        if (story.Texts.Values.Any(text => text.Status == "usable" || text.WasOut)) return Act(_ => { }, () => Refused("is-out", act.RunAsync(paper.Desk, "anna")));
        return Act(_ =>
        {
            story.EmbargoedUntil = act.Until;
            foreach (var text in story.Texts.Values.Where(text => text.Due < act.Until)) text.Due = null;
        }, () => Do(act.RunAsync(paper.Desk, "anna")));
    }

    private Task LiftEmbargo()
    {
        if (AnyText((story, _) => story.EmbargoedUntil is not null) is not var (story, _)) return Task.CompletedTask;
        return Act(_ => story.EmbargoedUntil = null, () => Do(new LiftEmbargo(story.Id).RunAsync(paper.Desk, "anna")));
    }

    // Rather what has one already, so that hours are moved and taken back.
    private Task SetExpiry()
    {
        if (AnyText((story, _) => story.ExpiresAt is not null || chance.Next(3) == 0) is not var (story, _)) return Task.CompletedTask;
        var act = new SetExpiry(story.Id, story.ExpiresAt is not null && chance.Next(2) == 0 ? null : Hour(60));
        return Act(_ =>
        {
            story.ExpiresAt = act.At;
            foreach (var text in story.Texts.Values.Where(text => text.Due >= act.At)) text.Due = null;
        }, () => Do(act.RunAsync(paper.Desk, "anna")));
    }

    // Often at the very hour at which an embargo ends.
    private Task Schedule()
    {
        if (AnyText((story, text) => !story.Held && (text.Status != "usable" || text.Headline != text.Pending)) is not var (story, text)) return Task.CompletedTask;
        bool atItsEnd = story.EmbargoedUntil is { } end && chance.Next(2) == 0 && story.Texts.Values.All(one => one.Due != end);
        var act = new SchedulePublish(story.Id, text.Language, atItsEnd ? story.EmbargoedUntil!.Value : Hour(20));
        if (Forbids(story, act.At) is { } code) return Act(_ => { }, () => Refused(code, act.RunAsync(paper.Desk, "anna")));
        return Act(_ => text.Due = act.At, () => Do(act.RunAsync(paper.Desk, "anna")));
    }

    // The clock goes on by days. Each hour at which readers get or lose something is an act of its own, after the midnights before it.
    private async Task Night()
    {
        var until = clock.GetUtcNow().AddDays(chance.Next(1, 25)) - drift;
        drift = TimeSpan.Zero;
        while (Hours().Where(hour => hour <= until).Order().Cast<DateTimeOffset?>().FirstOrDefault() is { } hour)
        {
            await Sleep(hour - Moment - clock.GetUtcNow(), () => { });
            await Sleep(Moment, () => Pass(hour));
        }
        await Sleep(until - clock.GetUtcNow(), () => { });
    }

    // What is due is written before anybody looks again.
    private async Task Sleep(TimeSpan time, Action change)
    {
        await Act(copy =>
        {
            change();
            copy.Today = Day("en", time);
        }, async () =>
        {
            clock.Advance(time);
            while (await paper.Desk.Deadlines.FireDueAsync() > 0)
            {
            }
        });
        await Act(_ => CountReads(), () => paper.Site.Most.TellAsync());
    }

    private IEnumerable<DateTimeOffset> Hours() => model.Stories.SelectMany(story => story.Texts.Values.Select(text => text.Due).Append(story.EmbargoedUntil).Append(story.ExpiresAt))
        .Concat(model.Editions.Select(edition => edition.Breaking?.Until)).OfType<DateTimeOffset>().Where(hour => hour > clock.GetUtcNow());

    private void Pass(DateTimeOffset hour)
    {
        foreach (var edition in model.Editions.Where(edition => edition.Breaking?.Until == hour)) edition.Breaking = null;
        foreach (var story in model.Stories)
        {
            foreach (var text in story.Texts.Values.Where(text => text.Due == hour)) LetOut(story, text, Moment);
            if (story.EmbargoedUntil == hour) story.EmbargoedUntil = null;
            if (story.ExpiresAt != hour) continue;
            foreach (var text in story.Texts.Values) (text.Status, text.WasOut, text.Due) = (text.Status == "usable" ? "withheld" : text.Status, false, null);
        }
    }
}
