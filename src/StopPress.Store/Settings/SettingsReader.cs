using System.Globalization;
using System.Text.Json;
using StopPress.Store.Text;

namespace StopPress.Store.Settings;

/// <summary>
/// Reads what describes the machine: flags win over <c>STOPPRESS_*</c>, these over <c>stoppress.json</c>. Each module
/// asks for its settings at boot; then <see cref="Faults"/> holds everything that is wrong, at once.
/// </summary>
/// <param name="flags">Values given on the command line, by name; only those that were given.</param>
/// <param name="environment">The variables of the environment, by name.</param>
public sealed class SettingsReader(IReadOnlyDictionary<string, string> flags, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "stoppress.json";

    private const string Prefix = "STOPPRESS_";
    private readonly List<string> faults = [];
    private readonly List<SettingValue> values = [];
    private readonly Dictionary<string, string> written = [];
    private string file = FileName;

    /// <summary>The settings that were asked for so far, in that order.</summary>
    public IReadOnlyList<SettingValue> Values => values;

    /// <summary>Reads the settings file; one that is not there is empty. Values asked for before come from elsewhere.</summary>
    public void ReadFile(string path)
    {
        file = path;
        if (!File.Exists(path)) return;
        try
        {
            using var text = JsonDocument.Parse(File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (text.RootElement.ValueKind != JsonValueKind.Object) faults.Add($"{path}: the file must hold one object, {{ \"name\": value, … }}.");
            else foreach (var member in text.RootElement.EnumerateObject()) Note(member);
        }
        catch (JsonException fault)
        {
            faults.Add($"{path}: this is not JSON (line {fault.LineNumber + 1}).");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path}: the file cannot be read ({fault.Message}).");
        }
    }

    /// <summary>Asks for a setting that is text.</summary>
    /// <param name="name">Its name in kebab case: <c>log-level</c> is <c>STOPPRESS_LOG_LEVEL</c> and <c>--log-level</c>.</param>
    /// <param name="byDefault">Its value when nobody sets it.</param>
    /// <param name="meaning">What it is for, in a few words.</param>
    /// <param name="wrong">What is wrong with a value, in words that follow its name; null when nothing is.</param>
    /// <param name="mask">How to show a value that holds a secret; null when it holds none.</param>
    public string Text(string name, string byDefault, string meaning, Func<string, string?>? wrong = null, Func<string, string>? mask = null)
    {
        var (value, source) = Find(name, byDefault);
        if (wrong?.Invoke(value) is { } words)
        {
            faults.Add($"{name} {words} ({Place(name, source)}).");
            // A wrong value may be a mistyped secret: it is not shown where a secret is masked.
            values.Add(new SettingValue(name, mask is null ? value : "(not understood)", source, meaning));
            return byDefault;
        }
        values.Add(new SettingValue(name, mask is null ? value : mask(value), source, meaning));
        return value;
    }

    /// <summary>Asks for a setting that is a whole number within limits.</summary>
    public int Number(string name, int byDefault, int least, int most, string meaning) => int.Parse(
        Text(
            name, byDefault.ToString(CultureInfo.InvariantCulture), meaning,
            value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
                ? null
                : $"must be a whole number from {least} to {most}, not \"{value}\""),
        NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Asks for a setting that is one of a few words, the members of an enumeration.</summary>
    public T Choice<T>(string name, T byDefault, string meaning) where T : struct, Enum => Enum.Parse<T>(
        Text(
            name, byDefault.ToString().ToLowerInvariant(), meaning,
            value => Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase)
                ? null
                : $"must be one of {string.Join(", ", Enum.GetNames<T>().Select(word => word.ToLowerInvariant()))}, not \"{value}\""),
        ignoreCase: true);

    /// <summary>Everything that is wrong, when all modules have asked: values, and names that nobody asked for.</summary>
    /// <param name="others">Names that are no settings but may stand beside them, such as <c>config</c>.</param>
    public IReadOnlyList<string> Faults(params string[] others)
    {
        string[] known = [.. values.Select(value => value.Name)];
        var strangers = written.Keys.Except(known).Select(name => (Name: name, Where: file, Written: name)).Concat(
            environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => (Name: name[Prefix.Length..].Replace('_', '-').ToLowerInvariant(), Where: "the environment", Written: name))
                .Where(stranger => !known.Contains(stranger.Name) && !others.Contains(stranger.Name)));
        return [.. faults, .. strangers.Select(stranger => Stranger(stranger.Name, stranger.Where, stranger.Written, known))];
    }

    private static string Stranger(string name, string where, string written, string[] known)
    {
        string help = Spelling.Nearest(name, known) is { } nearest
            ? $"did you mean \"{(written.StartsWith(Prefix, StringComparison.Ordinal) ? Variable(nearest) : nearest)}\"?"
            : $"the settings are {string.Join(", ", known)}.";
        return $"{written} is no setting (in {where}); {help}";
    }

    private static string Variable(string name) => Prefix + name.Replace('-', '_').ToUpperInvariant();

    private void Note(JsonProperty member)
    {
        string? value = member.Value.ValueKind switch
        {
            JsonValueKind.String => member.Value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => member.Value.GetRawText(),
            JsonValueKind.Array when member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                string.Join(';', member.Value.EnumerateArray().Select(item => item.GetString())),
            _ => null,
        };
        if (values.Any(asked => asked.Name == member.Name)) faults.Add($"{member.Name} cannot be set in {file}, which is found through it.");
        if (value is null) faults.Add($"{member.Name} must be text, a number or a list of texts (in {file}).");
        // A wrong kind of value is one fault, not also an unknown name.
        if (!written.TryAdd(member.Name, value ?? "")) faults.Add($"{member.Name} is set twice (in {file}).");
        if (value is null) written.Remove(member.Name);
    }

    private (string Value, SettingSource Source) Find(string name, string byDefault) =>
        flags.TryGetValue(name, out string? flag) ? (flag, SettingSource.Flag)
        : environment.TryGetValue(Variable(name), out string? variable) ? (variable, SettingSource.Environment)
        : written.TryGetValue(name, out string? line) ? (line, SettingSource.File)
        : (byDefault, SettingSource.Default);

    private string Place(string name, SettingSource source) => source switch
    {
        SettingSource.Flag => $"--{name}",
        SettingSource.Environment => Variable(name),
        SettingSource.File => $"in {file}",
        _ => "the default",
    };
}
