import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrecyMark } from './secrecy-mark.ts';

describe('marks of state secrets', () => {
  it.each([
    ['秘密★', '秘密★'],
    ['机密★1年', '机密★'],
    ['绝 密 ★ 长期', '绝密★'],
    ['储备方案（机密）.docx', '(机密)'],
    ['【秘密】市级储备库点', '【秘密】'],
    ['密级：机密', '密级:机密'],
    ['密级 为 绝密', '密级为绝密'],
    ['机密-储备库点.pdf', '机密-'],
    ['绝密.pdf', '绝密.'],
    ['第一行\n秘密＊3年', '秘密*'],
    ['绝密级', '绝密级'],
    ['本件系机密文件', '系机密文件'],
    ['该名单属于国家秘密事项，暂不公开', '属于国家秘密事项'],
  ])('%s', (text, mark) => {
    expect(findSecrecyMark(text)).toBe(mark);
  });

  it.each([
    '涉及申请人的商业秘密，公开会损害其合法权益',
    '商业秘密★',
    '泄露国家秘密的，依法追究责任',
    '不得泄露国家秘密、商业秘密和个人信息',
    '是否属于国家秘密由有定密权的机关确定',
    '秘密会议以外的会议记录',
    '经审查不属于国家秘密事项',
    '是否属秘密级文件由有定密权的机关确定',
    '关系商业秘密事项的处理',
    '',
  ])('not in: %s', (text) => {
    expect(findSecrecyMark(text)).toBe(undefined);
  });

  it('whatever stands around a marked line, and however it is spaced', () => {
    const words = fc.constantFrom('储备库点', '方案', ' ', '。', '商业秘密');
    fc.assert(
      fc.property(
        fc.array(words),
        fc.array(words),
        fc.constantFrom('', ' ', '　'),
        fc.constantFrom('绝密', '机密', '秘密'),
        (before, after, gap, grade) => {
          const marked = Array.from(grade).join(gap);
          expect(findSecrecyMark(`${before.join('')}\n件${gap}${marked}${gap}★${after.join('')}`)).not.toBe(
            undefined,
          );
        },
      ),
    );
  });
});
