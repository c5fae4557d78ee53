using Fluid;
using Fluid.Ast;

namespace StopPress.Site.Themes;

/// <summary>Liquid with the tag that puts a shared piece into a page: <c>{% piece 'rail' %}</c>; <c>{% piece 'name' with key %}</c> names one of several.</summary>
internal sealed class ThemeParser : FluidParser
{
    /// <summary>Under which the page's own way to name a piece lies in Fluid's context.</summary>
    public const string PlaceOfPiece = "piece";

    public ThemeParser() => RegisterParserTag("piece", Primary.And(ZeroOrOne(Terms.Text("with").SkipAnd(Primary))), async (value, writer, encoder, context) =>
    {
        string name = (await value.Item1.EvaluateAsync(context)).ToStringValue();
        string key = value.Item2 is null ? "" : (await value.Item2.EvaluateAsync(context)).ToStringValue();
        if (context.AmbientValues.TryGetValue(PlaceOfPiece, out object? place)) writer.Write(((Func<string, string, string>)place)(name, key));
        return Completion.Normal;
    });
}
