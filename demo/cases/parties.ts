import { idCardCheckCharacter, organisationCheckDigit, usccCheckCharacter } from '#kernel';
import type { Party } from '#modules/cases';
import type { Dice } from './dice.ts';

const PLACES = [
  '路北',
  '路南',
  '开平',
  '古冶',
  '丰润',
  '丰南',
  '曹妃甸',
  '滦州',
  '遵化',
  '迁安',
  '玉田',
  '乐亭',
];
const WORDS = [
  '启明',
  '宏远',
  '德润',
  '安和',
  '瑞丰',
  '新禾',
  '同济',
  '嘉诚',
  '恒泰',
  '长青',
  '汇通',
  '永信',
];
/** What an applicant of an item does; `person` is who runs a shop in their own name. */
const TRADES: Readonly<Record<string, readonly string[]>> = {
  'it-01': ['石油销售有限公司', '加油站有限公司', '能源有限公司'],
  'it-02': ['石油销售有限公司', '加油站有限公司', '能源有限公司'],
  'it-03': ['石油销售有限公司', '加油站有限公司', '能源有限公司'],
  'it-04': ['石油销售有限公司', '加油站有限公司'],
  'it-05': ['对外经济技术合作有限公司', '国际劳务合作有限公司'],
  'it-06': ['对外经济技术合作有限公司', '国际劳务合作有限公司'],
  'it-07': ['拍卖有限公司'],
  'it-08': ['报废汽车回收拆解有限公司', '再生资源有限公司'],
  'it-18': ['日用品直销有限公司', '保健品直销有限公司'],
  'it-19': ['外商投资精密制造有限公司', '外商投资食品有限公司'],
  'it-20': ['商业管理有限公司', '连锁超市有限公司'],
  'it-21': ['百货有限公司', '超市有限公司', '家电商场有限公司', 'person'],
  'it-22': ['国际劳务合作有限公司', '对外经济技术合作有限公司'],
};
const SURNAMES = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨');
const GIVEN = Array.from('甲乙丙丁戊己庚辛壬癸');

/** Who applies: a made-up enterprise, or a made-up person born in 1900, so that nobody's number is hit by chance. */
export function partyOf(item: string, i: number, roll: Dice): Party {
  const trade = roll.pick(TRADES[item] ?? ['商贸有限公司']);
  const surname = roll.pick(SURNAMES);
  const name = `${surname}演${roll.pick(GIVEN)}`;
  const phone = `0315-000${String(1000 + (i % 9000))}`;
  const address = `唐山市${roll.pick(PLACES)}区演示路${roll.between(1, 199)}号`;
  if (trade === 'person') {
    const day = String(1 + (i % 28)).padStart(2, '0');
    const first17 = `130299190001${day}${String(i % 1000).padStart(3, '0')}`;
    return {
      kind: 'person',
      name,
      idNumber: `${first17}${idCardCheckCharacter(first17)}`,
      phone,
      email: '',
      address,
    };
  }
  const body = `DEM${String(10_000 + i).slice(-5)}`;
  const first17 = `91130200${body}${organisationCheckDigit(body)}`;
  return {
    kind: 'organisation',
    name: `演示·${roll.pick(PLACES)}${roll.pick(WORDS)}${trade}`,
    uscc: `${first17}${usccCheckCharacter(first17)}`,
    contact: name,
    phone,
    email: '',
    address,
  };
}
