import assert from 'node:assert/strict';
import { test } from 'node:test';
import { common, difference } from '../../src/StopPress.Desk/Editor/src/difference.js';
import { fromDocument } from '../../src/StopPress.Desk/Editor/src/document.js';
import { random } from './random.js';
import { every, node, p, text } from './samples.js';

const body = (...content) => node('doc', null, ...content);
const written = (content, headline = '') => ({ headline, body: content });
const shown = words => words.map(({ kind, text: said }) => ({ same: said, taken: `[-${said}-]`, added: `{+${said}+}` })[kind]).join('');
const between = (older, newer, language = 'en') => difference(written(older), written(newer), language);

test('words that changed are told in their line, and the others stay', () => {
    const { parts, counts } = between(body(p('a', text('The wall fell at noon.')), p('b', text('Nobody was hurt.'))), body(p('a', text('The wall fell before noon on Monday.')), p('b', text('Nobody was hurt.'))));
    assert.deepEqual(parts.map(part => part.kind), ['changed', 'same']);
    assert.equal(shown(parts[0].words), 'The wall fell [-at-]{+before+} noon{+ on Monday+}.');
    assert.deepEqual(counts, { added: 3, taken: 1, restyled: 0 });
});

test('Thai is cut at its words, not at its letters and not as a whole line', () => {
    const { parts, counts } = between(body(p('a', text('นายกรัฐมนตรีเดินทางไปเชียงใหม่วันนี้'))), body(p('a', text('นายกรัฐมนตรีเดินทางไปภูเก็ตวันนี้'))), 'th');
    assert.equal(shown(parts[0].words), 'นายกรัฐมนตรีเดินทางไป[-เชียงใหม่-]{+ภูเก็ต+}วันนี้');
    assert.deepEqual([counts.added, counts.taken > 0], [1, true]);
});

test('headlines, standfirst, kicker and dateline are compared as well', () => {
    const { fields, same } = difference({ headline: 'Wall holds', standfirst: 'For now', body: body(p('a')) }, { headline: 'Wall falls', social_headline: 'Wall!', standfirst: 'For now', body: body(p('a')) }, 'en');
    assert.deepEqual(fields.map(({ name, words }) => `${name}: ${shown(words)}`), ['kicker: ', 'headline: Wall [-holds-]{+falls+}', 'standfirst: For now', 'dateline: ', 'search_headline: ', 'social_headline: {+Wall!+}']);
    assert.equal(same, false);
});

test('a word that was set otherwise is told as that, not as another word', () => {
    const { parts, counts } = between(body(p('a', text('A fine day'))), body(p('a', text('A '), text('fine', { type: 'strong' }), text(' day'))));
    assert.equal(shown(parts[0].words), 'A fine day');
    assert.deepEqual(parts[0].words.map(word => word.restyled ?? false), [false, true, false]);
    assert.deepEqual(counts, { added: 0, taken: 0, restyled: 1 });
});

test('paragraphs that came, went, and came back under another id are told as what they are', () => {
    const older = body(p('a', text('First things first.')), p('b', text('This one goes away.')), p('c', text('A long last paragraph of the story.')));
    const newer = body(p('a', text('First things first.')), p('x', text('A long last paragraph of this story.')), p('y', text('Quite new.')));
    const { parts } = between(older, newer);
    assert.deepEqual(parts.map(part => part.kind), ['same', 'taken', 'changed', 'added']);
    assert.equal(shown(parts[2].words), 'A long last paragraph of [-the-]{+this+} story.');
});

test('what stands in lists, quotations, tables and pictures is compared where it stands', () => {
    const item = (id, words) => node('list_item', null, p(id, text(words)));
    const older = body(node('bullet_list', { id: 'l' }, item('i', 'one thing'), item('j', 'two things')), node('blockquote', { id: 'q' }, p('qa', text('So it is.')), node('attribution', null, text('the mayor'))),
        node('table', { id: 't' }, node('table_row', null, node('table_cell', null, text('May 10')))), node('figure', { id: 'f', media: '0000000000001', alt: 'A boat' }, text('The harbour')));
    const newer = JSON.parse(JSON.stringify(older).replace('two things', 'three things').replace('the mayor', 'the former mayor').replace('May 10', 'May 12').replace('A boat', 'Two boats').replace('The harbour', 'The old harbour'));
    const { parts } = between(older, newer);
    const found = [];
    const walk = part => {
        part.words && found.push(shown(part.words));
        part.parts?.forEach(walk);
    };
    parts.forEach(walk);
    assert.deepEqual(found, ['[-two-]{+three+} things', 'the {+former +}mayor', 'May [-10-]{+12+}', 'The {+old +}harbour']);
    assert.deepEqual([parts[3].before.attrs.alt, parts[3].node.attrs.alt], ['A boat', 'Two boats']);
});

test('the same text has no differences, with or without its ids', () => {
    assert.equal(between(every, every).same, true);
    const anew = JSON.parse(JSON.stringify(every), (key, value) => key === 'id' && value.length < 4 ? value + 'n' : value);
    assert.equal(between(every, anew).same, true);
});

// Without what came it is the older text, and without what went the newer one, whatever was done to it.
test('both texts can be read out of their differences', () => {
    for (let seed = 1; seed <= 300; seed++) {
        const chance = random(seed);
        const older = every;
        const newer = structuredClone(every);
        for (let change = chance.below(12); change >= 0; change--)
            alter(newer, chance);
        const { parts } = between(older, newer);
        assert.equal(read(parts, 'taken'), said(older), `seed ${seed}, older`);
        assert.equal(read(parts, 'added'), said(newer), `seed ${seed}, newer`);
    }
});

test('a row of letters and its common part', () => {
    for (let seed = 1; seed <= 500; seed++) {
        const chance = random(seed);
        const row = () => Array.from({ length: chance.below(12) }, () => chance.of('abc'));
        const [olds, news] = [row(), row()];
        const pairs = common(olds, news);
        pairs.forEach(([old, now], at) => {
            assert.equal(olds[old], news[now]);
            assert.ok(!at || (old > pairs[at - 1][0] && now > pairs[at - 1][1]));
        });
        assert.equal(pairs.length, longest(olds, news), `${olds} ${news}`);
    }
});

function longest(olds, news) {
    const best = Array.from({ length: olds.length + 1 }, () => Array(news.length + 1).fill(0));
    olds.forEach((one, i) => news.forEach((other, j) => best[i + 1][j + 1] = one === other ? best[i][j] + 1 : Math.max(best[i][j + 1], best[i + 1][j])));
    return best[olds.length][news.length];
}

function alter(doc, chance) {
    const at = chance.below(doc.content.length);
    const lines = [];
    const collect = part => part.content?.[0]?.type === 'text' ? lines.push(part) : part.content?.forEach(collect);
    doc.content.forEach(collect);
    switch (chance.below(5)) {
        case 0: doc.content.splice(at, 1); break;
        case 1: doc.content.splice(at, 0, p(`n${chance.below(1e6)}`, text(chance.of(['Quite new words.', 'Plain, all at once', 'ข่าวใหม่วันนี้'])))); break;
        case 2: doc.content.splice(chance.below(doc.content.length), 0, ...doc.content.splice(at, 1)); break;
        default: {
            const line = lines.length ? chance.of(lines).content : null;
            if (line)
                line[0] = { ...line[0], text: chance.of([`${line[0].text} more`, `Less ${line[0].text}`, line[0].text.split(' ').slice(1).join(' ') || 'x', line[0].text.replaceAll('e', 'a')]) };
        }
    }
}

function said(doc) {
    const lines = [];
    fromDocument(doc).descendants(at => at.isTextblock ? (lines.push(at.textBetween(0, at.content.size, '', '\n')), false) : true);
    return lines.filter(Boolean).join('\n');
}

function read(parts, side) {
    const lines = [];
    const walk = (part, into) => {
        if (part.kind !== 'same' && part.kind !== 'changed' && part.kind !== side)
            return;
        if (part.words)
            lines.push(part.words.filter(word => word.kind === 'same' || word.kind === side).map(word => word.text).join(''));
        else if (part.parts)
            part.parts.forEach(walk);
        else if (part.node.isTextblock)
            lines.push(part.node.textBetween(0, part.node.content.size, '', '\n'));
        else
            part.node.descendants(at => at.isTextblock ? (lines.push(at.textBetween(0, at.content.size, '', '\n')), false) : true);
    };
    parts.forEach(part => walk(part));
    return lines.filter(Boolean).join('\n');
}
