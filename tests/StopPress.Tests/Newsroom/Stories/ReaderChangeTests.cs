using StopPress.Newsroom.Stories;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Stories;

public class ReaderChangeTests
{
    [Theory]
    [InlineData("The jury found the skipper guilty.", "The jury found the skipper innocent.")]
    [InlineData("The council will raise the wall.", "The council will not raise the wall.")]
    [InlineData("The mayor did resign.", "The mayor didn’t resign.")]
    [InlineData("The wall is safe.", "The wall isn't safe.")]
    [InlineData("The court called it constitutional.", "The court called it unconstitutional.")]
    [InlineData("A repair is possible.", "A repair is impossible.")]
    [InlineData("The council will increase the tax.", "The council will decrease the tax.")]
    [InlineData("The wall cost two million.", "The wall cost two billion.")]
    [InlineData("Dog bites man at the harbour.", "Man bites dog at the harbour.")]
    [InlineData("Some 40 boats were lost.", "Some 46 boats were lost.")]
    [InlineData("The mayor spoke.", "The mayor spoke after the storm had passed.")]
    [InlineData("ช่างซ่อมกำแพงท่าเรือเมื่อคืนนี้", "นายกเทศมนตรีถูกจับกุมเมื่อคืนนี้")]
    [InlineData("สภาเทศบาลเห็นชอบงบประมาณ", "สภาเทศบาลไม่เห็นชอบงบประมาณ")]
    [InlineData("工程师昨夜修复了海堤。", "市长昨夜被捕。")]
    [InlineData("法院判他有罪。", "法院判他无罪。")]
    [InlineData("وافق المجلس على الميزانية", "رفض المجلس الميزانية")]
    [InlineData("It was 5 degrees.", "It was -5 degrees.")]
    [InlineData("It was −5 degrees.", "It was 5 degrees.")]
    [InlineData("The ticket costs £5.", "The ticket costs $5.")]
    [InlineData("Rents rose by 5%.", "Rents rose by 5.")]
    [InlineData("The mayor resigns.", "The mayor resigns?")]
    [InlineData("They lie here.", "They die here.")]
    [InlineData("Ten were hurt.", "Men were hurt.")]
    [InlineData("Six were hurt.", "Ten were hurt.")]
    [InlineData("Six were hurt.", "Were hurt.")]
    [InlineData("It was won by Smith.", "It was won by Smyth.")]
    [InlineData("It was won by Johnson.", "It was won by Johnston.")]
    [InlineData("The ministry of Bond lost.", "The ministry of Bund lost.")]
    [InlineData("Five boats live on fish.", "Five boats love on fish.")]
    [InlineData("The court prosecuted them.", "The court persecuted them.")]
    [InlineData("He was convicted of it.", "He was convinced of it.")]
    [InlineData("The bridge closes on Monday.", "The bridge closed on Monday.")]
    [InlineData("A boat sank.", "A boar sank.")]
    [InlineData("Rovers 3, United 1, teh end.", "Rovers 1, United 3, the end.")]
    [InlineData("Anna Weber sued Karl Meier, teh court said.", "Karl Meier sued Anna Weber, the court said.")]
    [InlineData("The UK left.", "The US left.")]
    [InlineData("It opens at 8 am.", "It opens at 8 pm.")]
    [InlineData("Prices rose by 5.", "Prices rose to 5.")]
    [InlineData("After 2½ years it ended.", "After 2 years it ended.")]
    [InlineData("It holds 5 m³.", "It holds 5 m².")]
    [InlineData("A call by Xi came.", "A call by came.")]
    [InlineData("三人死亡。", "五人死亡。")]
    [InlineData("มีผู้เสียชีวิตสองคน", "มีผู้เสียชีวิตสามคน")]
    [InlineData("The student was hurt.", "The students was hurt.")]
    public void another_thing_said_is_a_change(string before, string after) => Assert.True(IsOne(before, after));

    [Theory]
    [InlineData("The goverment met in the harbour.", "The government met in the harbour.")]
    [InlineData("The council met met on Monday", "The council met on Monday.")]
    [InlineData("He went the harbour.", "He went to the harbour.")]
    [InlineData("The councils' wall", "The council's wall.")]
    [InlineData("She said ‘yes’ to the wall.", "She said \"yes\" to the wall.")]
    [InlineData("Hte wall stands.", "The wall stands.")]
    [InlineData("It was, he said late.", "It was, he said, late.")]
    [InlineData("It was won by Smtih in the Komission.", "It was won by Smith in the Kommission.")]
    [InlineData("Goverment boats came.", "Government boats came.")]
    [InlineData("Goverment Boats Come Home", "Government Boats Come Home")]
    [InlineData("They had a seperate room to accomodate teh guests.", "They had a separate room to accommodate the guests.")]
    [InlineData("The boats stayed untill noon.", "The boats stayed until noon.")]
    [InlineData("Some 5-10 boats, of 1,500.", "Some 5–10 boats of 1.500.")]
    [InlineData("Boats were lost in the strom.", "Boats were lost in the storm.")]
    [InlineData("เทศบาลซ่อมกำแพงท่าเรื", "เทศบาลซ่อมกำแพงท่าเรือ")]
    [InlineData("เทศบาลซ่อมกําแพง", "เทศบาลซ่อมกำแพง")]
    [InlineData("工程师昨夜修復了海堤", "工程师昨夜修复了海堤")]
    public void a_slip_is_none(string before, string after) => Assert.False(IsOne(before, after));

    [Fact]
    public void what_stands_above_the_body_counts_too()
    {
        Assert.True(ReaderChange.IsOne(Revision("Same.", "Wall stands"), Revision("Same.", "Wall falls down")));
        Assert.False(ReaderChange.IsOne(Revision("Same.", "Habour wall stands"), Revision("Same.", "Harbour wall stands")));
        Assert.True(ReaderChange.IsOne(Revision("Same.", standfirst: "Nobody was hurt."), Revision("Same.", standfirst: "Three people died.")));
        Assert.True(ReaderChange.IsOne(Revision("Same.", dateline: "Paris"), Revision("Same.", dateline: "Lagos")));
        Assert.True(ReaderChange.IsOne(Revision("Same.", kicker: "Opinion"), Revision("Same.", kicker: "Exclusive")));
    }

    [Fact]
    public void a_word_without_an_end_and_a_story_written_again_are_compared_in_no_time()
    {
        string before = new('a', 400_000), again = string.Join(' ', Enumerable.Range(0, 60_000).Select(number => $"eins{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}zwei"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.True(IsOne(before, before[1..]));
        Assert.True(IsOne(again, again.Replace("zwei", "drei", StringComparison.Ordinal)));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    private static bool IsOne(string before, string after) => ReaderChange.IsOne(Revision(before), Revision(after));

    private static RevisionRow Revision(string body, string headline = "A headline", string standfirst = "", string kicker = "", string dateline = "") =>
        new() { Actor = "anna", Kicker = kicker, Headline = headline, Standfirst = standfirst, Dateline = dateline, Body = Paper.Body(body) };
}
