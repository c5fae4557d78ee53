/**
 * The addresses that can stand in a story, as the newspaper's own list knows them. It is narrower where it must be: what is not found here
 * stays a link, but what is found here is never refused there.
 */
const token = '[A-Za-z0-9_-]{1,100}';
const end = '(?:[/?#].*)?$';
const known = [
    ['youtube', 'YouTube', [`^(?:www\\.|m\\.)?youtube\\.com/watch\\?v=${token}(?:&(?!v=)[^#&]*)*(?:#.*)?$`, `^(?:www\\.)?youtube\\.com/(?:shorts|live|embed)/(?!videoseries)${token}${end}`, `^youtu\\.be/${token}${end}`]],
    ['vimeo', 'Vimeo', [`^(?:www\\.)?vimeo\\.com/\\d+(?:/${token})?(?:\\?.*)?$`]],
    ['dailymotion', 'Dailymotion', [`^(?:www\\.)?dailymotion\\.com/video/${token}${end}`, `^dai\\.ly/${token}$`]],
    ['spotify', 'Spotify', [`^open\\.spotify\\.com/(?:intl-[a-z]+/)?(?:track|album|playlist|episode|show|artist)/${token}${end}`]],
    ['soundcloud', 'SoundCloud', [`^(?:www\\.)?soundcloud\\.com/${token}/${token}(?:/${token})?(?:\\?.*)?$`]],
    ['internet-archive', 'Internet Archive', [`^(?:www\\.)?archive\\.org/details/${token}$`]],
    ['x', 'X', [`^(?:www\\.|mobile\\.)?(?:twitter|x)\\.com/[A-Za-z0-9_]+/status/\\d+${end}`]],
    ['facebook', 'Facebook', ['^(?:www\\.)?facebook\\.com/[A-Za-z0-9.]+/(?:posts|videos)/[A-Za-z0-9]+/?$', `^(?:www\\.)?facebook\\.com/reel/\\d+/?$`]],
    ['instagram', 'Instagram', [`^(?:www\\.)?instagram\\.com/(?:p|reel|tv)/${token}${end}`]],
    ['tiktok', 'TikTok', [`^(?:www\\.)?tiktok\\.com/@[A-Za-z0-9_.]*[A-Za-z0-9_]/video/\\d+(?:\\?.*)?$`]],
    ['openstreetmap', 'OpenStreetMap', ['^(?:www\\.)?openstreetmap\\.org/(?:node|way|relation)/\\d+$', '^(?:www\\.)?openstreetmap\\.org/#map=[\\d./-]+$']],
    ['google-maps', 'Google Maps', ['^(?:www\\.)?google\\.com/maps/[^\\s]+$', '^maps\\.app\\.goo\\.gl/[A-Za-z0-9]+$']],
].map(([key, name, patterns]) => ({ key, name, patterns: patterns.map(pattern => new RegExp(pattern)) }));

/** Who serves an address: its key and name, or null. @param {string} address @param {string[] | null} providers those that the page allows */
export function providerOf(address, providers = null) {
    const rest = /^https?:\/\/(\S+)$/i.exec(address.trim())?.[1];
    if (!rest || /[\s"'<>\\`^{|}]/.test(rest))
        return null;
    const allowed = providers?.map(one => typeof one === 'string' ? one : one.key);
    return known.find(one => (!allowed || allowed.includes(one.key)) && one.patterns.some(pattern => pattern.test(rest))) ?? null;
}

/** The name of a provider. @param {string | null} key @param {string} address */
export function providerName(key, address) {
    return known.find(one => one.key === key)?.name ?? providerOf(address)?.name ?? '';
}
