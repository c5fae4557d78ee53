using StopPress.Newsroom.Import;

namespace StopPress.Tests.Newsroom.Import;

public class WordPressAddressTests
{
    [Theory]
    [InlineData("/", "p=12", "/?p=12")]
    [InlineData("/index.php", "page_id=12", "/?p=12")]
    [InlineData("/site/", "attachment_id=7&size=full", "/site/?p=7")]
    [InlineData("/", "cat=3&paged=2", "/?cat=3")]
    [InlineData("/", "author=2", "/?author=2")]
    [InlineData("/", "tag=quay", "/tag/quay/")]
    [InlineData("/", "category_name=a/b", "/category/a/b/")]
    [InlineData("/", "m=202304", "/2023/04/")]
    [InlineData("/", "p=12'--", null)]
    [InlineData("/about", "p=12", null)]
    [InlineData("/", "utm_source=mail", null)]
    public void an_address_by_number_has_a_key(string path, string query, string? key)
    {
        var values = query.Split('&').Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]);
        Assert.Equal(key, WordPressAddress.Asked(path, name => values.GetValueOrDefault(name)));
        if (key is not null) Assert.True(WordPressAddress.IsAsked("?" + query));
    }

    [Theory]
    [InlineData("/category/a/b/page/2/", "/category/a/b/")]
    [InlineData("/page/2", "/")]
    [InlineData("/feed/", "/")]
    [InlineData("/comments/feed/", "/")]
    [InlineData("/2023/04/26/ferry/feed/atom/", "/2023/04/26/ferry/ /2023/04/25/ferry/ /2023/04/27/ferry/")]
    [InlineData("/2023/04/26/ferry/amp/", "/2023/04/26/ferry/ /2023/04/25/ferry/ /2023/04/27/ferry/")]
    [InlineData("/2023/04/26/ferry/2/", "/2023/04/26/ferry/ /2023/04/25/ferry/ /2023/04/27/ferry/")]
    [InlineData("/th/2023/12/ferry", "/th/2023/11/ferry/ /th/2024/01/ferry/")]
    [InlineData("/2023/02/30/ferry/", "")]
    [InlineData("/ferry/comment-page-2/feed/", "/ferry/comment-page-2/ /ferry/")]
    [InlineData("/archives/123", "/?p=123 /archives/")]
    [InlineData("/index.php/2023/04/26/ferry/", "/2023/04/26/ferry/ /index.php/2023/04/25/ferry/ /index.php/2023/04/27/ferry/")]
    [InlineData("/wp-content/uploads/2023/04/quay-300x200.jpg", "/wp-content/uploads/2023/04/quay.jpg /wp-content/uploads/2023/04/quay-scaled.jpg")]
    [InlineData("/wp-content/uploads/2023/04/quay-scaled.jpg", "/wp-content/uploads/2023/04/quay.jpg")]
    [InlineData("/corrections/2026/02/11/", "")]
    [InlineData("/corrections/2026/11/", "")]
    [InlineData("/ferry/", "")]
    public void what_stood_beside_the_pages_leads_to_one(string path, string instead) => Assert.Equal(instead, string.Join(' ', WordPressAddress.Instead(path)));

    [Theory]
    [InlineData("/wp-login.php", true)]
    [InlineData("/blog/wp-login.php", true)]
    [InlineData("/xmlrpc.php", true)]
    [InlineData("/wp-admin/admin-ajax.php", true)]
    [InlineData("/wp-json/wp/v2/posts", true)]
    [InlineData("/wp-content/plugins/x/y.php", true)]
    [InlineData("/wp-content/uploads/2023/04/quay.jpg", false)]
    [InlineData("/wp-administration-explained/", false)]
    [InlineData("/ferry/", false)]
    public void the_machinery_is_told_from_pages(string path, bool isMachinery) => Assert.Equal(isMachinery, WordPressAddress.IsMachinery(path));
}
