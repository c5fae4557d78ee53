import { make } from './dom.js';

let lists = 0;
const most = 6;

/** The name that is being written before the caret: an @ at the beginning of a word, and what follows it. @param {string} text */
export function askedName(text) {
    return /(?:^|[\s(])@([^@\n]{0,40})$/u.exec(text)?.[1] ?? null;
}

/** Those whose name, or a part of it, begins so. @param {{ id: string, name: string }[]} colleagues @param {string} asked */
export function namesLike(colleagues, asked) {
    const fold = text => text.normalize('NFD').replace(/\p{M}/gu, match => /[\u0e00-\u0e7f]/.test(match) ? match : '').toLocaleLowerCase();
    const wanted = fold(asked);
    return colleagues.filter(({ name }) => fold(name).startsWith(wanted) || fold(name).split(/\s+/).some(part => part.startsWith(wanted))).slice(0, most);
}

/** Suggests colleagues while a name is written after an @. @param {HTMLTextAreaElement} input @param {() => { id: string, name: string }[]} colleagues @param {string} label */
export function mentionList(input, colleagues, label) {
    const id = 'editor-mentions-' + ++lists;
    const dom = make('div', { id, class: 'mentions', role: 'listbox', 'aria-label': label, hidden: true });
    const named = new Map();
    let found = [];
    let chosen = 0;
    // Several lines are a text box, and a combo box is not (ARIA in HTML): what can be chosen is told by what is active in the list.
    Object.entries({ 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': id }).forEach(([name, value]) => input.setAttribute(name, value));
    const draw = () => {
        dom.replaceChildren(...found.map((one, at) => make('div', { id: `${id}-${at}`, role: 'option', 'aria-selected': String(at === chosen), onmousedown: event => { event.preventDefault(); choose(at); } }, one.name)));
        dom.hidden = !found.length;
        found.length ? input.setAttribute('aria-activedescendant', `${id}-${chosen}`) : input.removeAttribute('aria-activedescendant');
    };
    const choose = at => {
        const { id: account, name } = found[at];
        const before = input.value.slice(0, input.selectionStart);
        const start = before.length - askedName(before).length;
        input.setRangeText(name + ' ', start, input.selectionStart, 'end');
        named.set(account, name);
        found = [];
        draw();
    };
    input.addEventListener('input', () => {
        const asked = askedName(input.value.slice(0, input.selectionStart));
        found = asked === null ? [] : namesLike(colleagues(), asked);
        chosen = 0;
        draw();
    });
    input.addEventListener('keydown', event => {
        if (!found.length || event.isComposing)
            return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step)
            chosen = (chosen + step + found.length) % found.length;
        else if (['Enter', 'Tab'].includes(event.key) && !event.ctrlKey && !event.metaKey)
            return event.preventDefault(), choose(chosen);
        else if (event.key === 'Escape')
            found = [];
        else
            return;
        event.preventDefault();
        draw();
    });
    // A name that is written out means the same as one that is chosen.
    const typed = () => colleagues().filter(({ name }) => input.value.toLocaleLowerCase().includes('@' + name.toLocaleLowerCase())).map(one => one.id);
    input.addEventListener('blur', () => { found = []; draw(); });
    return { dom, named: () => [...new Set([...[...named].filter(([, name]) => input.value.includes('@' + name)).map(([account]) => account), ...typed()])] };
}
