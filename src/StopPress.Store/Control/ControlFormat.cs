using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using StopPress.Store.Database;

namespace StopPress.Store.Control;

/// <summary>How values are written on the control socket: snake_case, enumerations as words, instants as RFC 3339.</summary>
public static class ControlFormat
{
    // A story is a tree of blocks: lists within quotations within lists. Nobody's page goes deeper than this.
    internal const int MaxDepth = 128;

    /// <summary>The one set of rules for requests and answers.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    internal static readonly JsonDocumentOptions Document = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Whether a word is an hour as RFC 3339 writes it: one without its offset is another moment in every newsroom.</summary>
    internal static bool IsHour(string word) => (word.EndsWith('Z') || (word.Length > 6 && word[^6] is '+' or '-' && word.Contains('T', StringComparison.Ordinal)))
        && DateTimeOffset.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = MaxDepth,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new InstantFormat(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class InstantFormat : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number ? new Instant(reader.GetInt64()) : Instant.From(reader.GetDateTimeOffset());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToDateTimeOffset());
    }
}
