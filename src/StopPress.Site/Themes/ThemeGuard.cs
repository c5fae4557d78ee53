using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace StopPress.Site.Themes;

/// <summary>
/// Goes through a template when it is read: finds what could never work, and puts in the place of what could fill the memory what stops in time.
/// Fluid counts steps, but a range is laid out whole before its first step, and what is captured or replaced is nowhere counted.
/// </summary>
/// <param name="options">The filters that there are.</param>
/// <param name="exists">Whether there is a file of this name, without extension.</param>
internal sealed partial class ThemeGuard(TemplateOptions options, Func<string, bool> exists) : AstRewriter
{
    // The largest front has some hundred stories, the longest page some hundred thousand letters: far more is a mistake.
    internal const int MostItems = 10_000;
    internal const int MostLetters = 4_000_000;

    /// <summary>What is missing, by the word that names it in the template.</summary>
    public List<(string Word, string Fault)> Faults { get; } = [];

    /// <summary>The parts that the template sets.</summary>
    public HashSet<string> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes filters stop that could make a text of any length of a short one.</summary>
    public static void Bound(FilterCollection filters)
    {
        foreach (string name in (string[])["replace", "join", "append", "prepend", "newline_to_br", "escape", "url_encode"])
        {
            if (!filters.TryGetValue(name, out var filter)) continue;
            filters.AddFilter(name, (input, arguments, context) =>
            {
                long input1 = LengthOf(input, context), longest = Math.Max(LengthOf(arguments.At(0), context), LengthOf(arguments.At(1), context));
                // A replacement may stand for every letter, and between all of them.
                Check(name is "replace" or "join" ? (input1 + 1) * Math.Max(1, longest) : input1 + longest);
                return filter(input, arguments, context);
            });
        }
    }

    /// <summary>Throws when a text is longer than any page.</summary>
    public static void Check(long letters)
    {
        if (letters > MostLetters) throw new InvalidOperationException($"a text of more than {MostLetters} letters is made; no page is as long.");
    }

    /// <summary>The line on which a word first stands, counted from 1.</summary>
    public static int LineOf(string text, string word) => text.AsSpan(0, Math.Max(0, text.IndexOf(word, StringComparison.Ordinal))).Count('\n') + 1;

    /// <inheritdoc/>
    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new BoundedRange(Visit(rangeExpression.From), Visit(rangeExpression.To));

    /// <inheritdoc/>
    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement) =>
        new BoundedCapture(captureStatement.Identifier, [.. captureStatement.Statements.Select(Visit)]);

    /// <inheritdoc/>
    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!options.Filters.TryGetValue(filterExpression.Name, out _)) Faults.Add((filterExpression.Name, $"There is no filter \"{filterExpression.Name}\""));
        return base.VisitFilterExpression(filterExpression);
    }

    /// <inheritdoc/>
    protected override Statement VisitRenderStatement(RenderStatement renderStatement)
    {
        string part = Extension().Replace(renderStatement.Path, "");
        if (exists(part)) Parts.Add(part);
        else Faults.Add((part, $"There is no file \"{part}.liquid\""));
        return base.VisitRenderStatement(renderStatement);
    }

    private static long LengthOf(FluidValue value, TemplateContext context) => value switch
    {
        null => 0,
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => list.Values.Sum(one => LengthOf(one, context)) + list.Values.Count,
        _ => 1,
    };

    [GeneratedRegex(@"\.liquid$")]
    private static partial Regex Extension();

    private sealed class BoundedRange(Expression from, Expression to) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            decimal first = (await from.EvaluateAsync(context)).ToNumberValue(), last = (await to.EvaluateAsync(context)).ToNumberValue();
            if (last - first >= MostItems) throw new InvalidOperationException($"the range ({first}..{last}) has more than {MostItems} numbers.");
            return await new RangeExpression(new LiteralExpression(NumberValue.Create(first)), new LiteralExpression(NumberValue.Create(last))).EvaluateAsync(context);
        }
    }

    private sealed class BoundedCapture(string identifier, IReadOnlyList<Statement> statements) : Statement
    {
        public override async ValueTask<Completion> WriteToAsync(TextWriter output, System.Text.Encodings.Web.TextEncoder encoder, TemplateContext context)
        {
            var completion = Completion.Normal;
            using var captured = new BoundedWriter();
            foreach (var statement in statements)
            {
                completion = await statement.WriteToAsync(captured, encoder, context);
                // Break and continue belong to the loop around.
                if (completion != Completion.Normal) break;
            }
            context.SetValue(identifier, new StringValue(captured.ToString(), encode: false));
            return completion;
        }
    }
}

/// <summary>Takes a page, and stops when it is longer than any page.</summary>
internal sealed class BoundedWriter : StringWriter
{
    public BoundedWriter() : base(System.Globalization.CultureInfo.InvariantCulture)
    {
    }

    public override void Write(char value)
    {
        base.Write(value);
        ThemeGuard.Check(GetStringBuilder().Length);
    }

    public override void Write(string? value)
    {
        ThemeGuard.Check((long)GetStringBuilder().Length + (value?.Length ?? 0));
        base.Write(value);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        ThemeGuard.Check((long)GetStringBuilder().Length + buffer.Length);
        base.Write(buffer);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }
}
