using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;

namespace StopPress.Site.Api;

/// <summary>One thing that can be asked for.</summary>
/// <param name="Path">Its address behind <see cref="ApiAddress.Begin"/>, with names in braces.</param>
/// <param name="Summary">What it is, in a few words.</param>
/// <param name="Answer">What is answered.</param>
/// <param name="Asked">What may stand behind the question mark, each with what it means.</param>
internal sealed record ApiOperation(string Path, string Summary, Type Answer, IReadOnlyList<(string Name, string Means)> Asked);

/// <summary>Describes the read API: for programs as OpenAPI 3.1, and what the guide for people is made of. Both are made of the records that are sent.</summary>
internal static class ApiDescription
{
    private const string Version = "1.0.0";

    /// <summary>What the names in braces mean.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["language"] = "The edition's language (BCP 47), as the house lists it.",
        ["id"] = "An id, as answers name it.",
        ["day"] = "A day of the edition's time zone, such as 2026-03-01.",
        ["month"] = "A month of the edition's time zone, such as 2026-03.",
    };

    /// <summary>All that can be asked for.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        new("", "The newspaper and its editions", typeof(ApiHouse), []),
        new("{language}", "An edition", typeof(ApiEdition), []),
        new("{language}/stories", "The newest stories", typeof(ApiStories), []),
        new("{language}/days/{day}", "The stories of a day", typeof(ApiStories), []),
        new("{language}/stories/{id}", "A story, whole", typeof(ApiStory), []),
        new("{language}/sections", "The sections", typeof(ApiSections), []),
        .. ListsOf("sections", "A section with its newest stories", "The stories of a section in a month"),
        new("{language}/storylines", "The storylines", typeof(ApiStorylines), []),
        .. ListsOf("storylines", "A storyline with its turning points and newest stories", "The stories of a storyline in a month"),
        .. ListsOf("tags", "A tag with its newest stories", "The stories of a tag in a month"),
        .. ListsOf("authors", "Somebody of the staff with their newest stories", "Somebody’s stories of a month"),
        new("{language}/corrections", "The newest corrections", typeof(ApiCorrections), []),
        new("{language}/corrections/{month}", "The corrections of a month", typeof(ApiCorrections), []),
        new("{language}/media/{id}", "A picture in every size", typeof(ApiMedia), []),
        new("{language}/search", "Search", typeof(ApiSearch),
        [
            ("q", "What is looked for: words, \"phrases\" in quotation marks, and -words that must not be there."), ("by", "best (the usual) or newest: in which order."), ("section", "A section’s id."),
            ("author", "The id of somebody of the staff."), ("storyline", "A storyline’s id."), ("from", "The first day, such as 2026-03-01."), ("until", "The last day."),
            ("page", "Which page of the best, from 1; answers name the next."), ("before", "Where the newest go on; answers name it."),
        ]),
    ];

    /// <summary>Every kind of object that is sent, in the order in which they come.</summary>
    public static IReadOnlyList<Type> Objects { get; } = [.. Reach(Operations.Select(operation => operation.Answer).Append(typeof(ApiProblem))).Distinct()];

    /// <summary>What a kind of object is called.</summary>
    public static string NameOf(Type kind) => kind.Name["Api".Length..];

    /// <summary>What is said of a kind of object or of a part of it.</summary>
    public static string Said(MemberInfo member) => member.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>The description as OpenAPI.</summary>
    /// <param name="house">What stands before every path.</param>
    /// <param name="name">The name of the house.</param>
    public static string Write(string house, string name)
    {
        var paths = new JsonObject();
        foreach (var operation in Operations) paths["/" + operation.Path] = new JsonObject { ["get"] = Operation(operation) };
        var whole = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = $"{name}: read API", ["version"] = Version, ["description"] = "All that readers can read, for programs. What was withdrawn answers 410." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = house + ApiAddress.Begin.TrimEnd('/') }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(Objects.Select(kind => KeyValuePair.Create<string, JsonNode?>(NameOf(kind), Schema(kind)))),
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A key that the house has given." } },
            },
            // Without a key, or with one.
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["key"] = new JsonArray() }),
        };
        return whole.ToJsonString(ApiPage.Format);
    }

    private static IEnumerable<ApiOperation> ListsOf(string part, string newest, string month) =>
        [new($"{{language}}/{part}/{{id}}", newest, typeof(ApiList), []), new($"{{language}}/{part}/{{id}}/{{month}}", month, typeof(ApiList), [])];

    private static JsonObject Operation(ApiOperation operation)
    {
        var parameters = Names.Where(name => operation.Path.Contains($"{{{name.Key}}}", StringComparison.Ordinal)).Select(name => Parameter(name.Key, "path", name.Value, required: true))
            .Concat(operation.Asked.Select(asked => Parameter(asked.Name, "query", asked.Means, required: false)));
        return new JsonObject
        {
            ["operationId"] = Id(operation.Path),
            ["summary"] = operation.Summary,
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = new JsonObject
            {
                ["200"] = Response(Said(operation.Answer), operation.Answer, "application/json"),
                ["304"] = new JsonObject { ["description"] = "What was sent before, with the ETag that If-None-Match names, has not changed." },
                ["400"] = Response("What was asked makes no sense.", typeof(ApiProblem), "application/problem+json"),
                ["401"] = Response("A key is needed, or the one that was sent opens nothing.", typeof(ApiProblem), "application/problem+json"),
                ["403"] = Response("The house does not answer programs.", typeof(ApiProblem), "application/problem+json"),
                ["404"] = Response("Nothing is there.", typeof(ApiProblem), "application/problem+json"),
                ["410"] = Response("What was there was withdrawn.", typeof(ApiProblem), "application/problem+json"),
                ["429"] = Response("These were too many requests; Retry-After says when to come again.", typeof(ApiProblem), "application/problem+json"),
            },
        };
    }

    // A name by which programs that are made of the description call it.
    private static string Id(string path) => path.Length == 0 ? "house" : string.Concat(
        path.Replace("{language}", "edition", StringComparison.Ordinal).Split(['/', '{', '}'], StringSplitOptions.RemoveEmptyEntries).Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    private static JsonObject Parameter(string name, string where, string means, bool required) =>
        new() { ["name"] = name, ["in"] = where, ["required"] = required, ["description"] = means, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Response(string says, Type kind, string mimeType) =>
        new() { ["description"] = says, ["content"] = new JsonObject { [mimeType] = new JsonObject { ["schema"] = Reference(kind) } } };

    private static JsonObject Reference(Type kind) => new() { ["$ref"] = "#/components/schemas/" + NameOf(kind) };

    private static JsonObject Schema(Type kind)
    {
        var properties = new JsonObject();
        foreach (var property in kind.GetProperties()) properties[Key(property)] = Property(property);
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = Said(kind),
            ["required"] = new JsonArray([.. kind.GetProperties().Select(property => (JsonNode)Key(property))]),
            ["properties"] = properties,
        };
    }

    /// <summary>What a part of an object is called.</summary>
    public static string Key(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static JsonObject Property(PropertyInfo property)
    {
        var kind = property.PropertyType;
        JsonObject schema;
        if (Items(kind) is { } items) schema = new JsonObject { ["type"] = "array", ["items"] = IsObject(items) ? Reference(items) : new JsonObject { ["type"] = Plain(items) } };
        else if (IsObject(kind)) schema = IsOptional(property) ? new JsonObject { ["anyOf"] = new JsonArray(Reference(kind), new JsonObject { ["type"] = "null" }) } : Reference(kind);
        else schema = new JsonObject { ["type"] = IsOptional(property) ? new JsonArray(Plain(kind), "null") : Plain(kind) };
        schema["description"] = Said(property);
        return schema;
    }

    private static string Plain(Type kind) => (Nullable.GetUnderlyingType(kind) ?? kind) switch
    {
        var type when type == typeof(int) => "integer",
        var type when type == typeof(bool) => "boolean",
        _ => "string",
    };

    /// <summary>Whether a part may be null.</summary>
    public static bool IsOptional(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) is not null || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    /// <summary>Of what a list is; null for what is no list.</summary>
    public static Type? Items(Type kind) => kind.IsGenericType && kind.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? kind.GetGenericArguments()[0] : null;

    /// <summary>Whether it is an object of its own.</summary>
    public static bool IsObject(Type kind) => kind.Namespace == typeof(ApiHouse).Namespace;

    // Each kind once, with those that it is made of behind it.
    private static IEnumerable<Type> Reach(IEnumerable<Type> kinds)
    {
        var seen = new HashSet<Type>();
        return kinds.SelectMany(Below);

        IEnumerable<Type> Below(Type kind) =>
            seen.Add(kind) ? kind.GetProperties().Select(property => Items(property.PropertyType) ?? property.PropertyType).Where(IsObject).SelectMany(Below).Prepend(kind) : [];
    }
}
