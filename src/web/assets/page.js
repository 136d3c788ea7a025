/* Makes the pages better, never possible: everything here also works without it. No framework, no storage. */
(() => {
  const RETRY_MS = 4000;
  const POLL_MS = 1500;

  /* Quick exit: leave at once and take the place of this page in the history; the server forgets behind us. */
  let leaving = false;
  const leave = (link) => {
    leaving = true;
    document.documentElement.hidden = true;
    fetch(link.href, { redirect: 'manual', keepalive: true }).catch(() => {});
    location.replace('https://ya.ru/');
  };
  const exit = document.querySelector('a.exit');
  let escapes = [];
  exit?.addEventListener('click', (event) => {
    event.preventDefault();
    leave(exit);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const now = Date.now();
    escapes = [...escapes, now].filter((at) => now - at < 2000);
    if (exit && escapes.length >= 3) leave(exit);
  });

  /* A page kept by the browser shows nothing after the talk was deleted elsewhere. */
  const first = document.getElementById('chat');
  if (!first) return;
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  let sending = false;
  let line = Promise.resolve();
  const chat = () => document.getElementById('chat');
  const toEnd = () => document.getElementById('write')?.scrollIntoView({ block: 'end' });
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const online = (ms) =>
    new Promise((done) => {
      addEventListener('online', done, { once: true });
      setTimeout(done, ms);
    });

  /* Takes the talk out of a page of the server and keeps what is being typed. */
  const show = (html) => {
    const next = new DOMParser().parseFromString(html, 'text/html').getElementById('chat');
    if (!next) throw new Error('no chat');
    const typed = document.getElementById('text');
    const field = next.querySelector('#text');
    if (typed && field && typed.value) field.value = typed.value;
    const focused = document.activeElement === typed;
    const [from, to] = typed ? [typed.selectionStart, typed.selectionEnd] : [0, 0];
    chat().replaceWith(document.adoptNode(next));
    if (focused && field) {
      field.focus({ preventScroll: true });
      field.setSelectionRange(from, to);
    }
    toEnd();
  };

  const poll = async () => {
    for (let turn = 0; turn < 60 && chat().hasAttribute('data-pending'); turn++) {
      await wait(POLL_MS);
      if (sending) continue;
      const answer = await fetch(location.pathname, { cache: 'no-store' }).catch(() => null);
      if (answer?.ok) show(await answer.text());
    }
  };

  /* The person's words stand in the talk at once, with a state that tells the truth. */
  const draw = (text) => {
    const item = document.createElement('li');
    item.dataset.from = 'person';
    item.className = 'mine';
    for (const [name, words] of [
      ['by', chat().dataset.you],
      ['said', text],
      ['ticks', chat().dataset.sending],
    ]) {
      const part = document.createElement('p');
      part.className = name;
      part.textContent = words;
      item.append(part);
    }
    chat().querySelector('.talk').append(item);
    item.scrollIntoView({ block: 'nearest' });
    return (words) => {
      item.querySelector('.ticks').textContent = words;
    };
  };

  const newId = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

  /* One message after the other; the same id on every try, so the server takes it once. */
  const send = async (url, body, text) => {
    const tell = draw(text);
    sending = true;
    for (;;) {
      const answer = await fetch(url, { method: 'POST', body }).catch(() => null);
      if (answer?.ok) {
        sending = false;
        const path = new URL(answer.url).pathname;
        if (path !== location.pathname) location.assign(path);
        else show(await answer.text());
        break;
      }
      if (answer && answer.status < 500) {
        location.reload();
        return;
      }
      tell(chat().dataset.waiting);
      await online(RETRY_MS);
      tell(chat().dataset.sending);
    }
    void poll();
  };

  document.addEventListener('submit', (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!chat().contains(form) || form.action.endsWith('/forget')) return;
    const field = form.querySelector('#text');
    const text = field ? field.value.trim() : button?.textContent.trim();
    if (!text) return;
    event.preventDefault();
    const body = new URLSearchParams({ id: newId() });
    if (field) body.set('text', field.value);
    else body.set('action', button.value);
    if (field) field.value = '';
    for (const choice of field ? [] : form.querySelectorAll('button')) choice.disabled = true;
    line = line.then(() => send(form.action, body, text));
  });

  /* Enter sends where there is a real keyboard; Shift+Enter makes a new line. */
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (target.id !== 'text' || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    if (!matchMedia('(pointer: fine)').matches) return;
    event.preventDefault();
    target.form.requestSubmit();
  });

  addEventListener('beforeunload', (event) => {
    if (sending && !leaving) event.preventDefault();
  });

  if (location.search) history.replaceState(null, '', location.pathname);
  void poll();
})();
