using Microsoft.EntityFrameworkCore;

namespace StopPress.Newsroom.Stories;

/// <content>What stories are called, wherever they are only named.</content>
public sealed partial class StoryBoard
{
    /// <summary>The headlines of stories that somebody may see, in each edition; where there is none yet, the slugline.</summary>
    /// <param name="stories">Which stories.</param>
    public async Task<ILookup<long, (string Edition, string Headline)>> HeadlinesAsync(IReadOnlyList<long> stories)
    {
        var found = await database.LookAsync(context => Written(context).Where(line => stories.Contains(line.Story.Id)).OrderBy(line => line.Edition.Position)
            .Select(line => new { line.Story.Id, line.Edition.Language, Headline = line.Draft != null ? line.Draft.Headline : line.Latest.Headline, line.Story.Slugline }).ToListAsync());
        return found.ToLookup(line => line.Id, line => (line.Language, line.Headline.Length > 0 ? line.Headline : line.Slugline));
    }
}
