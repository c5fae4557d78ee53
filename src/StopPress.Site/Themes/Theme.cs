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
    private const string StyleFile = "style.css";

    // The style stands in the page itself, and nothing in it may end the element there.
    private const string EndOfStyle = "</style";

    // A front of sixty cards takes some ten thousand steps; a loop without end must stop.
    private const int MostSteps = 300_000;
    private const int DeepestRecursion = 40;

    private static readonly ThemeParser Parser = new();
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly TemplateOptions options;
    private readonly Dictionary<string, IFluidTemplate> templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> parts = new(StringComparer.Ordinal);
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
        ThemeGuard.Bound(options.Filters);
        options.TemplateParsed = (_, template) => new ThemeGuard(options, files.Has).VisitTemplate(template);
        options.ValueConverters.Add(value => value is Markup markup ? new StringValue(markup.Text, encode: false) : null);
        bool whole = !files.Text(StyleFile).Contains(EndOfStyle, StringComparison.OrdinalIgnoreCase);
        Style = Shortened((whole ? files : ThemeFiles.OfTheProgram).Text(StyleFile));
        StyleHash = HashOf(Style);
    }

    /// <summary>The style, without comments and needless space.</summary>
    public string Style { get; }

    /// <summary>The style's hash, as a Content-Security-Policy names it (CSP Level 3, "hash-source").</summary>
    public string StyleHash { get; }

    /// <summary>A style's hash, as a Content-Security-Policy names it.</summary>
    public static string HashOf(string style) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

    /// <summary>The theme that comes with the program.</summary>
    public static Theme OfTheProgram { get; } = Load(ThemeFiles.OfTheProgram, out _);

    /// <summary>The program's theme with the files of a folder over it; faults are told, and the files that have them left out.</summary>
    public static Theme Under(string? folder, out IReadOnlyList<ThemeFault> faults) => Load(ThemeFiles.Under(folder), out faults);

    /// <summary>The templates that nothing sets, as a misspelled one.</summary>
    public IReadOnlyList<string> Unused =>
        [.. templates.Keys.Except(parts.Values.SelectMany(used => used)).Where(name => !ThemeFiles.OfTheProgram.Has(name)).Select(name => name + Extension).Order(StringComparer.Ordinal)];

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
            using var page = new BoundedWriter();
            await parsed.RenderAsync(page, Encoder, context);
            return page.ToString();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new ThemeException($"{template}{Extension}: {InWords(fault)}", fault);
        }
    }

    // Fluid says the same of both of its limits.
    private static string InWords(Exception fault) => fault.Message.Contains("cyclic", StringComparison.OrdinalIgnoreCase)
        ? $"it takes more than {MostSteps} steps, or its parts set each other more than {DeepestRecursion} deep: a loop has no end."
        : fault.Message;

    private static Theme Load(ThemeFiles files, out IReadOnlyList<ThemeFault> faults)
    {
        var theme = new Theme(files);
        var wrong = new List<ThemeFault>();
        foreach (string file in files.Names.Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(Extension, StringComparison.Ordinal)) theme.Parse(file, files, wrong);
            if (file.StartsWith("words/", StringComparison.Ordinal)) theme.ReadWords(file, files.Text(file), wrong);
        }
        theme.FindCircles(files, wrong);
        string style = files.Text(StyleFile).ToLowerInvariant();
        if (style.Contains(EndOfStyle, StringComparison.Ordinal)) wrong.Add(new ThemeFault(StyleFile, $"It ends the element that holds it at line {ThemeGuard.LineOf(style, EndOfStyle)}."));
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
        var guard = new ThemeGuard(options, files.Has);
        template = guard.VisitTemplate(template);
        wrong.AddRange(guard.Faults.Select(fault => new ThemeFault(file, $"{fault.Fault} at line {ThemeGuard.LineOf(files.Text(file), fault.Word)}.")));
        if (guard.Faults.Count > 0 && Parser.TryParse(ThemeFiles.OfTheProgram.Text(file), out var own, out _) && ThemeFiles.OfTheProgram.Has(file[..^Extension.Length])) template = own;
        parts[file[..^Extension.Length]] = guard.Parts;
        templates[file[..^Extension.Length]] = template;
    }

    // A part that sets itself, by way of others or not, never ends.
    private void FindCircles(ThemeFiles files, List<ThemeFault> wrong)
    {
        foreach (var (name, used) in parts)
        {
            var reached = new HashSet<string>(used, StringComparer.Ordinal);
            for (int before = 0; before < reached.Count;)
            {
                before = reached.Count;
                reached.UnionWith(reached.SelectMany(part => parts.GetValueOrDefault(part) ?? []).ToList());
            }
            if (!reached.Contains(name)) continue;
            string next = used.First(part => part == name || (parts.GetValueOrDefault(part) ?? []).Count > 0);
            wrong.Add(new ThemeFault(name + Extension, $"It sets itself, by way of \"{next}\" at line {ThemeGuard.LineOf(files.Text(name + Extension), next)}."));
        }
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
