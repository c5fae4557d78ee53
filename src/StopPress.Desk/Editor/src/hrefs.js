/** Half of a surrogate pair is no text, and no encoding can carry it. */
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** @param {string} text */
export function withoutHalves(text) {
    return text.replace(halves, '');
}

const invisible = /[\p{Cc}\p{Cf}\p{Z}"'<>\\`^{|}]/u;

/** The newspaper takes at most this much for an address. */
const longest = 8000;

/** An address that a link may lead to, or null: http, https, mailto, tel, a path, a query or a fragment. @param {string | null} address */
export function readHref(address) {
    const text = withoutHalves(address ?? '').replace(/[\t\n\r]/g, '').trim().normalize('NFC');
    if (!text || text.length > longest)
        return null;
    const scheme = /^([^/?#:]*):/.exec(text)?.[1].toLowerCase();
    if (scheme === undefined)
        return encoded(text.startsWith('//') ? 'https:' + text : text);
    if (scheme === 'http' || scheme === 'https') {
        const url = URL.canParse?.(text) ?? true ? safeUrl(text) : null;
        return url && /^https?:\/\/[^/?#]+/i.test(text) ? encoded(text) : null;
    }
    return (scheme === 'mailto' || scheme === 'tel') && text.length > scheme.length + 1 ? encoded(text) : null;
}

function safeUrl(text) {
    try {
        return new URL(text).hostname ? text : null;
    } catch {
        return null;
    }
}

function encoded(text) {
    const safe = Array.from(text, letter => invisible.test(letter) ? percent(letter) : letter).join('');
    return safe.length <= longest ? safe : null;
}

function percent(letter) {
    return Array.from(new TextEncoder().encode(letter), byte => '%' + byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

/** What somebody who types "example.com/page" means. @param {string} typed */
export function hrefOf(typed) {
    const text = typed.trim();
    if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text))
        return readHref('mailto:' + text);
    if (/^(?![a-z][a-z0-9+.-]*:)[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?$/i.test(text))
        return readHref('https://' + text);
    return /^(https?:|mailto:|tel:|\/|\?|#)/i.test(text) ? readHref(text) : null;
}
