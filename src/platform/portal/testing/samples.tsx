import { LegalDay } from '#kernel';
import type { ClockProps } from '../components/clock.tsx';
import type { FlowFigureProps } from '../components/flow-figure.tsx';
import type { ProofStripProps } from '../components/proof-strip.tsx';
import type { Site } from '../render-page.tsx';

/** Lifelike parts for the gallery and its tests. */

export const day = (text: string): LegalDay => LegalDay.parse(text);
export const at = (text: string): Date => new Date(`${text}:00+08:00`);

export const site: Site = {
  owner: { zh: '唐山市商务局', en: 'Tangshan Bureau of Commerce' },
  demo: true,
  ledger: { entries: 48_214, at: at('2026-11-23T10:02') },
  contact: { zh: '咨询电话 0315-0000000', en: 'Phone 0315-0000000' },
  marks: [{ label: '网站标识码（演示）' }],
};

export const proof: ProofStripProps = {
  state: 'proven',
  rid: 'q1Zc0nB3TnqQxF6uYk2p9A',
  rev: 3,
  index: 48_213,
  at: at('2026-11-23T10:02'),
  witnesses: { have: 2, of: 2 },
};

export const clock: ClockProps = {
  state: 'running',
  days: 3,
  unit: 'wd',
  due: day('2026-12-04'),
  provisional: false,
  bars: [
    {
      kind: 'committed',
      limit: 10,
      unit: 'wd',
      due: day('2026-12-04'),
      segments: [
        { kind: 'used', days: 4 },
        { kind: 'paused', days: 2 },
        { kind: 'used', days: 3 },
        { kind: 'left', days: 3 },
      ],
    },
    {
      kind: 'statutory',
      limit: 20,
      unit: 'wd',
      due: day('2026-12-18'),
      basis: '行政许可法第四十二条',
      segments: [
        { kind: 'used', days: 4 },
        { kind: 'paused', days: 2 },
        { kind: 'used', days: 3 },
        { kind: 'left', days: 13 },
      ],
    },
  ],
  derivation: [
    {
      kind: 'start',
      day: day('2026-11-18'),
      text: {
        zh: '受理，当日不计（民法典第二百零一条）',
        en: 'Accepted; the day itself does not count (Civil Code art. 201)',
      },
    },
    {
      kind: 'counted',
      day: day('2026-11-19'),
      to: day('2026-11-20'),
      text: { zh: '工作日', en: 'Working days' },
      count: '1–2',
    },
    {
      kind: 'excluded',
      day: day('2026-11-21'),
      to: day('2026-11-22'),
      text: { zh: '周末，不计', en: 'Weekend, not counted' },
    },
    {
      kind: 'counted',
      day: day('2026-11-23'),
      to: day('2026-11-24'),
      text: { zh: '工作日', en: 'Working days' },
      count: '3–4',
    },
    {
      kind: 'paused',
      day: day('2026-11-25'),
      to: day('2026-11-26'),
      text: {
        zh: '专家评审，不计入期限（行政许可法第四十五条）',
        en: 'Expert review, not counted (Licensing Law art. 45)',
      },
    },
    { kind: 'counted', day: day('2026-11-27'), text: { zh: '工作日', en: 'Working day' }, count: '5' },
    {
      kind: 'due',
      day: day('2026-12-04'),
      text: { zh: '期限最后一日，截止到当日24时', en: 'Last day, until midnight' },
      count: '10',
    },
  ],
};

export const clocks: readonly { readonly name: string; readonly props: ClockProps }[] = [
  { name: 'running', props: clock },
  {
    name: 'late',
    props: {
      ...clock,
      state: 'late',
      days: 2,
      bars: [
        {
          kind: 'committed',
          limit: 10,
          unit: 'wd',
          due: day('2026-11-19'),
          segments: [
            { kind: 'used', days: 10 },
            { kind: 'over', days: 2 },
          ],
        },
      ],
      derivation: [],
    },
  },
  { name: 'paused', props: { ...clock, state: 'paused', days: 5, provisional: true } },
  { name: 'today', props: { ...clock, state: 'running', days: 0, derivation: [] } },
  { name: 'done', props: { ...clock, state: 'done', days: 0, derivation: [] } },
  { name: 'done late', props: { ...clock, state: 'done-late', days: 1, derivation: [] } },
  { name: 'not started', props: { state: 'not-started', days: 0, unit: 'wd', bars: [], derivation: [] } },
];

const STEPS: readonly (readonly [name: string, text: string])[] = [
  ['收件', '窗口受理岗，1个工作日'],
  ['受理', '窗口受理岗，即日'],
  ['材料审查', '材料审查岗，3个工作日'],
  ['现场核查', '现场核查岗，3个工作日，两名以上人员'],
  ['审核', '处长岗，2个工作日'],
  ['决定', '分管领导，2个工作日'],
  ['送达', '窗口受理岗，10个工作日内'],
  ['公开', '公开审查与发布岗，7个工作日内'],
];

const CHART = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1100 150" width="1100" height="150" role="group" aria-label="成品油零售经营资格许可流程"><title>成品油零售经营资格许可流程</title><rect width="1100" height="150" fill="#FBFAF7"/>${STEPS.map(
  ([name], n) =>
    `<a href="#step-${n}" aria-label="${name}"><title>${name}</title><rect x="${20 + n * 135}" y="45" width="100" height="56" rx="3" fill="${n < 3 ? '#EEF4EF' : n === 3 ? '#E6F1F0' : '#FFFFFF'}" stroke="${n < 3 ? '#3F7D4E' : n === 3 ? '#1F6F6B' : '#5A626B'}" stroke-width="${n === 3 ? 2.4 : 1.2}"/><text x="${70 + n * 135}" y="78" font-size="14" text-anchor="middle" fill="#1C2024">${name}</text></a>`,
).join('')}</svg>`;

export const flow: FlowFigureProps = {
  svg: CHART,
  caption: '成品油零售经营资格许可（核发）流程，第1版',
  label: '流程图：共8个环节，现在在第4个“现场核查”',
  pageHref: '/powers/130121901001/flow',
  svgHref: '/powers/130121901001/flow.svg',
  bpmnHref: '/powers/130121901001/flow.bpmn',
  twin: (
    <ol className="items">
      {STEPS.map(([name, text], n) => (
        <li key={name} id={`step-${n}`}>
          {name}：{text}
        </li>
      ))}
    </ol>
  ),
};
