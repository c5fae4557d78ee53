using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using StopPress.Newsroom.Documents;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Export;

/// <summary>How an export is written, as docs/contracts/export.md tells it: camelCase, enumerations as words, instants as RFC 3339 in UTC, ids as 13 letters.</summary>
internal static class ExportFormat
{
    // A body lies some levels deep in its line; how deep it may go itself is looked at when it is read.
    private const int MostDepth = 512;

    /// <summary>The one set of rules. Reading refuses what it does not know instead of losing it.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = MostDepth,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new InstantFormat(), new WordsFormat(), new ListFormat(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class InstantFormat : JsonConverter<Instant>
    {
        private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

        // At the very ends of the calendar no clock of an edition can be asked what day it is.
        private const int FirstYear = 2, LastYear = 9998;

        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && DateTimeOffset.TryParseExact(reader.GetString(), Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && moment.Year is >= FirstYear and <= LastYear
                ? Instant.From(moment)
                : throw new JsonException("An hour is written as 2026-11-05T07:30:00Z.");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToDateTimeOffset().ToString(Form, CultureInfo.InvariantCulture));
    }

    // The serializer itself lets a list hold nothing where something must be.
    private sealed class ListFormat : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

        private sealed class Of<T> : JsonConverter<IReadOnlyList<T>>
        {
            public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            {
                if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("It is no list.");
                var list = new List<T>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(reader.TokenType == JsonTokenType.Null ? throw new JsonException("There is nothing in a place of a list.") : JsonSerializer.Deserialize<T>(ref reader, options)!);
                }
                return list;
            }

            public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
            {
                writer.WriteStartArray();
                foreach (var one in value) JsonSerializer.Serialize(writer, one, options);
                writer.WriteEndArray();
            }
        }
    }

    // What one of the databases cannot hold, or the program cannot compare, is in no export.
    private sealed class WordsFormat : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string text = reader.GetString()!;
            return text.Contains('\0', StringComparison.Ordinal) || text.Contains(Nfc.NoCharacter, StringComparison.Ordinal)
                ? throw new JsonException("There is a letter with the number 0, or one that is no character.")
                : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}

/// <summary>An id that is kept on the way out and in: 13 letters, as everywhere else.</summary>
/// <param name="Number">The row's id.</param>
[JsonConverter(typeof(KeptIdFormat))]
internal readonly record struct KeptId(long Number)
{
    public static implicit operator KeptId(long number) => new(number);

    public static implicit operator long(KeptId id) => id.Number;

    public static KeptId? Of(long? number) => number is { } one ? new KeptId(one) : null;

    public override string ToString() => PublicId.Text(Number);

    private sealed class KeptIdFormat : JsonConverter<KeptId>
    {
        public override KeptId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && PublicId.TryRead(reader.GetString(), out long number) ? new KeptId(number) : throw new JsonException("An id has 13 letters.");

        public override void Write(Utf8JsonWriter writer, KeptId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}

/// <summary>A body as it stands in its row: ProseMirror JSON, which the line holds as a tree and not as text.</summary>
/// <param name="Json">The document.</param>
[JsonConverter(typeof(BodyFormat))]
internal readonly record struct BodyJson(string Json)
{
    private sealed class BodyFormat : JsonConverter<BodyJson>
    {
        public override BodyJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var tree = JsonDocument.ParseValue(ref reader);
            return new BodyJson(tree.RootElement.GetRawText());
        }

        // Written canonically it is one line; and it is sound, which the writer would only look at 64 levels deep.
        public override void Write(Utf8JsonWriter writer, BodyJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json, skipInputValidation: true);
    }
}
