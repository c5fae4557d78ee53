import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

const key = new PluginKey('presence');

/** Well below the time after which the newspaper takes somebody for gone (Attendance.Lasts). */
const askEvery = 4000;

/** Whoever moves on is told so no more often than this. */
const tellAfter = 1000;

/**
 * Says where in the text this tab is, and hears who else is there. It knows no page: the server, the clock and the page are given to it.
 * @typedef {{ tab: string, name: string, place: string | null, own: boolean }} Other
 */
export class Presence {
    #timer = null;
    #busy = false;
    #told = null;
    #shown = '[]';
    #closed = false;

    /** @param {{ ask(place: string | null, leaves?: boolean): Promise<Other[]>, place(): string | null, show(others: Other[]): void, seen(): boolean, clock: any }} parts */
    constructor({ ask, place, show, seen, clock }) {
        Object.assign(this, { ask, place, show, seen, clock });
    }

    /** Asks now, and from now on. */
    async look() {
        this.clock.clear(this.#timer);
        this.#timer = null;
        if (this.#busy || this.#closed)
            return;
        if (this.seen()) {
            this.#busy = true;
            this.#told = this.place();
            try {
                this.#hear(await this.ask(this.#told));
            } catch {
                // Nobody is said to be there who may be gone.
                this.#hear([]);
            }
            this.#busy = false;
        }
        if (!this.#closed)
            this.#timer ??= this.clock.later(() => this.look(), this.place() === this.#told ? askEvery : tellAfter);
    }

    /** The place may be another one. */
    moved() {
        if (this.#busy || this.#closed || this.place() === this.#told)
            return;
        this.#told = this.place();
        this.clock.clear(this.#timer);
        this.#timer = this.clock.later(() => this.look(), tellAfter);
    }

    /** This tab is left for now; `look` comes back. */
    leave() {
        this.clock.clear(this.#timer);
        this.#timer = null;
        return this.ask(null, true).catch(() => {});
    }

    close() {
        this.#closed = true;
        this.clock.clear(this.#timer);
    }

    #hear(others) {
        const said = JSON.stringify(others);
        if (said !== this.#shown)
            this.show(others);
        this.#shown = said;
    }
}

/** Marks the blocks in which others are. */
export function presencePlugin() {
    return new Plugin({
        key,
        state: {
            init: () => ({ others: [], marks: DecorationSet.empty }),
            apply(tr, last, before, state) {
                const others = tr.getMeta(key) ?? last.others;
                return others === last.others && !tr.docChanged ? last : { others, marks: marksOf(state.doc, others) };
            },
        },
        props: { decorations: state => key.getState(state).marks },
    });
}

/** Shows in the text where others are. @param {any} view @param {Other[]} others */
export function showOthers(view, others) {
    view.dispatch(view.state.tr.setMeta(key, others).setMeta('addToHistory', false));
}

function marksOf(doc, others) {
    if (!others.length)
        return DecorationSet.empty;
    const marks = [];
    doc.forEach((node, offset) => {
        const here = others.filter(other => other.place && other.place === node.attrs.id);
        if (here.length)
            marks.push(Decoration.node(offset, offset + node.nodeSize, { class: 'attended', 'data-who': here.map(other => other.name).join(', ') }));
    });
    return DecorationSet.create(doc, marks);
}

/** The block or field in which somebody writes, or null. @param {any} view @param {Record<string, HTMLElement>} areas */
export function placeOf(view, areas) {
    const field = Object.keys(areas).find(name => document.activeElement === areas[name]);
    if (field || !view.hasFocus())
        return field ?? null;
    const { $from, node } = view.state.selection;
    return ($from.depth ? $from.node(1) : node ?? $from.nodeAfter)?.attrs.id ?? null;
}
