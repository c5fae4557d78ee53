using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Deadlines;

public class ClockWatchTests
{
    private readonly HouseClock clock = new();

    [Fact]
    public void time_that_passes_is_no_jump()
    {
        var watch = new ClockWatch(clock);
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(watch.Jump);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    [InlineData(600)]
    public void a_jump_of_more_than_five_minutes_is_distrusted_until_confirmed(int minutes)
    {
        var watch = new ClockWatch(clock);
        clock.Jump(TimeSpan.FromMinutes(minutes));
        Assert.Equal(TimeSpan.FromMinutes(minutes), watch.Jump);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromMinutes(minutes), watch.Jump);
        watch.Confirm();
        Assert.Null(watch.Jump);
    }

    [Fact]
    public void small_adjustments_never_add_up_to_a_jump()
    {
        var watch = new ClockWatch(clock);
        for (var day = 0; day < 100; day++)
        {
            clock.Jump(TimeSpan.FromSeconds(20));
            Assert.Null(watch.Jump);
        }
    }

    [Fact]
    public void a_clock_that_is_put_right_again_is_trusted_again()
    {
        var watch = new ClockWatch(clock);
        clock.Jump(TimeSpan.FromHours(1));
        Assert.NotNull(watch.Jump);
        clock.Jump(TimeSpan.FromHours(-1) + TimeSpan.FromMilliseconds(3));
        Assert.Null(watch.Jump);
    }

    [Fact]
    public void a_journal_that_is_later_than_the_clock_makes_it_distrusted()
    {
        var watch = new ClockWatch(clock);
        watch.CompareWithJournal(Instant.Now(clock).Plus(TimeSpan.FromMinutes(4)));
        Assert.Null(watch.Jump);
        watch.CompareWithJournal(Instant.Now(clock).Plus(TimeSpan.FromMinutes(6)));
        Assert.Equal(TimeSpan.FromMinutes(-6), watch.Jump);
    }
}
