using StopPress.Newsroom.Stories;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Stories;

public class ReaderChangeTests
{
    [Theory]
    [InlineData("The jury found the skipper guilty.", "The jury found the skipper innocent.")]
    [InlineData("The council will raise the wall.", "The council will not raise the wall.")]
    [InlineData("Dog bites man at the harbour.", "Man bites dog at the harbour.")]
    [InlineData("Some 40 boats were lost.", "Some 46 boats were lost.")]
    [InlineData("The mayor spoke.", "The mayor spoke after the storm had passed.")]
    [InlineData("ช่างซ่อมกำแพงท่าเรือเมื่อคืนนี้", "นายกเทศมนตรีถูกจับกุมเมื่อคืนนี้")]
    [InlineData("สภาเทศบาลเห็นชอบงบประมาณ", "สภาเทศบาลไม่เห็นชอบงบประมาณ")]
    [InlineData("工程师昨夜修复了海堤。", "市长昨夜被捕。")]
    [InlineData("法院判他有罪。", "法院判他无罪。")]
    [InlineData("وافق المجلس على الميزانية", "رفض المجلس الميزانية")]
    public void another_thing_said_is_a_change(string before, string after) => Assert.True(IsOne(before, after));

    [Theory]
    [InlineData("The goverment met in the harbour.", "The government met in the harbour.")]
    [InlineData("The council met met on Monday", "The council met on Monday.")]
    [InlineData("He went the harbour.", "He went to the harbour.")]
    [InlineData("It was, he said late.", "It was, he said, late.")]
    [InlineData("Boats were lost in the strom.", "Boats were lost in the storm.")]
    [InlineData("เทศบาลซ่อมกำแพงท่าเรื", "เทศบาลซ่อมกำแพงท่าเรือ")]
    [InlineData("เทศบาลซ่อมกําแพง", "เทศบาลซ่อมกำแพง")]
    [InlineData("工程师昨夜修復了海堤", "工程师昨夜修复了海堤")]
    public void a_slip_is_none(string before, string after) => Assert.False(IsOne(before, after));

    [Fact]
    public void the_headline_and_the_standfirst_count_too()
    {
        Assert.True(ReaderChange.IsOne(Revision("Same.", "Wall stands"), Revision("Same.", "Wall falls down")));
        Assert.False(ReaderChange.IsOne(Revision("Same.", "Habour wall stands"), Revision("Same.", "Harbour wall stands")));
        Assert.True(ReaderChange.IsOne(Revision("Same.", standfirst: "Nobody was hurt."), Revision("Same.", standfirst: "Three people died.")));
    }

    private static bool IsOne(string before, string after) => ReaderChange.IsOne(Revision(before), Revision(after));

    private static RevisionRow Revision(string body, string headline = "A headline", string standfirst = "") =>
        new() { Actor = "anna", Kicker = "", Headline = headline, Standfirst = standfirst, Dateline = "", Body = Paper.Body(body) };
}
