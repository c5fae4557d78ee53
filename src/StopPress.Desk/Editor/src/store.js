const database = 'stoppress-desk';
const drafts = 'drafts';

/** What is written and not yet on the server, in the browser: one record per tab, for one story in one edition (and one person). */
export class BrowserStore {
    #open = null;

    /** @param {string[]} key story, edition, person */
    constructor(key) {
        this.key = key;
    }

    #database() {
        this.#open ??= new Promise((resolve, reject) => {
            const request = indexedDB.open(database, 1);
            request.onupgradeneeded = () => request.result.createObjectStore(drafts);
            request.onsuccess = () => {
                // Another page that brings a newer form must not wait for this one; the next use opens it again.
                request.result.onversionchange = () => { request.result.close(); this.#open = null; };
                request.result.onclose = () => this.#open = null;
                resolve(request.result);
            };
            request.onerror = () => reject(request.error);
            request.onblocked = () => reject(new Error('blocked'));
        }).catch(error => {
            this.#open = null;
            throw error;
        });
        return this.#open;
    }

    async #in(mode, act) {
        const transaction = (await this.#database()).transaction(drafts, mode, { durability: 'relaxed' });
        return new Promise((resolve, reject) => {
            const request = act(transaction.objectStore(drafts));
            transaction.oncomplete = () => resolve(request.result);
            transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
        });
    }

    put(record) {
        return this.#in('readwrite', store => store.put(record, [...this.key, record.tab]));
    }

    /** Removes what a tab has kept here; when a number is given, only if it is still that request. */
    async remove(tab, sent) {
        const key = [...this.key, tab];
        return this.#in('readwrite', store => {
            const request = store.get(key);
            request.onsuccess = () => (sent === undefined || request.result?.request.sent === sent) && store.delete(key);
            return request;
        });
    }

    list() {
        return this.#in('readonly', store => store.getAll(IDBKeyRange.bound([...this.key, ''], [...this.key, '\uffff'])));
    }
}
