import { join } from 'node:path';
import { z } from 'zod';
import type { Answer, Answers, Reply } from '../../src/answers/index.js';
import {
  BLOCK_KINDS,
  type Block,
  type FactNote,
  type Guide,
  type Reader,
  type RichNode,
  type Topic,
  type TopicSummary,
  toPlainText,
} from '../../src/content/index.js';
import type { Arrival, Delivery, Line, Memory } from '../../src/delivery/index.js';
import type { Directory, ServiceView } from '../../src/directory/index.js';
import { createTranslator } from '../../src/i18n/index.js';
import { uzbekToCyrillic, type WrittenForm } from '../../src/language/index.js';
import type { Search } from '../../src/search/index.js';
import type { Clock, SharedState } from '../../src/store/index.js';
import type { WebDeps } from '../../src/web/index.js';

/** A small guide, directory and chat behind the real doors: plain objects, no store. */

const text = (value: string): RichNode => ({ kind: 'paragraph', content: [{ kind: 'text', text: value }] });

export const translator = createTranslator({
  dir: join(import.meta.dirname, '../../locales'),
  toCyrillic: uzbekToCyrillic,
});

const WORDS: Record<WrittenForm, { registration: string; pay: string; emergency: string; body: string }> = {
  ru: {
    registration: 'Миграционный учёт (регистрация)',
    pay: 'Сколько платить за патент',
    emergency: 'Опасность: куда звонить',
    body: 'Вас должны поставить на учёт там, где вы живёте. Просите об этом в день приезда и проверьте талон.',
  },
  ky: {
    registration: 'Миграциялык каттоо',
    pay: 'Патент үчүн канча төлөө керек',
    emergency: 'Коркунуч: кайда чалуу керек',
    body: 'Сиз жашаган жерде каттоого турушуңуз керек. Келген күнү сураңыз жана талонду текшериңиз.',
  },
  tg: {
    registration: 'Бақайдгирии муҳоҷират',
    pay: 'Барои патент чӣ қадар пардохтан лозим',
    emergency: 'Хатар: ба куҷо занг задан',
    body: 'Шуморо дар ҷое, ки зиндагӣ мекунед, ба қайд гирифтан лозим. Рӯзи омадан пурсед ва талонро санҷед.',
  },
  uz: {
    registration: 'Migratsiya hisobi (roʻyxatdan oʻtish)',
    pay: 'Patent uchun qancha toʻlanadi',
    emergency: 'Xavf: qayerga qoʻngʻiroq qilish',
    body: 'Sizni yashayotgan joyingizda hisobga (миграционный учёт) qoʻyishlari kerak. Kelgan kuni soʻrang.',
  },
  'uz-Cyrl': {
    registration: 'Миграция ҳисоби (рўйхатдан ўтиш)',
    pay: 'Патент учун қанча тўланади',
    emergency: 'Хавф: қаерга қўнғироқ қилиш',
    body: 'Сизни яшаётган жойингизда ҳисобга қўйишлари керак. Келган куни сўранг ва талонни текширинг.',
  },
};

const fact = (key: string, value: string, notes: string[], current = true): FactNote => ({
  key,
  label: key.replaceAll('-', ' '),
  text: value,
  law: ['109-ФЗ, ст. 20'],
  status: 'V',
  sourceDate: '2025-11-14',
  checkedOn: null,
  notes,
  current,
});

export interface FixtureOptions {
  /** Put into every title, summary, block, label and service name. */
  poison?: string;
  generation?: number;
  machineOnly?: boolean;
}

export function fixtureGuide({ poison = '', generation = 1 }: FixtureOptions = {}): Guide {
  const summary = (id: string, chapter: string, title: string, { language }: Reader): TopicSummary => ({
    id,
    chapter,
    title: title + poison,
    summary: WORDS[language].body + poison,
    state: 'machine',
  });
  const summaries = (reader: Reader): TopicSummary[] => [
    summary('registration', 'arriving', WORDS[reader.language].registration, reader),
    summary('patent-cost-payment', 'patent', WORDS[reader.language].pay, reader),
    summary('emergency', 'health', WORDS[reader.language].emergency, reader),
  ];
  const blocks = (reader: Reader): Block[] =>
    BLOCK_KINDS.map((kind, index) => ({
      id: kind,
      kind,
      heading: translator.t(reader.language, `content:headings.${kind}`) + poison,
      state: index === 2 ? 'outdated' : index === 3 ? 'reviewed' : 'machine',
      nodes: nodesOf(kind, reader, poison),
      facts:
        kind === 'steps' || kind === 'deadline'
          ? [
              fact('registration-deadline', '15', [`as of 2022-07-06${poison}`]),
              fact('registration-who', '', [`as of 2022-07-06${poison}`]),
            ]
          : kind === 'cost'
            ? [fact('patent-pay', '10 000 ₽', ['no value for 2027 is known'], false)]
            : [],
    }));
  return {
    generation,
    chapters: () => [
      { id: 'arriving', title: `Arriving${poison}` },
      { id: 'patent', title: 'Patent' },
      { id: 'health', title: 'Health' },
    ],
    topics: summaries,
    topic(id, reader): Topic | null {
      const found = summaries(reader).find((candidate) => candidate.id === id);
      if (!found) return null;
      return {
        ...found,
        blocks: blocks(reader),
        related: summaries(reader).flatMap((other) => (other.id === id ? [] : [other.id])),
        serviceKinds: ['legal-aid', 'emergency'],
        sourceDate: '2025-11-14',
        checkedOn: null,
      };
    },
    topicIds: () => ['registration', 'patent-cost-payment', 'emergency'],
    fact: () => null,
    facts: () => [
      {
        key: 'registration-deadline',
        value: 15,
        unit: 'day',
        citizenship: 'UZ',
        region: null,
        valid_from: '2022-06-04',
        valid_to: null,
        law: ['109-ФЗ, ст. 20'],
        status: 'V',
        source: null,
        source_date: '2022-07-06',
        checked_on: null,
        contradicts: null,
      },
    ],
    card: (_card, { language }) => [text(WORDS[language].emergency)],
    questions: () => [],
    dangerPhrases: () => [],
    calmPhrases: () => [],
    dangerSamples: () => [],
    services: () => [],
    phraseCards: () => [
      {
        id: 'police',
        title: `Police${poison}`,
        intro: `Keep calm.${poison}`,
        topics: ['registration'],
        phrases: [
          {
            id: 'police-why',
            says: 'you',
            russian: `Почему вы меня остановили?${poison}`,
            meaning: `Why did you stop me?${poison}`,
            reading: `Pachimu${poison}`,
            facts: [fact('registration-who', '', [`as of 2022-07-06${poison}`])],
          },
          {
            id: 'police-papers',
            says: 'they',
            russian: 'Ваши документы',
            meaning: null,
            reading: null,
            facts: [],
          },
        ],
      },
    ],
    glossary: () => [
      {
        id: 'patent',
        russian: 'патент',
        term: `patent${poison}`,
        explanation: `A paper to work.${poison}`,
        said: [`patint${poison}`],
        topics: ['registration'],
      },
    ],
    journey: () => [
      {
        id: 'before',
        title: `Before${poison}`,
        text: `At home.${poison}`,
        steps: [{ topic: 'registration', text: `Go on.${poison}` }],
      },
    ],
    changes: () => [
      {
        date: '2025-09-01',
        text: `New rule.${poison}`,
        topics: ['registration'],
        facts: [fact('patent-pay', '10 000 ₽', ['no value for 2027 is known'], false)],
      },
    ],
  };
}

function nodesOf(kind: Block['kind'], { language, citizenship }: Reader, poison: string): RichNode[] {
  const body = WORDS[language].body + poison;
  if (kind === 'steps') {
    const items = [1, 2, 3].map((n) => [{ kind: 'text' as const, text: `${body} ${n}` }]);
    return [{ kind: 'list', ordered: true, items }];
  }
  if (kind === 'traps') {
    const items = [
      [{ kind: 'text' as const, text: body, bold: true as const }],
      [{ kind: 'link' as const, text: `link${poison}`, href: '/guide/patent-cost-payment' }],
      [{ kind: 'link' as const, text: 'bad', href: 'javascript:alert(1)' }],
    ];
    return [{ kind: 'list', ordered: false, items }];
  }
  if (kind === 'deadline') {
    const variants: RichNode[] = ['UZ', 'KG'].flatMap((code) =>
      citizenship === undefined || citizenship === code
        ? [
            {
              kind: 'variant' as const,
              label: `only ${code}${poison}`,
              nodes: [
                {
                  kind: 'paragraph' as const,
                  content: [{ kind: 'fact' as const, key: 'registration-deadline', text: `${code} 15` }],
                },
              ],
            },
          ]
        : [],
    );
    return variants;
  }
  if (kind === 'cost') {
    const row = [
      [{ kind: 'text' as const, text: `Moscow${poison}` }],
      [{ kind: 'fact' as const, key: 'patent-pay', text: '10 000 ₽' }],
    ];
    return [
      { kind: 'table', head: [`Region${poison}`, 'Sum'], rows: [row] },
      { kind: 'note', content: [{ kind: 'text', text: body }] },
    ];
  }
  if (kind === 'where') {
    const tel = { kind: 'fact' as const, key: 'phone-112', text: '112', tel: '112' };
    return [{ kind: 'paragraph', content: [{ kind: 'text', text: body }, tel] }];
  }
  return [text(body)];
}

const service = (id: string, kind: string, name: string, poison: string): ServiceView => ({
  id,
  name,
  kind,
  kinds: [kind],
  provider: kind === 'emergency' ? 'state' : 'ngo',
  description: 'What it does',
  phones: [
    { number: kind === 'emergency' ? '112' : '8-800-707-88-41', note: null, confirmed: kind === 'emergency' },
  ],
  url: 'https://example.org/',
  email: null,
  address: 'Москва, Новый Арбат, 1',
  regions: kind === 'emergency' ? [] : ['RU-MOW'],
  citizenships: [],
  languages: kind === 'emergency' ? null : ['ru', 'tg'],
  schedule: null,
  fees: null,
  eligibility: null,
  required_documents: null,
  status: 'V',
  source_date: '2025-11-14',
  checked_on: null,
  legal_mark: kind === 'legal-aid' ? 'Mark of the law' : null,
  events: [
    { starts: '2020-01-01', ends: null, text: `Past reception${poison}` },
    { starts: '2099-02-01', ends: '2099-02-03', text: `Coming reception${poison}` },
  ],
});

export function fixtureDirectory(poison = ''): Directory {
  const all = [
    service('rescue', 'emergency', `112 (Единый номер)${poison}`, poison),
    service('lawyers', 'legal-aid', `Lawyers${poison}`, poison),
  ];
  return {
    list: ({ kind, region }) =>
      all.filter(
        (one) =>
          (kind === undefined || one.kinds.includes(kind)) &&
          (region === undefined || one.regions.length === 0 || one.regions.includes(region)),
      ),
    get: (id) => all.find((one) => one.id === id) ?? null,
    kinds: () => ['emergency', 'legal-aid'],
  };
}

export const fixtureSearch: Search = {
  generation: 1,
  find: (words) => ({
    generation: 1,
    hits: /[\p{L}]/u.test(words)
      ? [
          { topic: 'registration', score: 0.93, why: [], evidence: { learnt: 4, wordings: 1, body: 1 } },
          { topic: 'small-talk', score: 0.2, why: [], evidence: { learnt: 1, wordings: 0, body: 0 } },
        ]
      : [],
    danger: null,
    known: 1,
  }),
};

/** Quotes the registration page; `help` is danger; everything it was told comes back in the answer. */
export function fixtureAnswers(): Answers {
  const ask = ({ text: words, language = 'ru' }: { text: string; language?: WrittenForm }): Answer => {
    const danger = words.includes('help');
    const nodes = [text(`${WORDS[language].body} [${words}]`)];
    return {
      language,
      outcome: danger ? 'emergency' : 'answer',
      topics: danger
        ? []
        : [
            {
              id: 'registration',
              title: WORDS[language].registration,
              score: 0.93,
              url: `/${language}/guide/registration`,
            },
          ],
      nodes,
      text: toPlainText(nodes),
      services: [{ id: 'lawyers', name: 'Lawyers', kind: 'legal-aid' }],
      card: danger ? 'medical' : null,
      buttons: [
        { label: 'Steps', action: 'b:registration:steps' },
        { label: 'Person', action: 'person' },
      ],
      why: [],
    };
  };
  return {
    ask,
    receive({ content, languageHint }, memory) {
      const language = languageHint === 'uz' || languageHint === 'tg' ? languageHint : 'ru';
      const words = content.kind === 'text' ? content.text : content.kind === 'action' ? content.action : '';
      const answer = ask({ text: words, language });
      const reply: Reply = { language, nodes: answer.nodes, buttons: answer.buttons };
      return { replies: [reply], memory };
    },
  };
}

const message = z.object({
  languageHint: z.string().optional(),
  content: z.union([
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('action'), action: z.string() }),
  ]),
});

export interface FixtureDelivery extends Delivery {
  readonly accepted: Arrival[];
  /** While true nothing is decided. */
  hold(held: boolean): Promise<void>;
  /** While true the store is away. */
  away: boolean;
}

export function fixtureDelivery(answers: Answers): FixtureDelivery {
  const accepted: Arrival[] = [];
  const lines = new Map<string, Line[]>();
  const memories = new Map<string, Memory>();
  const done = new Set<string>();
  const waiting: Arrival[] = [];
  let held = false;
  const add = (address: string, line: Line) => lines.set(address, [...(lines.get(address) ?? []), line]);
  const decide = ({ address, key, payload }: Arrival) => {
    const { content, languageHint } = message.parse(payload);
    const incoming = { content, ...(languageHint === undefined ? {} : { languageHint }) };
    for (const body of answers.receive(incoming, memories.get(address) ?? {}).replies) {
      add(address, { from: 'guide', body: JSON.parse(JSON.stringify(body)), at: new Date() });
    }
    done.add(key);
  };
  const reach = () => {
    if (delivery.away) throw Object.assign(new Error('away'), { code: 'store.away' });
  };
  const delivery: FixtureDelivery = {
    accepted,
    away: false,
    async hold(value) {
      held = value;
      if (!held) for (const arrival of waiting.splice(0)) decide(arrival);
    },
    async accept(arrival) {
      reach();
      if (accepted.some(({ key }) => key === arrival.key)) return 'duplicate';
      accepted.push(arrival);
      add(arrival.address, { from: 'person', body: arrival.payload, at: new Date() });
      if (held) waiting.push(arrival);
      else decide(arrival);
      return 'new';
    },
    settled: async (_channel, key) => done.has(key),
    async conversation(_channel, address) {
      reach();
      return lines.get(address) ?? [];
    },
    async memory(_channel, address) {
      reach();
      return memories.get(address) ?? {};
    },
    async remember(_channel, address, memory) {
      memories.set(address, memory);
    },
    async forget(_channel, address) {
      lines.delete(address);
      memories.delete(address);
    },
    start: async () => undefined,
    stop: async () => undefined,
    idle: async () => undefined,
    parked: async () => [],
    backlog: async () => ({ waiting: waiting.length, unsent: 0, oldestSeconds: 0 }),
  };
  return delivery;
}

export const fixtureClock: Clock = {
  now: () => new Date('2026-11-22T09:00:00Z'),
  today: () => '2026-11-22',
};

export function fixtureState(): SharedState & { counts: Map<string, number> } {
  const counts = new Map<string, number>();
  return {
    counts,
    kind: 'memory',
    get: async () => null,
    set: async () => undefined,
    delete: async () => undefined,
    async count(key, windowMs) {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { count, resetMs: windowMs };
    },
    publish: async () => undefined,
    subscribe: async () => async () => undefined,
    close: async () => undefined,
  };
}

export interface FixtureWeb {
  deps: WebDeps;
  delivery: FixtureDelivery;
  state: ReturnType<typeof fixtureState>;
  errors: { code: string; route: string }[];
}

/** Everything `createWeb` needs, made of fixtures; `change` replaces what a test is about. */
export function fixtureDeps(options: FixtureOptions = {}, change: Partial<WebDeps> = {}): FixtureWeb {
  const guide = fixtureGuide(options);
  const directory = fixtureDirectory(options.poison);
  const answers = fixtureAnswers();
  const delivery = fixtureDelivery(answers);
  const state = fixtureState();
  const errors: { code: string; route: string }[] = [];
  const deps: WebDeps = {
    guide: () => guide,
    directory: () => directory,
    search: () => fixtureSearch,
    answers,
    delivery,
    translator,
    clock: fixtureClock,
    state,
    settings: { publicUrl: null, retentionDays: 30, rateLimit: 1_200 },
    health: async () => ({ ready: true, generation: { store: 1, search: 1 }, telegram: 'off' }),
    onError: (event) => errors.push(event),
    ...change,
  };
  return { deps, delivery, state, errors };
}
