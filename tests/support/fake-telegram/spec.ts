/** Our own subset of the Bot API: the methods we call, their fields and limits. Written by hand from the documentation. */

export type FieldType =
  | { kind: 'integer'; min?: number; max?: number }
  | { kind: 'boolean' }
  /** Length in characters (`min`, `max`), or in bytes (`maxBytes`), or a closed list. */
  | {
      kind: 'string';
      min?: number;
      max?: number;
      maxBytes?: number;
      pattern?: RegExp;
      oneOf?: readonly string[];
    }
  | { kind: 'chat' }
  | { kind: 'array'; of: FieldType; max?: number }
  | { kind: 'object'; fields: Fields };

export interface Field {
  type: FieldType;
  required?: true;
}
export type Fields = Readonly<Record<string, Field>>;

const integer = (min?: number, max?: number): FieldType => ({
  kind: 'integer',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
const string = (limits: Omit<Extract<FieldType, { kind: 'string' }>, 'kind'> = {}): FieldType => ({
  kind: 'string',
  ...limits,
});
const boolean: FieldType = { kind: 'boolean' };
const chat: Field = { type: { kind: 'chat' }, required: true };
const optional = (type: FieldType): Field => ({ type });
const required = (type: FieldType): Field => ({ type, required: true });

const updateKinds: FieldType = { kind: 'array', of: string({ min: 1 }), max: 100 };
const language = optional(string({ pattern: /^([a-z]{2})?$/ }));

const entity: FieldType = {
  kind: 'object',
  fields: {
    type: required(
      string({
        oneOf: [
          'bold',
          'italic',
          'underline',
          'strikethrough',
          'spoiler',
          'blockquote',
          'code',
          'pre',
          'text_link',
        ],
      }),
    ),
    offset: required(integer(0)),
    length: required(integer(1)),
    url: optional(string({ min: 1, max: 2048 })),
  },
};

const inlineKeyboard: FieldType = {
  kind: 'object',
  fields: {
    inline_keyboard: required({
      kind: 'array',
      max: 100,
      of: {
        kind: 'array',
        max: 8,
        of: {
          kind: 'object',
          fields: {
            text: required(string({ min: 1 })),
            callback_data: optional(string({ min: 1, maxBytes: 64 })),
            url: optional(string({ min: 1, pattern: /^(https?|tg):\/\// })),
          },
        },
      },
    }),
  },
};

const preview: FieldType = { kind: 'object', fields: { is_disabled: optional(boolean) } };

/** Length after entities; an empty text has an answer of its own, so `min` is left to the check of the text. */
const text = required(string({ max: 4096 }));
const body: Fields = {
  text,
  entities: optional({ kind: 'array', of: entity }),
  link_preview_options: optional(preview),
};

export const METHODS: Readonly<Record<string, Fields>> = {
  getMe: {},
  getUpdates: {
    offset: optional(integer()),
    limit: optional(integer(1, 100)),
    timeout: optional(integer(0, 50)),
    allowed_updates: optional(updateKinds),
  },
  setWebhook: {
    url: required(string()),
    max_connections: optional(integer(1, 100)),
    allowed_updates: optional(updateKinds),
    drop_pending_updates: optional(boolean),
    secret_token: optional(string({ min: 1, max: 256, pattern: /^[A-Za-z0-9_-]+$/ })),
  },
  deleteWebhook: { drop_pending_updates: optional(boolean) },
  getWebhookInfo: {},
  sendMessage: {
    chat_id: chat,
    ...body,
    disable_notification: optional(boolean),
    protect_content: optional(boolean),
    reply_markup: optional(inlineKeyboard),
  },
  editMessageText: {
    chat_id: chat,
    message_id: required(integer(1)),
    ...body,
    reply_markup: optional(inlineKeyboard),
  },
  answerCallbackQuery: {
    callback_query_id: required(string({ min: 1 })),
    text: optional(string({ max: 200 })),
    show_alert: optional(boolean),
    cache_time: optional(integer(0)),
  },
  deleteMessage: { chat_id: chat, message_id: required(integer(1)) },
  sendChatAction: {
    chat_id: chat,
    action: required(string({ oneOf: ['typing', 'upload_photo', 'upload_document', 'find_location'] })),
  },
  setMyCommands: {
    commands: required({
      kind: 'array',
      max: 100,
      of: {
        kind: 'object',
        fields: {
          command: required(string({ min: 1, max: 32, pattern: /^[a-z0-9_]+$/ })),
          description: required(string({ min: 1, max: 256 })),
        },
      },
    }),
    language_code: language,
  },
  getMyCommands: { language_code: language },
  setMyName: { name: optional(string({ max: 64 })), language_code: language },
  getMyName: { language_code: language },
  setMyDescription: { description: optional(string({ max: 512 })), language_code: language },
  getMyDescription: { language_code: language },
  setMyShortDescription: { short_description: optional(string({ max: 120 })), language_code: language },
  getMyShortDescription: { language_code: language },
  leaveChat: { chat_id: chat },
};
