using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StopPress.Tests.Support;

/// <summary>A log that keeps what the owner of the newspaper would be told.</summary>
public sealed class RecordedLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];

    /// <summary>Warnings and worse, each with its fault.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
