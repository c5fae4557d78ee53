let named = 0;

/** An element with attributes and what is in it. @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} content */
export function make(tag, attributes = {}, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on'))
            element.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false)
            element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...content);
    return element;
}

/** A button that says what it does. @param {string} text @param {(event: Event) => void} act */
export function button(text, act, attributes = {}) {
    return make('button', { type: 'button', onclick: act, ...attributes }, text);
}

/** A labelled input. @param {string} label @param {Record<string, any>} attributes */
export function labelled(label, attributes = {}, tag = 'input') {
    const id = attributes.id ?? 'editor-input-' + ++named;
    const input = make(tag, { ...attributes, id });
    return { input, label: make('label', { for: id }, label), both: [make('label', { for: id }, label), input] };
}

/** Makes a textarea as tall as its words. @param {HTMLTextAreaElement} area */
export function grow(area) {
    if (CSS.supports('field-sizing', 'content'))
        return;
    area.style.height = 'auto';
    area.style.height = area.scrollHeight + 'px';
}
