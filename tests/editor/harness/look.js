// Takes screenshots of the editor, to be looked at: node harness/look.js FOLDER
import { mkdirSync, readFileSync } from 'node:fs';
import { launch, open } from './browser.js';
import { serve } from './server.js';
import { english, thai } from './stories.js';

const folder = process.argv[2] ?? 'look';
mkdirSync(folder, { recursive: true });
const browser = await launch();
const desk = JSON.parse(readFileSync(new URL('../../../src/StopPress.Desk/Words/th.json', import.meta.url)));
const words = Object.fromEntries(Object.entries(desk).filter(([key]) => key.startsWith('editor.')).map(([key, text]) => [key.slice('editor.'.length), text]));
for (const [language, story, own] of [['en', english, {}], ['th', thai, words]]) {
    const served = await serve({ language, body: story.body, fields: story.fields, words: own });
    for (const [width, height, name] of [[390, 844, 'phone'], [1280, 900, 'desktop']]) {
        for (const scheme of ['light', 'dark']) {
            const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, deviceScaleFactor: width < 500 ? 2 : 1 });
            const page = await open(context, served.address);
            await page.waitForTimeout(600);
            await page.screenshot({ path: `${folder}/${language}-${name}-${scheme}.png` });
            await page.screenshot({ path: `${folder}/${language}-${name}-${scheme}-whole.png`, fullPage: true });
            console.log(language, name, scheme, page.faults, await page.evaluate(() => document.documentElement.scrollWidth > innerWidth ? 'wider than the window' : 'fits'));
            await context.close();
        }
    }
    await served.stop();
}
await browser.close();
