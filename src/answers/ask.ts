import {
  type EmergencyCard,
  LABELS_WITHOUT_PAGE,
  type Reader,
  type RichNode,
  toPlainText,
} from '../content/index.js';
import { editedLanguage, type Identified, identify, type WrittenForm, words } from '../language/index.js';
import type { Search, SearchHit } from '../search/index.js';
import { note, paragraph } from './compose.js';
import type { Danger } from './danger.js';
import type { Answer, AskInput, TopicHit } from './index.js';
import { type Mentions, mentionsOf } from './mentions.js';
import { maskPersonal } from './personal.js';
import { answer, choices, emergency, person, type ReplyDeps, smallTalk, unknown } from './replies.js';
import { showsStrain } from './strain.js';
import { lookedAt, type Understood, understand } from './understand.js';

/** Scores from which an answer is given, or choices are offered; fitted with the weights of `search`. */
const ANSWER_FROM = 0.5;
const CHOICES_FROM = 0.06;
/** An answer must be this much ahead of the next topic; else the person chooses. */
const CLEAR_BY = 0.2;
/** A question that may well be about something else is not answered outright. */
const OUT_OF_SCOPE = 'out-of-scope';
const STRANGE_FROM = 0.05;
/** From here on what is no question to the guide is taken as such; below it topics are offered. */
const LABEL_FROM = 0.4;
/** Of several questions in one message each must be this clear by itself. */
const EACH_FROM = 0.6;
/** With less of it in known words a message was not understood at all. */
const KNOWN_FROM = 0.2;
const LANGUAGE_SURE = 0.8;
/** Below this a text in letters that all the languages share counts as Russian, which all the readers know best. */
const LANGUAGE_GUESS = 0.5;
const MOST_TOPICS = 4;
const MOST_QUESTIONS = 3;
/** With more words it is a story, whose question marks do not part questions to be answered one by one. */
const LONGEST_LIST = 70;

const LABELS: ReadonlySet<string> = new Set(LABELS_WITHOUT_PAGE);

export interface AskDeps extends ReplyDeps {
  search: () => Search;
  danger: () => Danger;
  today: () => string;
}

/**
 * The language in which to answer: the text's own if it is clear, else the one the chat has had so far. A script
 * chosen for Uzbek stays: who reads Cyrillic may type Latin. Of other languages the nearest of ours.
 */
export function answerLanguage(text: string, chat: WrittenForm | undefined): WrittenForm {
  const found = identify(text);
  if (found.language === 'other') return chat ?? nearest(text);
  if (chat === undefined)
    return found.confidence < LANGUAGE_GUESS && isPlainCyrillic(text) ? 'ru' : found.language;
  const sure = found.confidence >= LANGUAGE_SURE && words(text).length >= 3;
  if (!sure || editedLanguage(found.language) === editedLanguage(chat)) return chat;
  // many people type Russian words because that is what stands on their papers: the chosen language stays
  return found.language === 'ru' ? chat : found.language;
}

/** Kazakh is read by Kyrgyz, Turkish and Azerbaijani by Uzbeks, Persian by Tajiks; the rest of the world knows Russian best. */
function nearest(text: string): WrittenForm {
  if (/[әіұһ]/iu.test(text) && !/[їєґ]/iu.test(text)) return 'ky';
  if (/[ışğəç]/iu.test(text)) return 'uz';
  return /[پچژگک]/u.test(text) ? 'tg' : 'ru';
}

function isPlainCyrillic(text: string): boolean {
  return /\p{Script=Cyrillic}/u.test(text) && !/[ўқғҳңөүӣӯҷ]|\p{Script=Latin}/iu.test(text);
}

/** One question -> one answer; nothing is kept. `input.language` wins over what the text looks like. */
export function createAsk(deps: AskDeps): (input: AskInput) => Answer {
  return (input) => {
    const { text, found: personal } = maskPersonal(withoutThanks(lookedAt(input.text)));
    const language = input.language ?? answerLanguage(text, undefined);
    const mentioned = mentionsOf(text);
    const { citizenship, region } = { ...pick(input), ...mentioned };
    const reader: Reader = {
      language,
      day: deps.today(),
      ...(citizenship === undefined ? {} : { citizenship }),
      ...(region === undefined ? {} : { region }),
    };

    const understood = understand(deps.search(), text, language, input.topic);
    const danger = deps.danger().recognise(text, understood.danger, understood.alone);
    if (danger?.sure) return emergency(deps, reader, danger.card, danger.why);
    const usual = usualAnswer(deps, reader, text, understood);
    const said = withNotes(deps, usual, reader, {
      personal,
      strain: usual.outcome === 'answer' && showsStrain(text),
      other: isOther(identify(text), text),
      mentioned: usual.outcome === 'answer' ? mentioned : {},
      followUp: usual.outcome === 'answer' && understood.followUp,
    });
    return danger === null ? said : withCard(deps, reader, said, danger.card);
  };
}

function pick({ citizenship, region }: AskInput) {
  return {
    ...(citizenship === undefined ? {} : { citizenship }),
    ...(region === undefined ? {} : { region }),
  };
}

function isOther({ language, confidence }: Identified, text: string): boolean {
  return language === 'other' && confidence >= LANGUAGE_SURE && words(text).length >= 3;
}

/** What was understood beside the question, each in one line: before the answer what changes it, after it the rest. */
function withNotes(
  deps: AskDeps,
  said: Answer,
  reader: Reader,
  what: Record<'personal' | 'strain' | 'other' | 'followUp', boolean> & { mentioned: Mentions },
): Answer {
  const { t } = deps.translator;
  const { language } = reader;
  const { citizenship, region } = what.mentioned;
  const list = [
    ...(citizenship === undefined ? [] : [t(language, `content:countries.${citizenship}`)]),
    ...(region === undefined ? [] : [t(language, `content:regions.${region}`)]),
  ].join(', ');
  const before: RichNode[] = [
    ...(what.other ? [paragraph(t(language, 'chat:understood.otherLanguage'))] : []),
    ...(what.followUp
      ? [note(t(language, 'chat:understood.followUp', { title: said.topics[0]?.title ?? '' }))]
      : []),
    ...(list !== '' ? [note(t(language, 'chat:understood.for', { list }))] : []),
  ];
  const button = t(language, 'chat:buttons.person');
  const after: RichNode[] = [
    ...(what.personal ? [note(t(language, 'chat:understood.personal'))] : []),
    ...(what.strain ? [paragraph(t(language, 'chat:understood.strain', { button }))] : []),
  ];
  if (before.length + after.length === 0) return said;
  const nodes = [...before, ...said.nodes, ...after];
  return { ...said, nodes, text: toPlainText(nodes) };
}

/** Not sure that there is danger: the usual answer, and first of its buttons the way to the card. */
function withCard(deps: AskDeps, reader: Reader, usual: Answer, card: EmergencyCard): Answer {
  const button = { label: deps.translator.t(reader.language, 'chat:buttons.danger'), action: `card:${card}` };
  const kept = usual.buttons.length < 8 ? usual.buttons : usual.buttons.filter((_, index) => index !== 4);
  return { ...usual, buttons: [button, ...kept] };
}

function usualAnswer(
  deps: AskDeps,
  reader: Reader,
  text: string,
  { hits, known, asked }: Understood,
): Answer {
  const best = hits[0];
  // "1" or "2026" alone asks nothing; the emergency numbers do
  const asksNothing = !/\p{L}/u.test(text) && !/(?<!\d)(?:112|10[1-4])(?!\d)/.test(text);
  if (best === undefined || asksNothing || known < KNOWN_FROM)
    return unknown(deps, reader, [], best?.why ?? [], 'unclear');
  const why = best.why;
  const pages = hits.filter((hit) => !LABELS.has(hit.topic) && titleOf(deps, hit.topic, reader) !== null);
  const topics = pages.slice(0, MOST_TOPICS).map((hit) => topicHit(deps, hit, reader));
  const [first, second] = pages;
  if (LABELS.has(best.topic) && (best.score >= LABEL_FROM || !first || first.score < CHOICES_FROM))
    return labelled(deps, reader, best, text, topics);

  const several = severalQuestions(deps, text, reader);
  if (several.length > 1) return answer(deps, reader, several, why, several.slice(1));

  if (!first || first.score < CHOICES_FROM) return unknown(deps, reader, topics, why);
  const strange = hits.find(({ topic }) => topic === OUT_OF_SCOPE)?.score ?? 0;
  const clear =
    first.score >= ANSWER_FROM &&
    strange < STRANGE_FROM &&
    (!second || first.score - second.score >= CLEAR_BY);
  if (!clear && topics.length > 1) return choices(deps, reader, topics, why);
  return answer(deps, reader, topics, why, [], asked);
}

const THANKING =
  'спасибо|спасиб|спс|благодар\\p{L}*|рахмат|раҳмат|ырахмат|ыракмат|рахмет|ташаккур|rahmat|raxmat|spasibo|tashakkur';
const THANKS = new RegExp(`(?<!\\p{L})(?:${THANKING})(?!\\p{L})`, 'iu');
const THANKS_FIRST = new RegExp(`^[^\\p{L}]*(?:${THANKING})(?!\\p{L})[^\\p{L}]*`, 'iu');
/** More words than these are no mere thanks. */
const MOST_THANKING = 4;
const FEWEST_AFTER = 2;

/** "Thank you, and how much is it?": what follows is what is asked. */
function withoutThanks(text: string): string {
  const rest = text.replace(THANKS_FIRST, '');
  return words(rest).length >= FEWEST_AFTER ? rest : text;
}

/** What is no question to the guide. */
function labelled(
  deps: AskDeps,
  reader: Reader,
  { topic: label, why }: SearchHit,
  text: string,
  topics: TopicHit[],
): Answer {
  switch (label) {
    case 'mediator-human-request':
      return person(deps, reader, topics, why);
    case 'small-talk':
      return smallTalk(
        deps,
        reader,
        why,
        words(text).length <= MOST_THANKING && THANKS.test(text) ? 'thanks' : 'hello',
      );
    case 'insult':
      return smallTalk(deps, reader, why, 'insult');
    default:
      return unknown(deps, reader, topics, why, label === 'instruction' ? 'instruction' : 'notHere');
  }
}

/** Null if there is no such page. Of the many topics that are only named the texts need not be rendered. */
function titleOf(deps: AskDeps, id: string, reader: Reader): string | null {
  const found = deps
    .guide()
    .topics(reader)
    .find((topic) => topic.id === id);
  return found?.title ?? null;
}

function topicHit(deps: AskDeps, hit: SearchHit, reader: Reader): TopicHit {
  return {
    id: hit.topic,
    title: titleOf(deps, hit.topic, reader) ?? hit.topic,
    score: Math.round(hit.score * 1000) / 1000,
    url: `/${reader.language}/guide/${hit.topic}`,
  };
}

/** "And also": where one question ends and the next begins without a mark. */
const ALSO =
  /(?:,|\s)(?:и ещё|и еще|а ещё|а еще|и также|второй вопрос|дагы|жана дагы|дагы бир суроо|боз|ва боз|инчунин|саволи дуюм|yana|va yana|shuningdek|яна|ва яна|шунингдек)\s/giu;

/** Two or three questions in one message, each clear by itself: their topics in the order asked. */
function severalQuestions(deps: AskDeps, text: string, reader: Reader): TopicHit[] {
  if (words(text).length > LONGEST_LIST) return [];
  const marked = text.replace(ALSO, '? ');
  const parts = (marked.match(/[^?\n;]+[?\n;]*/gu) ?? [])
    .map(
      (part) =>
        part
          .split(/[.!]+\s/u)
          .at(-1)
          ?.trim() ?? '',
    )
    .filter((part) => words(part).length >= 2);
  if (parts.length < 2 || parts.length > MOST_QUESTIONS + 1) return [];
  const found = new Map<string, TopicHit>();
  for (const part of parts) {
    const [first, second] = deps.search().find(part, { language: reader.language, limit: 2 }).hits;
    if (!first || LABELS.has(first.topic) || titleOf(deps, first.topic, reader) === null) continue;
    if (first.score >= EACH_FROM && (!second || first.score - second.score >= CLEAR_BY))
      found.set(first.topic, topicHit(deps, first, reader));
  }
  return [...found.values()].slice(0, MOST_QUESTIONS);
}
