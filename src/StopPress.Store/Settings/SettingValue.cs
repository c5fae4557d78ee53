namespace StopPress.Store.Settings;

/// <summary>Where a setting's value comes from; a later one wins over an earlier one.</summary>
public enum SettingSource
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary><c>stoppress.json</c>.</summary>
    File,

    /// <summary>A variable <c>STOPPRESS_*</c>.</summary>
    Environment,

    /// <summary>A flag of the command.</summary>
    Flag,
}

/// <summary>One setting as <c>stoppress config</c> prints it.</summary>
/// <param name="Name">Its name, as in the file.</param>
/// <param name="Shown">Its value, secrets masked.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="Meaning">What it is for, in a few words.</param>
public sealed record SettingValue(string Name, string Shown, SettingSource Source, string Meaning);
