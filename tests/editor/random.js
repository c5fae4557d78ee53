/** Chance that can be had again: a seed gives the same numbers (mulberry32). @param {number} seed */
export function random(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), state | 1);
        t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    return { next, below: most => Math.floor(next() * most), of: list => list[Math.floor(next() * list.length)], chance: share => next() < share };
}
