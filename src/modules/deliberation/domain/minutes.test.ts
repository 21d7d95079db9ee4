import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { minutesPaper, type SignedView } from '../documents/minutes-paper.ts';
import {
  composeMinutes,
  findVoteInWords,
  Minutes,
  minutesNumber,
  withoutDiscussion,
  type ClosedMeeting,
} from './minutes.ts';
import { BALLOTS, STANCES } from './rules.ts';

const NAMES = ['甲之一', '乙之二', '丙之三', '丁之四', '戊之五'] as const;
const id = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;
type Item = ClosedMeeting['items'][number];

const withdrawal = (over: Partial<Item['recusals'][number]> = {}): Item['recusals'][number] => ({
  itemId: id(8),
  personId: id(4),
  seq: 1,
  takenBack: false,
  reason: '近亲属承办',
  at: new Date('2026-11-10T09:10:00+08:00'),
  ...over,
});
const item = (over: Partial<Item> = {}): Item => ({
  id: id(8),
  position: 1,
  subjectType: 'power.version',
  subjectId: id(7),
  subjectDigest: 'ab'.repeat(32),
  title: '成品油零售经营资格许可',
  ballot: 'hands',
  state: 'adopted',
  counts: { for: 2, against: 1, abstain: 0 },
  number: '唐商办决〔2026〕3号',
  text: '同意公布',
  headReason: null,
  attendanceSeq: 0,
  recusals: [withdrawal()],
  opinions: [
    { personId: id(1), stance: 'for', text: '先说的意见' },
    { personId: id(2), stance: 'against', text: '保留意见' },
    { personId: id(0), stance: 'for', text: '最后表态' },
  ],
  ...over,
});
const meeting = (...items: readonly Item[]): ClosedMeeting => ({
  meetingId: id(9),
  agency: '唐山市商务局',
  body: '局长办公会',
  heldOn: LegalDay.parse('2026-11-10'),
  openedAt: '2026-11-10T09:00:00+08:00',
  closedAt: '2026-11-10T11:00:00+08:00',
  place: '三楼会议室',
  quorum: 'more-than-half',
  decides: 'head',
  attendance: NAMES.map((name, at) => ({
    personId: id(at),
    name,
    chair: at === 0,
    present: at !== 3,
    leave: at === 3,
    reason: at === 3 ? '出差' : '',
  })),
  attendanceChanges: [],
  items,
});
const NO_WORDS = { items: [], closing: '' };
const signed = (of: ClosedMeeting, over: Partial<SignedView> = {}): SignedView => ({
  minutes: composeMinutes(of, NO_WORDS),
  digest: 'cd'.repeat(32),
  rowVersion: 1,
  number: '〔2026〕3号',
  signature: {
    name: NAMES[0],
    post: '局长岗',
    at: '2026-11-12T10:00:00+08:00',
    digest: 'cd'.repeat(32),
  },
  addenda: [],
  waiting: null,
  signer: NAMES[0],
  standIns: [],
  dueOn: LegalDay.parse('2026-11-17'),
  mayWrite: false,
  maySign: false,
  ...over,
});
const textOf = (view: SignedView, itemId?: string): string => {
  const paper = minutesPaper(view, itemId);
  if (paper === undefined) throw new Error('no paper');
  return paper.blocks.map((b) => (b.kind === 'right' ? b.lines.join('\n') : b.text)).join('\n');
};

describe('minutes', () => {
  it('say who was there, what was tabled exactly, who spoke in order, how it was voted and what came of it', () => {
    const made = composeMinutes(meeting(item()), NO_WORDS);
    expect(made).toMatchObject({
      body: '局长办公会',
      heldOn: '2026-11-10',
      place: '三楼会议室',
      present: [{ name: '甲之一', chair: true }, { name: '乙之二' }, { name: '丙之三' }, { name: '戊之五' }],
      absent: [{ name: '丁之四', chair: false, reason: '出差', leave: true }],
      items: [
        {
          subjectId: id(7),
          subjectDigest: 'ab'.repeat(32),
          ballot: 'hands',
          counts: { for: 2, against: 1, abstain: 0 },
          number: '唐商办决〔2026〕3号',
          resolution: '同意公布',
          recused: [{ name: '戊之五', reason: '近亲属承办' }],
          speakers: ['乙之二', '丙之三', '甲之一'],
          opinions: [
            { name: '乙之二', stance: 'for', text: '先说的意见' },
            { name: '丙之三', stance: 'against', text: '保留意见' },
            { name: '甲之一', stance: 'for', text: '最后表态' },
          ],
        },
      ],
    });
    const paper = textOf(signed(meeting(item())));
    for (const part of [
      '甲之一在三楼会议室主持召开局长办公会',
      '请假：丁之四（出差）。',
      '赞成2票，反对1票，弃权0票',
      '丙之三（反对）：保留意见',
      '决议（唐商办决〔2026〕3号）：同意公布',
      'ab'.repeat(32),
      '签发：局长岗 甲之一',
      'cd'.repeat(32),
    ])
      expect(paper).toContain(part);
  });

  it('say who came late and left early, what was corrected, who voted then, and what was taken back', () => {
    const change = (seq: number, who: number, over: object) => ({
      seq,
      personId: id(who),
      kind: 'left' as const,
      present: false,
      leave: false,
      reason: '另有公务',
      at: new Date(`2026-11-10T09:${seq}0:00+08:00`),
      ...over,
    });
    const mistaken = [1, 2].map((seq) =>
      withdrawal({ personId: id(1), seq, takenBack: seq === 2, reason: seq === 2 ? '登记有误' : '误记' }),
    );
    const of = {
      ...meeting(item({ attendanceSeq: 1, recusals: [withdrawal(), ...mistaken] })),
      attendanceChanges: [
        change(1, 2, {}),
        change(2, 3, { kind: 'arrived' as const, present: true }),
        change(3, 4, { kind: 'corrected' as const, leave: true, reason: '实为请假' }),
      ],
    };
    const made = composeMinutes(of, NO_WORDS);
    expect(made).toMatchObject({
      present: [{ name: '甲之一' }, { name: '乙之二' }, { name: '丙之三' }, { name: '丁之四' }],
      absent: [{ name: '戊之五', leave: true, reason: '实为请假' }],
      items: [
        {
          recused: [{ name: '戊之五', chair: false }],
          takenBack: [{ name: '乙之二', reason: '登记有误' }],
          // 丁之四 came when it was decided; 丙之三 had voted by hand before leaving.
          voters: ['甲之一', '乙之二', '丙之三'],
        },
      ],
    });
    const paper = textOf(signed(of));
    for (const part of [
      '早退：丙之三于2026-11-10 09:10离会（另有公务）。',
      '迟到：丁之四于2026-11-10 09:20到会（另有公务）。',
      '更正：戊之五的到会情况于2026-11-10 09:30更正为请假（实为请假）。',
      '参加表决：甲之一、乙之二、丙之三。',
      '撤回回避登记：乙之二（2026-11-10 09:10；登记有误）。',
    ])
      expect(paper).toContain(part);
    expect(textOf(signed(meeting(item())))).not.toMatch(/参加表决|早退|迟到|更正/);
  });

  it('say that the chair withdrew', () => {
    const of = meeting(item({ recusals: [withdrawal({ personId: id(0) })] }));
    expect(textOf(signed(of))).toContain('回避：甲之一（主持人）（近亲属承办）。');
  });

  it('that were signed before any of that was kept still read', () => {
    const before = ({ voters: _, takenBack: __, recused, ...one }: Minutes['items'][number]) => ({
      ...one,
      recused: recused.map(({ name, reason }) => ({ name, reason })),
    });
    const asSigned = ({ attendanceChanges: _, items, ...rest }: Minutes) => ({
      ...rest,
      items: items.map(before),
    });
    const old = asSigned(composeMinutes(meeting(item()), NO_WORDS));
    expect(Minutes.parse(JSON.parse(JSON.stringify(old)))).toMatchObject({
      attendanceChanges: [],
      items: [{ voters: [], takenBack: [], recused: [{ name: '戊之五', chair: false }] }],
    });
  });

  it('put the chair last, also where the record has the same moment for everybody', () => {
    const chairFirst = item({ opinions: item().opinions.toReversed() });
    expect(composeMinutes(meeting(chairFirst), NO_WORDS).items[0]?.speakers.at(-1)).toBe('甲之一');
  });

  it('never say after a secret ballot who said or voted what: whoever said it, they read the same', () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 3, maxLength: 3 });
    const people = [1, 2, 0];
    fc.assert(
      fc.property(
        texts,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        fc.constantFrom(null, ...STANCES),
        (said, order, stance) => {
          const secret = (by: readonly number[]) =>
            item({
              ballot: 'secret',
              opinions: people.map((n, at) => ({
                personId: id(n),
                // The record holds none under a secret ballot; if it did, the minutes would not.
                stance,
                text: said[by[at] ?? 0] ?? '',
              })),
            });
          const made = composeMinutes(meeting(secret(order)), NO_WORDS);
          expect(made).toEqual(composeMinutes(meeting(secret([0, 1, 2])), NO_WORDS));
          for (const one of made.items[0]?.opinions ?? [])
            expect([one.name, one.stance]).toEqual([null, null]);
        },
      ),
    );
    const paper = textOf(signed(meeting(item({ ballot: 'secret' }))));
    expect(paper).toContain('——保留意见');
    expect(paper).toContain('赞成2票，反对1票，弃权0票');
    for (const name of NAMES) expect(paper).not.toMatch(new RegExp(`${name}（(赞成|反对|弃权)）`));
  });

  it('take the words of the secretary, and from them no fact', () => {
    const facts = ({ text: _, ...rest }: { readonly text: string }) => rest;
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...BALLOTS), (text, closing, ballot) => {
        const plain = composeMinutes(meeting(item({ ballot })), NO_WORDS);
        const worded = composeMinutes(meeting(item({ ballot })), {
          items: [{ itemId: id(8), text }],
          closing,
        });
        expect(worded.items[0]?.text).toBe(text);
        expect({ ...worded, closing: '', items: worded.items.map(facts) }).toEqual({
          ...plain,
          items: plain.items.map(facts),
        });
      }),
    );
  });

  it.each([
    ['adopted', '会议审议了“成品油零售经营资格许可”。'],
    ['deferred', '会议研究了“成品油零售经营资格许可”，决定缓议，另行提请审议。'],
    ['void', '“成品油零售经营资格许可”提请审议后内容有变更，原议题作废，会议未作审议。'],
  ] as const)('propose a sentence for what was %s', (state, text) => {
    expect(composeMinutes(meeting(item({ state })), NO_WORDS).items[0]?.text).toBe(text);
  });

  it('keep the discussion from who withdrew, and leave them what came of it', () => {
    const made = composeMinutes(meeting(item(), item({ id: id(6), position: 2 })), NO_WORDS);
    const [hidden, other] = withoutDiscussion(made, [id(8)]).items;
    expect(hidden).toMatchObject({ opinions: null, speakers: [], text: '', resolution: '同意公布' });
    expect(other).toEqual(made.items[1]);
  });

  it('tell who had leave from who stayed away, and read what was signed before it was asked', () => {
    const without = meeting(item());
    const attendance = without.attendance.map((one) => ({ ...one, leave: false }));
    const paper = textOf(signed({ ...without, attendance }));
    expect(paper).toContain('缺席：丁之四（出差）。');
    expect(paper).not.toContain('请假');
    const { absent, ...made } = composeMinutes(without, NO_WORDS);
    const before = { ...made, absent: absent.map(({ leave: _, ...one }) => one) };
    expect(Minutes.parse(before).absent).toEqual([{ ...absent[0], leave: false }]);
  });

  it('number items and addenda as statutes number their articles', () => {
    expect(textOf(signed(meeting(item({ position: 21 }))))).toContain('二十一、成品油');
  });

  it.each([
    ['secret', 'head', [['items', '丙之三反对。']], `items/${id(8)}`],
    ['secret', 'head', [['closing', '丙之三反对。']], 'closing'],
    [
      'hands',
      'head',
      [
        ['items', '丙之三反对。'],
        ['closing', '丙之三反对。'],
      ],
      undefined,
    ],
    ['secret', 'head', [['items', '甲之一决定同意。']], undefined],
    ['secret', 'majority-of-members', [['items', '甲之一同意。']], `items/${id(8)}`],
    ['secret', 'head', [['items', '赞成2票，反对1票。']], undefined],
  ] as const)('by %s ballot where %s decides: %j names a vote at %s', (ballot, decides, words, field) => {
    const minutes = composeMinutes({ ...meeting(item({ ballot })), decides }, NO_WORDS);
    const of = (where: string) => words.flatMap(([at, text]) => (at === where ? [text] : []));
    const found = findVoteInWords(minutes, {
      items: of('items').map((text) => ({ itemId: id(8), text })),
      whole: of('closing').map((text) => ['closing', text] as const),
    });
    expect(found?.field).toBe(field);
  });

  it('are extracted for one item alone', () => {
    const two = meeting(
      item(),
      item({ id: id(6), position: 2, title: '另一议题', number: '唐商办决〔2026〕4号' }),
    );
    const extract = textOf(signed(two), id(6));
    expect(extract).toContain('二、另一议题');
    expect(extract).toContain('节录自局长办公会纪要〔2026〕3号');
    expect(extract).not.toContain('成品油');
    expect(minutesPaper(signed(two), id(5))).toBeUndefined();
  });

  it('carry their addenda, each under its own signature', () => {
    const one = { name: NAMES[0], post: '局长岗', at: '2026-11-20T10:00:00+08:00', digest: 'ef'.repeat(32) };
    const addenda = [{ ...one, seq: 1, text: '第一项中的“省”应为“市”。' }];
    const paper = textOf(signed(meeting(item()), { addenda }));
    expect(paper).toContain('补正（一）\n第一项中的“省”应为“市”。\n签发补正：局长岗 甲之一');
    expect(textOf(signed(meeting(item()), { addenda }), id(8))).toContain('另有补正1份');
  });

  it('are numbered by year', () => {
    expect(minutesNumber(2026, 12)).toBe('〔2026〕12号');
  });
});
