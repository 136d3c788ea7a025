import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Logger, pino } from 'pino';
import { countFeedback, createAnswers, searchEntries } from './answers/index.js';
import { type Bot, type BotOptions, createBot } from './bot/index.js';
import { type Config, ConfigError } from './config/index.js';
import { type Content, createContent, GuideFaultsError } from './content/index.js';
import { type Channel, createDelivery, type DeliveryOptions } from './delivery/index.js';
import { createDirectory, parseService, SERVICE_KINDS } from './directory/index.js';
import { createTranslator } from './i18n/index.js';
import { uzbekToCyrillic } from './language/index.js';
import { openOperatorSocket, operatorSocketPath } from './operator-socket.js';
import { createSearch } from './search/index.js';
import {
  createClock,
  createState,
  createVault,
  loadOrMakeSecretKey,
  openStore,
  type Store,
} from './store/index.js';
import { createWeb, createWebChannel } from './web/index.js';

/** Where the application's own files lie. */
export interface Folders {
  guide: string;
  locales: string;
  migrations: string;
  /** Folder with the prepared empty database, if there is one. */
  template: string;
}

/** The folders of a checkout or an image, seen from its root. */
export function foldersIn(root: string): Folders {
  return {
    guide: join(root, 'guide'),
    locales: join(root, 'locales'),
    migrations: join(root, 'migrations'),
    template: join(root, 'dist'),
  };
}

/** What proofs and benches put between the parts; the product sets none of it. */
export interface Hooks {
  store?: (store: Store) => Store;
  channel?: (channel: Channel) => Channel;
  botPace?: BotOptions['pace'];
  delivery?: DeliveryOptions;
}

export interface App {
  /** Where it listens, `http://host:port`. */
  url: string;
  /** Stops asking for updates, finishes what is in hand, closes the store. */
  stop(): Promise<void>;
}

/** Wires all parts and starts them. Rejects with a sentence for the operator if something needed is not there. */
export async function startApp(config: Config, folders: Folders, hooks: Hooks = {}): Promise<App> {
  const log = pino({ base: null, level: process.env.LOG_LEVEL ?? 'warn' }, pino.destination(2));
  const onProblem = (what: string, code: string): void =>
    log.warn({ what, code }, 'trouble, will be tried again');

  const clock = createClock(config.testNow ?? undefined);
  const translator = createTranslator({ dir: folders.locales, toCyrillic: uzbekToCyrillic });
  const key = secretKey(
    config,
    config.store.kind === 'embedded' && existsSync(join(config.store.dataDir, 'db')),
  );
  const opened = await openStore(
    config.store.kind === 'embedded'
      ? {
          kind: 'embedded',
          dataDir: config.store.dataDir,
          ...(existsSync(folders.template) ? { templateDir: folders.template } : {}),
        }
      : { kind: 'server', url: config.store.url },
    { migrations: folders.migrations, onProblem },
  );
  const store = hooks.store?.(opened) ?? opened;
  const state = await createState(
    config.redisUrl === null ? { kind: 'memory' } : { kind: 'redis', url: config.redisUrl },
    { onProblem },
  );
  const vault = createVault(key);

  const content = createContent({
    store,
    clock,
    translator,
    uzbekToCyrillic,
    parseService,
    serviceKinds: SERVICE_KINDS,
    onError: (error) => log.error({ code: errorCode(error) }, 'a newer guide could not be loaded'),
  });
  await takeOverRelease(content, folders.guide, log);
  await content.start();

  const search = createSearch({
    folder: config.searchFolder,
    onWarning: (reason) => log.warn({ reason }, 'the built index could not be kept for the next start'),
    load: async () => {
      const guide = content.current();
      return { generation: guide.generation, entries: searchEntries(guide, clock.today()) };
    },
  });
  await search.refresh();
  content.onGeneration(() => {
    search
      .refresh()
      .catch((error: unknown) => log.error({ code: errorCode(error) }, 'the index could not be built'));
  });

  const directory = createDirectory({
    services: () => content.current().services(),
    translator,
    uzbekToCyrillic,
  });
  const answers = createAnswers({
    guide: content.current,
    search: search.current,
    directory: () => directory,
    translator,
    today: clock.today,
    retentionDays: config.retentionDays,
    onFeedback: (topic, helpful) => {
      countFeedback(store, topic, helpful, clock.today()).catch((error: unknown) =>
        log.warn({ code: errorCode(error) }, 'feedback was not counted'),
      );
    },
  });

  // the first person must not wait for what is made at the first question
  answers.ask({ text: 'патент' });

  const webhook = webhookAddress(config, vault.fingerprint);
  const bot = startBot();
  const delivery = createDelivery({
    store,
    state,
    clock,
    vault,
    log,
    channels: {
      web: createWebChannel({ answers, translator }),
      ...(bot ? { telegram: hooks.channel?.(bot.channel) ?? bot.channel } : {}),
    },
    options: { retentionDays: config.retentionDays, ...hooks.delivery },
  });

  const acceptUpdate = async (update: unknown): Promise<void> => {
    const arrival = bot?.toArrival(update) ?? null;
    if (arrival !== null) await delivery.accept(arrival);
  };
  const web = await createWeb({
    guide: content.current,
    directory: () => directory,
    search: search.current,
    answers,
    delivery,
    translator,
    clock,
    state,
    settings: {
      publicUrl: config.publicUrl,
      retentionDays: config.retentionDays,
      rateLimit: config.rateLimit,
    },
    async health() {
      const stored = await content.storedGeneration().catch(() => 0);
      const found = search.current().generation;
      const telegram = bot === null ? 'off' : bot.state().ok ? bot.state().mode : 'away';
      return {
        ready: found > 0 && found === stored,
        generation: { store: stored, search: found },
        telegram,
      };
    },
    ...(webhook === null ? {} : { webhook: { ...webhook, acceptUpdate } }),
    countFeedback: (topic, helpful) => countFeedback(store, topic, helpful, clock.today()),
    onError: ({ code, route }) => log.error({ code, route }, 'a request failed'),
  });

  await delivery.start();
  const operator =
    config.store.kind === 'embedded'
      ? await openOperatorSocket(operatorSocketPath(config.store.dataDir), () => delivery.parked()).catch(
          (error: unknown) => {
            log.warn({ code: errorCode(error) }, 'npm run parked cannot reach this server');
            return null;
          },
        )
      : null;
  const url = await web.listen({ host: config.host, port: config.port });
  bot?.start((arrival) => delivery.accept(arrival));

  return {
    url,
    async stop() {
      const closing = web.close();
      // Browsers hold connections open on which they never ask anything; a slow request may take its time too.
      const cut = setTimeout(() => web.server.closeAllConnections(), 1_500);
      await Promise.all([bot?.stop(), closing]);
      clearTimeout(cut);
      await operator?.close();
      await delivery.stop();
      await content.stop();
      await state.close();
      await store.close();
    },
  };

  function startBot(): Bot | null {
    const { telegram } = config;
    if (telegram.mode === 'off') return null;
    return createBot({
      token: telegram.token,
      apiRoot: telegram.apiRoot,
      mode:
        telegram.mode === 'webhook' && webhook !== null
          ? { kind: 'webhook', url: `${telegram.publicUrl}/telegram/${webhook.path}`, secret: webhook.secret }
          : { kind: 'polling' },
      answers,
      translator,
      log,
      ...(config.publicUrl === null ? {} : { publicUrl: config.publicUrl }),
      ...(hooks.botPace === undefined ? {} : { pace: hooks.botPace }),
    });
  }
}

/** A release with faults must not take away the guide that is already there; without one it must not start. */
async function takeOverRelease(content: Content, folder: string, log: Logger): Promise<void> {
  try {
    const release = await content.importRelease(folder);
    if (release.kind === 'held') {
      log.error(
        { faults: release.faults.length },
        'the new guide does not fit local edits and was not taken over',
      );
    }
  } catch (error) {
    if (!(error instanceof GuideFaultsError) || (await content.storedGeneration()) === 0) throw error;
    log.error(
      { faults: error.faults.length },
      'the guide of this release has faults; the one in the store goes on',
    );
  }
}

/** Address and secret of the webhook follow from the key, so that all processes agree without storing them. */
function webhookAddress(
  config: Config,
  fingerprint: (purpose: string, value: string) => string,
): { path: string; secret: string } | null {
  if (config.telegram.mode !== 'webhook') return null;
  return {
    path: fingerprint('webhook-path', config.telegram.token).slice(0, 32),
    secret: fingerprint('webhook-secret', config.telegram.token),
  };
}

/** A new key beside an old database would open nothing in it and know nobody: say so instead. */
function secretKey(config: Config, hadDatabase: boolean): Buffer {
  if (config.secretKey !== null) return config.secretKey;
  if (config.store.kind !== 'embedded') throw new Error('SECRET_KEY was checked before');
  const { dataDir } = config.store;
  if (hadDatabase && !existsSync(`${resolve(dataDir)}.key`)) {
    throw new ConfigError([
      `SECRET_KEY: the key of the database in ${dataDir} is missing; put it back as ${dataDir}.key, or move the folder away`,
    ]);
  }
  return loadOrMakeSecretKey(dataDir).key;
}

function errorCode(error: unknown): string {
  if (error instanceof Error)
    return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return 'unknown';
}
