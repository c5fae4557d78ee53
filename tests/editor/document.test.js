import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical, fromDocument, toDocument } from '../../src/StopPress.Desk/Editor/src/document.js';
import { hrefOf, readHref } from '../../src/StopPress.Desk/Editor/src/hrefs.js';
import { providerOf } from '../../src/StopPress.Desk/Editor/src/providers.js';
import { WordCount } from '../../src/StopPress.Desk/Editor/src/count.js';
import { schema } from '../../src/StopPress.Desk/Editor/src/schema.js';
import { english } from '../../src/StopPress.Desk/Editor/src/words.js';
import { readFileSync } from 'node:fs';
import { every, odd, p, text } from './samples.js';

test('a body with every node and mark comes back as it was', () => {
    const doc = fromDocument(every);
    doc.check();
    assert.deepEqual(toDocument(doc), every);
});

test('every node and mark of the editor is in the samples', () => {
    const seen = new Set(JSON.stringify(every).match(/"type":"(\w+)"/g).map(found => found.slice(8, -1)));
    const own = ['table_grid', 'upload', 'pull_quote_source'];
    assert.deepEqual([...Object.keys(schema.nodes), ...Object.keys(schema.marks)].filter(name => !seen.has(name) && !own.includes(name)), []);
});

test('what is allowed and odd is read, and once read stays the same', () => {
    const doc = fromDocument(odd);
    doc.check();
    const once = toDocument(doc);
    assert.deepEqual(toDocument(fromDocument(once)), once);
    once.content.forEach(block => assert.equal(canonical(block), JSON.stringify(block)));
});

test('an empty body is a place to write', () => {
    for (const body of [null, { type: 'doc' }, { type: 'doc', content: [] }])
        assert.equal(fromDocument(body).childCount, 1);
});

test('letters that are none and half letters are not sent', () => {
    const doc = fromDocument({ type: 'doc', content: [p('a', text('a\ud800b\u0000c\u202ed\ufeffe\uffff')), p('b', text('\udc00')), p('c', text('e\u0301'))] });
    assert.deepEqual(toDocument(doc).content.map(block => block.content?.[0].text), ['abcde', undefined, 'é']);
});

test('a link leads where it may', () => {
    for (const [given, read] of [
        ['https://example.org/ก', 'https://example.org/ก'], ['http://a.b/c d', 'http://a.b/c%20d'], ['//a.b/c', 'https://a.b/c'], ['/page', '/page'], ['mailto:a@b.c', 'mailto:a@b.c'],
        ['tel:+66', 'tel:+66'], ['#x', '#x'], ['javascript:alert(1)', null], [' java\nscript:alert(1)', null], ['data:text/html,x', null], ['file:///etc', null], ['https://', null],
        ['mailto:', null], ['', null], ['https://a.b/\u200b', 'https://a.b/%E2%80%8B'], ['\\\\evil', '%5C%5Cevil'],
    ])
        assert.equal(readHref(given), read, given);
    assert.equal(hrefOf('example.com/page'), 'https://example.com/page');
    assert.equal(hrefOf('desk@example.com'), 'mailto:desk@example.com');
    assert.equal(hrefOf('just words'), null);
});

test('addresses of known providers are found and others are not', () => {
    for (const [address, key] of [
        ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'youtube'], ['https://youtu.be/dQw4w9WgXcQ?t=3', 'youtube'], ['https://www.youtube.com/@channel', null],
        ['https://www.youtube.com/watch?v=a&v=b', null], ['https://vimeo.com/76979871', 'vimeo'], ['https://vimeo.com/channels', null], ['https://x.com/reuters/status/1234567890', 'x'],
        ['https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC', 'spotify'], ['https://www.instagram.com/p/abc/', 'instagram'], ['https://example.org/watch?v=abc', null],
        ['https://www.tiktok.com/@some.body/video/123', 'tiktok'], ['https://www.openstreetmap.org/#map=12/13.75/100.5', 'openstreetmap'], ['https://evil.org/https://youtu.be/abc', null],
    ])
        assert.equal(providerOf(address)?.key ?? null, key, address);
    assert.equal(providerOf('https://youtu.be/abc', ['vimeo']), null);
});

test('words are counted as the language cuts them', () => {
    assert.equal(new WordCount('en').inText('It’s five o’clock, Mr. Smith'), 5);
    assert.equal(new WordCount('th').inText('ฉันรักประเทศไทย'), 3);
    assert.equal(new WordCount('en').of(fromDocument({ type: 'doc', content: [p('a', text('The wall '), text('who says so', { type: 'note' }), text(' fell'))] })), 3);
    assert.ok([4, 5].includes(new WordCount('ja').inText('私は日本人です')));
    const count = new WordCount('en');
    assert.ok(count.of(fromDocument(every)) > 50);
    assert.equal(count.minutes(0), 0);
    assert.equal(count.minutes(5), 1);
});

test('every word of the editor is there in Thai', () => {
    const desk = JSON.parse(readFileSync(new URL('../../src/StopPress.Desk/Words/th.json', import.meta.url)));
    const thai = Object.fromEntries(Object.entries(desk).filter(([key]) => key.startsWith('editor.')).map(([key, words]) => [key.slice('editor.'.length), words]));
    assert.deepEqual(Object.keys(english).filter(key => !(key in thai)), []);
    const places = words => (words.match(/\{\w+\}/g) ?? []).sort();
    Object.keys(english).forEach(key => assert.deepEqual(places(thai[key]), places(english[key]), key));
});
