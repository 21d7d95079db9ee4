import type { Message } from '#platform/i18n';
import type { CheckLine } from './check-input.ts';

/** What the verifier says, a sentence each. Kept apart from the page: the script carries it into the browser. */
export const CHECK_WORDS: Readonly<Record<CheckLine['code'], Message>> = {
  'policy-missing': {
    zh: '没有读到账本的核验策略，无法核验。',
    en: 'The policy of the ledger could not be read; nothing was checked.',
  },
  'not-understood': {
    zh: '这不是记录号、回执或者证明。记录号是22个字符；回执和证明请从第一行起完整粘贴。',
    en: 'This is no record id, receipt or proof. A record id has 22 characters; paste receipts and proofs whole, from their first line.',
  },
  'record-missing': {
    zh: '公开账本里没有记录 {rid}，或者它还没有被检查点覆盖。',
    en: 'The ledger has no record {rid}, or no checkpoint covers it yet.',
  },
  'record-fields': {
    zh: '记录完整：公开的 {open} 个字段与账本中的指纹一致；{withheld} 个依法不公开、{erased} 个依法删除，指纹都在。',
    en: 'The record is whole: {open} open fields match their fingerprints; {withheld} are withheld and {erased} erased, with their fingerprints kept.',
  },
  'record-finding': {
    zh: '第 {rev} 次修订与账本不一致（{code}）。',
    en: 'Revision {rev} does not agree with the ledger ({code}).',
  },
  entry: {
    zh: '在账本第 {index} 条，检查点共 {size} 条，签名属于 {origin}，另有 {witnesses} 方见证。',
    en: 'Entry {index} of a checkpoint of {size}, signed by {origin}, with {witnesses} witnesses.',
  },
  'entry-failed': {
    zh: '证明不成立（{why}）。',
    en: 'The proof does not hold ({why}).',
  },
  journal: {
    zh: '公开之前已在办理日志中存证：日志记载 {at}，不晚于 {anchored} 写入公开账本；存入的就是这份记录第 1 次修订的指纹。',
    en: 'It stood in the journal before it was public: the journal says {at}, in the public ledger by {anchored}; what was committed are the fingerprints of revision 1.',
  },
  'journal-failed': {
    zh: '办理日志证明不成立：它与公开账本里的树根或者这份记录的指纹对不上。',
    en: 'The journal proof does not hold: it does not lead to a root in the public ledger, or to the fingerprints of this record.',
  },
  receipt: {
    zh: '回执有效，由 {issuer} 签发：{lines}',
    en: 'The receipt is genuine, issued by {issuer}: {lines}',
  },
  'receipt-failed': {
    zh: '回执无效（{why}）：内容被改动，或者不是本机关签发。',
    en: 'The receipt is not genuine ({why}): it was altered, or somebody else issued it.',
  },
  'receipt-key-missing': {
    zh: '核验策略里没有回执公钥，无法核验回执。',
    en: 'The policy names no receipt key, so receipts cannot be checked.',
  },
};
