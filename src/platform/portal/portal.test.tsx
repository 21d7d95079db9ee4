import { renderToStaticMarkup } from 'react-dom/server';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { portalAssets, portalScripts } from './assets.ts';
import { Clock } from './components/clock.tsx';
import { DiffTable } from './components/diff-table.tsx';
import { Field, fieldId, Form } from './components/forms.tsx';
import { StatusWord } from './components/status-word.tsx';
import { Withheld } from './components/withheld.tsx';
import { localAddress } from './kit.tsx';
import { renderPage } from './render-page.tsx';
import { Link, ScopeProvider } from './scope.tsx';
import { isStatusCode, statusWords } from './status-words.ts';
import { gallery } from './testing/gallery.tsx';
import { clock, day, site } from './testing/samples.tsx';
import { textPairs, tokens } from './tokens.ts';

const pages = Object.entries(gallery).flatMap(([path, page]) =>
  (['zh', 'en'] as const).map((lang) => ({
    lang,
    path,
    html: renderPage({ lang, path, elder: false }, site, page),
  })),
);

async function bytes(href: string): Promise<number> {
  const answer = await portalAssets.routes.request(href, { headers: { 'accept-encoding': 'br' } });
  expect(answer.status).toBe(200);
  return (await answer.arrayBuffer()).byteLength;
}

describe.each(pages)('$lang $path', ({ lang, html }) => {
  it('has no inline style, script or handler, which the policy would block', () => {
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/<style/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/\son\w+=/);
  });

  it('links root-relative, in double quotes, and stays in its language', () => {
    const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map((found) => found[1] ?? '');
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect(link).toMatch(/^(\/(?!\/)|#|tel:)/);
    const own = links.filter(
      (link) =>
        /^\/(en\/)?(powers|cases|obligations|my|search|verify)\b/.test(link) &&
        !/\.(svg|bpmn|pdf|txt)$/.test(link),
    );
    const strange = own.filter((link) => link.startsWith('/en/') !== (lang === 'en'));
    // The one link to the other language.
    expect(strange.filter((link) => !link.includes('receipt')).length).toBeLessThanOrEqual(1);
  });

  it('names its language, has one main heading, and ids only once', () => {
    expect(html).toContain(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`);
    expect(html.match(/<h1/g)).toHaveLength(1);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it('leaves no parameter of a text unfilled', () => {
    expect(html.replaceAll(/<[^>]*>/g, '')).not.toMatch(/\{\w+\}/);
  });
});

it('keeps every page with its style sheet, chart and scripts within 60 kB compressed', async () => {
  const shared =
    (await bytes(portalAssets.href('portal.css'))) +
    (await bytes(portalAssets.href('elder-mode.css'))) +
    (await bytes(portalAssets.href('mark.svg')));
  expect(shared).toBeGreaterThan(4_000);
  const scripts = await Promise.all(Object.values(portalScripts).map(bytes));
  for (const size of scripts) expect(size).toBeLessThan(2_000);
  const heaviest = Math.max(...pages.map(({ html }) => brotliCompressSync(html).byteLength));
  expect(shared + heaviest + scripts.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
});

describe('contrast', () => {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
      const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
      return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  it('is computed as WCAG does', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  });

  it.each(textPairs)('%s on %s is at least 4.5:1, and 7:1 in elder mode', (ink, ground) => {
    expect(contrast(tokens.colour[ink], tokens.colour[ground])).toBeGreaterThanOrEqual(4.5);
    const elder: Readonly<Record<string, string>> = { ...tokens.colour, ...tokens.elder };
    expect(contrast(elder[ink] ?? '', elder[ground] ?? '')).toBeGreaterThanOrEqual(7);
  });
});

describe('pieces', () => {
  const show = (node: React.ReactNode, lang: 'zh' | 'en' = 'zh') =>
    renderToStaticMarkup(<ScopeProvider scope={{ lang }}>{node}</ScopeProvider>);

  it('escapes what people typed', () => {
    const html = show(
      <Field kind="text" name="x" label="<i>" value={'"><script>alert(1)</script>'} error="<b>" />,
    );
    expect(html).not.toMatch(/<script|<i>|<b>/);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;');
  });

  it('ties a wrong field to its hint and error', () => {
    const html = show(
      <Field kind="text" name="materials[0].name" label="名称" hint="全称" error="请填写名称" />,
    );
    const id = fieldId('materials[0].name');
    expect(html).toContain(`aria-describedby="${id}-hint ${id}-error"`);
    expect(html).toContain('aria-invalid="true"');
    expect(show(<Field kind="text" name="a" label="名称" />)).not.toContain('aria-invalid');
  });

  it('keeps the choice that was made, and no other', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const html = show(<Field kind="radio" name="k" label="k" value="b" options={options} />);
    expect(html.match(/checked/g)).toHaveLength(1);
    expect(html).toMatch(/checked=""[^>]*value="b"|value="b"[^>]*checked=""/);
  });

  it('says in words what the bars of a clock show', () => {
    const html = show(<Clock {...clock} />);
    expect(html).toContain('还有 3 个工作日');
    expect(html).toContain('2026年12月4日（周五，含当日）截止');
    expect(html).toContain('承诺时限10 个工作日：已用 7，暂停 2，还剩 3');
    expect(html.match(/class="day-used"/g)).toHaveLength(14);
    expect(html).toContain('怎么算的');
    expect(show(<Clock {...clock} state="late" days={1} />, 'en')).toContain('1 working day late');
    expect(show(<Clock {...clock} days={0} />)).toContain('今日到期');
  });

  it('never shows an empty cell for what is withheld', () => {
    const html = show(<Withheld ground="政府信息公开条例第十六条" until={day('2027-01-31')} />);
    expect(html).toContain('不公开');
    expect(html).toContain('政府信息公开条例第十六条');
    expect(html).toContain('至 2027年1月31日（周日）');
  });

  it('gives each state a word, a shape and a meaning in both languages', () => {
    for (const code of Object.keys(statusWords).filter(isStatusCode)) {
      const { word, meaning } = statusWords[code];
      expect(show(<StatusWord code={code} />)).toMatch(
        new RegExp(`title="${meaning.zh}".*<path.*${word.zh}`),
      );
      expect(word.en).not.toMatch(/[\u4e00-\u9fff]/);
      expect(meaning.en).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('marks a difference by element, not by colour alone', () => {
    const html = show(
      <DiffTable
        caption="c"
        beforeHead="b"
        afterHead="a"
        rows={[
          {
            label: 'l',
            change: 'changed',
            before: [{ kind: 'removed', text: '15' }],
            after: [{ kind: 'added', text: '10' }],
          },
        ]}
      />,
    );
    expect(html).toContain('<del>15</del>');
    expect(html).toContain('<ins>10</ins>');
    expect(html).toContain('改动');
  });

  it.each([
    ['/powers', '/en/powers'],
    ['/', '/en'],
    ['/records/x', '/records/x'],
    ['/powers/x/flow.svg', '/powers/x/flow.svg'],
    ['/powers/x/flow', '/en/powers/x/flow'],
    ['#main', '#main'],
  ])('links %s as %s on an English page', (from, to) => {
    expect(show(<Link href={from}>x</Link>, 'en')).toContain(`href="${to}"`);
    expect(show(<Link href={from}>x</Link>, 'zh')).toContain(`href="${from}"`);
  });

  it('posts forms to the page in the language of the reader', () => {
    expect(
      show(
        <Form action="/my" submit="s">
          {' '}
        </Form>,
        'en',
      ),
    ).toContain('action="/en/my"');
  });
});

it.each([
  ['/powers?q=a', '/powers?q=a'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a\r\nb', '/'],
  [undefined, '/'],
])('goes back to %j as %s', (back, to) => {
  expect(localAddress(back)).toBe(to);
});
