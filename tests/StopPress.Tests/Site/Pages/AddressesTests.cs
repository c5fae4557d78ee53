using StopPress.Site.Pages;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

public class AddressesTests(Houses houses)
{
    [Fact]
    public async Task a_page_is_found_by_what_somebody_copied_from_a_browser()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("ข่าวท่าเรือ"));
        await paper.ReadAsync(Addresses.Encoded(path));
        foreach (string pasted in new[] { path, Addresses.Encoded(path), $"https://courier.example{Addresses.Encoded(path)}?utm_source=x#top", $" http://127.0.0.1:5080{path}\n" })
        {
            Assert.Equal(path, Addresses.Meant(pasted));
        }
        Assert.Equal("/", Addresses.Meant("https://courier.example"));
        await using var client = await ControlClient.ConnectAsync(RunFolder.SocketOf(house.Folder));
        var why = await client!.CallAsync("Why", "anna", new { path = "https://courier.example" + Addresses.Encoded(path) });
        Assert.True(why.Ok, why.Refusal?.Message);
    }
}
