namespace StopPress.Newsroom.Staff;

/// <summary>Something that not everybody at the newspaper may do.</summary>
public enum Right
{
    /// <summary>Come to the desk, and look after one's own account.</summary>
    ComeIn,

    /// <summary>See on the board what is being worked on, and read stories of one's own.</summary>
    SeeBoard,

    /// <summary>File stories, and write in those that are one's own.</summary>
    Write,

    /// <summary>Read and write in everybody's stories before they are out.</summary>
    WriteAll,

    /// <summary>See stories under embargo that are not one's own.</summary>
    SeeEmbargoed,

    /// <summary>Bring pictures, and say what one's own show while no reader has them.</summary>
    AddPictures,

    /// <summary>Say what every picture shows, until when it may be shown, and replace it.</summary>
    KeepPictures,

    /// <summary>Say who is to work on a story, and send it back to them.</summary>
    Assign,

    /// <summary>Publish, schedule, correct and refile.</summary>
    Publish,

    /// <summary>Unpublish, hold, spike and put under embargo.</summary>
    Withdraw,

    /// <summary>Kill, and read what was killed.</summary>
    Kill,

    /// <summary>Keep what stories are filed under: sections, storylines, the house's pages, and the pages of the staff.</summary>
    KeepSections,

    /// <summary>Add tags, rename and merge them.</summary>
    AddTags,

    /// <summary>Say who works here, and as what.</summary>
    Employ,

    /// <summary>Read who did what, and when.</summary>
    Audit,

    /// <summary>Say what the house is called and how it looks, where its menus and its old addresses lead, and which editions it has.</summary>
    KeepHouse,

    /// <summary>Say what leads a front, and put a line of breaking news on every page.</summary>
    LeadFront,
}

/// <summary>How far a right reaches for somebody who is bound to sections.</summary>
public enum Reach
{
    /// <summary>As far as for everybody: it is about oneself, about what is one's own, or about no story.</summary>
    Anywhere = 0,

    /// <summary>To stories that are filed in their sections or below them, and to no other.</summary>
    Sections = 1,

    /// <summary>Nowhere: it is about the whole house.</summary>
    House = 2,
}

/// <summary>Who may do what. One row for each right; every route of the desk names the right that it needs.</summary>
public static class Rights
{
    private static readonly IReadOnlyDictionary<Right, (Reach Reach, Role[] Roles)> Table = new Dictionary<Right, (Reach, Role[])>
    {
        [Right.ComeIn] = (Reach.Anywhere, Enum.GetValues<Role>()),
        [Right.SeeBoard] = (Reach.Anywhere, [Role.Reporter, Role.Translator, Role.PhotoEditor, Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.Write] = (Reach.Anywhere, [Role.Reporter, Role.Translator, Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.WriteAll] = (Reach.Sections, [Role.Translator, Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.SeeEmbargoed] = (Reach.Sections, [Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.AddPictures] = (Reach.Anywhere, [Role.Reporter, Role.Translator, Role.PhotoEditor, Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.KeepPictures] = (Reach.Sections, [Role.PhotoEditor, Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.Assign] = (Reach.Sections, [Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.Publish] = (Reach.Sections, [Role.Editor, Role.Administrator]),
        [Right.Withdraw] = (Reach.Sections, [Role.Editor, Role.Administrator]),
        [Right.Kill] = (Reach.Sections, [Role.Editor, Role.Administrator]),
        [Right.KeepSections] = (Reach.House, [Role.Editor, Role.Administrator]),
        [Right.AddTags] = (Reach.Anywhere, [Role.CopyEditor, Role.Editor, Role.Administrator]),
        [Right.Employ] = (Reach.House, [Role.Administrator]),
        [Right.Audit] = (Reach.House, [Role.Editor, Role.Administrator]),
        [Right.KeepHouse] = (Reach.House, [Role.Administrator]),
        [Right.LeadFront] = (Reach.House, [Role.Editor, Role.Administrator]),
    };

    /// <summary>Whether somebody in a role may do something, in stories that their rights reach.</summary>
    public static bool May(this Role role, Right right) => Table[right].Roles.Contains(role);

    /// <summary>How far a right reaches for somebody who is bound to sections.</summary>
    public static Reach Reaches(this Right right) => Table[right].Reach;
}
