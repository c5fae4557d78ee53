using CsCheck;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Database;

public class IdentityTests
{
    private readonly HouseClock clock = new();

    [Fact]
    public void an_instant_keeps_a_moment_to_the_microsecond() => Gen.DateTimeOffset.Sample(moment =>
    {
        var kept = Instant.From(moment).ToDateTimeOffset();
        return Math.Abs((moment - kept).Ticks) < 10 && kept.Offset == TimeSpan.Zero;
    });

    [Fact]
    public void an_instant_is_written_as_machines_read_it() =>
        Assert.Equal("2026-03-01T05:00:00Z", Instant.From(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(7))).ToString());

    [Fact]
    public void a_public_id_read_back_is_the_same_and_sorts_as_the_number_does() => Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[1, long.MaxValue]).Sample((left, right) =>
        PublicId.TryRead(PublicId.Text(left), out long back) && back == left
        && Math.Sign(string.CompareOrdinal(PublicId.Text(left), PublicId.Text(right))) == Math.Sign(left.CompareTo(right)));

    [Fact]
    public void what_is_no_public_id_is_not_read() => Gen.String.Sample(text =>
        !PublicId.TryRead(text, out long id) || PublicId.Text(id) == text);

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000")]
    [InlineData("zzzzzzzzzzzzz")]
    [InlineData("0123456789ABC")]
    [InlineData("000000000000l")]
    public void these_are_no_public_ids(string text) => Assert.False(PublicId.TryRead(text, out _));

    [Fact]
    public void ids_rise_even_when_many_are_made_at_once_or_the_clock_goes_back()
    {
        long[] made = [.. Enumerable.Range(0, 4).AsParallel().SelectMany(_ => Enumerable.Range(0, 5000).Select(_ => PublicId.Next(clock)).ToList())];
        Assert.Equal(made.Length, made.Distinct().Count());
        clock.Jump(TimeSpan.FromHours(-1));
        Assert.True(PublicId.Next(clock) > made.Max());
    }
}
