namespace StopPress.Tests.Site.Press;

/// <summary>A theme that prints the facts of a page, one line each, as <see cref="PressModel"/> does.</summary>
internal static class ProbeTheme
{
    private const string Cards = "{% for c in cards %}{% render 'parts/c', c: c %};{% endfor %}";

    // The last part of its address; nothing where a picture is shown.
    private const string LinkCard = "card {% assign card = page.og_image | split: '/-/card/' %}{{ card[1] }}\n";

    private const string Layout = """
        house {{ house.name }}
        logo {% if house.logo %}{{ house.logo.width }} {{ house.logo.height }}{% endif %}
        accounts {% for a in house.accounts %}{{ a.name }} {{ a.url }};{% endfor %}
        edition {{ edition.name }} {{ edition.tagline }} {{ edition.home }}
        {% piece 'breaking' %}
        editions {% for e in editions %}{{ e.language }} {{ e.url }} {{ e.own_name }};{% endfor %}
        menu {% for m in menu %}{{ m.name }} {{ m.url }}[{% for c in m.children %}{{ c.name }} {{ c.url }};{% endfor %}];{% endfor %}
        pages {% for p in pages %}{{ p.name }} {{ p.url }};{% endfor %}
        standards {% for s in standards %}{{ s.url }};{% endfor %}
        crumbs {% for b in breadcrumb %}{{ b.url }};{% endfor %}
        {{ content }}
        """;

    private static readonly Dictionary<string, string> Files = new()
    {
        ["layout.liquid"] = Layout,
        ["parts/c.liquid"] = "{% if c %}{{ c.headline }} {{ c.url }} {{ c.section.name }} {{ c.byline }} {% render 'parts/p', p: c.picture %}{% endif %}",
        ["parts/p.liquid"] = "{% if p %}[{{ p.credit }} {{ p.width }} {{ p.alt }}]{% endif %}",
        ["parts/cs.liquid"] = Cards,
        ["front.liquid"] = LinkCard + """
            front {{ today.iso }}
            lead {% render 'parts/c', c: lead %}
            second {% render 'parts/cs', cards: second %}
            {% for b in blocks %}block {{ b.section.name }}: {% render 'parts/c', c: b.large %}|{% render 'parts/cs', cards: b.short %}
            {% endfor %}older {{ older.url }}
            {% piece 'rail' %}
            {% piece 'most-read' %}
            """,
        ["pieces/rail.liquid"] = "rail {% render 'parts/cs', cards: latest %}",
        ["pieces/most-read.liquid"] = "most {% for c in most_read %}{{ c.headline }} {{ c.url }};{% endfor %}",
        ["pieces/likes.liquid"] = "likes {{ likes.count }}",
        ["pieces/breaking.liquid"] = "breaking {{ breaking.text }} {{ breaking.url }}",
        ["section.liquid"] = """
            section {{ section.name }} {% for c in section.children %}{{ c.url }};{% endfor %}
            list {% if lead %}{% render 'parts/c', c: lead %};{% endif %}{% render 'parts/cs', cards: stories %}
            older {{ older.url }}
            """,
        ["storyline.liquid"] = "storyline {{ storyline.title }} {% if storyline.closed %}closed{% endif %}\npoints {% for p in turning_points %}{{ p.day.iso }} {{ p.says }};{% endfor %}\nlist {% render 'parts/cs', cards: timeline %}\nolder {{ older.url }}",
        ["author.liquid"] = "author {{ author.name }}\nlist {% render 'parts/cs', cards: stories %}\nolder {{ older.url }}",
        ["tag.liquid"] = "tag {{ tag.name }}\nlist {% render 'parts/cs', cards: stories %}\nolder {{ older.url }}",
        ["archive.liquid"] = """
            archive {{ archive.section.name }}
            list {% render 'parts/cs', cards: stories %}
            older {{ older.url }} newer {{ newer.url }}
            days {% for d in days %}{{ d.url }};{% endfor %}
            """,
        ["corrections.liquid"] = """
            corrections
            {% for c in corrections %}{{ c.at.iso | slice: 0, 10 }} {{ c.says }} {{ c.headline }} {{ c.url }};{% endfor %}
            older {{ older.url }} newer {{ newer.url }}
            """,
        ["story.liquid"] = LinkCard + """
            story {{ story.headline }}
            picture {% render 'parts/p', p: story.picture %}
            body {{ story.body }}
            corrected {% for c in story.corrections %}{{ c.at.iso | slice: 0, 10 }} {{ c.says }};{% endfor %}
            updated {% if story.updated %}yes{% endif %}
            bylines {% for b in story.bylines %}{% for p in b.people %}{{ p.name }} {{ p.url }};{% endfor %}{% endfor %}
            sections {% for s in story.sections %}{{ s.url }};{% endfor %}
            tags {% for t in story.tags %}{{ t.name }} {{ t.url }};{% endfor %}
            languages {% for l in story.languages %}{{ l.language }} {{ l.url }} {{ l.headline }};{% endfor %}
            related {% render 'parts/cs', cards: story.related %}
            {% for s in story.storylines %}box {{ s.title }} {{ s.url }} {% render 'parts/cs', cards: s.stories %}
            {% endfor %}{% piece 'likes' with story.key %}
            {% piece 'most-read' %}
            """,
        ["page.liquid"] = LinkCard + "page {{ story.headline }}\nbody {{ story.body }}\ncorrected {% for c in story.corrections %}{{ c.at.iso | slice: 0, 10 }} {{ c.says }};{% endfor %}",
        ["search.liquid"] = "search {% assign urls = search.found | map: 'card' | map: 'url' | sort %}{% for u in urls %}{{ u }};{% endfor %}",
        ["not-found.liquid"] = "not found\nlist {% render 'parts/cs', cards: latest %}",
        ["gone.liquid"] = "gone {{ reason }}",
    };

    /// <summary>Puts the theme's files into a data folder.</summary>
    public static void Put(string data)
    {
        foreach (var (name, text) in Files)
        {
            string file = Path.Combine(data, OpenSite.ThemeFolder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <summary>The facts of a page, without the space that templates leave.</summary>
    public static string Facts(string page) => string.Join('\n', page.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Replace(" ;", ";", StringComparison.Ordinal)).Where(line => line.Length > 0));
}
