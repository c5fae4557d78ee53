using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Comments;

/// <summary>What a reader once wrote below a story. Comments came in with an import; they are shown and closed.</summary>
/// <remarks>Of those who wrote them only what they chose to be called is kept, and the address that they gave to be shown.</remarks>
public sealed class CommentRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>The comment that it answers, or null.</summary>
    public long? ParentId { get; set; }

    /// <summary>When it was written.</summary>
    public Instant At { get; set; }

    /// <summary>Who wrote it, as they called themselves; or empty.</summary>
    public required string Author { get; set; }

    /// <summary>The address that they gave to be shown, or empty.</summary>
    public required string Link { get; set; }

    /// <summary>What it says, as a document in ProseMirror's JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Whether it only says that another site has linked the story.</summary>
    public bool IsMention { get; set; }

    /// <summary>Whether readers see it: somebody had approved it.</summary>
    public bool IsShown { get; set; }

    /// <summary>What it is called where it came from, such as its number there; or empty.</summary>
    public required string Source { get; set; }
}

internal sealed class CommentTables : IEntityTypeConfiguration<CommentRow>
{
    public void Configure(EntityTypeBuilder<CommentRow> builder)
    {
        builder.ToTable("comments");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.StoryId, row.At, row.Id }).HasDatabaseName("comments_by_story");
    }
}
