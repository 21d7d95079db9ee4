import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  BasicCode,
  basicCodeParts,
  implementationCode,
  ImplementationCode,
  implementationCodeParts,
  isProvisionalCode,
  parseForeignItemCode,
  Uscc,
} from './index.ts';

describe('basic and implementation code', () => {
  it('has the layout of the national catalogue', () => {
    expect(basicCodeParts(BasicCode.parse('000123018000'))).toEqual({
      scope: '00',
      type: '01',
      department: '23',
      mainItem: '018',
      subItem: '000',
    });
  });

  it('knows the provisional segment', () => {
    expect(isProvisionalCode(BasicCode.parse('130121901001'))).toBe(true);
    expect(isProvisionalCode(BasicCode.parse('130121801901'))).toBe(false);
  });

  it('joins to 31 characters and comes apart again', () => {
    const code = implementationCode(Uscc.parse('11440100007482575H'), '3', BasicCode.parse('440118009000'));
    expect(code).toBe('11440100007482575H3440118009000');
    expect(implementationCodeParts(code)).toEqual({
      uscc: '11440100007482575H',
      level: '3',
      basic: '440118009000',
    });
  });

  it.each([
    '11440100007482575H7440118009000',
    '11440100007482575J3440118009000',
    '11440100007482575H344011800900',
  ])('refuses %s', (code) => {
    expect(ImplementationCode.safeParse(code).success).toBe(false);
  });
});

describe('codes of other catalogues', () => {
  it.each([
    ['000123018000', 'basic', { type: '01', mainItem: '018', subItem: '000' }],
    [
      '11440100007482575H3440118009000',
      'implementation',
      { body: '11440100007482575H', level: '3', type: '01' },
    ],
    [
      '11440100007482575H344011800900001',
      'handling-item',
      { body: '11440100007482575H', level: '3', type: '01' },
    ],
    [
      '511A0138000000-511602000000-000-115113010833722043-1-00',
      'sichuan',
      { type: 'A', mainItem: '0138000000', area: '511602000000', body: '115113010833722043' },
    ],
    [
      '511Z07001006-511602000000-000-11511301008778183N-1-00',
      'sichuan',
      { type: 'Z', mainItem: '07001006', body: '11511301008778183N' },
    ],
    ['512C0107400001-511602000000-000-00877868-5-1-00', 'sichuan', { type: 'C', body: '00877868-5' }],
    [
      '1J-5100-00027-511602000000-000-11511301008778386B-1-00',
      'sichuan',
      { type: 'J', mainItem: '5100', subItem: '00027' },
    ],
    [
      '51201200200013-511602000000-000-115113010087786859-1-00',
      'sichuan',
      { type: null, mainItem: null, area: '511602000000' },
    ],
    [
      '420500001XK00102',
      'hubei',
      { area: '420500', body: '001', type: 'XK', mainItem: '001', subItem: '02' },
    ],
    ['XK0010100Y', 'guizhou', { type: 'XK', mainItem: '00101', subItem: '00Y' }],
    ['H-000185-001-4444444444', 'unknown', { type: null, body: null }],
    ['', 'unknown', { type: null }],
  ])('%s is of shape %s', (raw, shape, parts) => {
    expect(parseForeignItemCode(raw)).toMatchObject({ raw, shape, ...parts });
  });

  const path = '../shared/data/guangan-district-items.json';
  it.runIf(existsSync(path))('reads every code of a real district without refusing one', () => {
    const { items } = z
      .object({ items: z.array(z.object({ itemCode: z.string().nullable() })) })
      .parse(JSON.parse(readFileSync(path, 'utf8')));
    const shapes = items.map((item) => parseForeignItemCode(item.itemCode ?? '').shape);
    expect(shapes.filter((shape) => shape === 'sichuan').length).toBe(items.length - 3);
  });
});
