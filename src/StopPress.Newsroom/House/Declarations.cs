using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>What the house declares to machines in files of their own.</summary>
/// <param name="SecurityContact">To whom somebody turns who has found a way to break in: an e-mail address or one with https; empty for nobody.</param>
/// <param name="SecurityPolicy">Where it is written how the house deals with that, or empty.</param>
/// <param name="AdsTxt">Who may sell advertising, line by line; empty for no such file.</param>
public sealed record Declarations(string SecurityContact, string SecurityPolicy, string AdsTxt)
{
    /// <summary>Reads them.</summary>
    public static async Task<Declarations> ReadAsync(Reads reads)
    {
        reads.Note(Subject.House);
        return await reads.FirstAsync("SELECT security_contact, security_policy, ads_txt FROM house", row => new Declarations(row.GetString(0), row.GetString(1), row.GetString(2))) ?? new("", "", "");
    }
}
