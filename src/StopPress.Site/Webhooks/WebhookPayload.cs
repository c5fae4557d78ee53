using System.Text.Encodings.Web;
using System.Text.Json;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Webhooks;
using StopPress.Site.Api;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Store.Outside;

namespace StopPress.Site.Webhooks;

/// <summary>Writes what a receiver is sent: what happened, and where what readers have now is found (docs/contracts/webhooks.md). The story itself is not in it.</summary>
public static class WebhookPayload
{
    /// <summary>The version of the payload's shape.</summary>
    public const int Version = 1;

    /// <summary>The field that carries the event's id.</summary>
    public const string IdField = "webhook-id";

    private const string MimeType = "application/json";

    // What the signature is for, so that it cannot stand for anything else that a key ever signs.
    private const string Tag = "stoppress-webhook";

    // It is no part of a page, so that only JSON has to be escaped.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Covered = ["@method", "@target-uri", "content-digest", "content-type", IdField];

    /// <summary>The parcel, signed.</summary>
    /// <param name="due">What is sent.</param>
    /// <param name="addresses">The newspaper's addresses.</param>
    /// <param name="keys">The keys that sign it, the newest first.</param>
    /// <param name="now">When it is sent.</param>
    public static Parcel Write(DueDelivery due, Addresses addresses, IReadOnlyList<WebhookKey> keys, Instant now)
    {
        byte[] body = BodyOf(due, addresses);
        var address = new Uri(due.Webhook.Address);
        string digest = MessageSignature.DigestOf(body);
        string[] values = ["POST", address.AbsoluteUri, digest, MimeType, due.Row.Name];
        var (inputs, signatures) = (new List<string>(), new List<string>());
        foreach (var (key, label) in keys.Select((key, index) => (key, $"sig{index + 1}")))
        {
            string input = MessageSignature.InputOf(Covered, now.ToDateTimeOffset(), key.Name, Tag);
            inputs.Add($"{label}={input}");
            signatures.Add($"{label}={MessageSignature.Sign(MessageSignature.BaseOf(Covered.Zip(values), input), key.Secret)}");
        }
        return new Parcel(address, MimeType, body, [(IdField, due.Row.Name), ("Content-Digest", digest), ("Signature-Input", string.Join(", ", inputs)), ("Signature", string.Join(", ", signatures))]);
    }

    private static byte[] BodyOf(DueDelivery due, Addresses addresses)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("id", due.Row.Name);
            json.WriteString("event", due.Row.Event);
            json.WriteString("at", due.Row.At.ToString());
            json.WriteString("newspaper", addresses.House);
            if (due.Row.StoryId is { } story) Story(json, due, story, addresses);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Story(Utf8JsonWriter json, DueDelivery due, long story, Addresses addresses)
    {
        json.WriteStartObject("story");
        json.WriteString("id", PublicId.Text(story));
        if (due.IsKilled) json.WriteBoolean("killed", true);
        else json.WriteString("kind", due.Kind == StoryKind.Page ? "page" : "story");
        if (due.Texts.Count > 0)
        {
            json.WriteStartArray("editions");
            foreach (var text in due.Texts) Text(json, text, story, addresses);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, DeliveryText text, long story, Addresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("language", text.Language);
        if (text.Path is not null)
        {
            json.WriteString("url", addresses.Whole(text.Path));
            json.WriteString("path", text.Path);
            json.WriteString("api", addresses.Whole(new ApiAddress(ApiResource.Story, text.Language, story).Path));
            json.WriteString("headline", text.Headline);
            json.WriteString("publishedAt", text.PublishedAt?.ToString());
            json.WriteString("updatedAt", text.UpdatedAt?.ToString());
        }
        json.WriteEndObject();
    }
}
