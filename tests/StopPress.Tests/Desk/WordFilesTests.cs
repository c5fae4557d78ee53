using StopPress.Desk.Door;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Words of the desk in other languages, by files of the house.</summary>
public class WordFilesTests(Houses houses, Browser browser)
{
    [Fact]
    public async Task the_desk_speaks_a_language_of_a_file_from_right_to_left_and_english_where_it_lacks_words()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        Write(house.Folder, "ar.json", """{"messages": "الرسائل", "board": "الأخبار", "calendar": "التقويم", "pictures": "الصور", "sign-out": "تسجيل الخروج", "language": "اللغة", "messages.unread": "{0} غير مقروءة {3}", "no.such": "x"}""");
        Write(house.Folder, "de.json", "{ broken");
        using var log = new RecordedLog();
        int port = Paper.FreePort();
        await using var paper = await Paper.OpenAsync(house.Folder, "", TimeProvider.System, null, logs: log, port: port);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", (await anna.ReadAsync("account")).Text, StringComparison.Ordinal);
        Assert.Contains("<option value=\"ar\" lang=\"ar\">العربية</option>", (await anna.ReadAsync("account")).Text, StringComparison.Ordinal);
        await anna.SendAsync("account", new() { ["language"] = "ar" }, "account?handler=Language");
        string text = (await anna.ReadAsync("account")).Text;
        foreach (string part in new[] { "<html lang=\"ar\" dir=\"rtl\">", ">الأخبار</a>", ">Signed-in browsers<" }) Assert.Contains(part, text, StringComparison.Ordinal);
        foreach (string page in new[] { "", "calendar", "messages", "?view=list" }) Assert.Equal((page, 200), (page, (await anna.ReadAsync(page)).Status));
        foreach (string told in new[] { "\"no.such\" is nothing that the desk says", "a place {3} that English has not", "de.json is left out" }) Assert.Contains(log.Lines, line => line.Contains(told, StringComparison.Ordinal));
        await using var window = await browser.OpenAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await DeskScreen.LookAsync(await DeskScreen.OpenAsync(window, paper, anna, "account"), "account-right-to-left-1280");
        await using var phone = await browser.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 900 } });
        await DeskScreen.LookAsync(await DeskScreen.OpenAsync(phone, paper, anna, ""), "board-right-to-left-390");
    }

    [Fact]
    public async Task a_word_that_cannot_stand_is_said_in_english_and_told_by_the_doctor()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, "fr.json", """{"drop.what": "Retirer {1}", "people.sent": "Envoyé à {0", "desk": "Rédaction", "editor.wordsOne": "{n} mot", "editor.refused": "Non gardé : {why}", "refused.no-mail-server": "Pas de courrier.", "odd": "x", "name": null}""");
        Write(folder.Path, "pt-BR.json", """{"desk": "Redação"}""");
        Write(folder.Path, "klingon.json", "{}");
        Write(folder.Path, "it.json", "[1, 2]");
        Write(folder.Path, "es.json", """{"desk": 7}""");
        var words = new DeskWords(Path.Combine(folder.Path, "words"));
        var french = words.In("fr-CA", "en");
        Assert.Equal(("fr", "Rédaction", "Remove Anna", "{n} mot", "Name"), (french.Language, french["desk"], french.Of("drop.what", "Anna"), french["editor.wordsOne"], french["name"]));
        Assert.Equal("We have sent Anna a link to a@b.example. It works once, for four days.", french.Of("people.sent", "Anna", "a@b.example"));
        Assert.Equal("Not kept: {reason}", french["editor.refused"]);
        Assert.Equal("Pas de courrier.", french.Of(StopPress.Newsroom.House.MailDesk.NoServer));
        Assert.Equal(("pt-BR", "pt-BR", "th", "en", "en"), (words.In("pt").Language, words.In("pt-PT", "th").Language, words.In("xx", "th-TH").Language, words.In("it").Language, words.In([]).Language));
        var said = await Terminal.StopPressAsync("doctor", "--data", folder.Path);
        foreach (string told in new[] { "\"drop.what\" has a place {1}", "\"people.sent\" has a brace", "\"editor.refused\" has a place {why}", "\"odd\" is nothing", "klingon.json: \"klingon\" is no language", "it.json is left out", "es.json is left out" })
        {
            Assert.Contains(told, said.Output, StringComparison.Ordinal);
        }
        Assert.Contains("failed: the words of the desk", said.Output, StringComparison.Ordinal);
    }

    private static void Write(string data, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(data, "words"));
        File.WriteAllText(Path.Combine(data, "words", name), text);
    }
}
