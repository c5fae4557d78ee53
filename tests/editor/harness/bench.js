// Key press to paint, here and in a bare ProseMirror with the same 5,000 words in 300 blocks: node harness/bench.js [PRESSES]
import { createRequire } from 'node:module';
import { launch } from './browser.js';
import { serve } from './server.js';
import { node, p, text } from '../samples.js';

const presses = Number(process.argv[2] ?? 200);
const editor = new URL('../../../src/StopPress.Desk/Editor/', import.meta.url);
const { build } = createRequire(editor)('esbuild');
const words = 'the harbour opened again after nine days of wind and nobody had told the owners of the boats'.split(' ');
const body = Array.from({ length: 300 }, (_, at) => at % 12 === 5 ? node('heading', { id: `h${at}`, level: 2 }, text('A heading in the text')) : p(`p${at}`, ...Array.from({ length: 2 }, (_, run) => text(Array.from({ length: 9 }, (_, word) => words[(at + run * 9 + word) % words.length]).join(' ') + ' ', ...(run ? [{ type: 'em' }] : [])))));

const bare = `
import { EditorState } from 'prosemirror-state'; import { EditorView } from 'prosemirror-view'; import { history } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap'; import { baseKeymap } from 'prosemirror-commands'; import { fromDocument } from './src/document.js';
fetch('/-/desk/stories/s1/e1/draft').then(answer => answer.json()).then(draft => {
    window.view = new EditorView(document.getElementById('editor'), { state: EditorState.create({ doc: fromDocument(draft.body), plugins: [history(), keymap(baseKeymap)] }) });
    window.ready = performance.now();
});`;
const made = await build({ stdin: { contents: bare, resolveDir: editor.pathname }, bundle: true, minify: true, write: false, format: 'iife' });
const page = {
    script: made.outputFiles[0].text,
    html: '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title><link rel="stylesheet" href="/page.css"></head><body><div id="editor"></div><script src="/plain.js"></script></body></html>',
};

const served = await serve({ body, page });
const browser = await launch();

async function measure(address, ready) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    await tab.addInitScript(() => {
        window.times = [];
        addEventListener('keydown', event => {
            const from = event.timeStamp;
            requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => window.times.push(performance.now() - from);
                channel.port2.postMessage(0);
            });
        }, true);
    });
    await tab.goto(address);
    await tab.waitForFunction(ready);
    const opened = await tab.evaluate(() => window.ready ?? performance.now());
    await tab.locator('.ProseMirror > p').nth(150).click();
    for (let press = 0; press < presses; press++) {
        await tab.keyboard.press('abcdefgh '[press % 9]);
        await tab.waitForTimeout(15);
    }
    await tab.waitForTimeout(500);
    const times = (await tab.evaluate(() => window.times)).slice(10).sort((a, b) => a - b);
    await context.close();
    return { at50: times[times.length >> 1], at95: times[Math.floor(times.length * 0.95)], opened };
}

const rounds = { bare: [], editor: [] };
for (let round = 0; round < 3; round++) {
    rounds.bare.push(await measure(served.address + 'plain', () => window.ready));
    rounds.editor.push(await measure(served.address, () => window.stoppressEditor));
}
const middle = (list, name) => list.map(one => one[name]).sort((a, b) => a - b)[1];
for (const [name, list] of Object.entries(rounds))
    console.log(`${name.padEnd(8)} half of the presses within ${middle(list, 'at50').toFixed(1)} ms, 95 of 100 within ${middle(list, 'at95').toFixed(1)} ms; open after ${middle(list, 'opened').toFixed(0)} ms`);
console.log(`95 of 100: ${(middle(rounds.editor, 'at95') / middle(rounds.bare, 'at95')).toFixed(2)} times the bare one`);
await browser.close();
await served.stop();
