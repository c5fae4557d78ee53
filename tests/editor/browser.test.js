import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, open, present } from './harness/browser.js';
import { serve } from './harness/server.js';
import { english } from './harness/stories.js';
import { every, p, text } from './samples.js';

const options = { skip: !present && 'no chromium', timeout: 60000 };
let browser;
before(async () => browser = present && await launch());
after(() => browser?.close());

async function at(story, act, size = { width: 1280, height: 900 }) {
    const served = await serve(story);
    const context = await browser.newContext({ viewport: size });
    try {
        const page = await open(context, served.address);
        await act(page, served.house, context, served).catch(error => { throw Object.assign(error, { message: `${error.message}\n${page.faults.join('\n')}` }); });
        assert.deepEqual(page.faults, []);
    } finally {
        await context.close();
        await served.stop();
    }
}

const body = house => house.draft.load().body.content;
const shape = house => body(house).map(block => block.type);
const words = house => JSON.stringify(house.draft.load());
const kept = page => page.evaluate(() => window.stoppressEditor.flush());
const text0 = page => page.locator('.ProseMirror');

/** The browser tells of a selection a moment after the key. */
const settled = page => page.waitForTimeout(150);

/** Pastes as a browser does. */
const paste = (page, html, plain = '') => page.evaluate(([html, plain]) => {
    const data = new DataTransfer();
    html && data.setData('text/html', html);
    data.setData('text/plain', plain);
    document.querySelector('.ProseMirror').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}, [html, plain]);

test('a story is written by keyboard alone, from the kicker to the last block', options, () => at({}, async (page, house) => {
    await page.locator('#editor-kicker').focus();
    await page.keyboard.type('The coast');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Harbour reopens');
    for (let press = 0; press < 3; press++)
        await page.keyboard.press('Enter');
    await page.keyboard.type('First.\n## Heading\n- one\ntwo\n\n> Said.\n\nsomebody\n1. first\n\n```js x = 1', { delay: 0 });
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('---');
    await page.keyboard.type('/fact');
    await page.keyboard.press('Enter');
    await page.keyboard.type('In short\nFact.');
    await kept(page);
    assert.deepEqual(house.draft.load().fields.headline, 'Harbour reopens');
    assert.deepEqual(shape(house), ['paragraph', 'heading', 'bullet_list', 'blockquote', 'ordered_list', 'code_block', 'horizontal_rule', 'fact_box', 'paragraph'].filter(Boolean), JSON.stringify(body(house)));
}));

test('the slash menu filters by typing and is left by escape', options, () => at({}, async page => {
    await text0(page).focus();
    await page.keyboard.type('/quo');
    const menu = page.locator('[role=listbox]#editor-slash');
    assert.deepEqual(await menu.locator('[role=option]').allTextContents(), ['Quotation', 'Pull quote']);
    assert.equal(await text0(page).getAttribute('aria-activedescendant'), 'editor-slash-quote');
    await page.keyboard.press('Escape');
    assert.ok(await menu.isHidden());
    await page.keyboard.type('t');
    assert.ok(await menu.isHidden());
}));

test('one undo spans the headline, the text and the credit of a picture', options, () => at({ body: [p('a', text('one')), { type: 'figure', attrs: { id: 'f', media: '0000000000001' } }, p('z')] }, async page => {
    const now = () => page.evaluate(() => [window.stoppressEditor.field('headline'), window.stoppressEditor.view.state.doc.firstChild.textContent, window.stoppressEditor.view.state.doc.child(1).attrs.credit]);
    await page.locator('#editor-headline').fill('Storm');
    await text0(page).locator('p').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type('x');
    await page.locator('figure input').fill('Nok');
    assert.deepEqual(await now(), ['Storm', 'onex', 'Nok']);
    for (const wanted of [['Storm', 'onex', null], ['Storm', 'one', null], ['', 'one', null]]) {
        await page.keyboard.press('Control+z');
        assert.deepEqual(await now(), wanted);
    }
    assert.equal(await page.locator('#editor-headline').inputValue(), '');
    assert.equal(await page.locator('figure input').inputValue(), '');
}));

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal{margin:0}</style></head><body lang=EN-GB><!--StartFragment-->
<h1 style='font-size:16.0pt'><b>The coast</b><o:p></o:p></h1><p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'>Bold</b> and <i>italic</i> and <span style='color:red'>red</span>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>One<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Inner<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><!--[endif]-->Two<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>A<o:p></o:p></p></td><td><p class=MsoNormal>B</p><p class=MsoNormal>C</p></td></tr><tr><td colspan=2><p>D</p></td></tr></table>
<p class=MsoNormal><a href="https://example.org/">A link</a> <a name="_Toc1">no link</a><img src="file:///C:/x.png"></p><!--EndFragment--></body></html>`;

test('what is pasted from Word becomes blocks', options, () => at({}, async (page, house) => {
    await text0(page).focus();
    await paste(page, word, 'x');
    await kept(page);
    const strip = json => JSON.parse(JSON.stringify(json, (key, value) => key === 'id' ? undefined : value), (key, value) => key === 'attrs' && !Object.keys(value).length ? undefined : value);
    const item = (words, ...inner) => ({ type: 'list_item', content: [{ type: 'paragraph', content: [text(words)] }, ...inner] });
    assert.deepEqual(strip(body(house)), [
        { type: 'heading', attrs: { level: 2 }, content: [text('The coast')] },
        { type: 'paragraph', content: [text('Bold', { type: 'strong' }), text(' and '), text('italic', { type: 'em' }), text(' and red.')] },
        { type: 'bullet_list', content: [item('One', { type: 'bullet_list', content: [item('Inner')] }), item('Two')] },
        { type: 'table', content: [
            { type: 'table_row', content: [{ type: 'table_cell', content: [text('A')] }, { type: 'table_cell', content: [text('B'), { type: 'hard_break' }, text('C')] }] },
            { type: 'table_row', content: [{ type: 'table_cell', attrs: { colspan: 2 }, content: [text('D')] }] }] },
        { type: 'paragraph', content: [text('A link', { type: 'link', attrs: { href: 'https://example.org/' } }), text(' no link')] },
    ]);
}));

const google = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">The title</span></h2>
<p dir="ltr"><span style="font-weight:700;font-style:normal">Bold</span><span style="font-weight:400"> plain </span><span style="font-weight:400;font-style:italic;text-decoration:line-through">gone</span><span style="font-size:0.6em;vertical-align:super">2</span> <a href="https://www.google.com/url?q=https://example.org/x&amp;sa=D" style="text-decoration:none"><span style="color:#1155cc;text-decoration:underline">link</span></a></p><br>
<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Inner</span></p></li></ul></ul></b>`;

test('what is pasted from Google Docs becomes blocks', options, () => at({}, async (page, house) => {
    await text0(page).focus();
    await paste(page, google, 'x');
    await kept(page);
    assert.deepEqual(shape(house), ['heading', 'paragraph', 'bullet_list'], words(house));
    const [, paragraph, list] = body(house);
    assert.deepEqual(paragraph.content, [text('Bold', { type: 'strong' }), text(' plain '), text('gone', { type: 'em' }, { type: 'strike' }), text('2', { type: 'superscript' }), text(' '), text('link', { type: 'link', attrs: { href: 'https://example.org/x' } })]);
    assert.equal(list.content[0].content[1].type, 'bullet_list');
}));

test('what is pasted from a web page loses what is not of a newspaper', options, () => at({}, async (page, house) => {
    await text0(page).focus();
    await paste(page, '<nav>Menu</nav><article><h5 class="x" onclick="alert(1)">Deep</h5><p>A<script>alert(1)</script>B</p><figure><img src=x onerror=alert(1)><figcaption>Gone</figcaption></figure><div>Loose <a href="javascript:alert(1)">words</a></div><blockquote><p>Said</p><footer>who</footer></blockquote><iframe src="https://evil.example"></iframe></article>');
    await kept(page);
    assert.deepEqual(shape(house), ['heading', 'paragraph', 'paragraph', 'blockquote'], words(house));
    assert.doesNotMatch(words(house), /Menu|alert|Gone|evil/);
    assert.equal(body(house)[0].attrs.level, 4);
    assert.equal(body(house)[3].content[1].type, 'attribution');
}));

test('every block survives being copied and pasted, with ids of its own', options, () => at({ body: every.content.filter(block => block.type !== 'conflict') }, async (page, house) => {
    const before = body(house);
    const html = await page.evaluate(() => {
        const { view } = window.stoppressEditor;
        const { dom, text } = view.serializeForClipboard(view.state.doc.slice(0, view.state.doc.content.size));
        return [dom.innerHTML, text];
    });
    await text0(page).focus();
    await page.keyboard.press('Control+End');
    await settled(page);
    await page.keyboard.press('Control+Enter');
    await paste(page, ...html);
    await kept(page);
    const now = body(house);
    const strip = json => JSON.stringify(json, (key, value) => key === 'id' ? undefined : value);
    assert.deepEqual(now.slice(0, before.length), before);
    const pasted = now.slice(before.length).map(strip);
    const wanted = before.map(strip);
    assert.deepEqual(pasted.slice(0, wanted.length), wanted);
}));

test('an address of a known provider on an empty line is embedded, and on chosen words a link', options, () => at({ body: [p('a')] }, async (page, house) => {
    await text0(page).focus();
    await paste(page, '', 'https://youtu.be/dQw4w9WgXcQ');
    await page.keyboard.type('word');
    await page.keyboard.press('Shift+Home');
    await settled(page);
    await paste(page, '', 'https://example.org/');
    await kept(page);
    assert.deepEqual(shape(house), ['embed', 'paragraph'], words(house));
    assert.deepEqual(body(house)[1].content, [text('word', { type: 'link', attrs: { href: 'https://example.org/' } })]);
}));

test('a picture is sent with a placeholder, refused in plain words, and tried again', options, () => at({}, async (page, house) => {
    await text0(page).focus();
    house.uploadStatus = 413;
    house.uploadDelay = 300;
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.type('/pic');
    await page.getByRole('option', { name: 'Picture', exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await (await chooser).setFiles({ name: 'boat.png', mimeType: 'image/png', buffer: Buffer.alloc(200000, 1) });
    await page.locator('.upload progress').waitFor();
    await page.getByText('boat.png was not taken: The picture has more than 100 million points. Make it smaller.').waitFor();
    assert.doesNotMatch(words(house), /upload/);
    house.uploadStatus = 0;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('figure img').waitFor();
    await page.locator('figure textarea').fill('A boat');
    await page.locator('figcaption').click();
    await page.keyboard.type('The caption');
    await kept(page);
    const figure = body(house).find(block => block.type === 'figure');
    assert.equal(figure.attrs.media.length, 13);
    assert.deepEqual([figure.attrs.alt, figure.content[0].text], ['A boat', 'The caption']);
}));

test('two versions are shown beside each other, and one is chosen', options, () => at(english, async (page, house) => {
    assert.equal(await page.locator('.side').count(), 2);
    await page.getByRole('button', { name: 'Keep the other' }).click();
    await kept(page);
    assert.doesNotMatch(words(house), /conflict_side/);
    assert.match(words(house), /forty are needed/);
    assert.doesNotMatch(words(house), /wood for forty/);
}));

test('two browsers in one story see each other, and a headline of two is chosen', options, () => at({ body: [p('a', text('one')), p('b', text('two'))] }, async (page, house, context, served) => {
    const other = await open(await browser.newContext(), served.address);
    await text0(page).locator('p').nth(0).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' mine');
    await text0(other).locator('p').nth(1).click();
    await other.keyboard.press('End');
    await other.keyboard.type(' theirs');
    await page.getByText('two theirs').waitFor();
    await other.getByText('one mine').waitFor();
    await page.keyboard.type('!');
    await page.locator('#editor-headline').fill('Storm');
    await other.locator('#editor-headline').fill('Flood');
    await other.getByText('Headline: two versions').waitFor();
    await other.getByRole('button', { name: 'Keep both' }).click();
    await kept(other);
    assert.deepEqual(house.draft.conflicts, {});
    assert.match(house.draft.load().fields.headline, /^(Storm Flood|Flood Storm)$/);
    await page.getByText('Headline: two versions').waitFor({ state: 'hidden' });
    await other.context().close();
}));

test('who else is there is told at their place, and no more when they are gone', options, () => at({ body: [p('a', text('one')), p('b', text('two'))] }, async (page, house) => {
    house.others = [{ name: 'Anna Weber', place: 'b', own: false }, { name: 'Boon', place: 'headline', own: false }, { name: 'Nok', place: null, own: true }];
    await page.getByRole('button', { name: 'Anna Weber: two' }).waitFor();
    assert.deepEqual(await page.locator('.others li').allTextContents(), ['Anna Weber: two', 'Boon: Headline', 'You, in another tab']);
    assert.equal(await page.locator('.text > .attended').getAttribute('data-who'), 'Anna Weber');
    assert.equal(await page.locator('textarea.attended').getAttribute('id'), 'editor-headline');
    await page.getByText('one').click();
    await page.waitForFunction(() => document.activeElement.matches('.ProseMirror'));
    for (let waited = 0; house.attended.at(-1).place !== 'a' && waited < 5000; waited += 100)
        await page.waitForTimeout(100);
    assert.equal(house.attended.at(-1).place, 'a');
    house.others = [];
    await page.locator('.text > .attended').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.others li').count(), 0);
    await page.keyboard.type('more ');
    await kept(page);
    assert.ok(words(house).includes('more'));
}));

test('words become a note to the desk, are kept as one, and are not counted', options, () => at({ body: [p('a', text('The wall who says so'))] }, async (page, house) => {
    await text0(page).click();
    await page.keyboard.press('End');
    for (let press = 0; press < 'who says so'.length; press++)
        await page.keyboard.press('Shift+ArrowLeft');
    await settled(page);
    await page.keyboard.press('Control+Alt+n');
    await kept(page);
    assert.deepEqual(body(house)[0].content, [text('The wall '), text('who says so', { type: 'note' })]);
    await page.getByText('2 words').waitFor();
}));

test('what is only in the browser is sent after a crash, and the state is true all the while', options, () => at({ body: [p('a', text('one'))] }, async (page, house, context, served) => {
    const state = () => page.locator('.state').textContent();
    house.trouble.status = 401;
    await text0(page).locator('p').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' unsent');
    await page.getByText('Signed out: kept here.').first().waitFor();
    house.trouble.status = -1;
    await page.keyboard.type(' words');
    await page.getByText('Offline: kept here').first().waitFor({ timeout: 20000 });
    assert.doesNotMatch(words(house), /unsent/);
    await page.close({ runBeforeUnload: false });
    house.trouble.status = 0;
    const again = await open(context, served.address);
    await again.getByText('one unsent words').waitFor();
    assert.match(words(house), /one unsent words/);
    await again.locator('.state', { hasText: /^Kept$/ }).waitFor();
    assert.ok(state);
}));

test('Tab in a table goes from its caption through the cells to a new row, and back to the caption', options, () => at({ body: [p('a', text(''))] }, async (page, house) => {
    await text0(page).locator('p').first().click();
    await page.keyboard.type('/table');
    await page.keyboard.press('Enter');
    for (const word of ['Tides', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']) {
        await page.keyboard.type(word);
        await page.keyboard.press('Tab');
    }
    await page.keyboard.type('11');
    await kept(page);
    const table = body(house).find(block => block.type === 'table');
    const said = node => node.text ?? (node.content ?? []).map(said).join('');
    assert.equal(said(table.content[0]), 'Tides');
    assert.deepEqual(table.content.slice(1).map(row => row.content.map(said)), [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['10', '11', '']]);
    for (let back = 0; back < 11; back++)
        await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('End');
    await page.keyboard.type(' today');
    await kept(page);
    assert.equal(said(body(house).find(block => block.type === 'table').content[0]), 'Tides today');
}));

test('words are found and replaced, and the link bar finds stories of the house', options, () => at({ body: [p('a', text('The boat and the Boat')), p('b', text('boats, '), text('boa', { type: 'strong' }), text('t'))] }, async (page, house) => {
    await text0(page).locator('p').first().click();
    await page.keyboard.press('Control+h');
    await page.keyboard.type('boat');
    await page.getByText('1 of 4').or(page.getByText('2 of 4')).or(page.getByText('3 of 4')).first().waitFor();
    await page.getByLabel('Replace with').fill('ship');
    await page.getByRole('button', { name: 'Replace all' }).click();
    await page.keyboard.press('Escape');
    await text0(page).locator('p').first().click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await settled(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('harbour');
    await page.getByRole('option', { name: 'Harbour reopens after the storm' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await kept(page);
    assert.match(words(house), /ship and the ship/);
    assert.match(words(house), /"href":"\/2026\/story-0"/);
}));

test('axe finds nothing, on a phone and on a desk, and no tool is out of reach', options, () => at(english, async page => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const colorScheme of ['light', 'dark']) {
        for (const [width, height] of [[1280, 900], [390, 844]]) {
            await page.setViewportSize({ width, height });
            await page.emulateMedia({ colorScheme });
            await page.evaluate(axe);
            const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
            assert.deepEqual(found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 150))]), [], `${colorScheme} ${width}`);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        }
    }
}));
