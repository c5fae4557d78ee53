using StopPress.Newsroom.Editions;
using StopPress.Site.Press;

namespace StopPress.Site.Pages;

/// <summary>A step on the way from an address to what readers get there.</summary>
/// <param name="Path">The address.</param>
/// <param name="What"><c>redirect</c> or <c>moved</c>, and it goes on; or, at the end, <c>page</c>, <c>withdrawn</c>, <c>nowhere</c> or <c>outside</c>.</param>
public sealed record PathStep(string Path, string What);

/// <summary>Shows where an address leads, step by step; readers are sent to the end at once.</summary>
/// <param name="room">Where pages are made up.</param>
public sealed class PathTrail(PageRoom room)
{
    /// <summary>Follows an address to its end.</summary>
    public async Task<IReadOnlyList<PathStep>> FollowAsync(PressRun run, string path)
    {
        const int most = 100;
        var steps = new List<PathStep>();
        for (string at = path; steps.Count < most;)
        {
            if (Redirects.IsOutside(at))
            {
                steps.Add(new PathStep(at, "outside"));
                return steps;
            }
            var found = await SiteMap.FindAsync(run, at);
            if ((found.SentTo ?? found.MovedTo) is not { } next)
            {
                var made = await room.MakeAsync(run, at);
                steps.Add(new PathStep(at, made.Text?.Status == 200 ? "page" : made.Instead?.Contains("/gone/", StringComparison.Ordinal) == true ? "withdrawn" : "nowhere"));
                return steps;
            }
            steps.Add(new PathStep(at, found.SentTo is null ? "moved" : "redirect"));
            at = next;
        }
        return steps;
    }
}
