/** What people see of the bot before they write: name, description and commands, in each language. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Form, Translator } from '../i18n/index.js';
import { type Api, failureCode, retryAfterOf } from './api.js';

/** In the order of the menu. */
export const COMMANDS = ['start', 'help', 'language', 'human', 'settings', 'privacy', 'delete'] as const;

/** Telegram knows two-letter languages only; a phone in any other language gets the texts without one: Russian. */
const LANGUAGES: readonly { code: string; form: Form }[] = [
  { code: '', form: 'ru' },
  { code: 'ru', form: 'ru' },
  { code: 'ky', form: 'ky' },
  { code: 'tg', form: 'tg' },
  { code: 'uz', form: 'uz' },
];

interface Step {
  get: string;
  set: string;
  language: string;
  wanted: Record<string, unknown>;
  /** What Telegram has now, in the shape of `wanted`. */
  current: z.ZodType<Record<string, unknown>>;
}

const commandList = z
  .array(z.object({ command: z.string(), description: z.string() }))
  .transform((commands) => ({ commands }));

export function setupSteps(translator: Translator): Step[] {
  return LANGUAGES.flatMap(({ code, form }): Step[] => {
    const text = (key: string) => translator.t(form, `bot:${key}`);
    const commands = COMMANDS.map((command) => ({ command, description: text(`commands.${command}`) }));
    return [
      {
        get: 'getMyCommands',
        set: 'setMyCommands',
        language: code,
        wanted: { commands },
        current: commandList,
      },
      ...(['name', 'description', 'short_description'] as const).map((field): Step => {
        const method = { name: 'Name', description: 'Description', short_description: 'ShortDescription' }[
          field
        ];
        return {
          get: `getMy${method}`,
          set: `setMy${method}`,
          language: code,
          wanted: { [field]: text(field) },
          current: z.object({ [field]: z.string() }),
        };
      }),
    ];
  });
}

export interface SetupOptions {
  api: Api;
  translator: Translator;
  log: { warn(fields: Record<string, unknown>, message: string): void };
  signal: AbortSignal;
  /** Multiplies the waits before another try. */
  timeFactor?: number;
}

/**
 * Sets only what differs (Telegram allows a change of name a few times a day). What fails is logged and tried again
 * later; it never stops the bot. Resolves when all is set or `signal` aborts; never rejects.
 */
export async function setUp({ api, translator, log, signal, timeFactor = 1 }: SetupOptions): Promise<void> {
  let open = setupSteps(translator);
  for (let round = 0; open.length > 0 && !signal.aborted; round += 1) {
    const failed: Step[] = [];
    let waitSeconds = Math.min(3600, 30 * 2 ** Math.min(round, 7));
    for (const step of open) {
      if (signal.aborted) return;
      const outcome = await apply(api, step, signal);
      if (outcome === null || signal.aborted) continue;
      failed.push(step);
      waitSeconds = Math.max(waitSeconds, outcome.retryAfter);
      log.warn({ method: step.set, code: outcome.code }, 'bot text not set, will be tried again');
    }
    open = failed;
    if (open.length > 0) {
      await delay(waitSeconds * 1000 * timeFactor, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}

/** Null when Telegram has what we want. */
async function apply(api: Api, step: Step, signal: AbortSignal): Promise<Failure | null> {
  const language = step.language === '' ? {} : { language_code: step.language };
  const now = await api.call(step.get, language, { signal });
  if (now.kind === 'ok') {
    const current = step.current.safeParse(now.result);
    if (current.success && JSON.stringify(current.data) === JSON.stringify(step.wanted)) return null;
  }
  const done = await api.call(step.set, { ...step.wanted, ...language }, { signal });
  return done.kind === 'ok' ? null : { code: failureCode(done), retryAfter: retryAfterOf(done) };
}

interface Failure {
  code: string;
  /** Seconds; 0 if none were told. */
  retryAfter: number;
}
