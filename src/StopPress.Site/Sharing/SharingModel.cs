using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Sharing;

/// <summary>What a reader can do with a story when it is read: like it, and pass it on.</summary>
/// <param name="Like">Where a like is sent.</param>
/// <param name="TakeBack">Where it is taken back.</param>
/// <param name="Links">The networks that take it.</param>
/// <param name="Mail">Where it is put into a mail.</param>
/// <param name="Noted">Where the program's own script says that it was passed on in another way.</param>
/// <param name="Read">Where it says that it was read.</param>
/// <param name="Address">The story's whole address.</param>
public sealed record SharingModel(string Like, string TakeBack, IReadOnlyList<LinkModel> Links, string Mail, string Noted, string Read, string Address)
{
    /// <summary>Of a story, as a page of an edition shows it.</summary>
    public static SharingModel Of(PageDesk desk, StoryPage story)
    {
        string key = PublicId.Text(story.Id), edition = "?in=" + desk.Edition.Language;
        string address = desk.Addresses.Whole(story.Path);
        return new(
            LikeAddress.Of(key) + edition, LikeAddress.Of(key) + LikeAddress.TakeBack + edition,
            [.. ShareAddress.Networks.Select(network => new LinkModel(SocialAccount.NameOf(network), Passing(key, ShareAddress.KeyOf(network)) + edition))],
            ShareAddress.OfMail(address, story.PassedOn), Passing(key, ""), ReadAddress.Of(key) + edition, address);
    }

    private static string Passing(string story, string way) => $"{Addresses.Own}share/{story}/{way}";
}

/// <summary>Where readers like a story.</summary>
internal static class LikeAddress
{
    /// <summary>What stands behind the address of a like, to take it back.</summary>
    public const string TakeBack = "/take-back";

    /// <summary>Where likes of a story are sent. Only there a reader's browser shows that it has liked it.</summary>
    public static string Of(string story) => $"{Addresses.Own}like/{story}";
}
