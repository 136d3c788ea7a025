import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answers/index.js';
import { type Outgoing, render } from '../../src/bot/index.js';
import { checkCall } from '../support/fake-telegram/validate.js';

type Node = Reply['nodes'][number];
type Inline = Extract<Node, { kind: 'paragraph' }>['content'][number];

function reply(nodes: Node[], more: Partial<Reply> = {}): Reply {
  return { language: 'ru', nodes, buttons: [], ...more };
}
function say(text: string, bold = false): Node {
  return { kind: 'paragraph', content: [bold ? { kind: 'text', text, bold: true } : { kind: 'text', text }] };
}
function textOf(call: Outgoing | undefined): string {
  return call !== undefined && 'text' in call.payload ? call.payload.text : '';
}
function entitiesOf(call: Outgoing | undefined) {
  return call !== undefined && 'text' in call.payload ? (call.payload.entities ?? []) : [];
}
/** The stretches of text that entities of a type cover. */
function covered(call: Outgoing | undefined, type: string): string[] {
  return entitiesOf(call)
    .filter((entity) => entity.type === type)
    .map((entity) => textOf(call).slice(entity.offset, entity.offset + entity.length));
}

describe('a reply', () => {
  it('keeps markup of people and of other formats as plain text', () => {
    const [call] = render(reply([say('<b>*_[x](javascript:1)_*</b> &amp; `code`')]));
    expect(textOf(call)).toBe('<b>*_[x](javascript:1)_*</b> &amp; `code`');
    expect(call?.payload).not.toHaveProperty('parse_mode');
    expect(entitiesOf(call)).toEqual([]);
  });

  it('marks bold, facts, small print and variants with entities', () => {
    const [call] = render(
      reply([
        {
          kind: 'paragraph',
          content: [
            { kind: 'text', text: '😀 Срок: ' },
            { kind: 'fact', key: 'k', text: '15 дней' },
            { kind: 'text', text: ' Важно.', bold: true },
          ],
        },
        { kind: 'variant', label: 'Узбекистан', nodes: [say('Да.')] },
        {
          kind: 'list',
          ordered: true,
          items: [[{ kind: 'text', text: 'Раз' }], [{ kind: 'text', text: 'Два' }]],
        },
        { kind: 'note', content: [{ kind: 'text', text: 'По данным на 2022 год.' }] },
        {
          kind: 'table',
          head: ['Где', 'Сколько', 'Когда'],
          rows: [
            [
              [{ kind: 'text', text: 'Москва' }],
              [{ kind: 'text', text: '8 900 ₽' }],
              [{ kind: 'text', text: '2026' }],
            ],
          ],
        },
      ]),
    );
    expect(textOf(call)).toBe(
      '😀 Срок: 15 дней Важно.\n\nУзбекистан:\nДа.\n\n1. Раз\n2. Два\n\nПо данным на 2022 год.\n\nМосква: 8 900 ₽; Когда: 2026',
    );
    expect(covered(call, 'bold')).toEqual(['15 дней', 'Важно.', 'Узбекистан:']);
    expect(covered(call, 'italic')).toEqual(['По данным на 2022 год.']);
  });

  it('links only where a phone can follow', () => {
    const nodes: Node[] = [
      {
        kind: 'paragraph',
        content: [
          { kind: 'link', text: 'учёт', href: '/guide/registration' },
          { kind: 'text', text: ' ' },
          { kind: 'link', text: 'сайт', href: 'https://example.org/a' },
          { kind: 'link', text: ' тут', href: 'http://localhost:8080/ru' },
          { kind: 'link', text: ' там', href: 'javascript:alert(1)' },
        ],
      },
    ];
    const links = (publicUrl?: string) =>
      entitiesOf(render(reply(nodes), publicUrl === undefined ? {} : { publicUrl })[0]).map(
        (entity) => entity.url,
      );
    expect(links()).toEqual(['https://example.org/a']);
    expect(links('http://localhost:8080')).toEqual(['https://example.org/a']);
    expect(links('https://guide.example')).toEqual([
      'https://guide.example/ru/guide/registration',
      'https://example.org/a',
    ]);
  });

  it('puts the keyboard under the last part, one button a row', () => {
    const calls = render(
      reply([say('a'.repeat(4000)), say('b'.repeat(4000))], {
        buttons: [
          { label: 'Раз', action: 'home' },
          { label: 'Два', action: 't:registration' },
        ],
      }),
    );
    expect(calls).toHaveLength(2);
    expect(calls[0]?.payload).not.toHaveProperty('reply_markup');
    expect(calls[1]?.payload).toMatchObject({
      reply_markup: {
        inline_keyboard: [
          [{ text: 'Раз', callback_data: 'home' }],
          [{ text: 'Два', callback_data: 't:registration' }],
        ],
      },
    });
  });

  it('edits the message it replaces if it fits one, else sends anew', () => {
    expect(render(reply([say('a')], { replaces: '12' }))).toMatchObject([
      { method: 'editMessageText', payload: { message_id: 12, text: 'a' } },
    ]);
    const long = render(reply([say('a'.repeat(4000)), say('b'.repeat(4000))], { replaces: '12' }));
    expect(long.map((call) => call.method)).toEqual(['sendMessage', 'sendMessage']);
    expect(render(reply([say('a')], { replaces: 'x' }))[0]?.method).toBe('sendMessage');
  });

  it('refuses what nobody could send: no text, a button that says too much', () => {
    expect(() => render(reply([say('  \n ')]))).toThrow('reply-without-text');
    const button = { label: 'x', action: 'я'.repeat(33) };
    expect(() => render(reply([say('a')], { buttons: [button] }))).toThrow('button-action-length');
  });
});

describe('splitting', () => {
  it('cuts at a paragraph before it cuts inside one', () => {
    const parts = render(reply([say('один два'), say('три четыре'), say('пять')]), { maxLength: 20 });
    expect(parts.map(textOf)).toEqual(['один два\n\nтри четыре', 'пять'].map((text) => text));
  });

  it('counts as Telegram does: 4096 units fit, 4097 do not, a pair counts two', () => {
    expect(render(reply([say('a'.repeat(4096))]))).toHaveLength(1);
    expect(render(reply([say('a'.repeat(4097))]))).toHaveLength(2);
    expect(render(reply([say('😀'.repeat(2048))]))).toHaveLength(1);
    const emojis = render(reply([say(`a${'😀'.repeat(2048)}`)]));
    expect(emojis.map(textOf).join('')).toBe(`a${'😀'.repeat(2048)}`);
    for (const call of emojis) expect(textOf(call)).not.toMatch(/\p{Surrogate}/u);
  });

  const words = fc.string({
    unit: fc.constantFrom('а', 'ў', 'q', '1', ' ', ' ', '😀', '👨‍👩‍👧', '\n', 'Ҷ', '\uD83D', '\u0301'),
    maxLength: 60,
  });
  const inline: fc.Arbitrary<Inline> = fc.oneof(
    words.map((text): Inline => ({ kind: 'text', text })),
    words.map((text): Inline => ({ kind: 'text', text, bold: true })),
    words.map((text): Inline => ({ kind: 'fact', key: 'k', text })),
    words.map((text): Inline => ({ kind: 'link', text, href: 'https://example.org' })),
  );
  const content = fc.array(inline, { minLength: 1, maxLength: 5 });
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      content.map((parts): Node => ({ kind: 'paragraph', content: parts })),
      content.map((parts): Node => ({ kind: 'note', content: parts })),
      fc.array(content, { maxLength: 4 }).map((items): Node => ({ kind: 'list', ordered: true, items })),
      fc
        .array(tie('node'), { maxLength: 3 })
        .map((nodes): Node => ({ kind: 'variant', label: 'для', nodes })),
    ),
  }));

  it('loses nothing, breaks no limit, and every part is a call that Telegram takes', () => {
    fc.assert(
      fc.property(
        fc.array(node, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 8, max: 80 }),
        (nodes, maxLength) => {
          const whole = [say('начало'), ...nodes];
          const parts = render(reply(whole), { maxLength });
          const one = render(reply(whole), { maxLength: 1_000_000 });
          const letters = (calls: Outgoing[]) => calls.map(textOf).join('').replace(/\s/g, '');
          expect(letters(parts)).toBe(letters(one));
          for (const part of parts) {
            expect(textOf(part).length).toBeLessThanOrEqual(maxLength);
            expect(checkCall(part.method, { chat_id: 1, ...part.payload })).toBeNull();
          }
          // What was bold stays bold: no style is lost or spills over at a cut.
          for (const type of ['bold', 'italic', 'text_link']) {
            const styled = (calls: Outgoing[]) =>
              calls
                .flatMap((call) => covered(call, type))
                .join('')
                .replace(/\s/g, '');
            expect(styled(parts)).toBe(styled(one));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps a styled stretch whole where it fits', () => {
    const nodes: Node[] = [
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'раз два три ' },
          { kind: 'text', text: 'важное слово', bold: true },
          { kind: 'text', text: ' дальше' },
        ],
      },
    ];
    const parts = render(reply(nodes), { maxLength: 20 });
    expect(parts.flatMap((part) => covered(part, 'bold'))).toEqual(['важное слово']);
  });
});
