/** Longer than any answer takes; after it the request is sent again. */
const patience = 20000;

/** The most that a browser sends while a page closes (Fetch standard, "keepalive"). */
const keepaliveLimit = 60000;

/** Why the server has not taken something. */
export class Trouble extends Error {
    /** @param {number} status 0 where nothing answered @param {{ code?: string, message?: string, help?: string }} said */
    constructor(status, said = {}) {
        super(said.message ?? (status ? `${status}` : ''));
        Object.assign(this, { status, code: said.code ?? '', help: said.help ?? '' });
    }

    /** Whether asking the same again would be refused again. */
    get refused() {
        return this.status >= 400 && this.status < 500 && ![401, 408, 425, 429].includes(this.status);
    }
}

/** The draft on the server. */
export class DraftServer {
    /** @param {string} address @param {Record<string, string>} headers */
    constructor(address, headers = {}) {
        this.address = address;
        this.headers = headers;
        this.closing = false;
    }

    load() {
        return this.#ask(this.address, { method: 'GET' });
    }

    /** Reads the draft as a tab has worded it; null when it is still at the version that the tab has seen. @param {string} tab @param {number} [seen] */
    look(tab, seen) {
        return this.#ask(`${this.address}?tab=${tab}`, { method: 'GET', headers: seen ? { 'If-None-Match': `"${seen}"` } : {} });
    }

    keep(request) {
        const body = JSON.stringify(request);
        const keepalive = this.closing && body.length * 3 < keepaliveLimit;
        return this.#ask(this.address, { method: 'POST', body, keepalive, headers: { 'Content-Type': 'application/json' } });
    }

    /** Says where in the text a tab is, or that it leaves. @param {{ tab: string, place: string | null, leaves?: boolean }} where @returns {Promise<import('./presence.js').Other[]>} */
    async attend(where) {
        const options = { method: 'POST', body: JSON.stringify(where), keepalive: Boolean(where.leaves), headers: { ...this.headers, 'Content-Type': 'application/json' } };
        const { response, said } = await fetchJson(this.address.replace(/draft$/, 'presence'), options);
        if (!response.ok || !Array.isArray(said))
            throw new Trouble(response.status);
        return said;
    }

    /** What is said beside the text; with a body something is said first. @param {string} path below the remarks @param {any} [body] */
    async remarks(path, body) {
        const options = body ? { method: 'POST', body: JSON.stringify(body), headers: { ...this.headers, 'Content-Type': 'application/json' } } : { method: 'GET', headers: this.headers };
        const { response, said } = await fetchJson(this.address.replace(/draft$/, 'remarks') + path, options);
        if (!response.ok || !Array.isArray(said?.remarks))
            throw new Trouble(response.status, said ?? {});
        return said;
    }

    async #ask(address, options) {
        const { response, said } = await fetchJson(address, { ...options, headers: { ...this.headers, ...options.headers } });
        if (response.status === 304)
            return null;
        if (!response.ok)
            throw new Trouble(response.status, said ?? {});
        if (!said || typeof said.version !== 'number')
            throw new Trouble(502);
        return said;
    }
}

async function fetchJson(address, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
        const headers = { Accept: 'application/json', 'X-Requested-With': 'fetch', ...options.headers };
        const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store', redirect: 'manual', signal: stop.signal, ...options, headers });
        // A redirect leads to the sign-in page.
        if (response.type === 'opaqueredirect')
            throw new Trouble(401);
        const said = await response.json().catch(error => {
            if (error.name === 'AbortError' || error instanceof TypeError)
                throw new Trouble(0);
            return null;
        });
        return { response, said };
    } catch (error) {
        throw error instanceof Trouble ? error : new Trouble(0);
    } finally {
        clearTimeout(timer);
    }
}
