import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNamedVote, withoutNames } from './secret-ballot.ts';

const NAMES = ['演示·张一', '李文二', '王三'];

describe('words after a secret ballot', () => {
  it.each([
    '张一反对。',
    '会议进行了表决，李文二投了反对票',
    '投反对票的有：李文二、王三。',
    '李文二表示不同意该方案。',
    '反对的2人（演示·张一、王三）。',
    '王三同意。',
    '李文二等均同意。',
    '会议认为可行。\n其中王三弃权。',
    '李文二 voted against it.',
    '赞成3票，反对1票；反对的是王三。',
  ])('that name a vote are found: %s', (text) => {
    expect(findNamedVote(text, NAMES)).toBeDefined();
  });

  it.each([
    '会议由张一主持，表决结果：赞成3票、反对1票、弃权0票。',
    '会议同意由李文二牵头落实。',
    '李文二牵头起草的方案，会议同意。',
    '请王三负责，月底前完成。',
    '会议以无记名投票方式表决，赞成五票，反对两票。',
    '有的委员反对，有的赞成。',
    '赵四反对。',
    '',
  ])('that name none are left alone: %s', (text) => {
    expect(findNamedVote(text, NAMES)).toBeUndefined();
  });

  it('say which sentence it is', () => {
    expect(findNamedVote('会议认为可行。王三弃权，其余赞成。散会。', NAMES)).toBe('王三弃权，其余赞成');
  });

  it('are found whatever stands around them', () => {
    const around = fc.string({ unit: fc.constantFrom('会', '议', '，', '。', '\n', 'a') });
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(findNamedVote(`${before}王三反对${after}`, NAMES)).toBeDefined();
      }),
    );
  });
});

it('leaves of what was said neither who nor in which order', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const said = texts.map((text) => ({ text }));
      expect(withoutNames(said)).toEqual(withoutNames(said.toReversed()));
      expect(withoutNames(said).every(({ name, stance }) => name === null && stance === null)).toBe(true);
    }),
  );
});
