import type { ChatLine } from '../chat-lines.js';
import type { View } from '../view.js';
import { renderPage } from './frame.js';
import { Rich } from './rich.js';

export const MAX_TEXT = 4096;
const REFRESH_SECONDS = 3;

export interface ChatState {
  lines: ChatLine[];
  /** Made anew for every form: the same message sent twice is taken once. */
  messageId: string;
  /** A message is accepted and its answer is still being made. */
  pending: boolean;
  problem?: 'away' | 'awayLoad' | 'tooLong';
  /** What the person had typed when the problem came. */
  draft?: string;
  forgotten?: boolean;
}

export function chatPage(view: View, state: ChatState): string {
  const { t } = view;
  const empty = state.lines.length === 0;
  return renderPage({
    view,
    look: 'chat',
    title: t('title.chat'),
    section: '/chat',
    hidden: true,
    ...(state.pending ? { refresh: REFRESH_SECONDS } : {}),
    children: (
      <div
        id="chat"
        class="chat"
        data-pending={state.pending ? '' : undefined}
        data-sending={t('chat.sending')}
        data-waiting={t('chat.waitingNetwork')}
        data-you={t('chat.you')}
      >
        <h1>{t('chat.heading')}</h1>
        {empty ? <p class="lead">{t('chat.lead')}</p> : null}
        {state.forgotten ? <p role="status">{t('chat.forgotten')}</p> : null}
        {empty ? <Kept view={view} /> : null}
        <ol class="talk" aria-label={t('chat.talk')}>
          {state.lines.map((line, index) => (
            <LineView
              key={index}
              view={view}
              line={line}
              answered={state.lines.slice(index + 1).some((later) => later.from === 'guide')}
              open={!state.lines.slice(index + 1).some((later) => later.from === 'person')}
            />
          ))}
        </ol>
        <div role="status" class="news">
          {state.problem ? <p class="problem">{t(`chat.${state.problem}`, { max: MAX_TEXT })}</p> : null}
          {state.pending ? (
            <p class="pending">
              {t('chat.pending')} <a href={view.link('/chat')}>{t('chat.refresh')}</a>
            </p>
          ) : null}
        </div>
        <form class="write" id="write" method="post" action={view.link('/chat')} autocomplete="off">
          <input type="hidden" name="id" value={state.messageId} />
          <label for="text">{t('chat.label')}</label>
          <textarea id="text" name="text" rows={3} maxLength={MAX_TEXT} required>
            {state.draft ?? ''}
          </textarea>
          <button type="submit">{t('chat.send')}</button>
        </form>
        {empty ? null : <Forget view={view} />}
      </div>
    ),
  });
}

/** Before the first question: what is kept, who sees it, how long. */
function Kept({ view }: { view: View }) {
  const { t } = view;
  return (
    <table class="kept">
      <caption>{t('chat.keepTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chat.keepWhat')}</th>
          <th scope="col">{t('chat.keepWho')}</th>
          <th scope="col">{t('chat.keepHow')}</th>
        </tr>
      </thead>
      <tbody>
        {['rowTalk', 'rowMemory', 'rowNever'].map((row) => (
          <tr key={row}>
            <th scope="row">{t(`chat.${row}`)}</th>
            <td>{t(`chat.${row}Who`)}</td>
            <td>{t(`chat.${row}How`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LineView(props: { view: View; line: ChatLine; answered: boolean; open: boolean }) {
  const { view, line, answered, open } = props;
  const { t } = view;
  if (line.from === 'person') {
    return (
      <li data-from="person" class="mine">
        <p class="by">{t('chat.you')}</p>
        <p class="said">{line.text}</p>
        <p class="ticks">
          <span aria-hidden="true">{answered ? '✓✓ ' : '✓ '}</span>
          {answered ? t('chat.answered') : t('chat.received')}
        </p>
      </li>
    );
  }
  return (
    <li data-from="guide" lang={line.language}>
      <p class="by">{t('chat.guide')}</p>
      <Rich nodes={line.nodes} form={line.language} />
      {open && line.buttons.length > 0 ? (
        <form class="choices" method="post" action={view.link('/chat')} aria-label={t('chat.choices')}>
          {line.buttons.map((button) => (
            <button key={button.action} class="quiet" type="submit" name="action" value={button.action}>
              {button.label}
            </button>
          ))}
        </form>
      ) : null}
    </li>
  );
}

function Forget({ view }: { view: View }) {
  return (
    <details class="forget">
      <summary>{view.t('chat.forget')}</summary>
      <form method="post" action={view.link('/chat/forget')}>
        <p>{view.t('chat.forgetText')}</p>
        <button type="submit">{view.t('chat.forgetYes')}</button>
      </form>
    </details>
  );
}
