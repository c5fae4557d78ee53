import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const path = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to test with. */
export const present = existsSync(path);

export function launch() {
    return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] });
}

/** Opens the editor and waits until one can write; what the page complains about is an error. */
export async function open(context, address) {
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', error => page.faults.push(String(error)));
    page.on('console', message => message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text()) && page.faults.push(message.text()));
    await page.goto(address);
    await page.waitForFunction(() => window.stoppressEditor);
    return page;
}
