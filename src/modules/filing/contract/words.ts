import { messages } from '#platform/i18n';

/** The words of filing, on its pages and in its answers. */
export const PACKAGE_STATE_WORDS = messages({
  prepared: { zh: '待签发', en: 'to be signed' },
  signed: { zh: '已签发，还没有送出', en: 'signed, not sent yet' },
  'taken-out': { zh: '已导出文件，等待对方回执', en: 'taken out as a file, no receipt yet' },
  received: { zh: '已收到回执', en: 'receipt given' },
  refused: { zh: '被拒收', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
});
export const RECIPIENT_KIND_WORDS = messages({
  'government-office': { zh: '政府监管机构（政府办）', en: 'supervising government office' },
  'line-department': { zh: '上级主管部门', en: 'line department above' },
});
export const LEVEL_WORDS = messages({
  '1': { zh: '国家级', en: 'national' },
  '2': { zh: '省级', en: 'provincial' },
  '3': { zh: '市级', en: 'city' },
  '4': { zh: '县级', en: 'county' },
  '5': { zh: '乡级', en: 'township' },
  '6': { zh: '村级', en: 'village' },
});
export const PACKAGE_KIND_WORDS = messages({
  full: { zh: '全部', en: 'everything' },
  changes: { zh: '只含变化', en: 'what changed' },
});
export const PART_WORDS = messages({
  package: { zh: '整包', en: 'the package as a whole' },
  catalogue: { zh: '权责清单', en: 'catalogue' },
  flows: { zh: '流程图', en: 'flow charts' },
  register: { zh: '不公开目录', en: 'non-public register' },
});
export const CHANGE_WORDS = messages({
  new: { zh: '新增', en: 'new' },
  changed: { zh: '有变化', en: 'changed' },
  removed: { zh: '取消', en: 'removed' },
  same: { zh: '无变化', en: 'unchanged' },
});
export const REMARK_WORDS = messages({
  object: { zh: '要求改正', en: 'to be corrected' },
  suggest: { zh: '建议', en: 'suggestion' },
  'no-objection': { zh: '无异议', en: 'no objection' },
});
export const OUTCOME_WORDS = messages({
  'sent-out': { zh: '导出文件', en: 'taken out as a file' },
  received: { zh: '收到回执', en: 'receipt came' },
  refused: { zh: '被拒收', en: 'refused' },
  failed: { zh: '没有送达', en: 'not delivered' },
  remarks: { zh: '收到对方意见', en: 'comments came' },
});
export const CHANNEL_WORDS = messages({
  http: { zh: '网络', en: 'over the network' },
  file: { zh: '文件', en: 'by file' },
});
export const DIFFERENCE_WORDS = messages({
  missing: { zh: '参照目录里有、没有报', en: 'in the reference list, not filed' },
  extra: { zh: '报了、参照目录里没有', en: 'filed, not in the reference list' },
  name: { zh: '名称不同', en: 'another name' },
  type: { zh: '类型不同', en: 'another type' },
  'statutory-limit': { zh: '法定时限不同', en: 'another statutory limit' },
  'committed-limit': { zh: '承诺时限不同', en: 'another committed limit' },
});

/** Why a package is not taken, said to either side. */
export const INTAKE_WORDS = messages({
  'filing/too-large': { zh: '报送包超过 16 MiB，没有收。', en: 'The package is larger than 16 MiB.' },
  'filing/malformed': { zh: '这不是完整的报送包，没有收。', en: 'This is no whole package.' },
  'filing/other-version': {
    zh: '报送包的格式版本与本系统不同，没有收。',
    en: 'The package has another version of the format.',
  },
  'filing/unknown-sender': {
    zh: '报送机关没有登记，或者签发密钥不是登记的那一把。',
    en: 'The sender is not enrolled, or sealed with another key.',
  },
  'filing/tampered': {
    zh: '内容与签发时不一致，没有收。请报送机关重新导出。',
    en: 'It is not what was sealed. Ask the sender for it again.',
  },
  'filing/other-recipient': { zh: '这个报送包不是给本机关的。', en: 'The package is for another recipient.' },
  'filing/other-level': {
    zh: '报送机关的层级与登记的不同。',
    en: 'The sender’s level is not the enrolled one.',
  },
  'filing/replayed': { zh: '这个报送包以前收过，没有再收。', en: 'The package was taken before.' },
  'filing/other-period': {
    zh: '报送包不是本月或者上月的，或者早于已经收到的一期，没有收。',
    en: 'The package is of neither this month nor the last, or of one before the last that was taken.',
  },
  'filing/other-previous': {
    zh: '报送包只含变化，但所接的上一包不是这里收到的最后一包。请报送机关重新报送全部。',
    en: 'The changes rest on another package than the last one taken here. Ask for a full filing.',
  },
  'filing/state-differs': {
    zh: '变化合并后与报送机关声明的总数不一致，没有收。请报送机关重新报送全部。',
    en: 'With the changes the whole is not what the sender states. Ask for a full filing.',
  },
});
