import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMasks, DEFAULT_MASKS, findPersonalData, idCardCheckCharacter, maskDigits } from './index.ts';

const found = (text: string): string[] =>
  findPersonalData(text).map((hit) => `${hit.kind} ${text.slice(hit.start, hit.end)}`);
const masked = (text: string): string => applyMasks(text, findPersonalData(text));

describe('finding data of persons', () => {
  it.each([
    ['当事人身份证号11010519491231002X，住', ['id-card 11010519491231002X']],
    ['11010519491231002x', ['id-card 11010519491231002X'.replace('X', 'x')]],
    ['１１０１０５１９４９１２３１００２Ｘ', ['id-card １１０１０５１９４９１２３１００２Ｘ']],
    ['110105 19491231 002X', ['id-card 110105 19491231 002X']],
    ['身份证130203530503006，电话', ['id-card 130203530503006']],
    [
      '电话13803150000、+86 138-0315-0000、008613803150000',
      ['mobile 13803150000', 'mobile 138-0315-0000', 'mobile 13803150000'],
    ],
    ['卡号6222 0200 0000 0000 008', []],
    ['账号4111 1111 1111 1111。', ['bank-card 4111 1111 1111 1111']],
    ['6217000000000000004', ['bank-card 6217000000000000004']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    '统一社会信用代码11440100007482575H',
    '代码115113010833722043',
    '实施编码11440100007482575H3440118009000',
    '文号 冀商罚〔2026〕138号',
    '事项编码130121901001',
    '12803150000',
    '138031500001',
    '编号A13803150000',
    '11010519491331002X',
    '00010519491231002X',
    '0000000000000000',
    '1.1010519491231',
  ])('leaves alone: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('still proposes an identity number whose check character is wrong, and says so', () => {
    expect(findPersonalData('110105194912310021')).toMatchObject([{ kind: 'id-card', checked: false }]);
    expect(findPersonalData('11010519491231002X')).toMatchObject([{ kind: 'id-card', checked: true }]);
  });

  it('computes the check character of the standard', () => {
    expect(idCardCheckCharacter('11010519491231002')).toBe('X');
    expect(idCardCheckCharacter('34052419800101001')).toBe('X');
    expect(idCardCheckCharacter('44052418800101001')).toBe('4');
  });
});

describe('masking', () => {
  it.each([
    ['11010519491231002X', '1101************2X'],
    ['电话138-0315-0000', '电话138-****-0000'],
    ['账号4111 1111 1111 1111', '账号**** **** **** 1111'],
    ['１３８０３１５００００', '１３８****００００'],
  ])('%s → %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('follows the agency’s own rule', () => {
    const rules = { ...DEFAULT_MASKS, mobile: { keepStart: 0, keepEnd: 0 } };
    expect(applyMasks('13803150000', findPersonalData('13803150000', rules))).toBe('***********');
    expect(maskDigits('123', { keepStart: 2, keepEnd: 2 })).toBe('123');
  });

  const person = fc
    .tuple(
      fc.constantFrom('130203', '511602', '110105'),
      fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
      fc.stringMatching(/^\d{3}$/),
    )
    .map(([area, born, serial]) => {
      const first17 = `${area}${born.toISOString().slice(0, 10).replaceAll('-', '')}${serial}`;
      return first17 + idCardCheckCharacter(first17);
    });
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/);
  const filler = fc.constantFrom('，', '当事人', '电话：', '\n', ' a ', '、');

  it('finds everybody in any text, keeps its length, and leaves nothing to find', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(filler, fc.oneof(person, mobile)), { maxLength: 6 }), (parts) => {
        const text = `${parts.map(([gap, data]) => gap + data).join('')}。`;
        expect(findPersonalData(text)).toHaveLength(parts.length);
        expect(masked(text)).toHaveLength(text.length);
        expect(found(masked(text))).toEqual([]);
      }),
    );
  });
});
