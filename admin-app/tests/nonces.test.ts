// @vitest-environment jsdom
/** plugin/assets/nonces.js: the forms of a stored page, hours later. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const SCRIPT = readFileSync(join(import.meta.dirname, '../../plugin/assets/nonces.js'), 'utf8');
const NOON = 1_800_000_000;
const TICK = 43_200;
const OLD = '0123456789';
const FRESH = 'abcdefabcd';

const fetched = vi.fn<(url: string, request: RequestInit) => Promise<Response>>();
let abort = new AbortController();

function answer(until = NOON + 4 * TICK, status = 200): void {
  fetched.mockImplementation(async () =>
    Response.json({ ok: true, nonces: [FRESH, 'bbbbbbbbbb'], until, now: Date.now() / 1000 }, { status }),
  );
}

/** The page as it was stored, its tick ending at noon. */
function open(): void {
  document.body.innerHTML = `
    <form action="/send?_wpnonce=${OLD}" id="form"><input name="check" type="hidden" value="${OLD}"><input name="text" value="mine"><button>Send</button></form>
    <a href="/vote?a=1&amp;_wpnonce=${OLD}&amp;b=2">Vote</a>
    <template><form><input name="later" value="${OLD}"></form></template>
    <p>${OLD}</p>
    <script type="text/plain" data-dynamic-cache-nonces="${OLD}_1111111111" data-token="signed" data-until="${NOON}" data-tick="${TICK}" data-url="/wp-json/dynamic-cache/v1/nonces"></script>`;
  // Evaluated as a browser would, with listeners that end with the test.
  const add = window.addEventListener.bind(window);
  const listen = (name: string, run: EventListener, capture?: boolean): void =>
    add(name, run, { capture: capture === true, signal: abort.signal });
  new Function('addEventListener', SCRIPT)(listen);
}

const field = (name: string): string =>
  document.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? '';

const settle = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(0);
};

beforeEach(() => {
  vi.useFakeTimers({ now: (NOON - 3600) * 1000 });
  vi.stubGlobal('fetch', fetched);
  fetched.mockReset();
  abort = new AbortController();
  answer();
});

afterEach(() => {
  abort.abort();
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the nonces of a stored page', () => {
  it('are left alone while their tick lasts', async () => {
    open();
    window.dispatchEvent(new Event('focusin'));
    await settle();
    expect(fetched).not.toHaveBeenCalled();
  });

  it('are renewed at once in a page that is older than its tick', async () => {
    vi.setSystemTime((NOON + 60) * 1000);
    open();
    await settle();
    expect([field('check'), field('text')]).toEqual([FRESH, 'mine']);
    expect(document.querySelector('a')?.getAttribute('href')).toBe(`/vote?a=1&_wpnonce=${FRESH}&b=2`);
    expect(document.querySelector('form')?.getAttribute('action')).toBe(`/send?_wpnonce=${FRESH}`);
    expect(document.querySelector('template')?.content.querySelector('input')?.value).toBe(FRESH);
    expect(document.querySelector('p')?.textContent).toBe(OLD);
  });

  it('are renewed while the page stays open, within minutes of the end of the tick', async () => {
    open();
    await vi.advanceTimersByTimeAsync((3600 + 301) * 1000);
    expect(field('check')).toBe(FRESH);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('are asked for without cookies, with the token of the page', async () => {
    vi.setSystemTime((NOON + 60) * 1000);
    open();
    await settle();
    const [url, request] = fetched.mock.calls[0] ?? expect.fail('nothing was asked');
    expect(url).toBe('/wp-json/dynamic-cache/v1/nonces');
    expect([request.credentials, request.body]).toEqual(['omit', '{"token":"signed"}']);
  });

  it('are asked for once, whatever happens in the page', async () => {
    vi.setSystemTime((NOON + 60) * 1000);
    open();
    for (const name of ['focusin', 'pageshow', 'focusin']) window.dispatchEvent(new Event(name));
    await settle();
    window.dispatchEvent(new Event('focusin'));
    await settle();
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('stay as they are when the site refuses, and are not asked for in a loop', async () => {
    answer(NOON, 429);
    vi.setSystemTime((NOON + 60) * 1000);
    open();
    await settle();
    window.dispatchEvent(new Event('focusin'));
    await settle();
    expect(field('check')).toBe(OLD);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('follow the clock of the server where the one of the visitor is wrong', async () => {
    vi.setSystemTime((NOON + 10 * TICK) * 1000);
    fetched.mockImplementation(async () =>
      Response.json({ ok: true, nonces: [OLD, '1111111111'], until: NOON, now: NOON - 600 }),
    );
    open();
    await settle();
    window.dispatchEvent(new Event('focusin'));
    await settle();
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});

describe('a form that is sent', () => {
  const submit = (): Event => {
    const event = new Event('submit', { bubbles: true, cancelable: true });
    document.querySelector('form')?.dispatchEvent(event);
    return event;
  };

  it('goes its way while its nonce holds', async () => {
    open();
    vi.setSystemTime((NOON + TICK - 60) * 1000);
    expect(submit().defaultPrevented).toBe(false);
  });

  it('waits for a new nonce where the old one is over for certain, and goes then', async () => {
    open();
    const sent: string[] = [];
    const again = vi
      .spyOn(HTMLFormElement.prototype, 'requestSubmit')
      .mockImplementation(() => void sent.push(field('check')));
    vi.setSystemTime((NOON + TICK + 60) * 1000);
    const event = submit();
    await settle();
    expect([event.defaultPrevented, sent]).toEqual([true, [FRESH]]);
    again.mockRestore();
  });

  it('goes even when there is no answer', async () => {
    answer(NOON, 500);
    open();
    const again = vi.spyOn(HTMLFormElement.prototype, 'requestSubmit').mockImplementation(() => {});
    vi.setSystemTime((NOON + TICK + 60) * 1000);
    submit();
    await settle();
    expect(again).toHaveBeenCalledTimes(1);
    again.mockRestore();
  });
});
