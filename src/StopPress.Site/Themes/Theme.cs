using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace StopPress.Site.Themes;

/// <summary>HTML that is safe as it is: a template puts it out unescaped.</summary>
/// <param name="Text">The HTML.</param>
public sealed record Markup(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Something in a theme that does not work.</summary>
/// <param name="File">The file, inside the theme's folder.</param>
/// <param name="Message">What is wrong and, where it is known, on which line.</param>
public sealed record ThemeFault(string File, string Message);

/// <summary>How pages look: templates, a style and words, all of one moment.</summary>
public sealed partial class Theme
{
    private const string Extension = ".liquid";

    // A front of sixty cards takes some ten thousand steps; a loop without end must stop.
    private const int MostSteps = 300_000;
    private const int DeepestRecursion = 40;

    private static readonly ThemeParser Parser = new();
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly TemplateOptions options;
    private readonly Dictionary<string, IFluidTemplate> templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> words = new(StringComparer.Ordinal);

    private Theme(ThemeFiles files)
    {
        options = new TemplateOptions
        {
            FileProvider = files,
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.SnakeCase },
            MaxSteps = MostSteps,
            MaxRecursion = DeepestRecursion,
        };
        options.ValueConverters.Add(value => value is Markup markup ? new StringValue(markup.Text, encode: false) : null);
        Style = Shortened(files.Text("style.css"));
        StyleHash = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
    }

    /// <summary>The style, without comments and needless space.</summary>
    public string Style { get; }

    /// <summary>The style's hash, as a Content-Security-Policy names it (CSP Level 3, "hash-source").</summary>
    public string StyleHash { get; }

    /// <summary>The theme that comes with the program.</summary>
    public static Theme OfTheProgram { get; } = Load(ThemeFiles.OfTheProgram, out _);

    /// <summary>The program's theme with the files of a folder over it; faults are told, and the files that have them left out.</summary>
    public static Theme Under(string? folder, out IReadOnlyList<ThemeFault> faults) => Load(ThemeFiles.Under(folder), out faults);

    /// <summary>The words of the interface in a language; where it lacks one, in English.</summary>
    public IReadOnlyDictionary<string, string> Words(string language)
    {
        if (words.TryGetValue(language, out var found)) return found;
        return words.GetValueOrDefault(language.Split('-')[0]) ?? words.GetValueOrDefault("en") ?? new Dictionary<string, string>();
    }

    /// <summary>Sets a template. Throws <see cref="ThemeException"/>, naming the file, when the template breaks on what it is given.</summary>
    /// <param name="template">Its name, without extension.</param>
    /// <param name="model">What it is given.</param>
    /// <param name="piece">Names the place of a piece.</param>
    public async Task<string> RenderAsync(string template, IReadOnlyDictionary<string, object?> model, Func<string, string, string> piece)
    {
        if (!templates.TryGetValue(template, out var parsed)) throw new ThemeException($"The theme has no {template}{Extension}.", null);
        var context = new TemplateContext(options);
        foreach (var (name, value) in model) context.SetValue(name, FluidValue.Create(value, options));
        context.AmbientValues[ThemeParser.PlaceOfPiece] = piece;
        try
        {
            return await parsed.RenderAsync(context, Encoder);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new ThemeException($"{template}{Extension}: {fault.Message}", fault);
        }
    }

    private static Theme Load(ThemeFiles files, out IReadOnlyList<ThemeFault> faults)
    {
        var theme = new Theme(files);
        var wrong = new List<ThemeFault>();
        foreach (string file in files.Names.Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(Extension, StringComparison.Ordinal)) theme.Parse(file, files, wrong);
            if (file.StartsWith("words/", StringComparison.Ordinal)) theme.ReadWords(file, files.Text(file), wrong);
        }
        theme.CompleteWords();
        faults = wrong;
        return theme;
    }

    private void Parse(string file, ThemeFiles files, List<ThemeFault> wrong)
    {
        if (!Parser.TryParse(files.Text(file), out var template, out string? error))
        {
            wrong.Add(new ThemeFault(file, error));
            if (!Parser.TryParse(ThemeFiles.OfTheProgram.Text(file), out template, out _)) return;
        }
        templates[file[..^Extension.Length]] = template;
    }

    private void ReadWords(string file, string text, List<ThemeFault> wrong)
    {
        try
        {
            words[Path.GetFileNameWithoutExtension(file)] = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        }
        catch (JsonException fault)
        {
            wrong.Add(new ThemeFault(file, $"{fault.Message} (line {fault.LineNumber + 1})"));
            if (ThemeFiles.OfTheProgram.Text(file) is { Length: > 0 } own && own != text) ReadWords(file, own, []);
        }
    }

    private void CompleteWords()
    {
        if (!words.TryGetValue("en", out var english)) return;
        foreach (var (language, some) in words.ToList())
        {
            words[language] = english.Concat(some).GroupBy(word => word.Key).ToDictionary(word => word.Key, word => word.Last().Value);
        }
    }

    private static string Shortened(string css) => Seams().Replace(Spaces().Replace(Comments().Replace(css, ""), " "), "$1").Replace(";}", "}").Trim();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s*([{};,])\s*|(?<=:)\s+")]
    private static partial Regex Seams();
}

/// <summary>A template broke while it was set.</summary>
/// <param name="message">Which one, and why.</param>
/// <param name="inner">What broke.</param>
public sealed class ThemeException(string message, Exception? inner) : Exception(message, inner);
