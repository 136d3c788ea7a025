/** What made-up people write and press: seeded, and such that no two neighbouring answers of a chat look alike. */
import type { FakeTelegram, Phone } from '../../tests/support/fake-telegram/index.js';
import { random } from '../../tests/support/fake-telegram/index.js';

export type Language = 'ru' | 'ky' | 'tg' | 'uz';
export const LANGUAGES: readonly Language[] = ['ru', 'ky', 'tg', 'uz'];

/** One act of a person, not yet done. */
export type Act =
  | { kind: 'text'; text: string }
  | { kind: 'press'; data: string }
  | { kind: 'fields'; fields: Record<string, unknown> }
  | { kind: 'edit'; text: string };

/** Questions by language and topic, e.g. from the sample questions of the guide. */
export type Questions = ReadonlyMap<Language, ReadonlyMap<string, readonly string[]>>;

const file = { file_id: 'f', file_unique_id: 'u' };
const THINGS: readonly Record<string, unknown>[] = [
  { voice: { ...file, duration: 2 } },
  { sticker: file },
  { photo: [file] },
  { document: file },
  { location: { latitude: 55.5, longitude: 37.5 } },
  { contact: { phone_number: '+70000000000', first_name: 'x' } },
];

/** `length` acts of one person; the first two are /start and the choice of a language. */
export function conversation(seed: number, language: Language, questions: Questions, length: number): Act[] {
  const draw = random(seed, 0xc0);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(draw() * items.length)];
    if (item === undefined) throw new Error('nothing-to-pick-from');
    return item;
  };
  const topics = questions.get(language);
  if (topics === undefined) throw new Error(`no questions in ${language}`);
  const ids = [...topics.keys()];
  const acts: Act[] = [
    { kind: 'text', text: '/start' },
    { kind: 'press', data: `lang:${language}` },
  ];
  let last = '';
  while (acts.length < length) {
    const topic = pick(ids.filter((id) => id !== last));
    const text = pick(topics.get(topic) ?? []);
    const chance = draw();
    if (chance < 0.7) acts.push({ kind: 'text', text });
    else if (chance < 0.8) acts.push({ kind: 'press', data: `t:${topic}` });
    else if (chance < 0.84) acts.push({ kind: 'edit', text });
    else if (chance < 0.88) acts.push({ kind: 'text', text: `/start ${topic}` });
    else if (chance < 0.92) acts.push({ kind: 'fields', fields: { photo: [file], caption: text } });
    else if (chance < 0.96) acts.push({ kind: 'fields', fields: pick(THINGS) });
    else acts.push({ kind: 'text', text: pick(['/settings', '/privacy', '/language', 'qwrtpsdf zxcvbnm']) });
    last = topic;
  }
  return acts;
}

/** Does it, on a message of the bot that is too old to be edited where one is pressed. Returns the update_id. */
export function perform(phone: Phone, act: Act, copies: number): number {
  switch (act.kind) {
    case 'text':
      return phone.send(act.text, { copies });
    case 'press':
      return phone.pressData(act.data, 900_000_000, { copies });
    case 'fields':
      return phone.sendFields(act.fields, { copies });
    case 'edit':
      return phone.edit(900_000_000, { text: act.text }, { copies });
  }
}

/** A chat of its own per number; everything personal in it says CANARY. */
export function person(fake: FakeTelegram, number: number, language: Language): Phone {
  return fake.phone(7_310_000_000 + number, {
    first_name: `CANARYFIRST${number}`,
    last_name: `CANARYLAST${number}`,
    username: `canary_user_${number}`,
    language_code: language,
  });
}
