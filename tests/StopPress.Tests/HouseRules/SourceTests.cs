using System.Reflection;
using System.Text.RegularExpressions;

namespace StopPress.Tests.HouseRules;

public partial class SourceTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 60;

    // Names that say nothing about the newspaper; the last two only where they end a name.
    private static readonly string[] Empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Base", "Info"];
    private static readonly string[] EmptyAtTheEnd = ["Service", "Services", "Data"];

    [Fact]
    public void a_file_has_at_most_400_lines() => Assert.Empty(
        Repository.Code().Where(file => file.Lines.Length > LongestFile).Select(file => $"{file.Name}: {file.Lines.Length} lines"));

    [Fact]
    public void a_method_has_at_most_60_lines()
    {
        var methods = Repository.Code().SelectMany(file => Members.Methods(file).Select(method => (file.Name, Method: method))).ToList();
        Assert.True(methods.Count > 200, "The methods were not found.");
        Assert.Empty(methods.Where(found => found.Method.Length > LongestMethod)
            .Select(found => $"{found.Name}:{found.Method.Line}: {found.Method.Length} lines, {found.Method.Name}"));
    }

    [Fact]
    public void names_say_what_a_thing_is_in_the_newsroom()
    {
        var types = Repository.Files("src", ".cs").SelectMany(file => Members.Types(file).Append(Path.GetFileNameWithoutExtension(file.Name).Split('.')[0]).Distinct().Select(name => (file.Name, Type: name))).ToList();
        Assert.True(types.Count > 50, "The types were not found.");
        Assert.Empty(types.Where(found =>
        {
            string[] words = [.. Word().Matches(found.Type).Select(match => match.Value)];
            return words.Any(Empty.Contains) || (words.Length > 0 && EmptyAtTheEnd.Contains(words[^1]));
        }).Select(found => $"{found.Name}: {found.Type}"));
    }

    [Fact]
    public void no_type_is_named_like_a_part_of_a_namespace()
    {
        var segments = Repository.Files("src", ".cs").SelectMany(Members.NamespaceSegments).ToHashSet();
        Assert.Contains("Journal", segments);
        Assert.Empty(Repository.Files("src", ".cs").SelectMany(file => Members.Types(file).Where(segments.Contains).Select(type => $"{file.Name}: {type}")));
    }

    [Fact]
    public void nothing_is_left_for_later()
    {
        var later = new Regex($@"\b(TO{"DO"}|FIX{"ME"}|HA{"CK"}|Not{"Implemented"}Exception)\b");
        Assert.Empty(Written().SelectMany(file => file.Lines.Select((line, number) => (line, number)).Where(found => later.IsMatch(found.line))
            .Select(found => $"{file.Name}:{found.number + 1}")));
    }

    [Fact]
    public void no_file_names_a_folder_of_the_machine_it_was_written_on()
    {
        var places = new Regex($@"(?<![\w.])/({"wo"}rk|ro{"ot"}|ho{"me"})/\w");
        Assert.Empty(Written().SelectMany(file => file.Lines.Where(line => places.IsMatch(line)).Select(line => $"{file.Name}: {line.Trim()}")));
    }

    [Fact]
    public void time_comes_only_from_a_clock_that_a_test_can_set()
    {
        var wall = new Regex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bStopwatch\.GetTimestamp\b");
        Assert.Empty(Repository.Files("src", ".cs").Where(file => wall.IsMatch(file.Text)).Select(file => file.Name));
    }

    [Fact]
    public void tests_are_sentences()
    {
        var tests = typeof(SourceTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any()).ToList();
        Assert.True(tests.Count > 50, "The tests were not found.");
        Assert.Empty(tests.Where(test => !Sentence().IsMatch(test.Name)).Select(test => $"{test.DeclaringType!.Name}.{test.Name}"));
    }

    private static IEnumerable<Source> Written() =>
        [.. Repository.Code(), .. Repository.Files("docs", ".md"), .. Repository.Files("themes", ".liquid", ".css", ".js", ".json"), .. Repository.Files("src", ".sql", ".cshtml", ".csproj")];

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z0-9]+(_[a-z0-9]+){2,}$")]
    private static partial Regex Sentence();
}
