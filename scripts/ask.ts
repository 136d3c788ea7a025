// npm run ask -- [--lang uz] [--citizenship UZ] [--region RU-MOW] [--json] [--why] "text": the answer on the terminal.
import { parseArgs } from 'node:util';
import { isWrittenForm, WRITTEN_FORMS } from '../src/language/index.js';
import { openAnswers } from './wiring.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lang: { type: 'string' },
    citizenship: { type: 'string' },
    region: { type: 'string' },
    json: { type: 'boolean' },
    why: { type: 'boolean' },
  },
});
const text = positionals.join(' ').trim();
if (text === '' || text.length > 4096) {
  console.error(
    'Usage: npm run ask -- [--lang uz] [--citizenship UZ] [--region RU-MOW] [--json] [--why] "text"',
  );
  process.exit(2);
}
if (values.lang !== undefined && !isWrittenForm(values.lang)) {
  console.error(`--lang: expected one of ${WRITTEN_FORMS.join(', ')}`);
  process.exit(2);
}

// whoever reads only the first lines (`| head`) closes the pipe
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const { answers } = await openAnswers();
const answer = answers.ask({
  text,
  ...(isWrittenForm(values.lang) ? { language: values.lang } : {}),
  ...(values.citizenship === undefined ? {} : { citizenship: values.citizenship }),
  ...(values.region === undefined ? {} : { region: values.region }),
});
if (values.json) {
  const { language, outcome, topics, services, card } = answer;
  const shown = { language, outcome, topics, text: answer.text, services, card };
  console.log(JSON.stringify(values.why ? { ...shown, why: answer.why } : shown, null, 2));
} else {
  const topics = answer.topics.map((topic) => `${topic.id} ${topic.score}`).join(', ');
  console.log(
    `[${answer.language} · ${answer.outcome}${answer.card ? ` · ${answer.card}` : ''}${topics ? ` · ${topics}` : ''}]\n`,
  );
  console.log(answer.text);
  if (answer.buttons.length > 0)
    console.log(`\n${answer.buttons.map((button) => `[${button.label}]`).join(' ')}`);
  if (values.why) console.log(`\nwhy: ${answer.why.join('; ')}`);
}
