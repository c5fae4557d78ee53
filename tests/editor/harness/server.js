import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { FakeDraft } from '../fake-draft.js';

const editor = new URL('../../../src/StopPress.Desk/Editor/', import.meta.url);
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types = { js: 'text/javascript', css: 'text/css' };

/** A picture of a size and a tone, so that pages look like pages. */
function picture(seed) {
    const hue = (seed * 67) % 360;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800"><rect width="1200" height="800" fill="hsl(${hue} 25% 70%)"/><rect y="480" width="1200" height="320" fill="hsl(${hue} 30% 35%)"/><circle cx="${300 + (seed * 131) % 600}" cy="300" r="110" fill="hsl(${hue} 40% 88%)"/></svg>`;
}

/**
 * A page with the editor, and the newspaper behind it: one draft, pictures, links. What is wrong with the way there is set in `trouble`.
 * @param {{ body?: any[], fields?: any, language?: string, direction?: string, words?: any, bare?: boolean }} options
 */
export async function serve({ body = [], fields = {}, language = 'en', direction = 'ltr', words = {}, page = null } = {}) {
    const house = { draft: new FakeDraft(body, fields), trouble: { status: 0, lose: 0, delay: 0 }, requests: [], others: [], attended: [], uploads: 0, uploadStatus: 0, uploadDelay: 0 };
    const settings = {
        draftAddress: '/-/desk/stories/s1/e1/draft', picturesAddress: '/-/desk/pictures', linksAddress: '/-/desk/links', words, providers: ['youtube', 'vimeo', 'x'],
    };
    const html = `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Editor</title>
<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/editor.css"></head><body><main><h1 class="unseen">Editor</h1>
<div id="editor" data-story="s1" data-edition="e1" data-language="${language}" data-direction="${direction}"></div></main>
<script type="application/json" id="editor-settings">${JSON.stringify(settings).replaceAll('<', '\\u003c')}</script><script src="/editor.js"></script></body></html>`;
    const stories = Array.from({ length: 8 }, (_, at) => ({ id: `000000000000${at}`, address: `/2026/story-${at}`, headline: ['Harbour reopens after the storm', 'Fishing fleet counts its boats', 'Night market moves to the river', 'Ferry prices rise again', 'The mayor answers', 'Rain until Sunday', 'A school without a roof', 'What the insurers say'][at] }));

    const answer = (response, status, value, type = 'application/json') => {
        response.writeHead(status, { 'content-type': type + '; charset=utf-8', 'content-security-policy': csp, 'cache-control': 'no-store' });
        response.end(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));
    };
    const read = request => new Promise((resolve, reject) => {
        const parts = [];
        request.on('data', part => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
    });
    const wait = time => new Promise(resolve => setTimeout(resolve, time));

    async function draft(request, response) {
        const sent = request.method === 'POST' ? JSON.parse((await read(request)).toString()) : null;
        const { status, lose, delay } = house.trouble;
        if (delay)
            await wait(delay);
        if (status === -1)
            return request.socket.destroy();
        if (status)
            return answer(response, status, status === 401 ? { code: 'signed-out', message: 'You are signed out.', help: '' } : { code: 'trouble', message: 'The story is too large.', help: 'Split it.' });
        try {
            const kept = sent ? house.draft.keep(sent) : house.draft.load();
            if (sent)
                house.requests.push(sent);
            if (lose)
                return request.socket.destroy();
            answer(response, 200, kept);
        } catch (error) {
            answer(response, error.status ?? 500, { code: 'wrong', message: error.message, help: '' });
        }
    }

    async function pictures(request, response, url) {
        if (request.method === 'GET') {
            const id = url.pathname.split('/').pop();
            return answer(response, 200, { id, src: `/picture/${Number(id.slice(-2)) || 1}.svg`, width: 1200, height: 800, alt: 'The harbour at low tide', credit: 'Nok Srisuk' });
        }
        await read(request);
        await wait(house.uploadDelay);
        if (house.uploadStatus)
            return answer(response, house.uploadStatus, { code: 'picture-too-large', message: 'The picture has more than 100 million points.', help: 'Make it smaller.' });
        const number = ++house.uploads;
        answer(response, 200, { id: `00000000000${10 + number}`, src: `/picture/${number}.svg`, width: 1200, height: 800, alt: '', credit: 'Desk' });
    }

    const server = createServer(async (request, response) => {
        const url = new URL(request.url, 'http://localhost');
        const name = url.pathname.slice(1);
        try {
            if (name === '' || name === 'plain')
                answer(response, 200, page && name === 'plain' ? page.html : html, 'text/html');
            else if (name === 'editor.js' || name === 'editor.css')
                answer(response, 200, readFileSync(new URL(name, editor)), types[name.split('.').pop()]);
            else if (name === 'plain.js' && page)
                answer(response, 200, page.script, types.js);
            else if (name === 'page.css')
                answer(response, 200, ':root{color-scheme:light dark}body{margin:0}main{margin:0}h1.unseen{position:absolute;clip-path:inset(50%)}', types.css);
            else if (name === 'favicon.ico')
                answer(response, 204, '');
            else if (name.startsWith('picture/'))
                answer(response, 200, picture(parseInt(name.slice(8), 10)), 'image/svg+xml');
            else if (url.pathname === settings.draftAddress.replace('/draft', '/presence')) {
                house.attended.push(JSON.parse((await read(request)).toString()));
                answer(response, 200, house.others);
            } else if (url.pathname === settings.draftAddress)
                await draft(request, response);
            else if (url.pathname.startsWith(settings.picturesAddress))
                await pictures(request, response, url);
            else if (url.pathname === settings.linksAddress)
                answer(response, 200, url.searchParams.has('id') ? stories.filter(({ id }) => id === url.searchParams.get('id')) : stories.filter(({ headline }) => headline.toLowerCase().includes(url.searchParams.get('q').toLowerCase())));
            else
                answer(response, 404, { code: 'not-found', message: 'Not here.', help: '' });
        } catch (error) {
            answer(response, 500, { code: 'broken', message: String(error), help: '' });
        }
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    return { ...house, house, address: `http://localhost:${server.address().port}/`, stop: () => new Promise(resolve => { server.closeAllConnections(); server.close(resolve); }) };
}
