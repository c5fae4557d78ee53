const lockOf = tab => 'stoppress-draft-' + tab;

/** How long a tab has to say that it lives, where the browser has no locks (pages without TLS). */
const patience = 500;

/** The other tabs of this browser: which live, and what they say. */
export class BrowserTabs {
    #channel;
    #own = new Set();

    /** @param {string} name of the text */
    constructor(name) {
        this.#channel = 'BroadcastChannel' in window ? new BroadcastChannel('stoppress-draft-' + name) : null;
        this.#channel?.addEventListener('message', ({ data }) => data.asks && this.#own.has(data.asks) && this.tell({ lives: data.asks }));
    }

    /** Says that this tab lives for as long as it does. */
    hold(tab) {
        this.#own.add(tab);
        navigator.locks?.request(lockOf(tab), () => new Promise(() => {}));
    }

    /** Does something in the place of a tab that lives no more; of all tabs, one at a time does. */
    async adopt(tab, act) {
        if (navigator.locks)
            return navigator.locks.request(lockOf(tab), { ifAvailable: true }, lock => lock && act());
        if (!await this.#lives(tab))
            return act();
    }

    #lives(tab) {
        if (!this.#channel)
            return false;
        return new Promise(resolve => {
            const hear = ({ data }) => data.lives === tab && end(true);
            const end = lives => {
                this.#channel.removeEventListener('message', hear);
                resolve(lives);
            };
            this.#channel.addEventListener('message', hear);
            this.tell({ asks: tab });
            setTimeout(end, patience, false);
        });
    }

    tell(message) {
        this.#channel?.postMessage(message);
    }

    hear(act) {
        this.#channel?.addEventListener('message', ({ data }) => act(data));
    }

    seen() {
        return document.visibilityState === 'visible';
    }

    online() {
        return navigator.onLine;
    }

    close() {
        this.#channel?.close();
    }
}
