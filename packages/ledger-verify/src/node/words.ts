import type { LogFinding } from '../log.ts';
import type { ProofFailure } from '../proof.ts';
import type { RecordFinding } from '../record.ts';

export type Lang = 'zh' | 'en';
type Code =
  | LogFinding['code']
  | RecordFinding['code']
  | ProofFailure
  | 'journal/malformed'
  | 'journal/not-anchored'
  | 'journal/of-another-record'
  | 'receipt/malformed'
  | 'receipt/not-signed';

/** What a finding means, in a sentence for people. */
const WORDS: Readonly<Record<Code, Readonly<Record<Lang, string>>>> = {
  'log/no-checkpoint': { zh: '账本没有给出检查点', en: 'the log shows no checkpoint' },
  'log/other-origin': { zh: '这不是上次看到的那本账', en: 'this is another log than the one seen last' },
  'log/rolled-back': {
    zh: '账本变短了：曾经公布的条目不见了',
    en: 'the log became shorter: entries that were published are gone',
  },
  'log/history-rewritten': {
    zh: '账本的历史被改写：与上次看到的检查点不一致',
    en: 'history was rewritten: not consistent with the checkpoint seen last',
  },
  'log/tile-missing': { zh: '缺少一块树数据', en: 'a tile is missing' },
  'log/tile-wrong': { zh: '一块树数据与条目对不上', en: 'a tile does not match the entries' },
  'log/entries-missing': { zh: '缺少一组条目', en: 'a bundle of entries is missing' },
  'log/entries-wrong': { zh: '一组条目损坏', en: 'a bundle of entries is damaged' },
  'log/root-differs': {
    zh: '全部条目算出的树根与检查点不同',
    en: 'the entries do not hash to the root of the checkpoint',
  },
  'log/entry-not-a-leaf': { zh: '有一条内容不是规定的格式', en: 'an entry is not a well-formed leaf' },
  'proof/malformed': { zh: '证明文件格式不对', en: 'the proof is malformed' },
  'proof/checkpoint-malformed': { zh: '检查点格式不对', en: 'the checkpoint is malformed' },
  'proof/not-signed-by-log': { zh: '检查点不是这本账签名的', en: 'the checkpoint is not signed by the log' },
  'proof/quorum-not-met': { zh: '见证方签名不够', en: 'not enough witnesses have signed' },
  'proof/not-included': { zh: '这一条不在账本里', en: 'the entry is not in the log' },
  'record/malformed': { zh: '记录格式不对', en: 'the record is malformed' },
  'record/leaf-malformed': { zh: '账本条目格式不对', en: 'a leaf is malformed' },
  'record/leaf-of-another-record': { zh: '条目属于另一份记录', en: 'a leaf belongs to another record' },
  'record/not-chained': { zh: '修订之间断了链', en: 'a revision does not chain to the one before' },
  'record/commitments-differ': { zh: '字段承诺与账本不同', en: 'the field commitments differ from the log' },
  'record/field-count-differs': { zh: '字段数目与账本不同', en: 'the number of fields differs from the log' },
  'record/value-not-committed': {
    zh: '显示的内容不是当时存证的内容',
    en: 'a value shown is not the one that was committed',
  },
  'record/opened-field-missing': { zh: '应当公开的字段没有公开', en: 'a field that was opened is not shown' },
  'record/field-opened-without-entry': {
    zh: '字段没有经过账本就公开了',
    en: 'a field was opened without an entry',
  },
  'journal/malformed': { zh: '办理日志证明格式不对', en: 'the journal proof is malformed' },
  'journal/not-anchored': {
    zh: '办理日志证明与公开账本里的树根对不上',
    en: 'the journal proof does not lead to a root in the public log',
  },
  'journal/of-another-record': {
    zh: '办理日志里存证的不是这份记录',
    en: 'what the journal held is not this record',
  },
  'receipt/malformed': { zh: '回执格式不对', en: 'the receipt is malformed' },
  'receipt/not-signed': { zh: '回执不是这个机关签发的', en: 'the receipt was not signed by this agency' },
};

export function say(code: Code, lang: Lang): string {
  return WORDS[code][lang];
}
