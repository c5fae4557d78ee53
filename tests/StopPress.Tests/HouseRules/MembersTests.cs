using StopPress.Tests.Support;

namespace StopPress.Tests.HouseRules;

public class MembersTests
{
    [Fact]
    public void a_method_is_measured_from_its_first_line_to_its_brace()
    {
        var file = Write(""""
            namespace House.Press;

            public sealed record Page(string Path)
            {
                // class Ghost
                public int Count(
                    int first,
                    int second)
                {
                    if (first > second)
                    {
                        return 1;
                    }
                    return 2;
                }

                private static class Inner
                {
                    internal enum Colour
                    {
                        Red,
                    }

                    public static string Text()
                    {
                        return """
                    {
                    no method { at all
                    """;
                    }
                }
            }

            public readonly record struct Key(long Number);

            internal delegate Task<int> Act<T>(T with);
            """");
        Assert.Equal(["Page", "Inner", "Colour", "Key", "Act"], Members.Types(file));
        Assert.Equal(["House", "Press"], Members.NamespaceSegments(file));
        Assert.Equal([10, 7], Members.Methods(file).Select(method => method.Length));
    }

    private static Source Write(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["Page.cs"], text);
        return new Source(folder["Page.cs"]);
    }
}
