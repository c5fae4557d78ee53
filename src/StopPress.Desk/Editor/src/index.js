import { showDifference } from './differences.js';
import { newId } from './ids.js';
import { bring, Keeper } from './keeper.js';
import { mount } from './mount.js';
import { Presence } from './presence.js';
import { DraftServer, Trouble } from './server.js';
import { BrowserStore } from './store.js';
import { BrowserTabs } from './tabs.js';
import { english } from './words.js';

/** How long what a closed tab left may hold up the opening; after that it is brought while somebody writes. */
const leftoverPatience = 4000;

/** How soon a tab shows what a colleague has said beside the text. */
const lookEvery = 6000;

async function begin(place) {
    const settings = JSON.parse(document.getElementById('editor-settings').textContent);
    const words = { ...english, ...settings.words };
    const { story, edition } = place.dataset;
    const tab = newId(24).replace(/[-_]/g, 'x');
    const store = new BrowserStore([story, edition, settings.person ?? '']);
    const tabs = new BrowserTabs(`${story}-${edition}`);
    const server = new DraftServer(settings.draftAddress, settings.headers);
    let keeper = null;
    const editor = mount(place, settings, words, {
        changed: () => keeper?.changed(), settle: name => keeper?.settle(name), ready: () => keeper?.ready(),
        askRemarks: (path, body) => server.remarks(path, body),
    });
    const host = {
        read: () => editor.text.read(), canTake: () => editor.text.canTake(), take: text => editor.text.take(text),
        canonical: editor.text.canonical, showConflicts: conflicts => editor.fields.showConflicts(conflicts),
    };
    await Promise.race([leftovers(store, tabs, server), new Promise(resolve => setTimeout(resolve, leftoverPatience))]);
    const draft = await load(server, editor.status);
    editor.begin(draft);
    keeper = new Keeper({
        tab, host, server, store, tabs, say: state => editor.status.show(state),
        kept: version => place.dispatchEvent(new CustomEvent('kept', { bubbles: true, detail: { version } })),
    });
    keeper.start(draft);
    listen(keeper, server, tabs);
    attend(editor, server, tab, tabs);
    window.stoppressEditor = {
        flush: () => keeper.flush(), look: () => keeper.look(),
        field: name => editor.view.state.doc.attrs[name], setField: (name, value) => editor.fields.write(name, value),
        get state() { return keeper.state; }, get version() { return keeper.version; },
        view: editor.view,
    };
    place.dispatchEvent(new CustomEvent('opened', { bubbles: true, detail: { version: draft.version } }));
}

/** What is only here goes to the server before the draft is fetched, so that it is in it. */
async function leftovers(store, tabs, server) {
    try {
        for (const { tab } of await store.list())
            await tabs.adopt(tab, async () => {
                const record = (await store.list()).find(one => one.tab === tab);
                if (record)
                    await bring(record, server, store);
            });
    } catch {
        // The keeper tries again, and says so.
    }
}

async function load(server, status) {
    for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
        try {
            return await server.load();
        } catch (trouble) {
            if (!(trouble instanceof Trouble))
                throw trouble;
            status.show(trouble.refused ? { name: 'refused', reason: `${trouble.message} ${trouble.help}`.trim() } : { name: trouble.status === 401 ? 'signedOut' : 'notOpen' });
            await new Promise(resolve => setTimeout(resolve, wait));
        }
    }
}

/** Tells the others where this tab is, and shows where they are. */
function attend(editor, server, tab, tabs) {
    const clock = { later: (act, after) => setTimeout(act, after), clear: timer => clearTimeout(timer) };
    const presence = new Presence({ ask: (place, leaves) => server.attend({ tab, place, leaves }), ...editor.others, seen: () => tabs.seen(), clock });
    document.addEventListener('selectionchange', () => presence.moved());
    document.addEventListener('focusin', () => presence.moved());
    document.addEventListener('visibilitychange', () => tabs.seen() ? presence.look() : presence.leave());
    addEventListener('pagehide', () => presence.leave());
    addEventListener('pageshow', event => event.persisted && presence.look());
    presence.look();
    if (!editor.remarks)
        return;
    const look = () => tabs.seen() && editor.remarks.look();
    setInterval(look, lookEvery);
    document.addEventListener('visibilitychange', look);
    look();
}

function listen(keeper, server, tabs) {
    const again = () => keeper.look();
    addEventListener('online', again);
    addEventListener('offline', () => keeper.tell());
    addEventListener('focus', again);
    document.addEventListener('visibilitychange', () => keeper.look());
    addEventListener('pagehide', () => {
        server.closing = true;
        keeper.look();
    });
    addEventListener('pageshow', event => {
        server.closing = false;
        if (event.persisted)
            tabs.hold(keeper.tab);
    });
    addEventListener('beforeunload', event => {
        if (['keeping', 'noStore', 'refused'].includes(keeper.state.name))
            event.preventDefault();
    });
}

const place = document.getElementById('editor');
if (place)
    begin(place);

const texts = document.getElementById('revision-texts');
if (texts)
    showDifference(document.getElementById('difference'), JSON.parse(texts.textContent));
