/** What must hold for any answer to anything. Pure, but for the memory of what stands in the guide. */
import type { Answer, Outcome } from '../../../src/answers/index.js';
import { type Guide, toPlainText } from '../../../src/content/index.js';
import { fold, uzbekToCyrillic, WRITTEN_FORMS } from '../../../src/language/index.js';
import type { Made } from './inputs.js';

const OUTCOMES: readonly Outcome[] = ['answer', 'choices', 'emergency', 'person', 'smalltalk', 'unknown'];
const MOST_TOPICS = 4;
const MOST_BUTTONS = 8;
const MOST_ACTION_BYTES = 64;
/** So many letters or digits in a row are somebody's own words, unless the guide has them too. */
const PIECE = 12;

export interface Rules {
  hasTopic(id: string): boolean;
  /** Whether these letters or digits, in lower case, stand somewhere in the guide. */
  stands(piece: string): boolean;
}

/** What is wrong with an answer, without a word of it; nothing if all is well. */
export function faultsOf(answer: Answer, made: Made, rules: Rules): string[] {
  const { outcome, language, text, nodes, topics, buttons, card } = answer;
  const faults: string[] = [];
  const hold = (right: boolean, fault: string) => {
    if (!right) faults.push(fault);
  };
  hold(OUTCOMES.includes(outcome), 'unknown outcome');
  hold(WRITTEN_FORMS.includes(language), 'unknown language');
  hold(made.input.language === undefined || made.input.language === language, 'not in the chosen language');
  hold(text.trim() !== '' && nodes.length > 0, 'empty text');
  hold(text === toPlainText(nodes), 'text that its nodes do not have');
  if (outcome === 'answer' || outcome === 'choices') hold(topics.length > 0, `${outcome} without a topic`);
  hold(
    topics.every(({ id }) => rules.hasTopic(id)),
    'topic that the guide has not',
  );
  hold(topics.length <= MOST_TOPICS, `${topics.length} topics`);
  hold(
    (outcome === 'emergency') === (card !== null),
    `${outcome} ${card === null ? 'without' : 'with'} card`,
  );
  hold(buttons.length <= MOST_BUTTONS, `${buttons.length} buttons`);
  hold(
    buttons.every(
      ({ label, action }) => label !== '' && action !== '' && Buffer.byteLength(action) <= MOST_ACTION_BYTES,
    ),
    'button without label or action, or with a longer one',
  );
  hold(!echoes(answer, made, rules), 'words of the person in the answer');
  return faults;
}

function echoes(answer: Answer, { input, canary }: Made, { stands }: Rules): boolean {
  const own = piecesOf(canary === null ? input.text : `${input.text} ${fold(canary)}`);
  if (own.size === 0) return false;
  for (const piece of piecesOf(JSON.stringify(answer))) if (own.has(piece) && !stands(piece)) return true;
  return false;
}

const LETTERS = new RegExp(`[\\p{L}\\p{M}\\p{N}]{${PIECE},}`, 'gu');
/** Numbers of telephones and cards, in groups. */
const GROUPS = new RegExp(`\\d(?:[\\s().–-]{0,3}\\d){${PIECE - 1},}`, 'gu');

/** Every run of twelve letters or digits. */
function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>();
  for (const run of runsOf(text))
    for (let at = 0; at + PIECE <= run.length; at += 1) pieces.add(run.slice(at, at + PIECE));
  return pieces;
}

function runsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return [
    ...[...plain.matchAll(LETTERS)].map(([run]) => run),
    ...[...plain.matchAll(GROUPS)].map(([run]) => run.replace(/\D/g, '')),
  ];
}

/** Everything that the guide, its services and the interface can say, and what the search has learnt from, as `stands`. */
export function guideWords(guide: Guide, interfaceTexts: readonly string[], day: string): Rules['stands'] {
  const runs = new Set<string>();
  const add = (text: string) => {
    for (const run of runsOf(text)) runs.add(run);
  };
  const addLearnt = (text: string) => {
    add(text);
    add(fold(text));
  };
  for (const language of WRITTEN_FORMS) {
    const reader = { language, day };
    for (const id of guide.topicIds()) {
      const topic = guide.topic(id, reader);
      if (topic === null) continue;
      addLearnt(JSON.stringify(topic));
      for (const { heading, nodes } of topic.blocks) addLearnt(`${heading}\n${toPlainText(nodes)}`);
    }
    for (const card of new Set(guide.dangerPhrases().map((list) => list.card)))
      add(toPlainText(guide.card(card, reader)));
    addLearnt(JSON.stringify(guide.glossary(reader)));
  }
  for (const text of [...interfaceTexts, ...guide.services().map((service) => JSON.stringify(service))]) {
    add(text);
    add(uzbekToCyrillic(text));
  }
  for (const { text } of [...guide.questions(), ...guide.dangerSamples()]) addLearnt(text);
  for (const { phrases } of [...guide.dangerPhrases(), ...guide.calmPhrases()]) phrases.forEach(addLearnt);

  const all = [...runs].join(' ');
  const known = new Map<string, boolean>();
  return (piece) => {
    const before = known.get(piece) ?? all.includes(piece);
    known.set(piece, before);
    return before;
  };
}
