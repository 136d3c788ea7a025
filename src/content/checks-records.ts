/** Checks of the records of the guide: facts, services, sample questions. */
import type { CheckContext } from './checks.js';
import type { GuideFiles } from './folder.js';
import { fieldName } from './json-places.js';
import { LABELS_WITHOUT_PAGE } from './schemas.js';
import { PLACES } from './source.js';

export function checkFacts({ source, findings, knowsCountry, knowsRegion }: CheckContext): void {
  for (const [key, { value: fact, lineOf }] of source.facts) {
    const file = PLACES.fact(key);
    const say = (path: (string | number)[], field: string, expected: string) =>
      findings.faults.push({ file, line: lineOf(path), field, expected });
    fact.aliases.forEach((alias, index) => {
      if (source.facts.has(alias))
        say(['aliases', index], `aliases[${index}]`, `expected no key of a fact: "${alias}" is one`);
    });
    fact.exceptions.forEach((exception, index) => {
      if (exception.use === key || !source.facts.has(exception.use)) {
        const expected = `unknown fact "${exception.use}": expected the key of another fact`;
        say(['exceptions', index, 'use'], `exceptions[${index}].use`, expected);
      }
      for (const code of exception.region ?? []) {
        if (!knowsRegion(code))
          say(['exceptions', index], `exceptions[${index}].region`, `unknown region "${code}"`);
      }
    });
    fact.values.forEach((value, index) => {
      if (value.region !== null && !knowsRegion(value.region)) {
        say(
          ['values', index, 'region'],
          `values[${index}].region`,
          `expected a known region, found "${value.region}"`,
        );
      }
      if (value.citizenship !== null && !knowsCountry(value.citizenship)) {
        const expected = `expected a known citizenship, found "${value.citizenship}"`;
        say(['values', index, 'citizenship'], `values[${index}].citizenship`, expected);
      }
    });
  }
}

export function checkServices({ source, findings, knowsRegion }: CheckContext): void {
  for (const service of source.services) {
    for (const code of service.regions) {
      if (!knowsRegion(code)) {
        const file = PLACES.service(service.id);
        findings.faults.push({
          file,
          line: 1,
          field: 'regions',
          expected: `expected a known region, found "${code}"`,
        });
      }
    }
  }
}

export function checkQuestions({ source, files, findings }: CheckContext): void {
  const labels = new Set<string>([...source.topics.keys(), ...LABELS_WITHOUT_PAGE]);
  for (const path of files.keys()) {
    const label = /^questions\/train\/(.+)\.jsonl$/.exec(path)?.[1];
    if (label !== undefined && !labels.has(label)) {
      const expected = `expected a file named by a topic or by ${LABELS_WITHOUT_PAGE.join(', ')}`;
      findings.faults.push({ file: path, line: 1, field: 'file', expected });
    }
  }
  const seen = new Set<string>();
  for (const question of source.questions) {
    const place = { file: PLACES.questions(question.topics[0] ?? ''), line: lineOfQuestion(files, question) };
    if (seen.has(question.id)) {
      findings.faults.push({
        ...place,
        field: 'id',
        expected: `expected each id only once, found "${question.id}" again`,
      });
    }
    seen.add(question.id);
    for (const topic of question.topics) {
      if (!labels.has(topic)) {
        findings.faults.push({
          ...place,
          field: 'topics',
          expected: `expected topics or labels, found "${topic}"`,
        });
      }
    }
  }
}

function lineOfQuestion(files: GuideFiles, question: { id: string; topics: string[] }): number {
  const rows = (files.get(PLACES.questions(question.topics[0] ?? '')) ?? '').split('\n');
  return rows.findLastIndex((row) => row.includes(JSON.stringify(question.id))) + 1;
}

/** Phrase cards, glossary, journey and changes may name only topics and facts that are there. */
export function checkCompanions({ source, findings }: CheckContext): void {
  const look = (file: string, lineOf: (path: (string | number)[]) => number) => ({
    topic(id: string, path: (string | number)[]) {
      if (source.topics.has(id)) return;
      const expected = `expected a topic of the guide, found "${id}"`;
      findings.faults.push({ file, line: lineOf(path), field: fieldName(path), expected });
    },
    fact(key: string, path: (string | number)[]) {
      if (source.facts.has(key)) return;
      const expected = `unknown fact "${key}": expected a key of facts/`;
      findings.faults.push({ file, line: lineOf(path), field: fieldName(path), expected });
    },
  });
  const seen = new Set<string>();
  for (const { value: card, lineOf } of source.phraseCards) {
    const file = PLACES.phraseCard(card.id);
    const at = look(file, lineOf);
    card.topics.forEach((id, index) => {
      at.topic(id, ['topics', index]);
    });
    card.phrases.forEach((phrase, index) => {
      if (seen.has(phrase.id)) {
        const path = ['phrases', index, 'id'];
        const expected = `expected each id only once, found "${phrase.id}" again`;
        findings.faults.push({ file, line: lineOf(path), field: fieldName(path), expected });
      }
      seen.add(phrase.id);
      phrase.facts.forEach((key, position) => {
        at.fact(key, ['phrases', index, 'facts', position]);
      });
    });
  }
  for (const { value: term, lineOf } of source.glossary) {
    const at = look(PLACES.term(term.id), lineOf);
    term.topics.forEach((id, index) => {
      at.topic(id, ['topics', index]);
    });
  }
  const { journey, changes } = source;
  journey?.value.forEach((stage, index) => {
    stage.steps.forEach((step, position) => {
      look(PLACES.journey, journey.lineOf).topic(step.topic, [index, 'steps', position, 'topic']);
    });
  });
  changes?.value.forEach((change, index) => {
    const at = look(PLACES.changes, changes.lineOf);
    change.topics.forEach((id, position) => {
      at.topic(id, [index, 'topics', position]);
    });
    change.facts.forEach((key, position) => {
      at.fact(key, [index, 'facts', position]);
    });
    const before = changes.value[index - 1];
    if (before !== undefined && before.date < change.date) {
      const expected = 'expected the newest first';
      findings.faults.push({
        file: PLACES.changes,
        line: changes.lineOf([index, 'date']),
        field: `[${index}].date`,
        expected,
      });
    }
  });
}
