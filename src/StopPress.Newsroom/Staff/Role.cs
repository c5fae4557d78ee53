namespace StopPress.Newsroom.Staff;

/// <summary>What somebody is at the newspaper; what they may do follows from it (<see cref="Rights"/>).</summary>
public enum Role
{
    /// <summary>Writes stories of their own.</summary>
    Reporter = 0,

    /// <summary>Writes a story's texts in other languages.</summary>
    Translator = 1,

    /// <summary>Looks after pictures.</summary>
    PhotoEditor = 2,

    /// <summary>Reads and mends everybody's stories.</summary>
    CopyEditor = 3,

    /// <summary>Decides what goes out, and what is taken back.</summary>
    Editor = 4,

    /// <summary>Sells space; sees no story before readers do.</summary>
    Commercial = 5,

    /// <summary>Runs the house: all that an editor may, and who works here.</summary>
    Administrator = 6,
}
