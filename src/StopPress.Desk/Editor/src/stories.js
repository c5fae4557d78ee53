/** The newspaper's own stories, found by words of their headline. */
export class Stories {
    #headlines = new Map();

    /** @param {{ address: string, headers: Record<string, string>, known?: Record<string, string> }} parts */
    constructor({ address, headers, known = {} }) {
        Object.assign(this, { address, headers });
        Object.entries(known).forEach(([id, headline]) => this.#headlines.set(id, headline));
    }

    know({ id, headline }) {
        this.#headlines.set(id, headline);
    }

    /** @param {string} query @returns {Promise<{ id: string, address: string, headline: string }[]>} */
    async find(query) {
        const stories = await this.#ask({ q: query });
        stories.forEach(story => this.know(story));
        return stories;
    }

    /** @param {string} id */
    async headline(id) {
        if (!this.#headlines.has(id))
            (await this.#ask({ id })).forEach(story => this.know(story));
        return this.#headlines.get(id) ?? id;
    }

    async #ask(query) {
        const join = this.address.includes('?') ? '&' : '?';
        const response = await fetch(this.address + join + new URLSearchParams(query), { headers: { Accept: 'application/json', ...this.headers } });
        if (!response.ok)
            throw new Error(String(response.status));
        return response.json();
    }
}
