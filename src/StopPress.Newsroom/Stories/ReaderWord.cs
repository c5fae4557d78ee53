using System.Globalization;
using System.Text;
using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Stories;

/// <summary>A word as a reader takes it: a run of letters, marks and digits; one letter with its marks where words are not spaced; a sign that says something.</summary>
/// <param name="Letters">The word in small letters.</param>
/// <param name="IsName">Whether its capital is not that of a sentence's beginning or of a headline.</param>
internal sealed record ReaderWord(string Letters, bool IsName)
{
    // Nobody misspells a longer word than this; what is longer is no word.
    private const int LongestWord = 64;

    // In shorter words one letter more or less, or another one, makes another word: live and love, bear and beard, lie and die.
    private const int LetterMore = 5, OtherLetter = 6;

    // What turns a sentence into its opposite, and numbers, however short. Beyond these languages such words are seen only when they are long enough.
    private static readonly HashSet<string> Facts =
    [
        "not", "no", "never", "nor", "nicht", "kein", "keine", "nie", "pas", "ne", "non", "لا", "لم", "لن", "ليس", "غير", "不", "没", "沒", "无", "無", "未", "非",
        "one", "two", "six", "ten", "elf", "dix", "dos", "uno", "due", "tre", "hai", "一", "二", "两", "兩", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "萬", "亿", "億", "零", "半", "男", "女",
    ];

    /// <summary>Whether it is a fact however short: a number, a sign, a negation.</summary>
    public bool IsFact => Letters.Any(letter => char.IsNumber(letter) || !(char.IsLetter(letter) || IsMark(CharUnicodeInfo.GetUnicodeCategory(letter)) || char.IsSurrogate(letter) || letter == '\''))
        || Facts.Contains(Letters) || Letters.EndsWith("n't", StringComparison.Ordinal);

    /// <summary>Whether it is of a script that writes without spaces.</summary>
    public bool IsUnspaced { get; } = Rune.GetRuneAt(Letters, 0) is var first && WordCount.IsUnspaced(first.Value) && !Rune.IsDigit(first);

    /// <summary>Whether it is a Chinese character.</summary>
    public bool IsHan => WordCount.IsHan(Rune.GetRuneAt(Letters, 0).Value);

    /// <summary>
    /// Whether both are spellings of one word: one letter too much, too little, wrong, or in its neighbour's place (F. J. Damerau, 1964, found four of
    /// five misspellings to be one of these), and neither the first, which hardly ever is a slip (Yannakoudakis and Fawthrop, 1983: million and billion, legal
    /// and illegal), nor the last, which tells the number and the tense. Two names that differ in more than an exchanged or a doubled letter may be two
    /// people.
    /// </summary>
    public bool IsSlipOf(ReaderWord other)
    {
        if (IsUnspaced || other.IsUnspaced || Math.Max(Letters.Length, other.Letters.Length) > LongestWord) return false;
        string shorter = Letters.Length <= other.Letters.Length ? Letters : other.Letters, longer = ReferenceEquals(shorter, Letters) ? other.Letters : Letters;
        int first = shorter.Zip(longer).TakeWhile(pair => pair.First == pair.Second).Count();
        int last = shorter.Reverse().Zip(longer.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        bool isName = IsName || other.IsName;
        if (shorter.Length + 1 == longer.Length) return IsLetterMore(shorter, longer, first, last, isName);
        int differ = shorter.Length - first - last;
        if (shorter.Length != longer.Length || differ is < 1 or > 2) return false;
        return differ == 2
            ? shorter[first] == longer[first + 1] && shorter[first + 1] == longer[first]
            : shorter.Length >= OtherLetter && first > 0 && last > 0 && !isName;
    }

    // A doubled letter is a slip in any word: acommodate, untill.
    private static bool IsLetterMore(string shorter, string longer, int first, int last, bool isName)
    {
        if (first + last < shorter.Length || first == 0) return false;
        bool doubled = longer[first - 1] == longer[first] || (first < shorter.Length && longer[first] == longer[first + 1]);
        return shorter.Length > 2 && (doubled || (shorter.Length >= LetterMore && last > 0 && !isName));
    }

    /// <summary>The words of a paragraph.</summary>
    public static List<ReaderWord> Of(string text)
    {
        // Two ways to write one Thai vowel look the same, and so do two apostrophes.
        string plain = text.Replace("\u0e4d\u0e32", "\u0e33", StringComparison.Ordinal).Replace('\u2019', '\'');
        var reader = new Reader();
        for (var i = 0; i < plain.Length;)
        {
            var rune = Rune.GetRuneAt(plain, i);
            int after = i + rune.Utf16SequenceLength;
            reader.Take(rune, saysSomething: IsSign(rune) || (IsMinus(rune) && (i == 0 || !char.IsLetterOrDigit(plain[i - 1])) && after < plain.Length && char.IsDigit(plain[after])));
            i = after;
        }
        return reader.Finish();
    }

    private static bool IsMark(UnicodeCategory category) => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsSign(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol || rune.Value is '%' or '‰' or '٪' or '?' or '？' or '؟';

    // A hyphen, a dash or a minus; before a digit, and after nothing that it could join, it is a sign.
    private static bool IsMinus(Rune rune) => rune.Value is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013';

    private sealed class Reader
    {
        private readonly List<ReaderWord> words = [];
        private readonly StringBuilder word = new();
        private bool alone, capital, begins = true;
        private int capitals, small;

        public void Take(Rune rune, bool saysSomething)
        {
            bool mark = IsMark(Rune.GetUnicodeCategory(rune)) || (rune.Value == '\'' && word.Length > 0 && !alone);
            bool letter = Rune.IsLetter(rune) || Rune.IsNumber(rune), unspaced = WordCount.IsUnspaced(rune.Value) && !Rune.IsDigit(rune);
            if (!mark && (unspaced || !letter || alone)) End();
            if (saysSomething) words.Add(new ReaderWord(rune.ToString(), false));
            if (rune.Value is '.' or '!' or '?' or ':' or '"' or '\u201c' or '\u00ab' or '\u201e' or '\u2018') begins = true;
            if (word.Length == 0 && letter) capital = Rune.IsUpper(rune);
            if (mark || letter) word.Append(Rune.ToLowerInvariant(rune).ToString());
            if (!mark) alone = unspaced;
        }

        // In a headline that is set in capitals they tell no names.
        public List<ReaderWord> Finish()
        {
            End();
            return capitals > small ? [.. words.Select(one => one with { IsName = false })] : words;
        }

        private void End()
        {
            string ended = word.ToString().TrimEnd('\'');
            if (ended.Length > 0)
            {
                words.Add(new ReaderWord(ended, capital && !begins));
                if (capital) capitals++;
                else if (!alone) small++;
                begins = false;
            }
            word.Clear();
            alone = false;
        }
    }
}
