/** What there is to compare with: Fastify, the same route, Telegraf's own webhook and a handler that does nothing. */
import Fastify from 'fastify';
import { Telegraf } from 'telegraf';

const { PORT = '0', WEBHOOK_PATH = '/', WEBHOOK_SECRET = '', TELEGRAM_BOT_TOKEN = '' } = process.env;
const bot = new Telegraf(TELEGRAM_BOT_TOKEN, { telegram: { webhookReply: false } });
bot.botInfo = {
  id: 1,
  is_bot: true,
  first_name: 'empty',
  username: 'empty_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};
bot.on('message', () => undefined);

const app = Fastify();
// Telegraf reads the body by itself.
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', (_request, _body, done) => done(null));
const handle = bot.webhookCallback(WEBHOOK_PATH, { secretToken: WEBHOOK_SECRET });
app.get('/readyz', async () => ({ ready: true }));
app.post(WEBHOOK_PATH, async (request, reply) => {
  reply.hijack();
  await handle(request.raw, reply.raw);
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
