/** The door of `config`: environment -> one frozen, typed Config; every wrong setting reported at once. */
export { type Config, ConfigError, loadConfig, type StoreConfig, type TelegramConfig } from './load.js';
