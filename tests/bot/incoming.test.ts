import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toArrival } from '../../src/bot/index.js';

/** Everything Telegram may tell about a person; none of it may get through. */
const CANARIES = {
  first_name: 'CANARY-FIRST',
  last_name: 'CANARY-LAST',
  username: 'CANARY_USERNAME',
};
const chat = { id: 700100200, type: 'private', ...CANARIES };
const from = { id: 700100200, is_bot: false, language_code: 'uz', is_premium: true, ...CANARIES };
const base = { message_id: 5, date: 1790000000, chat, from };
const file = { file_id: 'CANARY-FILE', file_unique_id: 'CANARY-UNIQUE' };

function arrive(update: Record<string, unknown>) {
  return toArrival({ update_id: 77, ...update }, '4200');
}
function message(fields: Record<string, unknown>, kind = 'message') {
  return arrive({ [kind]: { ...base, ...fields } });
}

describe('an update of every kind', () => {
  const table: [string, ReturnType<typeof arrive>, unknown][] = [
    ['text', message({ text: 'Патент' }), { kind: 'text', text: 'Патент', hint: 'uz' }],
    [
      'forwarded text',
      message({ text: 'a', forward_origin: { type: 'user', sender_user: from } }),
      { kind: 'text', text: 'a', hint: 'uz' },
    ],
    ['/start', message({ text: '/start' }), { kind: 'command', name: 'start', hint: 'uz' }],
    [
      '/start with a link to a topic',
      message({ text: '/start unpaid-wages' }),
      { kind: 'command', name: 'start', argument: 'unpaid-wages', hint: 'uz' },
    ],
    [
      '/start with something that is no link of ours',
      message({ text: '/start <b>x</b>' }),
      { kind: 'command', name: 'start', hint: 'uz' },
    ],
    [
      'a command for us by name',
      message({ text: '/Help@CANARY_bot' }),
      { kind: 'command', name: 'help', hint: 'uz' },
    ],
    [
      'an unknown command',
      message({ text: '/patent narxi qancha' }),
      { kind: 'command', name: 'patent', argument: 'narxi qancha', hint: 'uz' },
    ],
    ['a slash that is no command', message({ text: '/ ?' }), { kind: 'text', text: '/ ?', hint: 'uz' }],
    [
      'edited text',
      message({ text: 'b' }, 'edited_message'),
      { kind: 'text', text: 'b', edited: true, hint: 'uz' },
    ],
    [
      'edited picture',
      message({ photo: [file], caption: 'c' }, 'edited_message'),
      { kind: 'edited', hint: 'uz' },
    ],
    ['a live position moving', message({ location: { latitude: 1, longitude: 2 } }, 'edited_message'), null],
    ['voice', message({ voice: { ...file, duration: 3 } }), unreadable('voice')],
    ['round video', message({ video_note: file }), unreadable('voice')],
    ['audio', message({ audio: { ...file, performer: 'CANARY-PERFORMER' } }), unreadable('voice')],
    ['photo', message({ photo: [file] }), unreadable('photo')],
    [
      'photo with a question under it',
      message({ photo: [file], caption: 'Это настоящий патент?' }),
      { ...unreadable('photo'), caption: 'Это настоящий патент?' },
    ],
    ['video', message({ video: file }), unreadable('photo')],
    ['animation', message({ animation: file, document: file }), unreadable('photo')],
    ['document', message({ document: { ...file, file_name: 'CANARY-NAME.pdf' } }), unreadable('document')],
    ['position', message({ location: { latitude: 55.7558, longitude: 37.6173 } }), unreadable('location')],
    [
      'venue',
      message({ location: { latitude: 55.7558, longitude: 37.6173 }, venue: { title: 'CANARY' } }),
      unreadable('location'),
    ],
    [
      'contact',
      message({ contact: { phone_number: '+79990001122', first_name: 'CANARY' } }),
      unreadable('contact'),
    ],
    ['sticker', message({ sticker: file }), unreadable('sticker')],
    ['dice', message({ dice: { emoji: '🎲', value: 3 } }), unreadable('other')],
    ['poll in a chat', message({ poll: { id: '1', question: 'CANARY' } }), unreadable('other')],
    ['story', message({ story: {} }), unreadable('other')],
    ['something not yet invented', message({ hologram: {} }), unreadable('other')],
    ['a pinned message', message({ pinned_message: base }), null],
    ['a timer changed', message({ message_auto_delete_timer_changed: {} }), null],
    ['press', press({ data: 't:registration' }), pressed('t:registration', 9)],
    ['press with malformed data', press({ data: 'DROP TABLE; --' }), pressed('home', 9)],
    ['press with 65 bytes', press({ data: 'a'.repeat(65) }), pressed('home', 9)],
    ['press without data', press({}), pressed('home', 9)],
    [
      'press on a message too old',
      press({ data: 'home', message: { message_id: 9, date: 0, chat } }),
      pressed('home'),
    ],
    ['press without a message', press({ data: 'home', message: undefined }), pressed('home')],
    ['blocked', member('kicked'), { kind: 'left' }],
    ['unblocked', member('member'), null],
    ['added to a group', member('member', { id: -10, type: 'group', title: 'CANARY' }), group(true)],
    ['made administrator', member('administrator', { id: -10, type: 'supergroup' }), group(true)],
    ['thrown out of a group', member('left', { id: -10, type: 'group' }), { kind: 'left' }],
    ['added to a channel', member('administrator', { id: -10, type: 'channel' }), null],
    [
      'text in a group',
      message({ chat: { id: -10, type: 'group' }, text: 'CANARY' }),
      { ...group(false), hint: 'uz' },
    ],
    ['a channel', arrive({ channel_post: { ...base, chat: { id: -10, type: 'channel' }, text: 'x' } }), null],
    ['inline query', arrive({ inline_query: { id: '1', from, query: 'x', offset: '' } }), null],
    ['poll answer', arrive({ poll_answer: { poll_id: '1', user: from, option_ids: [0] } }), null],
    ['an unknown kind', arrive({ telepathy: { from } }), null],
  ];

  it.each(table)('%s', (_name, arrival, expected) => {
    expect(arrival?.payload ?? null).toEqual(expected);
  });

  it('has its key, its order and its chat as address only', () => {
    const arrival = message({ text: 'x' });
    expect(arrival).toMatchObject({ channel: 'telegram', key: '4200:77', order: 77, address: '700100200' });
  });

  it('a username written to the inbox', () => {
    for (const [name, arrival] of table) {
      const written = JSON.stringify(arrival?.payload ?? null);
      if (name !== 'text in a group') expect(written, name).not.toMatch(/CANARY/);
      expect(written, name).not.toMatch(/700100200|79990001122|55\.7558|37\.6173|CANARY_USERNAME|CANARY-/);
    }
  });
});

describe('an update of no known shape', () => {
  it('never throws, and is acknowledged without an item', () => {
    const shapes = [null, 5, 'x', [], {}, { update_id: 'x' }, { update_id: -1 }, { update_id: Number.NaN }];
    for (const shape of shapes) expect(toArrival(shape, '1')).toBeNull();
    expect(message({ text: 5 })).toBeNull();
    expect(message({ chat: null, text: 'x' })).toBeNull();
    expect(message({ chat: { id: 1.5, type: 'private' }, text: 'x' })).toBeNull();
    expect(arrive({ callback_query: { id: '', from } })).toBeNull();
  });

  it('survives fuzz of every field', () => {
    const field = fc.constantFrom('message', 'edited_message', 'callback_query', 'my_chat_member');
    const body = fc.dictionary(
      fc.constantFrom(
        'chat',
        'from',
        'text',
        'caption',
        'data',
        'id',
        'message',
        'new_chat_member',
        'photo',
        '__proto__',
      ),
      fc.oneof(fc.anything(), fc.constant(chat), fc.constant(from), fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(fc.nat(), field, body, (update_id, kind, fields) => {
        const arrival = toArrival({ update_id, [kind]: fields }, '1');
        if (arrival === null) return;
        expect(JSON.stringify(arrival.payload)).not.toMatch(/CANARY/);
        expect(arrival.address).toMatch(/^-?\d+$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no lone half of a surrogate pair and no NUL from a text', () => {
    expect(message({ text: 'a\uD83Db\0c' })?.payload).toMatchObject({ text: 'a\uFFFDbc' });
  });
});

function unreadable(what: string) {
  return { kind: 'unreadable', what, hint: 'uz' };
}
function press(fields: Record<string, unknown>) {
  return arrive({
    callback_query: { id: 'cb1', from, chat_instance: '1', message: { ...base, message_id: 9 }, ...fields },
  });
}
function pressed(action: string, messageId?: number) {
  return {
    kind: 'press',
    callbackId: 'cb1',
    action,
    hint: 'uz',
    ...(messageId === undefined ? {} : { messageId }),
  };
}
function member(status: string, where: Record<string, unknown> = chat) {
  return arrive({ my_chat_member: { chat: where, from, date: 1, new_chat_member: { status, user: from } } });
}
function group(joined: boolean) {
  return { kind: 'group', joined };
}
