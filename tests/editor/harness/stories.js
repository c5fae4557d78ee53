import { node, p, text } from '../samples.js';

export const english = {
    fields: {
        kicker: 'The coast', headline: 'Harbour reopens nine days after the storm, and half the fleet is still missing', dateline: 'BAN NAM KHEM',
        standfirst: 'Fishermen went out at dawn with borrowed nets. The province promises money by the end of the month; the boatyards say that they can build six boats a year.',
    },
    body: [
        p('a', text('The first boat left at ten past five. Nobody had told its owner that the harbour was open; he had simply seen the buoys back in their places, and gone.')),
        node('figure', { id: 'f', media: '0000000000003', alt: 'Boats at anchor in grey light', credit: 'Nok Srisuk' }, text('The fleet at first light on Tuesday. Forty-one boats are missing.')),
        p('b0', text('“We have waited long enough,” said '), text('Somchai Prasert', { type: 'strong' }), text(', who has fished here since 1988. The '), text('harbour office', { type: 'link', attrs: { href: '/harbour' } }), text(' confirmed the opening two hours later.')),
        node('heading', { id: 'h', level: 2 }, text('Six boats a year')),
        node('conflict', { id: 'x' }, node('conflict_side', null, p('c', text('The yards have wood for six boats. They need wood for forty.'))), node('conflict_side', null, p('c', text('The yards say they can build six boats a year, and forty are needed.')))),
        node('blockquote', { id: 'q' }, p('q1', text('A boat is not a car. You cannot order one and have it on Friday.')), node('attribution', null, text('Anan Chaiyo, boatbuilder'))),
        node('bullet_list', { id: 'u' }, node('list_item', null, p('u1', text('Boats lost: 41'))), node('list_item', null, p('u2', text('Boats damaged: 63')))),
        node('pull_quote', { id: 'k' }, node('pull_quote_text', null, text('You cannot order a boat and have it on Friday'))),
        node('table', { id: 't', header_rows: 1 }, node('table_caption', null, text('What a boat costs')), node('table_row', null, ...['Length', 'Before', 'Now'].map(word => node('table_header', null, text(word)))), ...[['8 m', '180,000', '260,000'], ['12 m', '420,000', '610,000']].map(row => node('table_row', null, ...row.map(word => node('table_cell', null, text(word)))))),
        node('fact_box', { id: 'b' }, node('fact_box_title', null, text('The storm in short')), p('b1', text('Landfall on 3 May at 02:40. Waves of six metres. No deaths; eleven injured.'))),
        node('gallery', { id: 'g' }, node('figure', { id: 'g1', media: '0000000000005' }, text('The pier')), node('figure', { id: 'g2', media: '0000000000007' })),
        node('embed', { id: 'e', provider: 'youtube', address: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', title: 'The night of the storm' }),
        node('related_story', { id: 's', story: '0000000000001' }), node('horizontal_rule', { id: 'r' }),
        node('code_block', { id: 'z' }, text('wave = wind * fetch\nprint(wave)')), p('last', text('The next tide is at six.')),
    ],
};

export const thai = {
    fields: { kicker: 'ชายฝั่ง', headline: 'ท่าเรือเปิดอีกครั้งหลังพายุเก้าวัน เรือครึ่งหนึ่งยังสูญหาย', standfirst: 'ชาวประมงออกทะเลตั้งแต่เช้าตรู่ด้วยอวนที่ยืมมา จังหวัดรับปากว่าจะจ่ายเงินภายในสิ้นเดือน', dateline: 'บ้านน้ำเค็ม' },
    body: [
        p('a', text('เรือลำแรกออกจากท่าเมื่อเวลาห้าโมงสิบนาที ไม่มีใครบอกเจ้าของเรือว่าท่าเปิดแล้ว เขาเพียงเห็นว่าทุ่นกลับมาอยู่ที่เดิม จึงออกเรือไป ผู้ใหญ่บ้านกล่าวว่าไม่มีใครรอได้อีกแล้ว')),
        node('figure', { id: 'f', media: '0000000000003', alt: 'เรือจอดอยู่ในแสงสีเทา' }, text('กองเรือในแสงแรกของวันอังคาร')),
        p('b0', text('“เรารอมานานพอแล้ว” สมชาย ประเสริฐ กล่าว')), node('blockquote', { id: 'q' }, p('q1', text('เรือไม่ใช่รถ สั่งวันนี้ไม่ได้วันศุกร์'))),
        node('conflict', { id: 'x' }, node('conflict_side', null, p('c', text('อู่มีไม้พอสำหรับหกลำ'))), node('conflict_side', null, p('c', text('อู่สร้างได้ปีละหกลำ')))),
    ],
};
