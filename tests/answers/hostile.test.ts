import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '../../scripts/wiring.js';
import type { Answers } from '../../src/answers/index.js';

/** `kind[:what is expected] || message`, written by somebody who had not seen the program. */
const LINES = readFileSync('tests/answers/hostile.txt', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => {
    const [head = '', text = ''] = line.split(' || ');
    const [kind = '', ...wanted] = head.split(':');
    return { kind, wanted, text };
  });
const of = (kind: string) => LINES.filter((line) => line.kind === kind);

let answers: Answers;
beforeAll(async () => {
  ({ answers } = await openAnswers());
});

/** Which messages do not end as they should; at most `most` may. */
function check(kind: string, most: number, holds: (line: (typeof LINES)[number]) => boolean) {
  const lines = of(kind);
  expect(lines.length).toBe(15);
  const wrong = lines.filter((line) => !holds(line)).map(({ text }) => text);
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(most);
}

const topicsOf = (text: string) => answers.ask({ text }).topics.map(({ id }) => id);
const outcomeOf = (text: string) => answers.ask({ text }).outcome;

describe('messages that are no plain question', () => {
  it('orders to the program are not followed: it says what it is, or that this is not in the guide', () => {
    check('inject', 3, ({ text }) => ['unknown', 'smalltalk'].includes(outcomeOf(text)));
    const { text } = answers.ask({ text: of('inject')[0]?.text ?? '', language: 'ru' });
    expect(text).toContain('справочник');
  });

  it('requests for something illegal are answered with the topic of fraud', () => {
    check('illegal', 1, ({ text }) => topicsOf(text).slice(0, 2).includes('fraud-traps'));
  });

  it('insults are answered with regret and a way on', () => {
    check('insult', 3, ({ text }) => ['unknown', 'smalltalk'].includes(outcomeOf(text)));
    const answer = answers.ask({ text: of('insult')[0]?.text ?? '', language: 'ru' });
    expect(answer.text).toContain('Жаль');
    expect(answer.buttons.some(({ action }) => action === 'person')).toBe(true);
  });

  it('other languages get an answer in the nearest of ours, which says what it speaks, and a person', () => {
    check('foreign', 0, ({ text }) => {
      const answer = answers.ask({ text });
      const person = answer.buttons.some(({ action }) => action.startsWith('person'));
      return ['answer', 'choices', 'unknown'].includes(answer.outcome) && answer.text.length > 0 && person;
    });
    const english = answers.ask({
      text: 'Where can I complain about my boss, he has not paid me for months',
    });
    expect(english.language).toBe('ru');
    expect(english.text).toContain('на русском, кыргызском, таджикском и узбекском');
    expect(
      answers.ask({ text: 'Қазақстан азаматымын, маған жұмыс істеу үшін құжат керек пе' }).language,
    ).toBe('ky');
  });

  it('numbers that name a person are not looked at, and the person is warned; the question is answered', () => {
    // two lines write the telephone in words, which cannot be told from other words
    check('personal', 3, ({ text }) => {
      const { text: said, language } = answers.ask({ text });
      const warning = {
        ru: 'номера документов',
        ky: 'документ',
        tg: 'ҳуҷҷат',
        uz: 'hujjat',
        'uz-Cyrl': 'ҳужжат',
      };
      const digits = text.match(/\d{7,}/g) ?? [];
      return said.includes(warning[language]) && digits.every((number) => !said.includes(number));
    });
  });

  it.each([
    ['ru', 'спасибо большое!', 'Пожалуйста'],
    ['ky', 'чоң рахмат', 'Эч нерсе эмес'],
    ['tg', 'бисёр ташаккур', 'Саломат бошед'],
    ['uz', 'katta rahmat', 'Arzimaydi'],
    ['uz-Cyrl', 'раҳмат', 'Арзимайди'],
  ] as const)('thanks are not greeted (%s)', (language, text, said) => {
    expect(answers.ask({ text, language }).text).toContain(said);
    expect(answers.ask({ text: 'салом', language }).text).not.toContain(said);
  });

  it('what follows the thanks is answered', () => {
    for (const text of ['хорошо, спасибо', 'всё понятно спасибо', 'большое спасибо', 'ок, рахмат'])
      expect(answers.ask({ text, language: 'ru' }).text).toContain('Пожалуйста');
    const more = answers.ask({ text: 'спасибо, а сколько стоит?', language: 'ru', topic: 'registration' });
    expect(more.topics[0]?.id).toBe('registration');
    expect(answers.ask({ text: 'rahmat, odam bilan gaplashmoqchiman', language: 'uz' }).outcome).toBe(
      'person',
    );
  });

  it('gibberish is said not to be understood', () => {
    check('gibberish', 2, ({ text }) => ['unknown', 'smalltalk'].includes(outcomeOf(text)));
    expect(answers.ask({ text: 'ыфвпрж лдорпа щзшгнек' }).text).toContain('не понял');
    expect(answers.ask({ text: '😀😀😀' }).outcome).toBe('unknown');
  });

  it('several questions are all answered', () => {
    check('two', 4, ({ text, wanted }) => {
      const found = topicsOf(text);
      return (wanted[0] ?? '').split(',').every((topic) => found.includes(topic));
    });
  });

  it('a practical question told with strain is answered practically, and ends with one line to a person', () => {
    check('strain', 5, ({ text, wanted }) => topicsOf(text).includes(wanted[0] ?? ''));
    const answer = answers.ask({
      text: 'устал, сил нет, третий месяц не платят зарплату на стройке, куда жаловаться?',
    });
    expect(answer.outcome).toBe('answer');
    expect(answer.topics[0]?.id).toBe('unpaid-wages');
    expect(answer.text.trim().split('\n').at(-1)).toContain('поговорить');
    expect(answer.text).not.toMatch(/вам нужна помощь|обратитесь к психологу/i);
    const calm = answers.ask({ text: 'третий месяц не платят зарплату на стройке, куда жаловаться?' });
    expect(calm.text.trim().split('\n').at(-1)).not.toContain('поговорить');
  });

  it('questions for husband, brother or son are understood as their topic', () => {
    check(
      'relative',
      4,
      ({ text, wanted }) => topicsOf(text)[0] === wanted[0] || outcomeOf(text) === 'emergency',
    );
  });

  it('a follow-up goes on with the last topic of the session', () => {
    check('followup', 4, ({ text, wanted }) => {
      const [first = '', then = ''] = text.split(' >> ');
      const { language } = answers.ask({ text: first });
      return answers.ask({ text: then, language, topic: wanted[0] ?? '' }).topics[0]?.id === wanted[0];
    });
  });

  it('citizenship and place said in passing are used for this answer, and it says so', () => {
    const kyrgyz = answers.ask({ text: 'я гражданин Кыргызстана, за сколько дней встать на учёт в Москве?' });
    expect(kyrgyz.text).toContain('Из вашего сообщения учтено: Кыргызстан, Москва.');
    const plain = answers.ask({ text: 'за сколько дней встать на учёт?' });
    expect(plain.text).not.toContain('Из вашего сообщения учтено');
    expect(kyrgyz.text).not.toBe(plain.text);
  });

  it('a story is understood by its question', () => {
    const story =
      'Работаю второй год на складе, начальник хороший, живём вшестером в комнате, жена с детьми дома. В прошлом месяце у меня на рынке украли сумку, там был телефон и ключи. Теперь хочу забрать сына сюда, ему семь лет. Как записать ребёнка в школу?';
    expect(topicsOf(story)[0]).toBe('school-kindergarten');
  });

  it('four languages in one message, 4,096 characters, control characters: one defined answer each', () => {
    for (const text of [
      'салом як савол дорам, регистрация кандай кылам, va patent qancha turadi, а зарплату не дали',
      'патент '.repeat(585),
      '\u0000\u0007\u202eпатент\u200b сколько\u200d стоит\u0000',
    ]) {
      const answer = answers.ask({ text });
      expect(['answer', 'choices', 'unknown']).toContain(answer.outcome);
      expect(answer.text.length).toBeGreaterThan(10);
    }
  });
});
