import { button, labelled, make } from './dom.js';
import { mentionList } from './mention.js';
import { fill } from './words.js';

/** What colleagues say beside the text: a list of threads, each with what it is about, its answers, and a way to be done with it. */
export class Remarks {
    #told = { remarks: [], colleagues: [] };
    #shown = '';
    #found = new Map();
    #forms = new Map();

    /**
     * @param {HTMLElement} place
     * @param {{ words: import('./words.js').Words, language: string, zone?: string, ask(path: string, body?: any): Promise<any>, find(remark: any): any, mark(open: any[]): void, go(id: string, remark: any): void, chosen(): { place: string, quote: string } }} parts
     */
    constructor(place, parts) {
        Object.assign(this, parts);
        this.begin = button(this.words.remark, () => this.write(), { class: 'begin' });
        this.voice = make('p', { class: 'unseen', role: 'status' });
        this.fault = make('p', { class: 'wrong', role: 'alert' });
        this.fresh = make('div', {});
        this.list = make('div', {});
        place.replaceChildren(this.begin, this.voice, this.fault, this.fresh, this.list);
        this.place = place;
        this.times = new Intl.DateTimeFormat(document.documentElement.lang || 'en', { dateStyle: 'medium', timeStyle: 'short', timeZone: this.zone });
    }

    /** Asks what is said by now; while the newspaper does not answer, what was said stays. */
    async look() {
        try {
            this.#hear(await this.ask(''));
        } catch {
            // The next look may be answered.
        }
    }

    /** Begins a remark on what is chosen. */
    write() {
        const passage = this.chosen();
        const title = passage.quote ? fill(this.words.remarkOn, { quote: passage.quote }) : this.words.remarkHere;
        this.fresh.replaceChildren(this.#form('', title, said => ({ ...said, ...passage }), () => this.fresh.replaceChildren()));
        this.fresh.querySelector('textarea').focus();
    }

    /** Shows the thread of a passage that somebody has pointed to. */
    open(id) {
        // The writing goes on where it was pointed to: only the eye is led there.
        for (const thread of this.list.querySelectorAll('[data-remark]'))
            thread.toggleAttribute('data-pointed', thread.dataset.remark === id);
        this.list.querySelector('[data-pointed]')?.scrollIntoView({ block: 'nearest' });
    }

    #hear(told) {
        this.#told = told;
        const threads = told.remarks.filter(remark => !remark.answers);
        this.#found = new Map(threads.map(remark => [remark.id, this.find(remark)]));
        this.mark(threads.filter(remark => !remark.resolved_by).map(remark => ({ id: remark.id, at: this.#found.get(remark.id) })));
        const shown = JSON.stringify([told.remarks, [...this.#found.values()].map(at => at && at.exact)]);
        if (shown === this.#shown)
            return;
        this.#shown = shown;
        const typing = document.activeElement;
        const draw = remark => this.#thread(remark);
        const open = threads.filter(remark => !remark.resolved_by);
        const done = threads.filter(remark => remark.resolved_by);
        const wasOpen = this.list.querySelector('details')?.open;
        this.list.replaceChildren(
            ...(threads.length ? open.map(draw) : [make('p', { class: 'quiet' }, this.words.noRemarks)]),
            ...(done.length ? [make('details', { open: wasOpen }, make('summary', {}, fill(this.words.resolved, { n: done.length })), ...done.map(draw))] : []));
        // Whoever writes an answer goes on in it.
        if (typing && typing !== document.activeElement && this.list.contains(typing))
            typing.focus();
    }

    #thread(remark) {
        const answers = this.#told.remarks.filter(one => one.answers === remark.id);
        const said = one => make('div', { class: 'said-by' },
            make('p', { class: 'who' }, make('strong', {}, one.by), ' ', make('time', { datetime: one.at }, this.times.format(new Date(one.at)))), make('p', { class: 'says', lang: this.language }, one.says));
        const resolve = button(remark.resolved_by ? this.words.reopen : this.words.resolve, () => this.#send(`/${remark.id}`, { resolved: !remark.resolved_by }).then(() => this.begin.focus()));
        const answer = this.#forms.get(remark.id) ?? make('div', {});
        this.#forms.set(remark.id, answer);
        const reply = button(this.words.answer, () => {
            answer.replaceChildren(this.#form(remark.id, this.words.answer, said => ({ ...said, answers: remark.id }), () => answer.replaceChildren()));
            answer.querySelector('textarea').focus();
        });
        return make('article', { 'data-remark': remark.id, 'aria-label': `${remark.by}: ${remark.quote || remark.says}` }, ...this.#about(remark), said(remark), ...answers.map(said),
            ...(remark.resolved_by ? [make('p', { class: 'quiet' }, fill(this.words.resolvedBy, { name: remark.resolved_by }))] : []), make('div', { class: 'acts' }, reply, resolve), answer);
    }

    #about(remark) {
        const at = this.#found.get(remark.id);
        const words = make('q', { lang: this.language }, remark.quote);
        const state = !at && (remark.quote || remark.place) ? this.words.quoteGone : at && !at.exact ? this.words.quoteChanged : '';
        if (!remark.quote && !at)
            return state ? [make('p', { class: 'quiet' }, state.replace(/:$/, '.'))] : [];
        const about = remark.quote ? [words] : [this.words[remark.place] ?? at?.text ?? '…'];
        return [make('p', { class: 'about' }, ...(state ? [make('span', { class: 'quiet' }, state), ' '] : []), at ? button('', () => this.go(remark.id, remark), { class: 'where' }) : '', ...(at ? [] : about))]
            .map(line => (line.querySelector('.where')?.append(...about), line));
    }

    #form(id, title, whole, close) {
        const { input, label } = labelled(title, { rows: 3, maxlength: 2000, lang: this.language, placeholder: this.words.remarkSays }, 'textarea');
        const mentions = mentionList(input, () => this.#told.colleagues, this.words.colleagues);
        const submit = async event => {
            event.preventDefault();
            if (!input.value.trim())
                return input.focus();
            const sent = form.querySelector('button');
            sent.disabled = true;
            if (await this.#send('', whole({ says: input.value, mentions: mentions.named() }))) {
                close();
                this.voice.textContent = this.words.remarkMade;
                this.begin.focus();
            }
            sent.disabled = false;
        };
        input.addEventListener('keydown', event => {
            if (event.defaultPrevented || event.isComposing)
                return;
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                form.requestSubmit();
        });
        const form = make('form', { onsubmit: submit }, label, input, mentions.dom, make('div', { class: 'acts' }, make('button', {}, this.words.send), button(this.words.cancel, () => { close(); this.begin.focus(); })));
        return form;
    }

    /** Sends something, and shows what stands there then. @returns {Promise<boolean>} whether it was taken */
    async #send(path, body) {
        this.fault.textContent = '';
        try {
            this.#hear(await this.ask(path, body));
            return true;
        } catch (trouble) {
            this.fault.textContent = trouble.refused ? [trouble.message, trouble.help].filter(Boolean).join(' ') : this.words.remarksBroken;
            return false;
        }
    }
}
