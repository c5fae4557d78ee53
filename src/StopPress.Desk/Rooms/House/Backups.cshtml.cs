using System.Globalization;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;

namespace StopPress.Desk.Rooms.House;

/// <summary>When the newspaper was backed up last, and why it was not.</summary>
[Needs(Right.KeepHouse)]
public sealed class BackupsModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const double BytesPerMegabyte = 1024 * 1024;

    /// <summary>How it stands with the backups.</summary>
    public KeptBackups Backups { get; private set; } = new(null, null, null);

    /// <summary>The clocks of the house, which are those of its first edition.</summary>
    public DeskDates HouseDates { get; private set; } = null!;

    /// <summary>How large one is, in MB.</summary>
    public static string SizeOf(BackupRow backup) => (backup.Bytes / BytesPerMegabyte).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Why one failed.</summary>
    public string WhyOf(BackupRow backup) => Words.Of(new Refusal(backup.Code!, backup.Reason!));

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync()
    {
        Backups = await Desk.BackupsAsync(HttpContext.RequestAborted);
        HouseDates = (await HouseDatesAsync())!;
    }
}
