/** The door of `web`: pages, web chat, API, webhook and health over HTTP. */
export { ACCESS, type Access } from './access.js';
export { createWeb } from './app.js';
export { createWebChannel } from './channel.js';
export type { Health, TelegramWebhook, WebDeps, WebSettings } from './deps.js';
