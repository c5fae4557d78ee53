using System.Diagnostics;

namespace StopPress.Tests.Support;

/// <summary>Waits for what another thread or node is about to do.</summary>
public static class Eventually
{
    /// <summary>Returns when the condition holds; fails the test when it does not within the time (five seconds unless told).</summary>
    public static async Task HoldsAsync(Func<bool> condition, string what, TimeSpan? within = null)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < (within ?? TimeSpan.FromSeconds(5)), $"Did not happen in time: {what}");
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until a question is answered with yes, such as one to the newspaper.</summary>
    public static async Task AnswersAsync(Func<Task<bool>> question, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await question())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"Not in time: {what}.");
            await Task.Delay(20);
        }
    }
}
