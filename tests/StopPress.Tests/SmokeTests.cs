namespace StopPress.Tests;

public class SmokeTests
{
    [Fact]
    public void an_outcome_holds_its_value()
    {
        StopPress.Store.Outcome<int> outcome = 3;
        Assert.Equal(3, outcome.Value);
    }
}
