using StopPress.Site.Serving;

namespace StopPress.Tests.Site.Serving;

public class AcceptedEncodingsTests
{
    [Theory]
    [InlineData("gzip, deflate, br, zstd", true, true)]
    [InlineData("gzip", true, false)]
    [InlineData("", false, false)]
    [InlineData("identity", false, false)]
    [InlineData("*", true, true)]
    [InlineData("*;q=0", false, false)]
    [InlineData("gzip;q=0, br", false, true)]
    [InlineData("GZIP ; Q=0.5 , BR;q=0.000", true, false)]
    [InlineData("gzip;q=0.001,*;q=0", true, false)]
    [InlineData("gzip;q=x, br;;", false, false)]
    [InlineData("gzipped, brr", false, false)]
    [InlineData("br;q=0.1, gzip", true, false)]
    [InlineData("br, gzip;q=0.9", true, true)]
    public void an_encoding_is_taken_when_the_reader_says_so(string header, bool gzip, bool brotli) =>
        Assert.Equal(new AcceptedEncodings(gzip, brotli), AcceptedEncodings.Of(header));

    [Fact]
    public void without_the_header_a_page_is_sent_as_it_is() => Assert.Equal(new AcceptedEncodings(false, false), AcceptedEncodings.Of(default));
}
