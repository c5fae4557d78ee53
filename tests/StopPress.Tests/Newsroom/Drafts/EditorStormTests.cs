using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Stories;
using StopPress.Store.Control;
using StopPress.Tests.HouseRules;

namespace StopPress.Tests.Newsroom.Drafts;

/// <summary>What the editor keeps and the newspaper's merge agree: the editor's own storms (tests/editor/harness/storm.js), with the merge at the other end.</summary>
public class EditorStormTests
{
    private const string Node = "/usr/bin/node";

    // "./soak chaos" sets it.
    private static readonly int Storms = int.Parse(Environment.GetEnvironmentVariable("SOAK_STORMS") ?? "60", CultureInfo.InvariantCulture);

    private Draft draft = null!;

    [Fact]
    public async Task no_word_is_lost_between_the_editor_and_the_newspaper()
    {
        Assert.SkipUnless(File.Exists(Node), "Node is missing: the editor's storms do not run.");
        int first = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next(1, 1_000_000).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {first}");
        string script = Path.Combine(Repository.Root, "tests", "editor", "harness", "storms.js");
        using var storms = Process.Start(new ProcessStartInfo(Node, [script, $"{first}", $"{Storms}"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = storms.StandardError.ReadToEndAsync();
        string last = "";
        while (await storms.StandardOutput.ReadLineAsync() is { } line)
        {
            last = line;
            await storms.StandardInput.WriteLineAsync(Answer(JsonDocument.Parse(line).RootElement));
            await storms.StandardInput.FlushAsync();
        }
        await storms.WaitForExitAsync();
        Assert.True(storms.ExitCode == 0, $"{last}\n{await errors}");
        Assert.Equal($$"""{"done":{{Storms}}}""", last);
    }

    private string Answer(JsonElement question)
    {
        if (question.TryGetProperty("begin", out var body))
        {
            draft = Draft.Of(new RevisionRow { Number = 1, Actor = "anna", Kicker = "", Headline = "", Standfirst = "", Dateline = "", Body = body.GetRawText() });
        }
        else if (question.TryGetProperty("look", out var tab))
        {
            string? reader = tab.GetString();
            return Told(new DraftText(
                draft.Version, 1, true, DraftFields.Of(Draft.FieldNames.ToDictionary(name => name, name => draft.WordedFor(reader, name).Text)), draft.FieldConflicts, DraftAnswer.Node(draft.Body)));
        }
        else if (question.TryGetProperty("keep", out var keep))
        {
            var change = DraftChange.Read(keep.Deserialize<KeepDraft>(ControlFormat.Options)!);
            if (change.Refusal is { } nonsense) return Told(new { refusal = nonsense });
            var kept = DraftMerge.Keep(draft, change.Value);
            if (kept.Refusal is { } refusal) return Told(new { refusal });
            // Kept as a row in between, as the newspaper does.
            var row = new DraftRow { Actor = "anna", Headline = "", Body = "", Memory = "" };
            DraftMemory.Write(kept.Value.Draft, row);
            draft = DraftMemory.Read(row);
            return Told(kept.Value.Answer);
        }
        return "{}";
    }

    private static string Told(object answer) => JsonSerializer.Serialize(answer, ControlFormat.Options);
}
