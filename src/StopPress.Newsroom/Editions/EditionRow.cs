using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.Editions;

/// <summary>One language's newspaper.</summary>
public sealed class EditionRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>Its language as a BCP 47 tag, such as <c>th</c>; no two editions share one.</summary>
    public required string Language { get; set; }

    /// <summary>The locale that dates and numbers are written in, such as <c>th-TH</c>.</summary>
    public required string Locale { get; set; }

    /// <summary>The first part of its addresses, such as <c>th</c>; empty for the first edition.</summary>
    public required string Prefix { get; set; }

    /// <summary>What the newspaper is called in it.</summary>
    public required string Name { get; set; }

    /// <summary>The line under the nameplate.</summary>
    public required string Tagline { get; set; }

    /// <summary>The language by its own name, such as <c>ไทย</c>.</summary>
    public required string OwnName { get; set; }

    /// <summary>Its time zone, as IANA names it.</summary>
    public required string TimeZone { get; set; }

    /// <summary>The calendar that its dates are written in: <c>gregorian</c> or <c>buddhist</c>.</summary>
    public required string Calendar { get; set; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; set; }

    /// <summary>Its place among the editions.</summary>
    public int Position { get; set; }

    /// <summary>The story that leads its front, or null: then the newest with a picture does.</summary>
    public long? LeadStoryId { get; set; }

    /// <summary>The edition as its pages and clocks need to know it.</summary>
    public Edition AsEdition() => new(Id, Language, Locale, Prefix, Name, Tagline, OwnName, TimeZone, Calendar, Direction);
}

/// <summary>What a section, storyline, tag or member of staff is called in one edition, and where it is found there.</summary>
public sealed class LocalNameRow
{
    /// <summary>What is named, as a subject of the journal, such as <c>section:…</c>.</summary>
    public required string Subject { get; set; }

    /// <summary>In which edition.</summary>
    public long EditionId { get; set; }

    /// <summary>The name, or a storyline's title.</summary>
    public required string Name { get; set; }

    /// <summary>A person's job, or empty.</summary>
    public required string Title { get; set; }

    /// <summary>One or two sentences about it, or empty.</summary>
    public required string Description { get; set; }

    /// <summary>Its address in the edition.</summary>
    public required string Path { get; set; }
}

/// <summary>An address that works, or once did: it leads to its subject for ever.</summary>
public sealed class PermalinkRow
{
    /// <summary>The path, decoded and in NFC, with its slash at the end if it has one; or a key such as <c>/?p=12</c>, where another house asked so.</summary>
    public required string Path { get; set; }

    /// <summary>The edition that it belongs to.</summary>
    public long EditionId { get; set; }

    /// <summary>What is found there: <c>text:…</c>, <c>section:…</c>, <c>storyline:…</c>, <c>tag:…</c> or <c>staff:…</c>; or what another house had there: <c>media:…</c>, <c>front:…</c>.</summary>
    public required string Subject { get; set; }

    /// <summary>Whether this is the subject's address today; an earlier one redirects.</summary>
    public bool Current { get; set; }
}

internal sealed class EditionTables :
    IEntityTypeConfiguration<EditionRow>, IEntityTypeConfiguration<LocalNameRow>, IEntityTypeConfiguration<PermalinkRow>
{
    public void Configure(EntityTypeBuilder<EditionRow> builder)
    {
        builder.ToTable("editions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Language).IsUnique().HasDatabaseName("editions_by_language");
        builder.HasIndex(row => row.Prefix).IsUnique().HasDatabaseName("editions_by_prefix");
    }

    public void Configure(EntityTypeBuilder<LocalNameRow> builder)
    {
        builder.ToTable("local_names");
        builder.HasKey(row => new { row.Subject, row.EditionId });
    }

    public void Configure(EntityTypeBuilder<PermalinkRow> builder)
    {
        builder.ToTable("permalinks");
        builder.HasKey(row => row.Path);
        builder.HasIndex(row => row.Subject).HasDatabaseName("permalinks_by_subject");
    }
}
