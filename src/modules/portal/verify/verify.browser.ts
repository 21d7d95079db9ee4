import { browserCrypto } from './browser-crypto.ts';
import { checkInput, type CheckLine } from './check-input.ts';
import { CHECK_WORDS } from './check-words.ts';

const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const form = document.querySelector<HTMLFormElement>('#verify-form');
const box = document.querySelector<HTMLTextAreaElement>('#f-what');
const file = document.querySelector<HTMLInputElement>('#verify-file');
const out = document.querySelector<HTMLElement>('#verify-result');

async function read(path: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(path, {
    headers: { accept: 'application/json, text/plain' },
    cache: 'no-store',
  });
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
}

function say({ ok, code, params }: CheckLine): HTMLLIElement {
  const item = document.createElement('li');
  item.className = ok ? 'tone-done' : 'tone-late';
  const text = CHECK_WORDS[code][lang].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ''),
  );
  item.textContent = `${ok ? '✓' : '✗'} ${text}`;
  return item;
}

async function run(): Promise<void> {
  if (!box || !out || box.value.trim() === '') return;
  out.replaceChildren(lang === 'zh' ? '正在核验…' : 'Checking…');
  try {
    const lines = await checkInput(browserCrypto, box.value, read);
    const list = document.createElement('ul');
    list.className = 'items verify-lines';
    list.append(...lines.map(say));
    const head = document.createElement('p');
    const passed = lines.every(({ ok }) => ok);
    head.className = `notice-title ${passed ? 'tone-done' : 'tone-late'}`;
    head.textContent = passed
      ? lang === 'zh'
        ? '核验通过'
        : 'It holds'
      : lang === 'zh'
        ? '核验未通过'
        : 'It does not hold';
    out.replaceChildren(head, list);
  } catch {
    out.replaceChildren(
      lang === 'zh'
        ? '网络中断，未能核验，请再试一次。'
        : 'The network failed; nothing was checked. Try again.',
    );
  }
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
file?.addEventListener('change', async () => {
  const chosen = file.files?.[0];
  if (!chosen || !box || chosen.size > 1_000_000) return;
  box.value = await chosen.text();
  await run();
});
if (box?.value !== '') void run();
